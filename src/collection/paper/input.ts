/** Input of the pages for paper batches. */
import type { Request } from 'express';
import { body } from 'express-validator';
import { draftOf, aboutField, answerField } from '../submissions/input.ts';
import { answerMarks, type AnswerMark } from '../submissions/submission.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import { malformedRequest, readFields } from '../../platform/web/input.ts';
import { readOn, type PaperSheet, type Reading } from './batch.ts';
import { blank } from './keys.ts';

export interface SentBatch {
  readonly point: string;
  /** As typed. */
  readonly announced: string;
  readonly keyedTwice: 'yes' | 'no';
  readonly collectedOn: string;
}

const line = (name: string) => body(name).isString().isLength({ max: 100 }).trim();

/** @throws Problem malformed */
export async function readBatch(req: Request): Promise<SentBatch> {
  const fields = await readFields(req, [
    line('point'),
    line('announced'),
    body('keyedTwice').isIn(['yes', 'no']),
    line('collectedOn'),
  ]);
  return fields as unknown as SentBatch;
}

export interface SentSheet {
  /** As typed. */
  readonly number: string;
  readonly id: string;
  readonly edit: number;
  readonly reading: Reading;
  /** Questions for which nothing was keyed, not even that they are blank. */
  readonly unkeyed: readonly string[];
}

const sheetChains = [
  line('number'),
  body('sheetId').isString().isUUID(4).toLowerCase(),
  body('edit').isInt({ min: 1, max: 10_000 }).toInt(),
];

/**
 * A keyed sheet, validated against the survey.
 *
 * @throws Problem malformed
 */
export async function readSheet(req: Request, survey: SurveyContent): Promise<SentSheet> {
  const { number, sheetId, edit } = await readFields(req, sheetChains);
  const rest = Object.entries(req.body as Record<string, unknown>).filter(([name]) => !ownFields.has(name));
  const { reading, unkeyed } = readingOf(Object.fromEntries(rest), survey);
  return { number, id: sheetId, edit, reading, unkeyed } as SentSheet;
}

const ownFields = new Set(['formToken', 'number', 'sheetId', 'edit', 'changes']);

function readingOf(sent: Readonly<Record<string, unknown>>, survey: SurveyContent) {
  const levels: Record<string, unknown> = { ...sent };
  const marks: Record<string, AnswerMark> = {};
  const unkeyed: string[] = [];
  for (const { id } of survey.questions) {
    const name = answerField(id);
    const mark = answerMarks.find((candidate) => candidate === sent[name]);
    if (mark) marks[id] = mark;
    if (mark || sent[name] === blank) delete levels[name];
    if (sent[name] === undefined || sent[name] === '') unkeyed.push(id);
  }
  const { answers, about, comment } = draftOf(levels, survey, '');
  const reading: Reading = { answers, marks, about, ...(comment === undefined ? {} : { comment }) };
  return { reading, unkeyed };
}

export interface SentAgreement {
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
): Promise<SentAgreement> {
  const { number, changes } = (await readFields(req, [
    body('number').isInt({ min: 1 }).toInt(),
    body('changes').isInt({ min: 0 }).toInt(),
  ])) as { number: number; changes: number };
  const found = sheetOf(number);
  if (!found?.sheet.first) throw malformedRequest();
  const { locations } = found;
  const fields = fieldsOf(found.sheet.first, survey);
  const sent = req.body as Record<string, unknown>;
  const open: string[] = [];
  for (const location of locations) {
    const name = survey.about.some(({ id }) => id === location)
      ? aboutField(location)
      : answerField(location);
    const value = sent[name];
    if (typeof value !== 'string') throw malformedRequest();
    if (value === '') open.push(location);
    fields[name] = value === blank && name === aboutField(location) ? '' : value;
  }
  return { number, changes, open, reading: readingOf(fields, survey).reading };
}

/** A reading as the form would send it. */
export function fieldsOf(reading: Reading, survey: SurveyContent): Record<string, string> {
  const answers = survey.questions.map(({ id }) => [answerField(id), String(readOn(reading, id) ?? blank)]);
  const about = Object.entries(reading.about).map(([id, option]) => [aboutField(id), option]);
  return Object.fromEntries([...answers, ...about]) as Record<string, string>;
}

/** NaN if the text is not one. */
export function wholeNumber(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
}
