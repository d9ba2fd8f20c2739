import { expect, test } from '@jest/globals';
import type { Caller } from '../../../src/access/accounts/caller.ts';
import { askedRounds, type AnalysisContext } from '../../../src/dissemination/analysis/askedRound.ts';
import { analysisTexts } from '../../../src/dissemination/analysis/texts.ts';
import { snapshotHashOf } from '../../../src/processing/published/snapshotHash.ts';
import { aUnit } from '../../support/builders.ts';
import { afterClosing, aMeasuredRound } from '../../processing/results/measured.ts';

const measured = aMeasuredRound([{ unitId: 'ward-a', count: 40, answers: { q1: 5, q2: 5, q3: 5 } }]);

/** The stores as far as they are asked, with a publication of the round. */
function asking(snapshotHash: string) {
  const stores = {
    publications: { listOfRound: () => Promise.resolve([{ state: 'published', snapshotHash }]) },
    submissions: { countUnlogged: () => Promise.resolve(0) },
    columns: { findState: () => Promise.resolve({ size: 40 }) },
    ledger: { findLast: () => Promise.resolve({ size: 40 }) },
  };
  const context = { stores, rounds: {}, now: () => afterClosing };
  return askedRounds(context as unknown as AnalysisContext);
}

test('once forms were annulled after a publication there is no table: beside it, it would tell what they said', async () => {
  expect(await asking('another state').waitingFor(measured, 'vi')).toBe(analysisTexts.vi.overtaken);
  expect(await asking(snapshotHashOf(measured.snapshot)).waitingFor(measured, 'vi')).toBeUndefined();
});

test("a round that has not the unit of the form opens on its first one, and a stranger's unit on none", async () => {
  const aClosedRound = (id: string, unitId: string) => ({ ...measured.round, id, unitIds: [unitId] });
  const stores = {
    rounds: {
      list: () => Promise.resolve([aClosedRound('first', 'ward-a'), aClosedRound('second', 'ward-b')]),
    },
    units: { list: () => Promise.resolve(['ward-a', 'ward-b', 'strange'].map((id) => aUnit(id))) },
  };
  const context = { stores, rounds: { measure: () => Promise.resolve(measured) }, now: () => afterClosing };
  const asked = askedRounds(context as unknown as AnalysisContext);
  const caller = { account: { language: 'vi' }, may: () => true } as unknown as Caller;
  expect(await asked.find(caller, { round: 'second', unit: 'ward-a' })).toMatchObject({ unitId: 'ward-b' });
  expect(await asked.find(caller, { round: 'second', unit: 'ward-b' })).toMatchObject({ unitId: 'ward-b' });
  await expect(asked.find(caller, { round: 'second', unit: 'strange' })).rejects.toMatchObject({
    kind: 'notFound',
  });
});
