import { expect, test } from '@jest/globals';
import { computeFigures } from '../../../src/dissemination/analysis/analysis.ts';
import type { Figure } from '../../../src/statistics/estimation/figure.ts';

const groups = (...keys: string[]) => keys.map((key) => ({ key, label: { vi: key, en: key } }));

test('every figure of a table is computed, totals included, with turns for what waits', async () => {
  let atMs = 0;
  const computed: string[] = [];
  const turnsAfter: number[] = [];
  const table = {
    rows: groups('a', 'b'),
    columns: groups('x', 'y'),
    figure(row = 'all', column = 'all') {
      atMs += 3;
      computed.push(`${row} ${column}`);
      return { state: 'none' } as unknown as Figure;
    },
  };
  await computeFigures(table, {
    nowMs: () => atMs,
    nextTurn: async () => turnsAfter.push(computed.length),
  });
  expect(computed.sort()).toEqual(
    ['all', 'a', 'b'].flatMap((row) => ['all', 'x', 'y'].map((column) => `${row} ${column}`)).sort(),
  );
  expect(turnsAfter).toEqual([2, 4, 6, 8]);
});
