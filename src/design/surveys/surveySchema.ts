/** The shape of a survey as JSON. What it means is checked afterwards (soundness.ts). */
import {
  language,
  listOf,
  localizedOf,
  objectOf,
  slug,
  wholeNumber,
  yesOrNo,
  type Schema,
} from '../../platform/schemas/schema.ts';
import {
  formatVersions,
  scaleLooks,
  type AboutQuestion,
  type Factor,
  type Level,
  type Notice,
  type Question,
  type Scale,
  type SurveyContent,
} from './survey.ts';

const text: Schema = { type: 'string', maxLength: 4000 };
/** Vietnamese may still be empty: that is an error of the survey and not of its shape. */
const localized = localizedOf(text);
const id: Schema = { type: 'string', pattern: '^\\S{1,60}$' };
const itemsMax = 500;

const scale = objectOf<Scale>(
  { id, levels: listOf(objectOf<Level>({ level: wholeNumber, label: localized }, {}), 30) },
  { noOpinion: localized, look: { enum: [...scaleLooks] }, unrated: yesOrNo, several: yesOrNo },
);

const question = objectOf<Question>(
  { id, factorId: id, scaleId: id, text: localized, required: yesOrNo },
  {
    comment: yesOrNo,
    unconfirmed: yesOrNo,
    askedIf: objectOf<NonNullable<Question['askedIf']>>(
      { questionId: id, levels: listOf(wholeNumber, 31) },
      {},
    ),
  },
);

const aboutQuestion = objectOf<AboutQuestion>(
  {
    id,
    text: localized,
    options: listOf(objectOf<AboutQuestion['options'][number]>({ id, label: localized }, {}), 30),
  },
  {},
);

export const surveySchema = objectOf<SurveyContent>(
  {
    formatVersion: { enum: [...formatVersions] },
    surveyId: slug,
    title: localized,
    languages: listOf(language, 8),
    notice: objectOf<Notice>({ version: text, paragraphs: listOf(localized, 20) }, {}),
    scales: listOf(scale, itemsMax),
    factors: listOf(objectOf<Factor>({ id, title: localized }, {}), itemsMax),
    questions: listOf(question, itemsMax),
    about: listOf(aboutQuestion, 30),
    provenance: objectOf<SurveyContent['provenance']>({ legalBasis: text, confirmed: localized }, {}),
  },
  {
    comment: objectOf<NonNullable<SurveyContent['comment']>>({ text: localized, lengthMax: wholeNumber }, {}),
    answersMin: wholeNumber,
  },
);
