/** A hash that identifies the results snapshot of a publication. */
import { createHash } from 'node:crypto';
import type { Board } from '../../statistics/estimation/board.ts';
import { bytesOf } from '../../statistics/estimation/storedNumbers.ts';
import { tallyKey } from '../../statistics/estimation/tally.ts';

const marks = new WeakMap<Board, string>();

/** Hash over everything behind the figures: two snapshots with the same hash hold the same responses, except late ones. */
export function markOf(board: Board): string {
  const known = marks.get(board);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(`${board.surveyVersionId} ${board.method}\n`);
  const tallies = board.tallies.filter(
    ({ dimension, numbers }) => dimension !== 'late' && numbers.some((number) => number !== 0),
  );
  for (const tally of tallies.toSorted((one, other) => (tallyKey(one) < tallyKey(other) ? -1 : 1)))
    hash.update(`${tallyKey(tally)}\n`).update(bytesOf(tally.numbers));
  const mark = hash.digest('hex');
  marks.set(board, mark);
  return mark;
}
