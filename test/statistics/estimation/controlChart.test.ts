import { describe, expect, test } from '@jest/globals';
import { controlChart, seasonOf } from '../../../src/statistics/estimation/controlChart.ts';
import { describeWith, rscriptPath } from '../../support/needs.ts';
import { largestDifference, printedByR } from '../../support/oracles.ts';
import { controlChartOracle } from '../oracles/controlChart.ts';

const shares = [0.912, 0.918, 0.905, 0.921, 0.934, 0.909, 0.915, 0.927, 0.931, 0.902, 0.913, 0.862];
const sizes = [2200, 1810, 2540, 1990, 2310, 2120, 1760, 2080, 2450, 1905, 2230, 2010];
const points = shares.map((share, at) => ({ share, size: sizes[at]! }));
const months = shares.map((_, at) => at + 1);
const alike = (values: readonly number[]) => values.map((share) => ({ share, size: 1000 }));

function numbers(): Record<keyof typeof controlChartOracle, number[]> {
  const chart = controlChart(points)!;
  const season = seasonOf(points, months, { ...chart, signals: [] })!;
  return {
    centre: [chart.centre, chart.sigmaZ],
    low: chart.limits.map(({ low }) => low),
    up: chart.limits.map(({ up }) => up),
    season: [
      ...season.map(({ deviation }) => deviation),
      ...season.map(({ interval }) => interval.low),
      ...season.map(({ interval }) => interval.up),
    ],
    seasonP: season.map(({ adjustedP }) => adjustedP),
  };
}

const names = Object.keys(controlChartOracle) as (keyof typeof controlChartOracle)[];

describe('a control chart', () => {
  test.each(names)('has the numbers of R: %s', (name) => {
    expect(largestDifference(numbers()[name], controlChartOracle[name])).toBeLessThan(1e-10);
  });

  test('names a point beyond three sigma, on its side', () => {
    const { signals } = controlChart(points)!;
    expect(signals).toEqual([{ rule: 'beyond', from: 11, to: 11, side: 'below' }]);
  });

  test('names eight points in a row on one side, and not seven', () => {
    const jump = (length: number) => [
      ...Array.from({ length: 9 }, (_, at) => 0.9 + (at % 2) * 0.004),
      ...Array.from({ length }, (_, at) => 0.912 + (at % 2) * 0.004),
    ];
    const runsIn = (length: number) =>
      controlChart(alike(jump(length)))!.signals.filter(
        ({ rule, side }) => rule === 'run' && side === 'above',
      );
    expect(runsIn(8)).toEqual([{ rule: 'run', from: 9, to: 16, side: 'above' }]);
    expect(runsIn(7)).toEqual([]);
  });

  test('is not made of fewer than eight points, or where nothing varies', () => {
    expect(controlChart(points.slice(0, 7))).toBeUndefined();
    expect(controlChart(alike(Array.from({ length: 9 }, () => 0.9)))).toBeUndefined();
    expect(controlChart(alike(Array.from({ length: 9 }, () => 1)))).toBeUndefined();
  });

  test('shows no season while something else disturbs it, nor before all months of the year were seen', () => {
    const chart = controlChart(points)!;
    expect(seasonOf(points, months, chart)).toBeUndefined();
    expect(seasonOf(points, months.map((month) => Math.min(month, 11)), { ...chart, signals: [] })).toBeUndefined(); // prettier-ignore
  });
});

describeWith('Rscript', rscriptPath, 'a control chart by R', () => {
  test('has the numbers in the tree', () => {
    const printed = printedByR(rscriptPath!, 'controlChart');
    for (const name of names) expect(largestDifference(numbers()[name], printed[name]!)).toBeLessThan(1e-10);
  });
});
