/**
 * A survey is checked before anybody answers it: every error is found at publication, with its path, and not at a
 * counter.
 */
import type { Localized } from '../../platform/text/localized.ts';
import { formatOf, noOpinionLevel, questionsByFactor, type Question, type SurveyContent } from './survey.ts';

export interface SurveyFault {
  /** Path, such as `questions.q7.text.en`. */
  readonly place: string;
  readonly kind:
    | 'idMalformed'
    | 'idTwice'
    | 'unknownScale'
    | 'unknownFactor'
    | 'factorWithoutQuestion'
    | 'factorInPieces'
    | 'levelsNotInOrder'
    | 'tooFewOptions'
    | 'textMissing'
    | 'noLanguage'
    | 'noQuestion'
    | 'conditionOnUnknown'
    | 'conditionForward'
    | 'conditionWithoutLevel'
    | 'conditionOffScale'
    | 'answersMinOutOfRange'
    | 'formatTooOld';
}

/**
 * Ids become names of form fields and keys of stored documents: no dots, no dollar signs, no inherited property names.
 */
const idPattern = /^[a-z][a-zA-Z0-9-]{0,39}$/;

export function isSurveyPartId(id: string): boolean {
  return idPattern.test(id) && !(id in Object.prototype);
}

export function isSurveyId(id: string): boolean {
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) && id.length <= 60;
}

/** @returns every error, in the order of the survey; empty when it is sound */
export function surveyFaults(content: SurveyContent): readonly SurveyFault[] {
  return [
    ...languageFaults(content),
    ...idFaults('scales', content.scales),
    ...idFaults('factors', content.factors),
    ...idFaults('questions', content.questions),
    ...idFaults('about', content.about),
    ...scaleFaults(content),
    ...questionFaults(content),
    ...conditionFaults(content),
    ...factorFaults(content),
    ...aboutFaults(content),
    ...formFaults(content),
  ];
}

/** Missing translations, which appear in Vietnamese: not an error, but the author is notified. */
export function missingTranslations(content: SurveyContent): readonly string[] {
  return allTexts(content).flatMap(({ place, text }) =>
    content.languages.filter((language) => !text[language]?.trim()).map((language) => `${place}.${language}`),
  );
}

function languageFaults(content: SurveyContent): SurveyFault[] {
  const faults: SurveyFault[] = content.languages.includes('vi')
    ? []
    : [{ place: 'languages', kind: 'noLanguage' }];
  for (const { place, text } of allTexts(content)) {
    if (!text.vi.trim()) faults.push({ place: `${place}.vi`, kind: 'textMissing' });
  }
  return faults;
}

function idFaults(list: string, items: readonly { readonly id: string }[]): SurveyFault[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }): SurveyFault[] => {
    const place = `${list}.${id}`;
    if (!isSurveyPartId(id)) return [{ place, kind: 'idMalformed' }];
    if (seen.has(id)) return [{ place, kind: 'idTwice' }];
    seen.add(id);
    return [];
  });
}

function scaleFaults(content: SurveyContent): SurveyFault[] {
  return content.scales.flatMap((scale): SurveyFault[] => {
    const place = `scales.${scale.id}.levels`;
    if (scale.levels.length < 2) return [{ place, kind: 'tooFewOptions' }];
    const inOrder = scale.levels.every(({ level }, position) => level === position + 1);
    return inOrder ? [] : [{ place, kind: 'levelsNotInOrder' }];
  });
}

function questionFaults(content: SurveyContent): SurveyFault[] {
  const scaleIds = new Set(content.scales.map((scale) => scale.id));
  const factorIds = new Set(content.factors.map((factor) => factor.id));
  const faults: SurveyFault[] =
    content.questions.length === 0 ? [{ place: 'questions', kind: 'noQuestion' }] : [];
  for (const { id, scaleId, factorId } of content.questions) {
    if (!scaleIds.has(scaleId)) faults.push({ place: `questions.${id}.scaleId`, kind: 'unknownScale' });
    if (!factorIds.has(factorId)) faults.push({ place: `questions.${id}.factorId`, kind: 'unknownFactor' });
  }
  return faults;
}

/** A condition refers to an earlier question, which the respondent has already passed. */
function conditionFaults(content: SurveyContent): SurveyFault[] {
  const order = questionsByFactor(content).flatMap(({ questions }) => questions.map(({ id }) => id));
  return content.questions.flatMap((question): SurveyFault[] => {
    const kind = question.askedIf && conditionFault(content, question, order);
    return kind ? [{ place: `questions.${question.id}.askedIf`, kind }] : [];
  });
}

function conditionFault(
  content: SurveyContent,
  { id, askedIf }: Question,
  order: readonly string[],
): SurveyFault['kind'] | undefined {
  const other = content.questions.find((question) => question.id === askedIf?.questionId);
  const scale = content.scales.find((one) => one.id === other?.scaleId);
  if (!askedIf || !other || !scale) return 'conditionOnUnknown';
  if (order.indexOf(other.id) >= order.indexOf(id)) return 'conditionForward';
  if (askedIf.levels.length === 0) return 'conditionWithoutLevel';
  const offered = [...scale.levels.map(({ level }) => level), ...(scale.noOpinion ? [noOpinionLevel] : [])];
  return askedIf.levels.every((level) => offered.includes(level)) ? undefined : 'conditionOffScale';
}

function formFaults(content: SurveyContent): SurveyFault[] {
  const { answersMin, questions, formatVersion } = content;
  const faults: SurveyFault[] = [];
  if (
    answersMin !== undefined &&
    !(Number.isInteger(answersMin) && answersMin >= 1 && answersMin <= questions.length)
  )
    faults.push({ place: 'answersMin', kind: 'answersMinOutOfRange' });
  if (formatVersion < formatOf(content)) faults.push({ place: 'formatVersion', kind: 'formatTooOld' });
  return faults;
}

/** If another factor interrupts a factor, its later questions would come out of order on paper and screen. */
function factorFaults(content: SurveyContent): SurveyFault[] {
  return content.factors.flatMap((factor): SurveyFault[] => {
    const place = `factors.${factor.id}`;
    const positions = content.questions.flatMap((question, position) =>
      question.factorId === factor.id ? [position] : [],
    );
    const first = positions[0];
    const last = positions.at(-1);
    if (first === undefined || last === undefined) return [{ place, kind: 'factorWithoutQuestion' }];
    return last - first + 1 === positions.length ? [] : [{ place, kind: 'factorInPieces' }];
  });
}

function aboutFaults(content: SurveyContent): SurveyFault[] {
  return content.about.flatMap(({ id, options }): SurveyFault[] => [
    ...(options.length < 2 ? [{ place: `about.${id}.options`, kind: 'tooFewOptions' as const }] : []),
    ...idFaults(`about.${id}.options`, options),
  ]);
}

function allTexts(content: SurveyContent): { place: string; text: Localized }[] {
  return [
    { place: 'title', text: content.title },
    ...content.notice.paragraphs.map((text, index) => ({ place: `notice.${index}`, text })),
    ...content.scales.flatMap((scale) => [
      ...scale.levels.map(({ level, label }) => ({
        place: `scales.${scale.id}.levels.${level}`,
        text: label,
      })),
      ...(scale.noOpinion ? [{ place: `scales.${scale.id}.noOpinion`, text: scale.noOpinion }] : []),
    ]),
    ...content.factors.map(({ id, title }) => ({ place: `factors.${id}.title`, text: title })),
    ...content.questions.map(({ id, text }) => ({ place: `questions.${id}.text`, text })),
    ...content.about.flatMap((question) => [
      { place: `about.${question.id}.text`, text: question.text },
      ...question.options.map(({ id, label }) => ({
        place: `about.${question.id}.options.${id}`,
        text: label,
      })),
    ]),
    ...(content.comment ? [{ place: 'comment.text', text: content.comment.text }] : []),
    { place: 'provenance.confirmed', text: content.provenance.confirmed },
  ];
}
