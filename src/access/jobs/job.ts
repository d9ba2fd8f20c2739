/**
 * A job is long-running work in the background: the leader runs it in a separate thread (jobThread.ts), it can be
 * watched and stopped, it resumes after a restart from its last checkpoint, and its result is kept for some days
 * (access/retention/retention.ts).
 */
import type { Problem, Sentence } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import type { Permission } from '../accounts/authority.ts';
import type { Interruption } from './interruption.ts';
import { jobTexts } from './texts.ts';

export const resultKeptMs = 7 * 24 * 60 * 60 * 1000;

type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export interface Job {
  readonly id: string;
  /** Name of its kind. */
  readonly kind: string;
  /** What its kind does its work with; texts, numbers and lists of them. */
  readonly parameters: object;
  /** Only those who have this permission for all of the units see the job and its result. */
  readonly permission: Permission;
  /** None: the whole installation. */
  readonly unitIds: readonly string[];
  /** Its subject in words, for example a round. */
  readonly about?: string | undefined;
  readonly startedBy: { readonly accountId: string; readonly name: string };
  readonly startedAt: Date;
  readonly state: JobState;
  readonly done: number;
  /** Total amount of work; missing while it is not known. */
  readonly of?: number | undefined;
  /** Where to resume after a restart; only the kind of job interprets it. */
  readonly resumeFrom?: unknown;
  /** How often a leader has started it; missing: never. */
  readonly claims?: number | undefined;
  /** Why its last run ended early; missing: because the program ended. */
  readonly interruption?: Interruption | undefined;
  readonly cancelAskedAt?: Date | undefined;
  readonly finishedAt?: Date | undefined;
  /** Until when the job and its result are kept. */
  readonly keptUntil?: Date | undefined;
  /** Why it failed, in words for people. */
  readonly error?: Sentence | undefined;
  /** A remark about the result, stored alongside it. */
  readonly remark?: Sentence | undefined;
  /** The pieces of the result, in order. */
  readonly pieceIds: readonly string[];
  readonly resultBytes: number;
}

/** What a job receives to do its work. */
export interface Work<Parameters = unknown> {
  readonly parameters: Parameters;
  /** The last checkpoint of an earlier run; undefined at the first start. */
  readonly resumeFrom: unknown;
  /** Appends to the result. It is stored at the next checkpoint. */
  readonly write: (part: string | Buffer) => void;
  /**
   * Reports progress. To be called often; after a restart, the work since the last call is repeated.
   *
   * @throws JobStopped when the job must not go on; do not catch it
   */
  readonly checkpoint: (progress: { done: number; of?: number; resumeFrom: unknown }) => Promise<void>;
}

export interface JobFile {
  readonly name: string;
  readonly mediaType: string;
}

/** @typeParam Parameters what a job of this kind does its work with; `never` stands for any kind */
export interface JobKind<Parameters = never> {
  readonly name: string;
  readonly title: Sentence;
  readonly file: JobFile | ((parameters: Parameters) => JobFile);
  /**
   * @returns a remark about the result, if there is one
   * @throws Problem when the work cannot be done, in words for the person who requested it
   */
  readonly run: (work: Work<Parameters>) => Promise<Sentence | void>;
}

/** Not an error: the work ends here, because it was cancelled or another leader has it. */
export class JobStopped extends Error {
  readonly why: 'cancelled' | 'leader';

  constructor(why: 'cancelled' | 'leader') {
    super(`the job was stopped: ${why}`);
    this.why = why;
  }
}

/** Title of the job; the bare name of its kind when this program no longer knows the kind. */
export function titleOf({ kind, about }: Job, kinds: readonly JobKind[]): Sentence {
  const { vi, en } = kinds.find(({ name }) => name === kind)?.title ?? { vi: kind, en: kind };
  return about === undefined ? { vi, en } : { vi: `${vi}: ${about}`, en: `${en}: ${about}` };
}

/** @param kind of the job: its parameters are those that the kind was started with */
export function fileOf({ parameters }: Job, { file }: JobKind): JobFile {
  return typeof file === 'function' ? file(parameters as never) : file;
}

export function isOver({ state }: Job): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

export function resultGone(): Problem {
  return problemOf('closed', jobTexts, (t) => t.resultGone);
}
