/** A small city whose forms are put straight into the store, and what counting them all at once gives. */
import { flagValues } from '../../../src/collection/quality/flag.ts';
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach } from '@jest/globals';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { addForm, type TallySheet } from '../../../src/statistics/estimation/tally.ts';
import type { Stores } from '../../../src/app/stores.ts';
import type { TallyState } from '../../../src/processing/tallies/tallyState.ts';
import { talliesPlan, tallyStatePlan } from '../../../src/processing/tallies/store.ts';
import { aMethod, duringAt, fillSmallCity, smallSurvey } from '../../support/builders.ts';
import { useOpenStores } from '../../support/storage.ts';

const plan = countingPlan(aMethod(), surveyShape(smallSurvey));
export const method = 'satisfied-share@1';

export type Numbers = Readonly<Record<string, readonly number[]>>;

export function useSmallCount() {
  const opened = useOpenStores();
  let stores: Stores;
  let pointIds: readonly [string, string];
  let surveyVersionId = '';
  let sent = 0;

  beforeAll(async () => {
    ({ stores } = opened());
    const { points, survey } = await fillSmallCity(stores);
    pointIds = [points[0].id, points[1].id];
    surveyVersionId = survey.id;
  });
  beforeEach(async () => {
    for (const name of ['submissions', talliesPlan.name, tallyStatePlan.name]) {
      await opened().connection.collection(name).deleteMany({});
    }
    sent = 0;
  });

  return {
    stores: () => stores,
    /** Its name in the store of the tests. */
    database: () => opened().connection.name,
    tallies: () => opened().connection.collection<{ _id: string; numbers: Buffer }>(talliesPlan.name),
    submissions: () => opened().connection.collection<{ _id: string }>('submissions'),
    /** Puts so many forms into both wards, every fifth of them late. @returns their receipts */
    async send(count: number): Promise<string[]> {
      const receipts: string[] = [];
      for (let form = 0; form < count; form++) {
        const receiptCode = randomUUID();
        receipts.push(receiptCode);
        await stores.submissions.add({
          id: randomUUID(),
          roundId: 'round',
          surveyVersionId,
          accessPointId: pointIds[sent % 2]!,
          revision: 1,
          receivedHour: duringAt,
          givenOn: `2026-01-2${sent % 2}`,
          late: sent % 5 === 4,
          noticeVersion: '1',
          answers: { q1: 1 + (sent % 5), q2: 1 + (sent % 3), q3: sent % 6 },
          about: { age: sent % 4 === 0 ? 'young' : 'old' },
          ...(sent % 3 === 0
            ? { flags: { rules: 1, raised: [sent % 2 ? 'tooFast' : 'straightLined'] } }
            : {}),
          salts: { answers: Buffer.alloc(16), about: Buffer.alloc(16) },
          receiptCode,
        });
        sent += 1;
      }
      return receipts;
    },
    /** What is kept, without tallies that have come to nothing. */
    async kept(): Promise<Numbers> {
      const { generation } = await stores.tallies.findState();
      const found = await stores.tallies.listOf({ generation, roundId: 'round', method });
      return written(found);
    },
    /** What all submissions, looked at one by one, come to. */
    async direct(): Promise<Numbers> {
      const sheet: TallySheet = new Map();
      for await (const one of stores.submissions.eachBetween('', '~')) {
        const { annulled, late, accessPointId, answers, about, givenOn, flags } = one;
        const unitId = accessPointId === pointIds[0] ? 'ward-a' : 'ward-b';
        const standing = annulled ? 'annulled' : late ? 'late' : 'counted';
        addForm(plan, sheet, {
          unitId,
          channel: 'qr',
          standing,
          flags: flagValues(flags?.raised ?? []),
          answers,
          about,
          givenOn,
        });
      }
      return written([...sheet.values()]);
    },
    async state(): Promise<TallyState> {
      return await stores.tallies.findState();
    },
  };
}

function written(
  tallies: readonly { unitId: string; dimension: string; value: string; numbers: Float64Array }[],
): Numbers {
  return Object.fromEntries(
    tallies
      .filter(({ numbers }) => numbers.some(Boolean))
      .map(({ unitId, dimension, value, numbers }) => [`${unitId} ${dimension} ${value}`, [...numbers]]),
  );
}
