import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayColumns } from '../../../src/platform/charts/dayColumns.ts';
import { divergingBars } from '../../../src/platform/charts/divergingBars.ts';
import { heatScale } from '../../../src/platform/charts/heatScale.ts';
import { rowPlot } from '../../../src/platform/charts/rowPlot.ts';
import { sparkline } from '../../../src/platform/charts/sparkline.ts';
import { heatChart } from '../../../src/platform/charts/heatChart.ts';
import { trendDrawing, trendLine } from '../../../src/platform/charts/trendLine.ts';

const say = (percent: number) => `${percent}%`;
const percent = fc.double({ min: 0, max: 100, noNaN: true });

describe('plots beside the rows of a table', () => {
  test('place dot and interval on one scale from its first tick to its last', () => {
    const plot = rowPlot(
      [
        { valuePercent: 85, intervalPercent: [82, 88] },
        {},
        { valuePercent: 90 },
        { intervalPercent: [80, 84] },
      ],
      say,
    )!;
    // From 80 to 90: a point is a tenth of the width.
    expect([plot.low, plot.up]).toEqual([80, 90]);
    expect(plot.rows).toEqual([{ at: 50, from: 20, to: 80 }, {}, { at: 100 }, { from: 0, to: 40 }]);
    expect(plot.ticks[0]).toEqual({ at: 0, text: '80%' });
    expect(plot.ticks.at(-1)).toEqual({ at: 100, text: '90%' });
  });

  test('have a scale also where all values are the same, and none without values', () => {
    expect(rowPlot([{ valuePercent: 100 }], say)!.rows).toEqual([{ at: 50 }]);
    expect(rowPlot([{}], say)).toBeUndefined();
  });

  test('have at most six ticks, which fit side by side in a column', () => {
    const { ticks } = rowPlot([{ intervalPercent: [84.2, 97.9] }], say)!;
    expect(ticks.map(({ text }) => text)).toEqual(['80%', '85%', '90%', '95%', '100%']);
  });

  test('have equally spaced ticks at both ends, so that grid lines can be repeated', () => {
    fc.assert(
      fc.property(fc.array(percent, { minLength: 1, maxLength: 20 }), (values) => {
        const { ticks } = rowPlot(
          values.map((valuePercent) => ({ valuePercent })),
          say,
        )!;
        const [first, last] = [ticks[0]!.at, ticks.at(-1)!.at];
        expect([first, last]).toEqual([0, 100]);
        for (const [index, { at }] of ticks.entries())
          expect(Math.abs(at - (index / (ticks.length - 1)) * 100)).toBeLessThanOrEqual(0.051);
      }),
    );
  });
});

describe('shades of a heat map', () => {
  test('divide the range into five classes of equal width', () => {
    const scale = heatScale([80, 85, 90])!;
    expect(scale.bounds).toEqual([82, 84, 86, 88]);
    expect([80, 81.9, 82, 85, 88, 90].map(scale.classOf)).toEqual([1, 1, 2, 3, 5, 5]);
  });

  test('stay between 0 and 100 where all values are the same', () => {
    expect(heatScale([0, 0])!.bounds).toEqual([0.2, 0.4, 0.6, 0.8]);
    expect(heatScale([100])!.bounds).toEqual([99.2, 99.4, 99.6, 99.8]);
    expect(heatScale([50])!.bounds).toEqual([49.7, 49.9, 50.1, 50.3]);
  });

  test('never fall as the value rises, and never part equal values', () => {
    fc.assert(
      fc.property(fc.array(percent, { minLength: 1, maxLength: 30 }), (values) => {
        const scale = heatScale(values)!;
        const shades = values.toSorted((one, other) => one - other).map(scale.classOf);
        expect(new Set(scale.bounds).size).toBe(4);
        expect(shades).toEqual(shades.toSorted((one, other) => one - other));
        expect(shades.every((shade) => shade >= 1 && shade <= 5)).toBe(true);
      }),
    );
  });
});

describe('diverging bars', () => {
  test('have the lower levels to the left of a common line, and half of the middle one', () => {
    // Left of the line 5 + 10 + 20/2 = 25, right of it 75: the line stands at a quarter.
    const bars = divergingBars([[5, 10, 20, 40, 25]]);
    expect(bars.zeroAt).toBe(25);
    expect(bars.rows[0]).toEqual([
      { from: 0, width: 5 },
      { from: 5, width: 10 },
      { from: 15, width: 20 },
      { from: 35, width: 40 },
      { from: 75, width: 25 },
    ]);
  });

  test('have no middle where the number of levels is even', () => {
    expect(divergingBars([[30, 70]])).toEqual({
      zeroAt: 30,
      rows: [[{ from: 0, width: 30 }, { from: 30, width: 70 }]], // prettier-ignore
    });
  });

  test('of all rows share the scale and stay within the plot', () => {
    const { zeroAt, rows } = divergingBars([
      [100, 0, 0],
      [0, 0, 100],
    ]);
    expect([zeroAt, rows[0]![0], rows[1]![2]]).toEqual([50, { from: 0, width: 50 }, { from: 50, width: 50 }]);
  });
});

describe('columns by day', () => {
  test('are as long as their counts, from 0 to the most that came or was planned', () => {
    const { bars, planY } = dayColumns([10, 0, 20], 40)!;
    expect(bars.map(({ height }) => height)).toEqual([20.5, 0, 41]); // of 82 for 40
    expect([planY, bars[2]!.y]).toEqual([18, 59]);
  });

  test('are not drawn when nothing came', () => {
    expect(dayColumns([0, 0], 5)).toBeUndefined();
  });
});

describe('the line over rounds', () => {
  const points = [90, 92, 88].map((valuePercent) => ({ valuePercent, isBroken: false }));

  test('rises with the value, with the interval around the dot', () => {
    const line = trendLine([...points, { valuePercent: 89, intervalPercent: [86, 91], isBroken: false }])!;
    const [first, second, third, last] = line.points;
    expect(second!.y).toBeLessThan(first!.y);
    expect(third!.y).toBeGreaterThan(first!.y);
    expect(last!.top).toBeLessThan(last!.y);
    expect(last!.bottom).toBeGreaterThan(last!.y);
    expect(line.points.map(({ x }) => x)).toEqual([12.5, 37.5, 62.5, 87.5]);
  });

  test('joins no two rounds between which the series breaks', () => {
    const [first, second, third] = points;
    const line = trendLine([first!, { ...second!, isBroken: true }, third!])!;
    expect(line.joins).toHaveLength(1);
    expect(line.joins[0]!.from[0]).toBe(line.points[1]!.x);
  });

  test('is not drawn for a single round', () => {
    expect(trendLine(points.slice(0, 1))).toBeUndefined();
  });
});

describe('a sparkline', () => {
  test('leaves a gap where a value is missing, and ends at the last value', () => {
    expect(sparkline([90, undefined, 95, 100])).toEqual({ path: 'M3 17M47 10L69 3', end: { x: 69, y: 3 } });
  });

  test('does not blow up small differences', () => {
    // A point is a fifth of the height of 14: from 10 + 1.4 to 10 − 1.4.
    expect(sparkline([90, 91])!.path).toBe('M3 11.4L69 8.6');
  });

  test('needs two values', () => {
    expect(sparkline([90, undefined])).toBeUndefined();
  });
});

describe('drawings of charts of a page, for files', () => {
  test('have the trend where the page has it, with its labels', () => {
    const line = trendLine([
      { valuePercent: 80, isBroken: false },
      { valuePercent: 90, intervalPercent: [88, 92], isBroken: false },
    ])!;
    const points = line.points.map((point, index) => ({
      ...point,
      label: `Đợt ${index}`,
      value: `${index}%`,
    }));
    const { shapes, width } = trendDrawing({ ...line, points });
    const dots = shapes.filter(({ kind }) => kind === 'dot');
    expect(dots).toMatchObject([{ x: width / 4 }, { x: (width * 3) / 4 }]); // the middles of two halves
    expect(shapes).toContainEqual(expect.objectContaining({ kind: 'letters', text: 'Đợt 1' }));
  });

  test('have each cell of a heat map in its shade, none where there is no figure, and break long headings', () => {
    const heading = 'Công chức trực tiếp giải quyết công việc';
    const row = {
      name: 'phường A',
      cells: [
        { text: '80,0', heat: 1 },
        { text: '–', heat: undefined },
      ],
    };
    const { shapes } = heatChart(['Chỉ số', heading], [row])!;
    expect(shapes.filter(({ kind }) => kind === 'rectangle')).toMatchObject([{ role: 'worst' }]);
    const texts = shapes.flatMap((shape) => (shape.kind === 'letters' ? [shape.text] : []));
    expect(texts).toEqual(['Chỉ số', 'Công chức trực tiếp giải', 'quyết công việc', 'Phường A', '80,0', '–']);
    expect(
      heatChart(
        ['Chỉ số'],
        Array.from({ length: 151 }, () => row),
      ),
    ).toBeUndefined();
  });
});
