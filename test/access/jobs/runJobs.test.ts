import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import { resultKeptMs, type Job, type JobKind } from '../../../src/access/jobs/job.ts';
import { runJobs } from '../../../src/access/jobs/runJobs.ts';
import { Problem } from '../../../src/platform/problem.ts';
import { duringAt } from '../../support/builders.ts';
import { useStores } from '../../support/storage.ts';

const stores = useStores();
const errors: unknown[] = [];
let clock = duringAt;

beforeEach(() => {
  errors.length = 0;
  clock = duringAt;
});

/** Writes ten lines, each long enough to be kept at once, and goes on after the last one kept. */
function counting(atLine: (line: number) => Promise<void> | void = () => {}): JobKind {
  return {
    name: 'counting',
    title: { vi: 'Đếm', en: 'Counting' },
    file: { name: 'numbers.txt', mediaType: 'text/plain' },
    async run({ resumeFrom, write, checkpoint }) {
      for (let line = ((resumeFrom as number | undefined) ?? 0) + 1; line <= 10; line++) {
        write(`${line}\n`.padStart(300_000, '.'));
        await atLine(line);
        await checkpoint({ done: line, of: 10, resumeFrom: line });
      }
    },
  };
}

async function queue(changes: Partial<Job> = {}): Promise<string> {
  const id = randomUUID();
  const job: Job = {
    id,
    kind: 'counting',
    parameters: {},
    permission: 'readAudit',
    unitIds: [],
    startedBy: { accountId: 'a', name: 'a' },
    startedAt: clock,
    state: 'waiting',
    done: 0,
    pieceIds: [],
    resultBytes: 0,
    ...changes,
  };
  await stores().jobs.add(job, entryOf(id, 'job.started'));
  return id;
}

function entryOf(id: string, kind: 'job.started' | 'job.cancelled') {
  return auditEntry({ at: clock, kind, unitIds: [], subject: { id, label: 'counting' } });
}

function run(kind: JobKind, term: { number: number; isOver?: () => boolean }): Promise<void> {
  const options = {
    jobs: stores().jobs,
    kinds: [kind],
    now: () => clock,
    logError: (error: { error: unknown }) => errors.push(error.error),
  };
  return runJobs(options, { isOver: () => false, ...term });
}

async function result(id: string): Promise<string> {
  const job = await stores().jobs.find(id);
  const pieces = await Promise.all((job?.pieceIds ?? []).map((pieceId) => stores().jobs.findPiece(pieceId)));
  return Buffer.concat(pieces.map((piece) => piece ?? Buffer.from('lost'))).toString();
}

const allLines = '12345678910';
const lines = async (id: string): Promise<string> => (await result(id)).replace(/[.\n]/g, '');

describe('a job', () => {
  it('is run once, to its end, with its progress and its result', async () => {
    const id = await queue();
    await Promise.all([run(counting(), { number: 1 }), run(counting(), { number: 1 })]);
    expect(await stores().jobs.find(id)).toMatchObject({
      state: 'done',
      done: 10,
      of: 10,
      resultBytes: 3_000_000,
      keptUntil: new Date(clock.getTime() + resultKeptMs),
    });
    expect(await lines(id)).toBe(allLines);
  });

  it('goes on after a restart from its last checkpoint, with nothing missing and nothing twice', async () => {
    for (const stopAt of [1, 5, 10]) {
      const id = await queue();
      let isOver = false;
      const stopping = counting((line) => {
        isOver = line === stopAt;
      });
      await run(stopping, { number: 10 * stopAt, isOver: () => isOver });
      expect((await stores().jobs.find(id))?.state).toBe('running');
      await run(counting(), { number: 10 * stopAt + 1 });
      expect((await stores().jobs.find(id))?.state).toBe('done');
      expect(await lines(id)).toBe(allLines);
    }
  });

  it('of a leader that was paused beyond its lease is the next one’s: what the first still writes is refused', async () => {
    const id = await queue();
    let wake = () => {};
    let paused = () => {};
    const isPaused = new Promise<void>((resolve) => {
      paused = resolve;
    });
    const pausing = counting(async (line) => {
      if (line !== 4) return;
      paused();
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    });
    const first = run(pausing, { number: 200 }); // it never learns that its term is over
    await isPaused;
    await run(counting(), { number: 201 });
    expect((await stores().jobs.find(id))?.state).toBe('done');

    wake();
    await first;
    expect((await stores().jobs.find(id))?.pieceIds).toHaveLength(10);
    expect(await lines(id)).toBe(allLines);
    expect(errors).toEqual([]);
  });

  it('is not taken by an earlier leader once a later one has touched it', async () => {
    const id = await queue();
    await run(counting(), { number: 301, isOver: () => true });
    expect((await stores().jobs.find(id))?.state).toBe('waiting');
    let isOver = false;
    await run(
      counting((line) => void (isOver = line === 2)),
      { number: 301, isOver: () => isOver },
    );
    await run(counting(), { number: 300 });
    expect((await stores().jobs.find(id))?.state).toBe('running');
    await run(counting(), { number: 302 });
    expect(await lines(id)).toBe(allLines);
  });

  it('that three leaders claimed and none finished fails, and says so', async () => {
    const id = await queue();
    let isOver = false;
    const stopping = counting((line) => void (isOver = line % 2 === 0));
    for (const number of [350, 351, 352]) {
      isOver = false;
      await run(stopping, { number, isOver: () => isOver });
      expect((await stores().jobs.find(id))?.state).toBe('running');
    }
    await run(counting(), { number: 353 });
    expect(await stores().jobs.find(id)).toMatchObject({
      state: 'failed',
      pieceIds: [],
      error: { en: expect.stringContaining('the program stopped or was restarted') },
    });
    expect(errors).toEqual([]);
  });

  it('is stopped when somebody asks, while it runs and before', async () => {
    const [running, waiting] = [await queue(), await queue({ startedAt: new Date(clock.getTime() + 1) })];
    const cancel = (id: string) => stores().jobs.askToCancel(id, clock, entryOf(id, 'job.cancelled'));
    await cancel(waiting);
    let started = 0;
    const kind = counting(async (line) => {
      started++;
      if (line === 3) await cancel(running);
    });
    await run(kind, { number: 400 });
    expect((await stores().jobs.find(running))?.state).toBe('cancelled');
    expect((await stores().jobs.find(waiting))?.state).toBe('cancelled');
    expect(started).toBe(3);
  });

  it('fails in words for people, and an error of ours is logged', async () => {
    const failing = (error: Error): JobKind => ({ ...counting(), run: () => Promise.reject(error) });
    const id = await queue();
    await run(failing(new Problem('conflict', { vi: 'Tệp đã đổi.', en: 'The file has changed.' })), {
      number: 500,
    });
    expect(await stores().jobs.find(id)).toMatchObject({ state: 'failed', error: { vi: 'Tệp đã đổi.' } });
    expect(errors).toEqual([]);

    const other = await queue();
    await run(failing(new Error('a bug')), { number: 501 });
    expect((await stores().jobs.find(other))?.error?.en).toMatch(/recorded/);
    expect(errors).toEqual([new Error('a bug')]);
  });

  it('is cleared away when its time is over, but never before the audit has its entries', async () => {
    const id = await queue();
    await run(counting(), { number: 600 });
    clock = new Date(duringAt.getTime() + resultKeptMs);
    await stores().jobs.removeExpired(clock);
    expect(await stores().jobs.find(id)).toBeDefined();
    await stores().audit.drain(['jobs'], () => false);
    await stores().jobs.removeExpired(new Date(clock.getTime() - 1));
    expect(await stores().jobs.find(id)).toBeDefined();
    await stores().jobs.removeExpired(clock);
    expect(await stores().jobs.find(id)).toBeUndefined();
    expect(await stores().audit.count({ subjectId: id })).toBe(1);
  });
});
