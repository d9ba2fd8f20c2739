/**
 * A survey is checked before anybody answers it: every error is found at publication, with its path, and not at a
 * counter.
 */
import type { Localized } from '../../platform/text/localized.ts';
import { formatOf, noOpinionLevel, questionsByFactor, type Question, type SurveyContent } from './survey.ts';

export interface SurveyError {
  /** Path, such as `questions.q7.text.en`. */
  readonly location: string;
  readonly kind:
    | 'idMalformed'
    | 'idTwice'
    | 'unknownScale'
    | 'unknownFactor'
    | 'factorWithoutQuestion'
    | 'factorInPieces'
    | 'levelsNotInOrder'
    | 'tooFewOptions'
    | 'severalTooFew'
    | 'severalRated'
    | 'textMissing'
    | 'noLanguage'
    | 'noQuestion'
    | 'conditionOnUnknown'
    | 'conditionForward'
    | 'conditionWithoutLevel'
    | 'conditionOffScale'
    | 'conditionOnSeveral'
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

/** @returns every error, in the order of the survey; empty when it is sound */
export function surveyErrors(content: SurveyContent): readonly SurveyError[] {
  return [
    ...languageErrors(content),
    ...idErrors('scales', content.scales),
    ...idErrors('factors', content.factors),
    ...idErrors('questions', content.questions),
    ...idErrors('about', content.about),
    ...scaleErrors(content),
    ...questionErrors(content),
    ...conditionErrors(content),
    ...factorErrors(content),
    ...aboutErrors(content),
    ...formErrors(content),
  ];
}

/** Missing translations, which appear in Vietnamese: not an error, but the author is notified. */
export function missingTranslations(content: SurveyContent): readonly string[] {
  return allTexts(content).flatMap(({ location, text }) =>
    content.languages
      .filter((language) => !text[language]?.trim())
      .map((language) => `${location}.${language}`),
  );
}

/**
 * Questions whose text is that of an earlier question, in some language: not an error, since two factors may ask alike, but
 * respondents would take it for one question asked twice.
 *
 * @returns ids, the earlier question first
 */
export function questionsAlike({
  languages,
  questions,
}: SurveyContent): readonly (readonly [string, string])[] {
  const firsts = languages.map(() => new Map<string, string>());
  return questions.flatMap(({ id, text }): [string, string][] => {
    const earlier = languages.map((language, index) => {
      const wording = (text[language] ?? '').normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
      const first = firsts[index]!.get(wording);
      if (wording !== '' && first === undefined) firsts[index]!.set(wording, id);
      return first;
    });
    return [...new Set(earlier)].flatMap((first) => (first === undefined ? [] : [[first, id]]));
  });
}

function languageErrors(content: SurveyContent): SurveyError[] {
  const errors: SurveyError[] = content.languages.includes('vi')
    ? []
    : [{ location: 'languages', kind: 'noLanguage' }];
  for (const { location, text } of allTexts(content)) {
    if (!text.vi.trim()) errors.push({ location: `${location}.vi`, kind: 'textMissing' });
  }
  return errors;
}

function idErrors(list: string, items: readonly { readonly id: string }[]): SurveyError[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }): SurveyError[] => {
    const location = `${list}.${id}`;
    if (!isSurveyPartId(id)) return [{ location, kind: 'idMalformed' }];
    if (seen.has(id)) return [{ location, kind: 'idTwice' }];
    seen.add(id);
    return [];
  });
}

/** Of two options, how many chose both would follow from how many chose each and how many chose any (docs/privacy.md). */
export const severalMin = 3;

function scaleErrors(content: SurveyContent): SurveyError[] {
  return content.scales.flatMap((scale): SurveyError[] => {
    const location = `scales.${scale.id}.levels`;
    if (scale.levels.length < 2) return [{ location, kind: 'tooFewOptions' }];
    if (scale.several && scale.levels.length < severalMin) return [{ location, kind: 'severalTooFew' }];
    if (scale.several && !scale.unrated)
      return [{ location: `scales.${scale.id}.several`, kind: 'severalRated' }];
    const inOrder = scale.levels.every(({ level }, position) => level === position + 1);
    return inOrder ? [] : [{ location, kind: 'levelsNotInOrder' }];
  });
}

function questionErrors(content: SurveyContent): SurveyError[] {
  const scaleIds = new Set(content.scales.map((scale) => scale.id));
  const factorIds = new Set(content.factors.map((factor) => factor.id));
  const errors: SurveyError[] =
    content.questions.length === 0 ? [{ location: 'questions', kind: 'noQuestion' }] : [];
  for (const { id, scaleId, factorId } of content.questions) {
    if (!scaleIds.has(scaleId)) errors.push({ location: `questions.${id}.scaleId`, kind: 'unknownScale' });
    if (!factorIds.has(factorId))
      errors.push({ location: `questions.${id}.factorId`, kind: 'unknownFactor' });
  }
  return errors;
}

/** A condition refers to an earlier question, which the respondent has already passed. */
function conditionErrors(content: SurveyContent): SurveyError[] {
  const order = questionsByFactor(content).flatMap(({ questions }) => questions.map(({ id }) => id));
  return content.questions.flatMap((question): SurveyError[] => {
    const kind = question.askedIf && conditionError(content, question, order);
    return kind ? [{ location: `questions.${question.id}.askedIf`, kind }] : [];
  });
}

function conditionError(
  content: SurveyContent,
  { id, askedIf }: Question,
  order: readonly string[],
): SurveyError['kind'] | undefined {
  const other = content.questions.find((question) => question.id === askedIf?.questionId);
  const scale = content.scales.find((one) => one.id === other?.scaleId);
  if (!askedIf || !other || !scale) return 'conditionOnUnknown';
  if (order.indexOf(other.id) >= order.indexOf(id)) return 'conditionForward';
  if (askedIf.levels.length === 0) return 'conditionWithoutLevel';
  const offered = [...scale.levels.map(({ level }) => level), ...(scale.noOpinion ? [noOpinionLevel] : [])];
  if (!askedIf.levels.every((level) => offered.includes(level))) return 'conditionOffScale';
  // Who is asked is counted: how many chose any of several options, or none, would disclose how many chose two of them.
  const isOneOption = askedIf.levels.length === 1 && askedIf.levels[0] !== noOpinionLevel;
  return scale.several && !isOneOption ? 'conditionOnSeveral' : undefined;
}

function formErrors(content: SurveyContent): SurveyError[] {
  const { answersMin, questions, formatVersion } = content;
  const errors: SurveyError[] = [];
  if (
    answersMin !== undefined &&
    !(Number.isInteger(answersMin) && answersMin >= 1 && answersMin <= questions.length)
  )
    errors.push({ location: 'answersMin', kind: 'answersMinOutOfRange' });
  if (formatVersion < formatOf(content)) errors.push({ location: 'formatVersion', kind: 'formatTooOld' });
  return errors;
}

/** If another factor interrupts a factor, its later questions would come out of order on paper and screen. */
function factorErrors(content: SurveyContent): SurveyError[] {
  return content.factors.flatMap((factor): SurveyError[] => {
    const location = `factors.${factor.id}`;
    const positions = content.questions.flatMap((question, position) =>
      question.factorId === factor.id ? [position] : [],
    );
    const first = positions[0];
    const last = positions.at(-1);
    if (first === undefined || last === undefined) return [{ location, kind: 'factorWithoutQuestion' }];
    return last - first + 1 === positions.length ? [] : [{ location, kind: 'factorInPieces' }];
  });
}

function aboutErrors(content: SurveyContent): SurveyError[] {
  return content.about.flatMap(({ id, options }): SurveyError[] => [
    ...(options.length < 2 ? [{ location: `about.${id}.options`, kind: 'tooFewOptions' as const }] : []),
    ...idErrors(`about.${id}.options`, options),
  ]);
}

function allTexts(content: SurveyContent): { location: string; text: Localized }[] {
  return [
    { location: 'title', text: content.title },
    ...content.notice.paragraphs.map((text, index) => ({ location: `notice.${index}`, text })),
    ...content.scales.flatMap((scale) => [
      ...scale.levels.map(({ level, label }) => ({
        location: `scales.${scale.id}.levels.${level}`,
        text: label,
      })),
      ...(scale.noOpinion ? [{ location: `scales.${scale.id}.noOpinion`, text: scale.noOpinion }] : []),
    ]),
    ...content.factors.map(({ id, title }) => ({ location: `factors.${id}.title`, text: title })),
    ...content.questions.map(({ id, text }) => ({ location: `questions.${id}.text`, text })),
    ...content.about.flatMap((question) => [
      { location: `about.${question.id}.text`, text: question.text },
      ...question.options.map(({ id, label }) => ({
        location: `about.${question.id}.options.${id}`,
        text: label,
      })),
    ]),
    ...(content.comment ? [{ location: 'comment.text', text: content.comment.text }] : []),
    { location: 'provenance.confirmed', text: content.provenance.confirmed },
  ];
}
