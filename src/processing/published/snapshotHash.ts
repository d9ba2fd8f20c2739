/** A hash that identifies the results snapshot of a publication. */
import { createHash } from 'node:crypto';
import type { ResultsSnapshot } from '../../statistics/estimation/snapshot.ts';
import { bytesOf } from '../../statistics/estimation/storedNumbers.ts';
import { tallyKey } from '../../statistics/estimation/tally.ts';

const marks = new WeakMap<ResultsSnapshot, string>();

/** Hash over everything behind the figures: two snapshots with the same hash hold the same responses, except late ones. */
export function snapshotHashOf(snapshot: ResultsSnapshot): string {
  const known = marks.get(snapshot);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(`${snapshot.surveyVersionId} ${snapshot.method}\n`);
  const byKey = new Map(
    snapshot.tallies
      .filter(({ dimension, numbers }) => dimension !== 'late' && numbers.some((number) => number !== 0))
      .map((tally) => [tallyKey(tally), tally.numbers]),
  );
  for (const key of [...byKey.keys()].sort()) hash.update(`${key}\n`).update(bytesOf(byKey.get(key)!));
  const snapshotHash = hash.digest('hex');
  marks.set(snapshot, snapshotHash);
  return snapshotHash;
}
