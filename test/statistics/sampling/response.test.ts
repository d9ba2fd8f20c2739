import { describe, expect, test } from '@jest/globals';
import type { ImportBatch } from '../../../src/registers/datasets/importBatch.ts';
import { besideResults } from '../../../src/processing/results/besideResults.ts';
import { responseRate } from '../../../src/statistics/sampling/response.ts';
import { resultsOf } from '../../../src/processing/results/results.ts';
import { responseWords } from '../../../src/processing/results/responseWords.ts';
import type { Round } from '../../../src/design/rounds/round.ts';
import type { ReportedFigure } from '../../../src/registers/reportedFigures/reportedFigure.ts';
import { roundCaseloads } from '../../../src/design/rounds/roundCaseloads.ts';
import type { Caseload } from '../../../src/registers/caseloads/caseload.ts';
import { afterClosing, aMeasuredRound } from '../../processing/results/measured.ts';

const line = (unitId: string, month: string, transactions: number): Caseload => ({
  unitId,
  month,
  filing: 'counter',
  transactions,
});
const months = ['2026-01', '2026-02'];
const caseloads = (...lines: readonly Caseload[]) => roundCaseloads(lines, months, '2026-02');

describe('the response rate', () => {
  test('is people over the transactions of the unit and all below it', () => {
    const known = caseloads(line('a', '2026-01', 150), line('a', '2026-02', 50), line('b', '2026-01', 100));
    // 45 of 150 + 50 + 100
    expect(responseRate(45, ['city', 'a', 'b'], ['a', 'b'], known)).toEqual({
      state: 'rate',
      people: 45,
      transactions: 300,
      percent: { units: 150, decimals: 1 },
    });
  });

  test('is not there where nothing is known, or nothing happened', () => {
    expect(responseRate(45, ['city'], [], caseloads())).toBeUndefined();
    expect(responseRate(0, ['a'], ['a'], caseloads(line('a', '2026-01', 0)))).toBeUndefined();
  });

  test('names units whose caseload lacks a month that is over', () => {
    const known = caseloads(line('a', '2026-01', 150), line('b', '2026-02', 100));
    expect(responseRate(45, ['a', 'b', 'c'], ['a', 'b', 'c'], known)).toEqual({
      state: 'incomplete',
      unitIds: ['b', 'c'],
    });
  });

  test('names more answers than transactions', () => {
    const rate = responseRate(45, ['a'], ['a'], caseloads(line('a', '2026-01', 44)));
    expect(rate).toEqual({ state: 'moreAnswersThanTransactions', people: 45, transactions: 44 });
    expect(responseWords(rate!, months, String, 'vi')).toContain(
      'Số phiếu nhiều hơn số hồ sơ (45 phiếu, 44 hồ sơ của các tháng 01/2026 đến 02/2026)',
    );
  });
});

describe('beside the figures of a unit', () => {
  const forms = (unitId: string, count: number, channel: string) => ({
    unitId,
    count,
    channel,
    answers: { q1: 5, q2: 4 },
  });
  const importBatch = <Line extends object>(
    dataset: 'caseloads' | 'reportedFigures',
    lines: readonly Line[],
  ): ImportBatch<Line> => ({
    id: dataset,
    dataset,
    lines,
    unitIds: [],
    periods: [],
    madeBy: { accountId: 'a', name: 'a' },
    madeAt: afterClosing,
    number: 1,
  });
  const reported: ReportedFigure = {
    indicator: 'satisfactionIndex',
    unitId: 'city',
    year: 2026,
    wording: '91,28%',
    valueHundredths: 9128,
    changeHundredths: -786,
    source: { vi: 'Báo cáo' },
  };

  async function beside(changes: Partial<Round>, previous?: Partial<Round>) {
    const measured = aMeasuredRound([forms('a', 30, 'qr'), forms('b', 12, 'code')]);
    const datasets = {
      caseloads: importBatch('caseloads', [
        line('a', '2026-01', 100),
        line('b', '2026-01', 20),
        line('b', '2026-02', 0),
        line('a', '2026-02', 0),
      ]),
      reportedFigures: importBatch('reportedFigures', [
        reported,
        { ...reported, year: 2025, valueHundredths: 9900 },
      ]),
    };
    const importBatches = {
      list: async (dataset: 'caseloads' | 'reportedFigures') => [datasets[dataset]] as never,
      lastNumber: async () => 1,
    };
    const current = { ...measured, round: { ...measured.round, ...changes } };
    const before = previous && { ...measured, round: { ...measured.round, ...previous } };
    const samplePlans = { find: async () => ({ units: [{ unitId: 'a', population: 41, quota: 1 }] }) };
    const stores = { importBatches, samplePlans } as never;
    const find = besideResults(stores, () => afterClosing);
    return await find(current, resultsOf(afterClosing, current, 'city'), before);
  }

  test('stand the response rate and what was reported of the year', async () => {
    const { response, reportedFigures, reported: all, months: counted } = await beside({});
    expect(response).toMatchObject({ state: 'rate', people: 42, transactions: 120 });
    expect(counted).toEqual(months);
    expect([reportedFigures.length, all.length]).toEqual([1, 2]);
  });

  test('stands that a round before was of another kind of sample', async () => {
    expect((await beside({}, { sampleKind: 'probability' })).otherKindBefore).toBe(true);
    expect((await beside({}, { sampleKind: 'selfSelected' })).otherKindBefore).toBe(false);
  });

  test('stands that a drawn sample has forms from points that are open to everybody', async () => {
    expect((await beside({ sampleKind: 'probability' })).hasOpenForms).toBe(true);
    expect((await beside({})).hasOpenForms).toBe(false);
  });

  test('stands that a drawn sample has more answers than people', async () => {
    expect((await beside({ sampleKind: 'probability' })).tooMany).toEqual({ people: 42, population: 41 });
    expect((await beside({})).tooMany).toBeUndefined();
  });
});
