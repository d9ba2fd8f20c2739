import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appendColumns } from '../../../src/processing/columns/appendColumns.ts';
import { columnReader, type ColumnReader } from '../../../src/processing/columns/columnReader.ts';
import type { ColumnQuery } from '../../../src/processing/columns/columnQuery.ts';
import { eraseSubmission } from '../../../src/collection/erasures/eraseSubmission.ts';
import { openSigners, type Signers } from '../../../src/collection/ledger/signers.ts';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { seal } from '../../collection/ledger/smallLedger.ts';
import { aMethod, duringAt, fillSmallCity, smallSurvey } from '../../support/builders.ts';
import { countAll } from '../../support/counting.ts';
import { memoryChest } from '../../support/memoryChest.ts';
import { useStores } from '../../support/storage.ts';

const plan = countingPlan(aMethod(), surveyShape(smallSurvey));

describe('asking the columns', () => {
  const stores = useStores();
  let signers: Signers;
  let reader: ColumnReader;
  let receipts: string[];
  const byUnit: ColumnQuery = { axes: [{ dimension: { kind: 'unit' } }] };
  const byAge: ColumnQuery = { axes: [{ dimension: { kind: 'about', id: 'age' } }] };

  async function count(query: ColumnQuery): Promise<Record<string, number[]>> {
    const groups = await reader.count({ roundId: 'round', plan, query });
    return Object.fromEntries(groups.map(({ keys, numbers }) => [keys.join(' '), [...numbers]]));
  }

  /** What the tallies say of each unit. */
  async function tallied(): Promise<Record<string, number[]>> {
    await countAll(stores());
    const { generation } = await stores().tallies.findState();
    const found = await stores().tallies.listOf({
      generation,
      roundId: 'round',
      method: 'satisfied-share@1',
    });
    const all = found.filter(({ dimension }) => dimension === 'all');
    return Object.fromEntries(all.map(({ unitId, numbers }) => [unitId, [...numbers]]));
  }

  async function intoColumns(hour: string): Promise<void> {
    await seal(stores(), signers, new Date(hour));
    await appendColumns({ stores: stores(), term: { number: 1, isOver: () => false } });
  }

  beforeAll(async () => {
    signers = await openSigners(stores().ledger, memoryChest());
    reader = columnReader(stores());
    const { points, survey } = await fillSmallCity(stores());
    receipts = await Promise.all(
      Array.from({ length: 40 }, async (_, form) => {
        const receiptCode = randomUUID();
        await stores().submissions.add({
          id: randomUUID(),
          roundId: 'round',
          surveyVersionId: survey.id,
          accessPointId: points[form % 2]!.id,
          revision: 1,
          receivedHour: duringAt,
          givenOn: '2026-01-20',
          late: form % 10 === 9,
          noticeVersion: '1',
          answers: { q1: 1 + (form % 5), q2: 1 + (form % 3), q3: form % 6 },
          about: { age: form < 20 ? 'young' : 'old' },
          salts: {
            answers: Buffer.alloc(16, form),
            about: Buffer.alloc(16, form),
            comment: Buffer.alloc(16),
          },
          receiptCode,
        });
        return receiptCode;
      }),
    );
  });
  afterAll(async () => {
    await reader.stop();
  });

  test('gives nothing before there is a log, and then what the tallies hold', async () => {
    expect(await count(byUnit)).toEqual({});
    await intoColumns('2026-01-21T03:05:00Z');
    expect(await count(byUnit)).toEqual(await tallied());
    expect(Object.keys(await count(byUnit)).sort()).toEqual(['ward-a', 'ward-b']);
  });

  test('leaves out what is annulled, from the next question on', async () => {
    const before = await count(byUnit);
    await stores().submissions.markAnnulled(receipts[0]!);
    const after = await count(byUnit);
    expect(after['ward-a']![0]).toBe(before['ward-a']![0]! - 1);
    expect(after).toEqual(await tallied());
  });

  test('forgets the bands that were erased, also where it held the chunk', async () => {
    const before = await count(byAge);
    const submission = (await stores().submissions.findByReceipt(receipts[2]!))!;
    const erasure = { parts: ['about'] as const, reason: 'onRequest' as const, accountId: 'x' };
    expect(await eraseSubmission(submission, erasure, stores(), new Date('2026-01-21T04:10:00Z'))).toBe(true);
    const after = await count(byAge);
    expect(after['young']![0]).toBe(before['young']![0]! - 1);
    expect(after['']![0]).toBe(1);
    await intoColumns('2026-01-21T05:05:00Z'); // the act is logged, and carried out once more
    expect(await count(byAge)).toEqual(after);
  });

  test('keeps a table until the counts change', async () => {
    const ask = () => reader.count({ roundId: 'round', plan, query: byUnit });
    const first = await ask();
    expect(await ask()).toBe(first);
    expect(reader.heldBytes().tables).toBeGreaterThan(0);
    await stores().submissions.markAnnulled(receipts[4]!);
    expect(await ask()).not.toEqual(first);
  });

  test('reads the new generation after a rebuild, and several questions at once', async () => {
    const [units, ages] = [await count(byUnit), await count(byAge)];
    await stores().columns.request({ purpose: 'rebuild', token: 'one' });
    await intoColumns('2026-01-21T05:10:00Z');
    expect((await stores().columns.findState()).generation).toBe(2);
    expect(await Promise.all([count(byUnit), count(byAge), count(byUnit)])).toEqual([units, ages, units]);
  });
});
