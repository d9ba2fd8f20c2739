/**
 * Group commit: the jobs that wait are run in one transaction and share one flush to disk, while the next ones
 * gather. A job is all or nothing: if one fails after it has written, its batch is undone and its jobs are run
 * again one by one.
 */
import type { RootDatabase } from 'lmdb';
import { StoreError } from '../storeError.ts';

interface Waiting {
  run(): unknown;
  /** In a transaction that nothing else shares, or between two of them. */
  readonly alone?: 'transaction' | 'between' | undefined;
  done(result: unknown): void;
  fail(error: unknown): void;
}

type Outcome = { readonly result: unknown } | { readonly error: unknown };

/** How long jobs may run in a row before other work has its turn. */
const batchMs = 10;

export class WriteQueue {
  private readonly db: RootDatabase<Buffer, Buffer>;
  private waiting: Waiting[] = [];
  private isRunning = false;
  private hasWritten = false;
  private isClosed = false;
  private idle: Promise<void> = Promise.resolve();
  onRollback: () => void = () => {};

  constructor(db: RootDatabase<Buffer, Buffer>) {
    this.db = db;
  }

  /** @param alone in a transaction of its own; or `between` two, while nothing writes */
  add<Result>(job: () => Result, alone?: Waiting['alone']): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (this.isClosed) throw new StoreError('InterruptedAtShutdown', 'the store is closed');
      this.waiting.push({ run: job, alone, done: (result) => resolve(result as Result), fail: reject });
      if (!this.isRunning) this.idle = this.run();
    });
  }

  markWritten(): void {
    this.hasWritten = true;
  }

  /** Takes no more; resolves when what was taken is done. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.idle;
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.waiting.length > 0) {
      if (this.waiting[0]!.alone === 'between') {
        const job = this.waiting.shift()!;
        settle(job, this.attempt(job));
        continue;
      }
      const undone = await this.commit(this.waiting);
      for (const job of undone) await this.commit([job]);
    }
    this.isRunning = false;
  }

  /**
   * Commits as many jobs from the front as time allows and takes them out.
   *
   * @returns jobs that were undone because one of them failed, to be run one by one
   */
  private async commit(jobs: Waiting[]): Promise<Waiting[]> {
    const outcomes: Outcome[] = [];
    let tried = 0;
    try {
      await this.db.childTransaction(() => {
        const until = performance.now() + batchMs;
        for (const job of jobs) {
          if (job.alone !== undefined && tried > 0) break;
          tried++;
          outcomes.push(this.attempt(job));
          if (job.alone !== undefined || performance.now() > until) break;
        }
      });
    } catch (error) {
      this.db.resetReadTxn();
      this.onRollback();
      const undone = jobs.splice(0, tried);
      const fault = await translated(error);
      if (undone.length > 1 && fault === error) return undone;
      for (const job of undone) job.fail(fault);
      return [];
    }
    this.db.resetReadTxn();
    jobs.splice(0, tried).forEach((job, index) => settle(job, outcomes[index]!));
    return [];
  }

  /** A job that fails before it has written anything fails alone; after that it takes its batch with it. */
  private attempt(job: Waiting): Outcome {
    this.hasWritten = false;
    try {
      return { result: job.run() };
    } catch (error) {
      if (this.hasWritten) throw error;
      return { error };
    }
  }
}

/** LMDB gives its errors a number, and says why a commit failed in a promise that rejects. */
type DiskError = Error & { code?: number; commitError?: Promise<never> };

/**
 * An error of the disk in words, any other error as it is. LMDB gives the system's EIO for a write that was cut
 * short, as on a full disk, so the two cannot be told apart. Nothing that was committed depends on what failed,
 * so the store may try again; if it is the last page of a commit that fails, LMDB itself refuses all further writes.
 */
async function translated(error: unknown): Promise<unknown> {
  if (error instanceof StoreError) return error;
  const reason: DiskError =
    (await (error as DiskError).commitError?.catch((cause: DiskError) => cause)) ?? (error as DiskError);
  if (reason.code === undefined) return error;
  return new StoreError(
    'OutOfDiskSpace',
    `not written: the disk or the store is full, or the disk fails (${reason.message})`,
  );
}

function settle(job: Waiting, outcome: Outcome): void {
  if ('error' in outcome) job.fail(outcome.error);
  else job.done(outcome.result);
}
