import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSmall } from '../../../src/statistics/disclosure/threshold.ts';
import { suppressedBlock, type TwoWayTable } from '../../../src/statistics/disclosure/suppressTable.ts';

type Table = TwoWayTable<number, number>;

function tableOf(counts: readonly (readonly number[])[], areColumnsDisjoint = true): Table {
  return {
    rows: [...counts.keys()],
    columns: [...(counts[0] ?? []).keys()],
    respondents: (row, column) => counts[row]![column]!,
    areColumnsDisjoint,
    areColumnTotalsKnown: true,
    isSuppressed: () => false,
  };
}

/** The rows and columns of the block. */
const blockOf = (table: Table): [rows: number[], columns: number[]] => {
  const { rows, columns } = table;
  const isInBlock = suppressedBlock(table);
  return [
    rows.filter((row) => columns.some((column) => isInBlock(row, column))),
    columns.filter((column) => rows.some((row) => isInBlock(row, column))),
  ];
};

describe('the block that is suppressed', () => {
  test('is empty where every cell has ten respondents or nobody', () => {
    expect(blockOf(tableOf([[10, 0], [40, 12]]))).toEqual([[], []]); // prettier-ignore
  });

  test('is the row and column of a small cell, with the smallest others', () => {
    expect(blockOf(tableOf([[3, 30, 20], [50, 60, 70], [40, 50, 60]]))).toEqual([[0, 2], [0, 2]]); // prettier-ignore
  });

  test('is where the rows and the columns of small cells cross', () => {
    const table = tableOf([
      [3, 30, 20, 40],
      [50, 60, 70, 80],
      [40, 4, 60, 50],
    ]);
    expect(blockOf(table)).toEqual([
      [0, 2],
      [0, 1],
    ]);
  });

  test('takes another line where the small cells have fewer than ten respondents together', () => {
    // Row 0 has 3 + 4 respondents in the first two columns; the third brings it to ten.
    expect(blockOf(tableOf([[3, 4, 30], [50, 60, 70], [40, 50, 60]]))[1]).toEqual([0, 1, 2]); // prettier-ignore
  });

  test('takes a question that ten answered, since the same people answer several', () => {
    const respondents = [[6, 8, 30], [50, 60, 70], [40, 50, 60]]; // prettier-ignore
    expect(blockOf(tableOf(respondents))[1]).toEqual([0, 1]);
    expect(blockOf(tableOf(respondents, false))[1]).toEqual([0, 1, 2]);
  });

  test('needs no other row where the totals of columns are not known', () => {
    const table = { ...tableOf([[3, 30], [50, 60]]), areColumnTotalsKnown: false }; // prettier-ignore
    expect(blockOf(table)).toEqual([[0], [0, 1]]);
  });

  test('has what is suppressed for other reasons', () => {
    const table = { ...tableOf([[30, 40], [50, 60], [70, 80]]), isSuppressed: (row: number) => row === 1 }; // prettier-ignore
    expect(blockOf(table)).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });
});

test('every known total over a block is of two cells and ten respondents or more, or it is the whole table', () => {
  const counts = fc.array(fc.array(fc.oneof(fc.nat(12), fc.nat(60)), { minLength: 4, maxLength: 4 }), {
    minLength: 3,
    maxLength: 5,
  });
  fc.assert(
    fc.property(counts, (respondents) => {
      const [rows, columns] = blockOf(tableOf(respondents)).map((lines) => new Set(lines)) as [
        Set<number>,
        Set<number>,
      ];
      for (const [row, line] of respondents.entries()) {
        for (const [column, count] of line.entries())
          expect(isSmall(count) && !(rows.has(row) && columns.has(column))).toBe(false);
        const together = [...columns].reduce((sum, column) => sum + line[column]!, 0);
        const isAll = columns.size === line.filter((count, at) => count > 0 || columns.has(at)).length;
        expect(!rows.has(row) || together === 0 || together >= 10 || isAll).toBe(true);
      }
    }),
  );
});
