import { expect, test } from '@jest/globals';
import { askedRounds, type AnalysisContext } from '../../../src/dissemination/analysis/askedRound.ts';
import { analysisTexts } from '../../../src/dissemination/analysis/texts.ts';
import { snapshotHashOf } from '../../../src/processing/published/snapshotHash.ts';
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
