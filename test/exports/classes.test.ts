import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { divided, type Classes, type CodedColumn } from '../../src/exports/classes.ts';

const minimum = 10;

function oneClass(rows: number): Classes {
  return { order: Uint32Array.from({ length: rows }, (_, row) => row), starts: Uint32Array.of(0, rows) };
}

/** Divides rows by all columns in turn; rows are given as their codes. */
async function classesOf(rows: readonly (readonly number[])[], values: number) {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, place): CodedColumn => {
    return { codes: Uint8Array.from(rows, (row) => row[place]!), hidden: values };
  });
  let classes = oneClass(rows.length);
  for (const column of columns) classes = await divided(classes, column, minimum);
  const recoded = rows.map((_, row) => columns.map(({ codes, hidden }) => (codes[row] === hidden ? '*' : codes[row]!))); // prettier-ignore
  return { ...classes, recoded };
}

function sizes(keys: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts.values()];
}

test('hides a rare value, and with it the next rarer one until enough are hidden together', async () => {
  const rows = [20, 3, 12, 15].flatMap((count, value) => Array.from({ length: count }, () => [value]));
  const { recoded } = await classesOf(rows, 4);
  // 3 are too few; the 12 are hidden with them, so that the 3 are not what is missing from 50.
  expect(sizes(recoded.flat().map(String)).sort((one, other) => one - other)).toEqual([15, 15, 20]);
  expect(recoded[25]).toEqual(['*']);
});

test('leaves no class smaller than the minimum, changes no value but to hide it, and loses no row', async () => {
  const row = fc.tuple(fc.nat(2), fc.nat(4), fc.nat(4), fc.nat(1));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: minimum, maxLength: 300 }), async (rows) => {
      const { recoded, order, starts } = await classesOf(rows, 5);
      expect(Math.min(...sizes(recoded.map(String)))).toBeGreaterThanOrEqual(minimum);
      expect([...order].sort((one, other) => one - other)).toEqual([...rows.keys()]);
      for (const [place, cells] of recoded.entries())
        for (const [column, cell] of cells.entries()) expect([rows[place]![column], '*']).toContain(cell);
      const keys = [...starts].slice(0, -1).map((start) => String(recoded[order[start]!]));
      expect(new Set(keys).size).toBe(keys.length); // a class, and rows that are alike, are the same thing
    }),
    { numRuns: 60 },
  );
});

test('orders rows by what they say alone', async () => {
  const column = (given: readonly number[]) => ({ codes: Uint8Array.from(given), hidden: 9 });
  const { order } = await divided(oneClass(6), column([3, 1, 2, 1, 0, 3]), 1);
  expect([...order]).toEqual([4, 1, 3, 2, 0, 5]);
});
