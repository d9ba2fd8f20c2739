/**
 * A job is long work that goes on by itself: the leader runs it in a thread of its own (jobThread.ts), it can be watched and stopped, it
 * goes on after a restart from its last checkpoint, and what it made is kept for some days (access/retention/retention.ts).
 */
import { Problem, type Sentence } from '../../platform/problem.ts';
import type { Act } from '../accounts/authority.ts';
import type { Interruption } from './interruption.ts';

export const resultKeptMs = 7 * 24 * 60 * 60 * 1000;

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export interface Job {
  readonly id: string;
  /** Name of its kind. */
  readonly kind: string;
  /** What the kind was asked to do; texts, numbers and lists of them. */
  readonly wishes: Readonly<Record<string, unknown>>;
  /** Only those who may do this, on all of the units, see the job and its result. */
  readonly act: Act;
  /** None: the whole installation. */
  readonly unitIds: readonly string[];
  /** What it is of, in words: a round, say. */
  readonly about?: string | undefined;
  readonly startedBy: { readonly accountId: string; readonly name: string };
  readonly startedAt: Date;
  readonly state: JobState;
  readonly done: number;
  /** Of how many; missing while nobody knows. */
  readonly of?: number | undefined;
  /** Where to go on after a restart; means something to the kind alone. */
  readonly resumeFrom?: unknown;
  /** How often a leader has begun it; missing: never. */
  readonly claims?: number | undefined;
  /** Why its last run ended before it was finished; missing: with the program. */
  readonly interruption?: Interruption | undefined;
  readonly cancelAskedAt?: Date | undefined;
  readonly finishedAt?: Date | undefined;
  /** Until when the job and its result are kept. */
  readonly keptUntil?: Date | undefined;
  /** Why it failed, in words for people. */
  readonly fault?: Sentence | undefined;
  /** What there is to know of the result, beside the result. */
  readonly remark?: Sentence | undefined;
  /** The pieces of the result, in their order. */
  readonly pieceIds: readonly string[];
  readonly resultBytes: number;
}

/** What a kind of job gets to do its work with. */
export interface Work {
  readonly wishes: Job['wishes'];
  /** What the last checkpoint of an earlier run said; undefined at the first start. */
  readonly resumeFrom: unknown;
  /** Adds to the result. It is kept from the next checkpoint on. */
  readonly write: (part: string | Buffer) => void;
  /**
   * Says how far the work is. To be called often; what is to be repeated after a restart is what came after the last one.
   *
   * @throws JobStopped when the job is not to go on; to be let through
   */
  readonly checkpoint: (progress: { done: number; of?: number; resumeFrom: unknown }) => Promise<void>;
}

export interface JobFile {
  readonly name: string;
  readonly mediaType: string;
}

export interface JobKind {
  readonly name: string;
  readonly title: Sentence;
  readonly file: JobFile | ((wishes: Job['wishes']) => JobFile);
  /**
   * @returns what there is to know of the result, where there is something
   * @throws Problem when it cannot be done, in words for the person who wants it
   */
  run(work: Work): Promise<Sentence | void>;
}

/** Not a fault: the work ends here, because it was cancelled or another leader has it. */
export class JobStopped extends Error {
  readonly why: 'cancelled' | 'leader';

  constructor(why: 'cancelled' | 'leader') {
    super(`the job was stopped: ${why}`);
    this.why = why;
  }
}

/** What the job is called; its bare name when this program does not know its kind any more. */
export function titleOf({ kind, about }: Job, kinds: readonly JobKind[]): Sentence {
  const { vi, en } = kinds.find(({ name }) => name === kind)?.title ?? { vi: kind, en: kind };
  return about === undefined ? { vi, en } : { vi: `${vi}: ${about}`, en: `${en}: ${about}` };
}

export function fileOf({ wishes }: Job, { file }: JobKind): JobFile {
  return typeof file === 'function' ? file(wishes) : file;
}

export function isOver({ state }: Job): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

export function resultGone(): Problem {
  return new Problem('closed', {
    vi: 'Tác vụ này chưa có kết quả hoặc kết quả đã hết thời hạn lưu. Xin chạy lại tác vụ.',
    en: 'This job has no result yet, or the result is not kept any more. Please run it again.',
  });
}
