import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSmall } from '../../../src/statistics/disclosure/threshold.ts';
import {
  exactCells,
  suppressedBlock,
  type AnswerCell,
  type TwoWayTable,
} from '../../../src/statistics/disclosure/suppressTable.ts';

/** Rows of respondents, of whom so many are satisfied; all but one where nobody says. */
function tableOf(
  respondents: readonly (readonly number[])[],
  scores: readonly (readonly number[])[] = respondents.map((row) =>
    row.map((count) => Math.max(0, count - 1)),
  ),
  columns: TwoWayTable['columns'] = 'disjoint',
): TwoWayTable {
  return {
    cells: respondents.map((row, at) =>
      row.map((count, column): AnswerCell => ({
        respondents: count,
        score: scores[at]![column]!,
        scoreMax: count,
      })),
    ),
    columns,
    isRowTotalKnown: () => true,
    isColumnTotalKnown: () => true,
  };
}

const blockOf = (table: TwoWayTable) => {
  const { rows, columns } = suppressedBlock(table);
  return [rows, columns].map((lines) => [...lines].sort((one, other) => one - other));
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

  test('takes a larger line where the smallest leaves fewer than ten respondents', () => {
    // Row 0 has 3 + 4 respondents in the first two columns; the third brings it to ten.
    expect(blockOf(tableOf([[3, 4, 30], [50, 60, 70], [40, 50, 60]]))[1]).toEqual([0, 1, 2]); // prettier-ignore
  });

  test('takes a question that ten answered, since the same people answer several', () => {
    const respondents = [[6, 8, 30], [50, 60, 70], [40, 50, 60]]; // prettier-ignore
    expect(blockOf(tableOf(respondents, undefined, 'disjoint'))[1]).toEqual([0, 1]);
    expect(blockOf(tableOf(respondents, undefined, 'overlapping'))[1]).toEqual([0, 1, 2]);
  });

  test('needs no other line where no total is known', () => {
    const table = tableOf([[3, 30], [50, 60]]); // prettier-ignore
    const free = { ...table, isRowTotalKnown: () => false, isColumnTotalKnown: () => false };
    expect(blockOf(free)).toEqual([[0], [0]]);
  });

  test('has what is suppressed for other reasons', () => {
    const table = { ...tableOf([[30, 40], [50, 60], [70, 80]]), isSuppressed: (row: number) => row === 1 }; // prettier-ignore
    expect(blockOf(table)).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });
});

describe('a small cell', () => {
  test('is exact where its neighbours have all that their totals ask for', () => {
    // Row 0 has 12 of 15 satisfied and the first column 3 of 43: the 12 of the neighbour, all satisfied, leave none for the cell.
    const table = tableOf(
      [[3, 12], [40, 30]], // prettier-ignore
      [[0, 12], [3, 20]], // prettier-ignore
    );
    expect(exactCells(table, () => true)).toEqual([]); // one more in the cell, one fewer beside it, and so on around
    const full = tableOf(
      [[3, 12], [40, 30]], // prettier-ignore
      [[3, 12], [0, 20]], // prettier-ignore
    );
    expect(exactCells(full, () => true)).toEqual([{ row: 0, column: 0 }]);
  });

  test('of a block is within a circle of scores that can move, as an enumeration of all states says', () => {
    const cells = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(3)), { minLength: 6, maxLength: 6 })
      .map((drawn) =>
        drawn.map(([max, score]) => ({ respondents: max, score: Math.min(max, score), scoreMax: max })),
      );
    fc.assert(
      fc.property(cells, (drawn) => {
        const table = { ...tableOf([]), cells: [drawn.slice(0, 3), drawn.slice(3)] };
        const exact = new Set(exactCells(table, () => true).map(({ row, column }) => 3 * row + column));
        const states = statesOf(drawn);
        for (const at of drawn.keys())
          expect(exact.has(at)).toBe(new Set(states.map((state) => state[at]!)).size === 1);
      }),
    );
  });

  /** All scores of a table of two rows and three columns with the same totals. */
  function statesOf(cells: readonly AnswerCell[]): number[][] {
    const totals = (scores: readonly number[]) =>
      JSON.stringify([
        scores[0]! + scores[1]! + scores[2]!,
        ...[0, 1, 2].map((at) => scores[at]! + scores[at + 3]!),
      ]);
    const wanted = totals(cells.map(({ score }) => score));
    let states: number[][] = [[]];
    for (const { scoreMax } of cells)
      states = states.flatMap((state) =>
        Array.from({ length: scoreMax + 1 }, (_, score) => [...state, score]),
      );
    return states
      .filter((state) => totals(state) === wanted && totals(state).length > 0)
      .filter((state) => {
        const second = state[3]! + state[4]! + state[5]!;
        return second === cells[3]!.score + cells[4]!.score + cells[5]!.score;
      });
  }
});

test('every known total over a block is of two cells and ten respondents or more, or it is the whole table', () => {
  const counts = fc.array(fc.array(fc.oneof(fc.nat(12), fc.nat(60)), { minLength: 4, maxLength: 4 }), {
    minLength: 3,
    maxLength: 5,
  });
  fc.assert(
    fc.property(counts, (respondents) => {
      const { rows, columns } = suppressedBlock(tableOf(respondents));
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
