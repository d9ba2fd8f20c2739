/** Runs jobs in the thread: takes one at a time, stores its pieces, and records how it ended. */
import { randomUUID } from 'node:crypto';
import type { Term } from '../../platform/leader/candidate.ts';
import { Problem } from '../../platform/problem.ts';
import { inEveryLanguage } from '../../platform/text/catalogue.ts';
import { claimsMax, gaveUp } from './interruption.ts';
import { JobStopped, resultKeptMs, type Job, type JobKind, type Work } from './job.ts';
import type { JobStore } from './store.ts';
import { jobTexts } from './texts.ts';

export interface RunJobsOptions {
  readonly jobs: JobStore;
  readonly kinds: readonly JobKind[];
  readonly now: () => Date;
  /** How long results are kept; by default one week. */
  readonly resultKeptMs?: () => Promise<number>;
  readonly logError: (error: { route: string; error: unknown }) => void;
}

/** A checkpoint is stored when this much was written since the last one, or after this much time. */
const pieceBytesMin = 256 * 1024;
/** A document cannot exceed 16 MB. */
const pieceBytesMax = 4 * 1024 * 1024;
const checkpointEveryMs = 500;

/** Runs jobs until none waits or the term is over. */
export async function runJobs(options: RunJobsOptions, term: Term): Promise<void> {
  while (!term.isOver()) {
    const job = await options.jobs.claim(term);
    if (!job) return;
    await runJob(options, job, term);
  }
}

async function runJob(options: RunJobsOptions, job: Job, term: Term): Promise<void> {
  const { jobs, kinds, logError } = options;
  const record = recordOf(options, job, { term, keptMs: (await options.resultKeptMs?.()) ?? resultKeptMs });
  try {
    if (job.cancelAskedAt) throw new JobStopped('cancelled');
    if ((job.claims ?? 0) > claimsMax) throw gaveUp(job.interruption);
    const kind = kinds.find(({ name }) => name === job.kind);
    if (!kind) throw new Error(`no kind of job is called ${job.kind}`);
    const remark = await kind.run(workOf(job, term, record));
    await record.finish('done', remark ? { remark } : {});
  } catch (error) {
    if (error instanceof JobStopped && error.why === 'leader') return; // the next leader resumes it
    record.discard();
    if (error instanceof JobStopped) {
      await jobs.dropResult(job); // before it is finished: if interrupted here, the next run repeats it
      await record.finish('cancelled');
      return;
    }
    if (!(error instanceof Problem)) logError({ route: `job: ${job.kind}`, error });
    const failure =
      error instanceof Problem ? error.sentence : inEveryLanguage(jobTexts, (t) => t.unexpected);
    if (await record.finish('failed', { error: failure })) await jobs.dropResult(job); // afterwards: no run resumes without the beginning of the result
  }
}

type JobRecord = ReturnType<typeof recordOf>;

/** What a job has written since it was last stored, and how far it is. */
function recordOf(
  { jobs, now }: RunJobsOptions,
  job: Job,
  { term, keptMs }: { readonly term: Term; readonly keptMs: number },
) {
  let unwritten: Buffer[] = [];
  let unwrittenBytes = 0;
  let { resultBytes, done } = job;
  let of = job.of;
  let storedAtMs = performance.now();

  /** Stores what was written together with the given change. @returns undefined when a later leader has the job */
  async function store(change: Parameters<JobStore['advance']>[2]): Promise<Job | undefined> {
    const pieceIds: string[] = [];
    const written = Buffer.concat(unwritten);
    for (let start = 0; start < written.length; start += pieceBytesMax) {
      const bytes = written.subarray(start, start + pieceBytesMax);
      const pieceId = `${job.id}/${randomUUID()}`;
      // One day longer than the job, so that a person who still sees the job never misses a piece.
      await jobs.addPiece(pieceId, bytes, new Date(now().getTime() + keptMs + 24 * 60 * 60 * 1000));
      pieceIds.push(pieceId);
      resultBytes += bytes.length;
    }
    [unwritten, unwrittenBytes] = [[], 0];
    storedAtMs = performance.now();
    const progress = { done, ...(of === undefined ? {} : { of }), resultBytes };
    return await jobs.advance(job.id, term, { ...progress, ...change }, pieceIds);
  }

  return {
    store,
    async finish(state: 'done' | 'failed' | 'cancelled', said: Pick<Job, 'error' | 'remark'> = {}) {
      const finishedAt = now();
      const keptUntil = new Date(finishedAt.getTime() + keptMs);
      return await store({ state, finishedAt, keptUntil, ...said });
    },
    write(bytes: Buffer): void {
      unwritten.push(bytes);
      unwrittenBytes += bytes.length;
    },
    note(progress: Parameters<Work['checkpoint']>[0]): void {
      ({ done, of } = { of, ...progress });
    },
    isDue: (): boolean =>
      unwrittenBytes >= pieceBytesMin || performance.now() - storedAtMs >= checkpointEveryMs || done === 0,
    discard(): void {
      [unwritten, unwrittenBytes, resultBytes] = [[], 0, 0];
    },
  };
}

function workOf(job: Job, term: Term, record: JobRecord): Work<never> {
  return {
    parameters: job.parameters as never, // those that its kind was started with
    resumeFrom: job.resumeFrom,
    write(part) {
      record.write(typeof part === 'string' ? Buffer.from(part) : part);
    },
    async checkpoint(progress) {
      record.note(progress);
      if (term.isOver()) throw new JobStopped('leader');
      if (!record.isDue()) return;
      const stored = await record.store({ resumeFrom: progress.resumeFrom });
      if (!stored) throw new JobStopped('leader');
      if (stored.cancelAskedAt) throw new JobStopped('cancelled');
    },
  };
}
