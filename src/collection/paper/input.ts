/** Input of the pages for paper batches. */
import type { Request } from 'express';
import { draftOf, aboutField, answerField } from '../submissions/input.ts';
import { answerMarks, type AnswerMark } from '../submissions/submission.ts';
import { optionKey } from '../../design/surveys/several.ts';
import { scaleOf, type Question, type SurveyContent } from '../../design/surveys/survey.ts';
import { amount, choice, day, line, uuid, whole, type TypedOf } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { malformedRequest, readBody } from '../../platform/web/input.ts';
import { readOn, sheetsMax, type PaperSheet, type Reading } from './batch.ts';
import { blank } from './keys.ts';
import { paperTexts } from './texts.ts';

export const batchForm = form(paperTexts, {
  point: line(100),
  announced: amount(1, sheetsMax, {
    hint: (t) => t.announcedHint({ max: sheetsMax }),
    wrong: (t) => t.formErrors.announced({ max: sheetsMax }),
  }),
  keyedTwice: choice(['no', 'yes'], { names: (t) => ({ no: t.no, yes: t.yes }) }),
  collectedOn: day({ wrong: (t) => t.formErrors.collectedOn }),
});

/** How many sheets there are, changed later; 0 while none is keyed: a batch made by mistake is closed empty. */
export const announcedForm = form(paperTexts, {
  announced: amount(0, sheetsMax, {
    hint: (t) => t.changeAnnouncedHint,
    wrong: (t) => t.formErrors.announced({ max: sheetsMax }),
  }),
});

const sheetFields = {
  number: line(100),
  sheetId: uuid(),
  edit: whole(1, 10_000),
};

/** A keyed sheet; the number is as typed. */
export interface KeyedSheet extends TypedOf<typeof sheetFields> {
  readonly reading: Reading;
  /** Questions for which nothing was keyed, not even that they are blank. */
  readonly unkeyed: readonly string[];
}

/**
 * A keyed sheet, validated against the survey.
 *
 * @throws Problem malformed
 */
export async function readSheet(req: Request, survey: SurveyContent): Promise<KeyedSheet> {
  const head = await readBody(req, sheetFields);
  const rest = Object.entries(req.body as Record<string, unknown>).filter(([name]) => !ownFields.has(name));
  return { ...head, ...readingOf(Object.fromEntries(rest), survey) };
}

const ownFields = new Set(['formToken', 'number', 'sheetId', 'edit', 'changes']);

function readingOf(sent: Readonly<Record<string, unknown>>, survey: SurveyContent) {
  const levels: Record<string, unknown> = { ...sent };
  const marks: Record<string, AnswerMark> = {};
  const unkeyed: string[] = [];
  for (const question of survey.questions) {
    const { id } = question;
    const name = answerField(id);
    const read = fieldsOfQuestion(survey, question).filter((field) => (sent[field] ?? '') !== '');
    const mark = answerMarks.find((candidate) => candidate === sent[name]);
    const isMarked = mark !== undefined || sent[name] === blank;
    if (mark) marks[id] = mark;
    if (isMarked) delete levels[name];
    if (read.length === 0 || (isMarked && read.length > 1)) unkeyed.push(id);
  }
  const { answers, about, comment, questionComments } = draftOf(levels, survey, '');
  const reading: Reading = {
    answers,
    marks,
    about,
    ...(comment === undefined ? {} : { comment }),
    ...(questionComments === undefined ? {} : { questionComments }),
  };
  return { reading, unkeyed };
}

export interface Agreement {
  readonly number: number;
  /** Version of the batch that was looked at. */
  readonly changes: number;
  readonly reading: Reading;
  /** Differences for which no reading was chosen. */
  readonly open: readonly string[];
}

/**
 * Decisions made by looking at a sheet: only the differences are sent; everything else is taken from the first pass.
 *
 * @throws Problem malformed
 */
export async function readAgreement(
  req: Request,
  survey: SurveyContent,
  sheetOf: (
    number: number,
  ) => { readonly sheet: PaperSheet; readonly locations: readonly string[] } | undefined,
): Promise<Agreement> {
  const { number, changes } = await readBody(req, { number: whole(1), changes: whole() });
  const found = sheetOf(number);
  if (!found?.sheet.first) throw malformedRequest();
  const { locations } = found;
  const fields = fieldsOf(found.sheet.first, survey);
  const sent = req.body as Record<string, unknown>;
  const open: string[] = [];
  for (const location of locations) {
    const question = survey.questions.find(({ id }) => id === location);
    const name = question ? answerField(location) : aboutField(location);
    const value = sent[name];
    if (typeof value !== 'string') throw malformedRequest();
    if (value === '') open.push(location);
    for (const field of question ? fieldsOfQuestion(survey, question) : [name]) delete fields[field];
    if (question) Object.assign(fields, Object.fromEntries(sentAs(survey, question, value)));
    else if (value !== blank) fields[name] = value;
  }
  return { number, changes, open, reading: readingOf(fields, survey).reading };
}

/** Names of the fields of a question: its own and, where several boxes may be ticked, one for each option. */
export function fieldsOfQuestion(survey: SurveyContent, question: Question): readonly string[] {
  const { several, levels } = scaleOf(survey, question);
  const options = several ? levels.map(({ level }) => answerField(optionKey(question.id, level))) : [];
  return [answerField(question.id), ...options];
}

/** What was read on a sheet, such as `4`, `blank` or `1,3`, by field. */
function sentAs(
  survey: SurveyContent,
  question: Question,
  read: string,
): readonly (readonly [string, string])[] {
  const own = answerField(question.id);
  if (!scaleOf(survey, question).several || !/^[1-9]/.test(read)) return [[own, read]];
  return read.split(',').map((level) => [answerField(optionKey(question.id, Number(level))), level]);
}

/** A reading as the form would send it. */
export function fieldsOf(reading: Reading, survey: SurveyContent): Record<string, string> {
  const answers = survey.questions.flatMap((question) =>
    sentAs(survey, question, readOn(reading, question.id) ?? blank),
  );
  const about = Object.entries(reading.about).map(([id, option]) => [aboutField(id), option]);
  return Object.fromEntries([...answers, ...about]) as Record<string, string>;
}
