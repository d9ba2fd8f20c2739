import { describe, expect, test } from '@jest/globals';
import type { AnalysisTable } from '../../../src/dissemination/analysis/analysis.ts';
import type { AnalysisDimension } from '../../../src/dissemination/analysis/dimensions.ts';
import { longerPeriods } from '../../../src/dissemination/analysis/longerPeriods.ts';
import type { Figure } from '../../../src/statistics/estimation/figure.ts';

const day = { id: 'day' } as AnalysisDimension;
const service = { id: 'service' } as AnalysisDimension;
const request = { round: 'r', unit: 'city', of: 'whole', rows: 'day', columns: '', filter1: 'channel=qr' };

/** Four lines of one column, of which so many are suppressed. */
function aTable(suppressed: number): AnalysisTable {
  const rows = ['1', '2', '3', '4'].map((key) => ({ key, label: { vi: key } }));
  return {
    rows,
    columns: [],
    figure: (row) => ({ state: Number(row) <= suppressed ? 'hidden' : 'shown' }) as Figure,
  };
}

describe('a table by day', () => {
  test('offers weeks and months where most of its lines are suppressed', () => {
    const found = longerPeriods(aTable(3), { rows: day }, request);
    expect(found).toEqual({
      weeks: '/staff/analysis/time?round=r&unit=city&of=whole&by=week',
      months: '/staff/analysis?round=r&unit=city&of=whole&rows=month&columns=&filter1=channel%3Dqr',
    });
  });

  test('offers nothing where half of its lines are shown, nor does a table by something else', () => {
    expect(longerPeriods(aTable(2), { rows: day }, request)).toBeUndefined();
    expect(longerPeriods(aTable(4), { rows: service }, { ...request, rows: 'service' })).toBeUndefined();
  });
});
