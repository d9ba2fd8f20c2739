/** Jobs in their thread: what they do to the leader, and what becomes of them when the thread ends. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, expect, test } from '@jest/globals';
import { auditEntry } from '../../src/access/audit/entry.ts';
import type { Job } from '../../src/access/jobs/job.ts';
import { jobThread, type JobThreadOptions } from '../../src/access/jobs/jobThread.ts';
import { lead } from '../../src/platform/leader/lead.ts';
import { duringAt } from '../support/builders.ts';
import { useFolders } from '../support/folder.ts';
import { useOpenStores } from '../support/storage.ts';
import type { Stores } from '../../src/app/stores.ts';

const opened = useOpenStores();
const newFolder = useFolders();
const errors: { route: string; error: unknown }[] = [];
let stores: Stores;

beforeEach(() => {
  ({ stores } = opened());
  errors.length = 0;
});

async function queue(kind: string, parameters: Job['parameters'] = {}, claims = 0): Promise<string> {
  const id = randomUUID();
  const job: Job = {
    id,
    kind,
    parameters,
    permission: 'readAudit',
    unitIds: [],
    startedBy: { accountId: 'a', name: 'a' },
    startedAt: duringAt,
    state: 'waiting',
    done: 0,
    claims,
    pieceIds: [],
    resultBytes: 0,
  };
  const subject = { id, label: kind };
  await stores.jobs.add(job, auditEntry({ at: duringAt, kind: 'job.started', unitIds: [], subject }));
  return id;
}

function thread(limits: Pick<JobThreadOptions, 'memoryMiBMax' | 'silentMsMax'> = {}) {
  return jobThread({
    jobs: stores.jobs,
    program: new URL('../support/troubledJobs.ts', import.meta.url),
    store: { uri: process.env['TEST_STORAGE_URI']!, database: opened().connection.name },
    logError: (error) => errors.push(error),
    ...limits,
  });
}

/** Resolves once it is so; looks again and again. */
async function until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(20);
  }
}

test('a job that computes without a pause does not cost the leader its lease', async () => {
  const file = join(await newFolder(), 'enough');
  const id = await queue('busy', { until: file });
  const run = thread();
  const leaseMs = 10_000; // long enough that a busy machine alone does not cost it
  const leading = lead({
    leases: stores.leases,
    writes: stores.writeSignals,
    backgroundTasks: [{ name: 'jobs', everyMs: 10, run }],
    logError: (error) => errors.push(error),
    leaseMs,
  });
  await until(async () => ((await stores.jobs.find(id))?.state === 'running' ? true : undefined));
  const begun = (await stores.leases.find())!;
  // Renewed three times a lease: the job has gone on for longer than one.
  await until(async () => ((await stores.leases.find())!.beat > begun.beat + 4 ? true : undefined));
  await writeFile(file, '');
  const job = await until(async () => {
    const found = await stores.jobs.find(id);
    return found?.state === 'done' ? found : undefined;
  });
  expect(job.claims).toBe(1);
  expect((await stores.leases.find())!.term).toBe(begun.term);
  await leading.stop();
  expect(errors).toEqual([]);
});

test.each([
  ['memory', { memoryMiBMax: 192 }, 'không đủ bộ nhớ'],
  ['silence', { silentMsMax: 3000 }, 'không có tiến triển'],
  ['error', {}, 'gặp lỗi'],
  ['exit', {}, 'gặp lỗi'],
] as const)(
  'a job that ends its thread, by %s, for the third time fails and says why',
  async (way, limits, reason) => {
    const id = await queue(way, {}, 2);
    const run = thread(limits);
    const job = await until(async () => {
      await run({ number: 1, isOver: () => false });
      const found = await stores.jobs.find(id);
      return found?.state === 'failed' ? found : undefined;
    });
    expect(job).toMatchObject({ claims: 4, pieceIds: [] });
    expect(job.error?.vi).toMatch(/đã bắt đầu 3 lần/);
    expect(job.error?.vi).toMatch(new RegExp(reason));
  },
);

test('an error inside of a job is logged by the leader, and the thread goes on with the next job', async () => {
  const file = join(await newFolder(), 'enough');
  await writeFile(file, '');
  const [first, second] = [await queue('rejected'), await queue('busy', { until: file })];
  await thread()({ number: 1, isOver: () => false });
  expect((await stores.jobs.find(first))?.state).toBe('failed');
  expect((await stores.jobs.find(second))?.state).toBe('done');
  expect(errors).toEqual([{ route: 'job: rejected', error: new Error('inside of the job') }]);
});

test('no thread is started where no job waits', async () => {
  const program = new URL('there-is-no-such-file.ts', import.meta.url);
  const { jobs } = stores;
  const store = { uri: '', database: '' };
  await jobThread({ jobs, program, store, logError: (error) => errors.push(error) })({
    number: 9,
    isOver: () => false,
  });
  expect(errors).toEqual([]);
});

test('a thread ends soon after the term, and leaves the job to the next leader', async () => {
  const id = await queue('silence');
  let isOver = false;
  const running = thread()({ number: 10, isOver: () => isOver });
  await until(async () => ((await stores.jobs.find(id))?.state === 'running' ? true : undefined));
  isOver = true;
  await running;
  expect(await stores.jobs.find(id)).toMatchObject({ state: 'running', claims: 1 });
  expect(await stores.jobs.isAnyFree({ number: 11 })).toBe(true);
});
