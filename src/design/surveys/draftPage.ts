/** A draft as its page shows it: the whole survey in order, with its errors. */
import {
  inLanguage,
  type Localized,
  type PageLanguage,
  languageNames,
} from '../../platform/text/localized.ts';
import { capitalised } from '../../platform/text/plainText.ts';
import { conditionWords } from './condition.ts';
import { locationOfError, type ErrorLocation } from './errorLocation.ts';
import type { ListKind } from './items.ts';
import { aboutPresets } from './presets/presets.ts';
import { missingTranslations, questionsAlike, surveyErrors, type SurveyError } from './soundness.ts';
import { questionsByFactor, type Question, type Scale, type SurveyContent } from './survey.ts';
import { surveyTexts } from './texts.ts';

const missingShown = 30;

/** @param url of the draft; the addresses of its parts begin with it */
export function draftPage(content: SurveyContent, url: string, language: PageLanguage) {
  const t = surveyTexts[language];
  const part = (kind: ListKind, id: string) => ({
    anchor: `${kind}-${id}`,
    url: `${url}/${kind}/${id}`,
    name: partName(content, kind, id, language),
  });
  const missing = missingTranslations(content).filter((location) => !location.endsWith('.vi')); // those are errors
  const added = new Set(content.about.map(({ id }) => id));
  return {
    errors: errorLines(content, url, language),
    alike: questionsAlike(content).map(([first, second]) => ({
      url: `${url}/questions/${second}#text`,
      text: t.alike({
        first: capitalised(partName(content, 'questions', first, language)),
        second: partName(content, 'questions', second, language),
      }),
    })),
    missing: missing
      .slice(0, missingShown)
      .map((location) => ({ ...placed(content, { location }, url), text: location })),
    missingCount: missing.length,
    ...surveySummary(content, language),
    factors: questionsByFactor(content).map(({ factor, questions }) => ({
      ...part('factors', factor.id),
      id: factor.id,
      title: inLanguage(factor.title, language) || t.unnamed,
      questions: questions.map((question) => ({
        ...part('questions', question.id),
        ...questionLine(content, question, language),
      })),
    })),
    scales: content.scales.map((scale) => ({
      ...part('scales', scale.id),
      id: scale.id,
      ...scaleLine(scale, language),
    })),
    about: content.about.map(({ id, text, options }) => ({
      ...part('about', id),
      text: inLanguage(text, language) || t.unnamed,
      options: options.map(({ label }) => inLanguage(label, language)).join(' / '),
    })),
    aboutPresets: aboutPresets
      .filter(({ id }) => !added.has(id))
      .map(({ id, text }) => ({ id, label: t.addAbout({ text: inLanguage(text, language) }) })),
  };
}

/** The summary that versions are shown with, too. */
export function surveySummary(content: SurveyContent, language: PageLanguage) {
  const t = surveyTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  return {
    general: [
      { label: t.fields.title, text: say(content.title) || t.noName },
      { label: t.fields.surveyId, text: content.surveyId },
      {
        label: t.fields.languages,
        text: content.languages.map((tag) => languageNames[tag] ?? tag).join(', '),
      },
      { label: t.fields.paragraphs, text: content.notice.paragraphs.map(say).join(' ') },
      { label: t.fields.comment, text: content.comment ? say(content.comment.text) : t.noComment },
      {
        label: t.fields.required,
        text: content.answersMin === undefined ? t.takenWhole : t.takenFrom({ count: content.answersMin }),
      },
      { label: t.fields.legalBasis, text: content.provenance.legalBasis },
      { label: t.fields.confirmed, text: say(content.provenance.confirmed) },
    ].filter(({ text }) => text !== ''),
  };
}

export function questionLine(content: SurveyContent, question: Question, language: PageLanguage) {
  const t = surveyTexts[language];
  const scale = content.scales.find(({ id }) => id === question.scaleId);
  const askedAbout = content.questions.find(({ id }) => id === question.askedIf?.questionId);
  const isReadable = askedAbout && content.scales.some(({ id }) => id === askedAbout.scaleId);
  const condition = isReadable ? conditionWords(content, question, language) : undefined;
  const facts = [
    scale && t.levels({ count: scale.levels.length }),
    scale?.several && t.severalShort,
    scale?.unrated && t.unratedShort,
    question.required ? t.requiredShort : t.optionalShort,
    question.comment && t.commentShort,
    condition && t.onlyIf({ number: condition.number, answers: condition.labels.join(' / ') }),
  ];
  return {
    number: content.questions.indexOf(question) + 1,
    id: question.id,
    text: inLanguage(question.text, language) || t.unnamed,
    facts: facts.filter(Boolean).join(' · '),
  };
}

export function scaleLine({ levels, noOpinion }: Scale, language: PageLanguage) {
  const labels = levels.map(({ level, label }) => `${level} ${inLanguage(label, language)}`);
  return { labels: [...labels, ...(noOpinion ? [`0 ${inLanguage(noOpinion, language)}`] : [])].join(' / ') };
}

/** All errors in words, each with a link to where it can be fixed. */
function errorLines(content: SurveyContent, url: string, language: PageLanguage) {
  return surveyErrors(content).map((error) => ({
    ...placed(content, error, url),
    text: errorSentence(content, error, language),
  }));
}

export function errorSentence(content: SurveyContent, error: SurveyError, language: PageLanguage): string {
  const { kind, itemId } = locationOfError(content, error);
  const t = surveyTexts[language];
  const where = kind === 'survey' ? t.general : partName(content, kind, itemId, language);
  return `${capitalised(where)}: ${t.soundness[error.kind]}.`;
}

function placed(
  content: SurveyContent,
  error: Pick<SurveyError, 'location'>,
  url: string,
): ErrorLocation & { url: string } {
  const location = locationOfError(content, error);
  return { ...location, url: `${url}/${location.kind}/${location.itemId}#${location.field}` };
}

/** Name of a part, for the middle of a sentence. */
export function partName(content: SurveyContent, kind: ListKind, id: string, language: PageLanguage): string {
  const t = surveyTexts[language];
  const say = (text: Localized | undefined) => (text && inLanguage(text, language)) || t.unnamed;
  if (kind === 'questions')
    return t.question({ number: content.questions.findIndex((one) => one.id === id) + 1 });
  if (kind === 'factors')
    return t.factor({ title: say(content.factors.find((one) => one.id === id)?.title) });
  if (kind === 'scales') return t.scale({ id });
  return t.aboutOf({ text: say(content.about.find((one) => one.id === id)?.text) });
}
