import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSmall } from '../../../src/statistics/disclosure/threshold.ts';
import {
  suppressCrosstab,
  type CrosstabCoordinates,
} from '../../../src/statistics/disclosure/suppressCrosstab.ts';

/** Rows and columns of respondents, named r0 … and c0 …. */
function tableOf(counts: readonly (readonly number[])[]) {
  const keys = [counts.map((_, row) => `r${row}`), counts[0]!.map((_, column) => `c${column}`)];
  const people = ({ first, second }: CrosstabCoordinates): number =>
    counts.reduce(
      (sum, line, row) =>
        first !== undefined && first !== `r${row}`
          ? sum
          : line.reduce(
              (all, count, at) => (second === undefined || second === `c${at}` ? all + count : all),
              sum,
            ),
      0,
    );
  const isSuppressed = suppressCrosstab({ keys, respondents: people, isSuppressed: () => false });
  return { keys, people, isSuppressed };
}

test('a small row is suppressed with the smallest other, in all of its cells', () => {
  const { isSuppressed } = tableOf([[3, 4], [40, 50], [60, 70]]); // prettier-ignore
  expect(isSuppressed({ first: 'r0' }) && isSuppressed({ first: 'r1' })).toBe(true);
  expect(isSuppressed({ first: 'r1', second: 'c0' })).toBe(true);
  expect(isSuppressed({ first: 'r2' }) || isSuppressed({ second: 'c0' }) || isSuppressed({})).toBe(false);
});

test('what is suppressed elsewhere stays suppressed', () => {
  const { keys } = tableOf([[30, 40], [40, 50], [60, 70]]); // prettier-ignore
  const respondents = () => 100;
  const isSuppressed = suppressCrosstab({ keys, respondents, isSuppressed: ({ first }) => first === 'r1' });
  expect(isSuppressed({ first: 'r1', second: 'c1' })).toBe(true);
});

test('every sum that a reader can subtract is of nobody or of ten respondents or more', () => {
  const counts = fc.array(fc.array(fc.oneof(fc.nat(12), fc.nat(60)), { minLength: 4, maxLength: 4 }), {
    minLength: 2,
    maxLength: 5,
  });
  fc.assert(
    fc.property(counts, (drawn) => {
      const { keys, people, isSuppressed } = tableOf(drawn);
      if (people({}) < 10) return;
      const [rows, columns] = keys as [string[], string[]];
      const lines = (parts: readonly CrosstabCoordinates[], total: CrosstabCoordinates): void => {
        if (isSuppressed(total)) return;
        const together = parts.filter(isSuppressed).reduce((sum, part) => sum + people(part), 0);
        expect(together === 0 || together >= 10).toBe(true);
      };
      lines(rows.map((first) => ({ first })), {}); // prettier-ignore
      lines(columns.map((second) => ({ second })), {}); // prettier-ignore
      for (const first of rows) lines(columns.map((second) => ({ first, second })), { first }); // prettier-ignore
      for (const second of columns) lines(rows.map((first) => ({ first, second })), { second }); // prettier-ignore
      for (const first of rows)
        for (const second of columns) {
          expect(isSmall(people({ first, second })) && !isSuppressed({ first, second })).toBe(false);
        }
    }),
  );
});
