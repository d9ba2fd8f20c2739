/**
 * Group commit: waiting jobs run in one transaction and share one flush to disk, while the next ones queue up. Each job
 * is atomic: if one fails after it has written, its batch is rolled back and its jobs are run again one by one.
 */
import type { RootDatabase } from 'lmdb';
import { StoreError } from '../storeError.ts';

interface Waiting {
  run(): unknown;
  /** In a separate transaction, or between two transactions. */
  readonly alone?: 'transaction' | 'between' | undefined;
  done(result: unknown): void;
  fail(error: unknown): void;
}

type Outcome = { readonly result: unknown } | { readonly error: unknown };

/** How long jobs may run in a row before other work gets its turn. */
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

  /** @param alone in a separate transaction; or `between` two, while nothing writes */
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

  /** Accepts no more jobs; resolves when the accepted ones are done. */
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
   * Commits as many jobs from the front of the queue as time allows, and removes them from it.
   *
   * @returns jobs that were rolled back because one of them failed, to be run one by one
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
      const failure = await translated(error);
      if (undone.length > 1 && failure === error) return undone;
      for (const job of undone) job.fail(failure);
      return [];
    }
    this.db.resetReadTxn();
    jobs.splice(0, tried).forEach((job, index) => settle(job, outcomes[index]!));
    return [];
  }

  /** A job that fails before it has written anything fails alone; after that its whole batch is rolled back. */
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

/** LMDB gives its errors a number, and reports the cause of a failed commit in a promise that rejects. */
type DiskError = Error & { code?: number; commitError?: Promise<never> };

/**
 * Describes a disk error in words and returns any other error unchanged. LMDB reports the system's EIO for a short
 * write, as on a full disk, so the two cannot be distinguished. Nothing committed depends on what failed, so the store
 * may try again; if the last page of a commit fails, LMDB itself refuses all further writes.
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
