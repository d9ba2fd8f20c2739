/**
 * A batch is a pile of paper forms of one access point, with the number of sheets counted before anybody keys them. Its
 * sheets are numbered, are keyed once or twice, and become submissions all at once when the batch is closed: until then
 * they can be mended, and nothing counts by halves. With the closing, sheets and their numbers are gone from it.
 */
import canonicalize from 'canonicalize';
import type { Draft } from '../submissions/acceptSubmission.ts';
import type { SubmissionContent } from '../submissions/submission.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';

export const sheetsMax = 200;

/** What somebody read on a sheet. */
export type Reading = Pick<SubmissionContent, 'answers' | 'marks' | 'about' | 'comment'>;

export const passes = ['first', 'second'] as const;
/** Keying of all sheets: the second is by other accounts, to find what the first got wrong. */
export type Pass = (typeof passes)[number];

export interface Keying extends Reading {
  /** UUIDv4 made where it was keyed: by it a repeat is told from another keying. */
  readonly id: string;
  /** What the submission will be called, drawn here: the page that keyed it does not know it. */
  readonly submissionId: string;
  /** 1, 2, 3 …: a later one replaces an earlier one. */
  readonly edit: number;
  /** Account; to keep the passes apart, and gone with the closing. */
  readonly by: string;
}

export interface PaperSheet {
  readonly first?: Keying;
  readonly second?: Keying;
  /** Found by looking at the sheet, where the passes differ. */
  readonly agreed?: Omit<Reading, 'comment'>;
}

export interface PaperBatch {
  readonly id: string;
  /** Short and printed on the sheets: letters that nobody mistakes for one another. */
  readonly serial: string;
  readonly accessPointId: string;
  readonly revision: number;
  readonly roundId: string;
  readonly unitId: string;
  readonly serviceId?: string | undefined;
  /** Sheets that were counted, 1 … 200; they bear the numbers from 1 on. */
  readonly announced: number;
  readonly keyedTwice: boolean;
  /** Last day on which a sheet was filled in, `YYYY-MM-DD`. */
  readonly collectedOn: string;
  readonly state: 'open' | 'closing' | 'closed';
  readonly madeAt: Date;
  readonly madeBy: { readonly accountId: string; readonly name: string };
  /** Rises with every change of a sheet. */
  readonly changes: number;
  /** By number. Empty once it is closed. */
  readonly sheets: Readonly<Record<string, PaperSheet>>;
  /** Sheets on which the passes differed; told once it is closed. */
  readonly differed?: number | undefined;
}

export function sheetNumbers({ announced }: Pick<PaperBatch, 'announced'>): readonly number[] {
  return Array.from({ length: announced }, (_, index) => index + 1);
}

/** Numbers that a pass has not keyed yet. */
export function numbersToKey(batch: PaperBatch, pass: Pass): readonly number[] {
  return sheetNumbers(batch).filter((number) => !batch.sheets[number]?.[pass]);
}

/** What a question has on a sheet: a level or mark; undefined where nobody marked anything. */
export function readOn({ answers, marks }: Reading, questionId: string): number | string | undefined {
  return marks?.[questionId] ?? answers[questionId];
}

/**
 * Where two passes read a sheet differently: ids of questions and of questions on the person, in the order of the survey. The
 * comment is keyed once, and never differs.
 */
export function differences(one: Reading, other: Reading, survey: SurveyContent): readonly string[] {
  const questions = survey.questions.filter(({ id }) => readOn(one, id) !== readOn(other, id));
  const about = survey.about.filter(({ id }) => one.about[id] !== other.about[id]);
  return [...questions, ...about].map(({ id }) => id);
}

/** Whether somebody has yet to look at the sheet. */
function isDisputed({ first, second, agreed }: PaperSheet, survey: SurveyContent): boolean {
  return (
    first !== undefined && second !== undefined && !agreed && differences(first, second, survey).length > 0
  );
}

/** Why a batch cannot be closed: the numbers of the sheets that something is missing of. */
export interface Obstacles {
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly disputed: readonly number[];
}

/** @returns undefined when the counts agree: announced = keyed first = keyed second, and nothing is disputed */
export function obstaclesTo(batch: PaperBatch, survey: SurveyContent): Obstacles | undefined {
  const first = numbersToKey(batch, 'first');
  const second = batch.keyedTwice ? numbersToKey(batch, 'second') : [];
  const disputed = batch.keyedTwice ? disputedNumbers(batch, survey) : [];
  return first.length + second.length + disputed.length > 0 ? { first, second, disputed } : undefined;
}

export function disputedNumbers(batch: PaperBatch, survey: SurveyContent): readonly number[] {
  return sheetNumbers(batch).filter((number) => isDisputed(batch.sheets[number] ?? {}, survey));
}

/** Sheets on which the passes differed, whether or not that is settled. */
export function countDiffering({ sheets }: PaperBatch, survey: SurveyContent): number {
  return Object.values(sheets).filter(
    ({ first, second }) => first && second && differences(first, second, survey).length > 0,
  ).length;
}

/** What a complete sheet becomes. */
export function finalDraft({ first, agreed }: PaperSheet): Draft | undefined {
  if (!first) return undefined;
  const { answers, marks, about } = agreed ?? first;
  const { submissionId, comment } = first;
  return {
    submissionId,
    answers,
    about,
    ...(Object.keys(marks ?? {}).length > 0 ? { marks } : {}),
    ...(comment === undefined ? {} : { comment }),
  };
}

export function sameReading(one: Reading, other: Reading): boolean {
  return canonicalize(plain(one)) === canonicalize(plain(other));
}

function plain({ answers, marks = {}, about, comment = '' }: Reading) {
  return { answers, marks, about, comment };
}
