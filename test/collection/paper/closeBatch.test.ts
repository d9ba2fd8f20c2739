import { beforeAll, describe, expect, it } from '@jest/globals';
import { closeBatch, finishClosings } from '../../../src/collection/paper/closeBatch.ts';
import type { Submission } from '../../../src/collection/submissions/submission.ts';
import type { SurveyVersion } from '../../../src/design/surveys/survey.ts';
import { closingAt, duringAt, fillSmallCity } from '../../support/builders.ts';
import { useStores } from '../../support/storage.ts';
import { addBatch, aKeying, keyAll, somebody } from './somePaper.ts';

const receiptKey = Buffer.alloc(32, 7);
const opened = useStores();
let stores: ReturnType<typeof opened>;
let survey: SurveyVersion;

beforeAll(async () => {
  stores = opened();
  ({ survey } = await fillSmallCity(stores));
});

const options = (now = duringAt) => ({ stores, receiptKey, now });

async function submissionsAt(accessPointId: string): Promise<Submission[]> {
  const found: Submission[] = [];
  for await (const { submission } of stores.submissions.eachRecord()) {
    if (submission.accessPointId === accessPointId) found.push(submission);
  }
  return found;
}

const reread = async (batchId: string) => (await stores.paper.find(batchId))!;

describe('keeping a sheet', () => {
  it('keeps one sent many times at once a single time', async () => {
    const batch = await addBatch(stores);
    const location = { batchId: batch.id, number: 1, pass: 'first' } as const;
    const keying = aKeying();
    const kept = await Promise.all(Array.from({ length: 20 }, () => stores.paper.keep(location, keying)));
    expect(new Set(kept)).toEqual(new Set(['kept']));
    const { sheets, changes } = await reread(batch.id);
    expect([changes, sheets[1]?.first?.answers]).toEqual([1, { q1: 5, q2: 4 }]);
  });

  it('gives a number to one of twenty who key it at once, and tells the others', async () => {
    const batch = await addBatch(stores);
    const location = { batchId: batch.id, number: 1, pass: 'first' } as const;
    const kept = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        stores.paper.keep(location, aKeying({ by: `clerk ${index}` })),
      ),
    );
    expect(kept.toSorted()).toEqual(['kept', ...Array<string>(19).fill('taken')]);
  });

  it('lets a later edit replace an earlier one, and never the other way round', async () => {
    const batch = await addBatch(stores);
    const location = { batchId: batch.id, number: 1, pass: 'first' } as const;
    const keying = aKeying();
    const mended = { ...keying, edit: 2, answers: { q1: 1 } };
    expect(await stores.paper.keep(location, keying)).toBe('kept');
    expect(await stores.paper.keep(location, mended)).toBe('kept');
    expect(await stores.paper.keep(location, keying)).toBe('taken');
    expect((await reread(batch.id)).sheets[1]?.first?.answers).toEqual({ q1: 1 });
  });

  it('keeps the passes of a sheet apart by account, whoever comes first', async () => {
    const batch = await addBatch(stores, { keyedTwice: true });
    const location = (pass: 'first' | 'second') => ({ batchId: batch.id, number: 1, pass });
    expect(await stores.paper.keep(location('second'), aKeying({ by: 'an' }))).toBe('kept');
    expect(await stores.paper.keep(location('first'), aKeying({ by: 'an' }))).toBe('sameAccount');
    expect(await stores.paper.keep(location('first'), aKeying({ by: 'binh' }))).toBe('kept');
    expect(await stores.paper.keep({ ...location('first'), number: 3 }, aKeying())).toBe('beyond');
  });

  it('forgets what was agreed on when one of the passes is mended', async () => {
    const batch = await addBatch(stores, { keyedTwice: true, announced: 1 });
    const first = aKeying({ by: 'an', answers: { q1: 1 } });
    await stores.paper.keep({ batchId: batch.id, number: 1, pass: 'first' }, first);
    await keyAll(stores, batch, 'second', 'binh');
    expect(await stores.paper.agree(await reread(batch.id), 1, aKeying())).toBe(true);
    expect(await stores.paper.agree(batch, 1, aKeying())).toBe(false); // looked at before
    await stores.paper.keep({ batchId: batch.id, number: 1, pass: 'first' }, { ...first, edit: 2 });
    expect((await reread(batch.id)).sheets[1]?.agreed).toBeUndefined();
  });
});

describe('closing a batch', () => {
  it('changes nothing while the counts do not agree', async () => {
    const batch = await addBatch(stores);
    await stores.paper.keep({ batchId: batch.id, number: 2, pass: 'first' }, aKeying());
    const obstacles = await closeBatch(await reread(batch.id), survey, somebody, options());
    expect(obstacles).toEqual({ first: [1], second: [], disputed: [] });
    expect([(await reread(batch.id)).state, await submissionsAt(batch.accessPointId)]).toEqual(['open', []]);
  });

  it('makes a submission of each sheet, with its marks and gaps, and forgets the sheets', async () => {
    const batch = await addBatch(stores);
    const marked = aKeying({ answers: { q1: 2 }, marks: { q2: 'double' }, comment: 'Chờ lâu' });
    await stores.paper.keep({ batchId: batch.id, number: 1, pass: 'first' }, marked);
    await stores.paper.keep({ batchId: batch.id, number: 2, pass: 'first' }, aKeying({ answers: {} }));
    expect(await closeBatch(await reread(batch.id), survey, somebody, options())).toBeUndefined();
    const found = await submissionsAt(batch.accessPointId);
    expect(found).toHaveLength(2);
    expect(found.find(({ comment }) => comment !== undefined)).toMatchObject({
      answers: { q1: 2 },
      marks: { q2: 'double' },
      givenOn: '2026-01-19',
      late: false,
    });
    const closed = await reread(batch.id);
    expect([closed.state, closed.sheets]).toEqual(['closed', {}]);
    expect(JSON.stringify(found)).not.toMatch(/clerk|"number"/);
  });

  it('is refused to who looked at the batch before somebody mended it', async () => {
    const batch = await addBatch(stores, { announced: 1 });
    await keyAll(stores, batch, 'first', 'an');
    const seen = await reread(batch.id);
    const { first } = seen.sheets[1]!;
    await stores.paper.keep({ batchId: batch.id, number: 1, pass: 'first' }, { ...first!, edit: 2 });
    await expect(closeBatch(seen, survey, somebody, options())).rejects.toThrow(/changed/);
  });

  it.each([0, 1, 2])('goes on where it was cut off after %d of three sheets', async (stored) => {
    const batch = await addBatch(stores, { announced: 3 });
    await keyAll(stores, batch, 'first', 'an');
    let left = stored;
    const submissions = {
      ...stores.submissions,
      add: async (submission: Submission) => {
        if (left-- === 0) throw new Error('cut off');
        return await stores.submissions.add(submission);
      },
    };
    const cutOff = { ...options(), stores: { ...stores, submissions } };
    await expect(closeBatch(await reread(batch.id), survey, somebody, cutOff)).rejects.toThrow('cut off');
    expect((await reread(batch.id)).state).toBe('closing');
    const location = { batchId: batch.id, number: 1, pass: 'first' } as const;
    expect(await stores.paper.keep(location, aKeying())).toBe('over');
    await Promise.all([finishClosings(options(), () => false), finishClosings(options(), () => false)]);
    expect(await submissionsAt(batch.accessPointId)).toHaveLength(3);
    expect((await reread(batch.id)).sheets).toEqual({});
  });

  it('counts the forms as late when the round has ended meanwhile', async () => {
    const batch = await addBatch(stores, { announced: 1 });
    await keyAll(stores, batch, 'first', 'an');
    await closeBatch(
      await reread(batch.id),
      survey,
      somebody,
      options(new Date(closingAt.getTime() + 86_400_000 * 9)),
    );
    expect((await submissionsAt(batch.accessPointId)).map(({ late }) => late)).toEqual([true]);
  });
});
