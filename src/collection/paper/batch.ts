/**
 * A batch is a pile of paper forms of one access point, whose sheets are counted before anybody keys them. The sheets
 * are numbered, keyed once or twice, and become submissions all at once when the batch is closed. Until then they can
 * be corrected, and none counts. Closing deletes the sheets and their numbers from the batch.
 */
import canonicalize from 'canonicalize';
import type { Draft } from '../submissions/acceptSubmission.ts';
import type { SubmissionContent } from '../submissions/submission.ts';
import { chosenLevels } from '../../design/surveys/several.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';

export const sheetsMax = 200;

/** What somebody read on a sheet. */
export type Reading = Pick<SubmissionContent, 'answers' | 'marks' | 'about' | 'comment' | 'questionComments'>;

export const passes = ['first', 'second'] as const;
/** A keying of all sheets: the second pass is done by other accounts, to find errors of the first. */
export type Pass = (typeof passes)[number];

export interface Keying extends Reading {
  /** UUIDv4 generated where the sheet was keyed; distinguishes a repeated request from another keying. */
  readonly id: string;
  /** Id of the later submission, drawn by the server: the page that keyed the sheet does not know it. */
  readonly submissionId: string;
  /** 1, 2, 3 …: a later edit replaces an earlier one. */
  readonly edit: number;
  /** Account; keeps the passes independent, and is deleted on closing. */
  readonly by: string;
}

export interface PaperSheet {
  readonly first?: Keying;
  readonly second?: Keying;
  /** Decided by looking at the sheet, where the passes differ. */
  readonly agreed?: Omit<Reading, 'comment' | 'questionComments'>;
}

export interface PaperBatch {
  readonly id: string;
  /** Short and printed on the sheets, in unmistakable letters. */
  readonly serial: string;
  readonly accessPointId: string;
  readonly revision: number;
  readonly roundId: string;
  readonly unitId: string;
  readonly serviceId?: string | undefined;
  /** Number of sheets counted, 1 … 200; they are numbered from 1. */
  readonly announced: number;
  readonly keyedTwice: boolean;
  /** Last day on which a sheet was filled in, `YYYY-MM-DD`. */
  readonly collectedOn: string;
  readonly state: 'open' | 'closing' | 'closed';
  readonly madeAt: Date;
  readonly madeBy: { readonly accountId: string; readonly name: string };
  /** Incremented by every change of a sheet. */
  readonly changes: number;
  /** By number. Empty after closing. */
  readonly sheets: Readonly<Record<string, PaperSheet>>;
  /** Number of sheets on which the passes differed; set on closing. */
  readonly differed?: number | undefined;
}

export function sheetNumbers({ announced }: Pick<PaperBatch, 'announced'>): readonly number[] {
  return Array.from({ length: announced }, (_, index) => index + 1);
}

/** Numbers that a pass has not keyed yet. */
export function numbersToKey(batch: PaperBatch, pass: Pass): readonly number[] {
  return sheetNumbers(batch).filter((number) => !batch.sheets[number]?.[pass]);
}

/** The reading of a question on a sheet, as the form sends it: a mark, or levels with commas; undefined if nothing is ticked. */
export function readOn({ answers, marks }: Reading, questionId: string): string | undefined {
  return marks?.[questionId] ?? (chosenLevels(answers, questionId).join(',') || undefined);
}

/**
 * Differences between two passes over a sheet: ids of questions and background questions, in the order of the survey.
 * The comment is keyed only once, so it never differs.
 */
export function differences(one: Reading, other: Reading, survey: SurveyContent): readonly string[] {
  const questions = survey.questions.filter(({ id }) => readOn(one, id) !== readOn(other, id));
  const about = survey.about.filter(({ id }) => one.about[id] !== other.about[id]);
  return [...questions, ...about].map(({ id }) => id);
}

/** Whether somebody still has to look at the sheet. */
function isDisputed({ first, second, agreed }: PaperSheet, survey: SurveyContent): boolean {
  return (
    first !== undefined && second !== undefined && !agreed && differences(first, second, survey).length > 0
  );
}

/** Why a batch cannot be closed: the numbers of the incomplete sheets. */
export interface Obstacles {
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly disputed: readonly number[];
}

/** @returns undefined if the counts agree: announced = keyed first = keyed second, and nothing is disputed */
export function obstaclesTo(batch: PaperBatch, survey: SurveyContent): Obstacles | undefined {
  const first = numbersToKey(batch, 'first');
  const second = batch.keyedTwice ? numbersToKey(batch, 'second') : [];
  const disputed = batch.keyedTwice ? disputedNumbers(batch, survey) : [];
  return first.length + second.length + disputed.length > 0 ? { first, second, disputed } : undefined;
}

export function disputedNumbers(batch: PaperBatch, survey: SurveyContent): readonly number[] {
  return sheetNumbers(batch).filter((number) => isDisputed(batch.sheets[number] ?? {}, survey));
}

/** Number of sheets on which the passes differed, settled or not. */
export function countDiffering({ sheets }: PaperBatch, survey: SurveyContent): number {
  return Object.values(sheets).filter(
    ({ first, second }) => first && second && differences(first, second, survey).length > 0,
  ).length;
}

/** The draft submission of a complete sheet. */
export function finalDraft({ first, agreed }: PaperSheet): Draft | undefined {
  if (!first) return undefined;
  const { answers, marks, about } = agreed ?? first;
  const { submissionId, comment, questionComments } = first;
  return {
    submissionId,
    answers,
    about,
    ...(Object.keys(marks ?? {}).length > 0 ? { marks } : {}),
    ...(comment === undefined ? {} : { comment }),
    ...(questionComments === undefined ? {} : { questionComments }),
  };
}

export function sameReading(one: Reading, other: Reading): boolean {
  return canonicalize(plain(one)) === canonicalize(plain(other));
}

function plain({ answers, marks = {}, about, comment = '', questionComments = {} }: Reading) {
  return { answers, marks, about, comment, questionComments };
}
