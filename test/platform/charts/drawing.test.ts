import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { barChart } from '../../../src/platform/charts/barChart.ts';
import { dotChart } from '../../../src/platform/charts/dotChart.ts';
import type { Drawing, Shape } from '../../../src/platform/charts/drawing.ts';
import { letterInks } from '../../../src/platform/charts/inks.ts';
import { pairChart } from '../../../src/platform/charts/pairChart.ts';
import { quadrantChart } from '../../../src/platform/charts/quadrantChart.ts';
import { svgFile } from '../../../src/platform/charts/svgFile.ts';
import { waterfall } from '../../../src/platform/charts/waterfall.ts';
import { loadRasterizer, pictureOf } from '../../../src/platform/print/raster.ts';

const kinds = <K extends Shape['kind']>({ shapes }: Drawing, kind: K) =>
  shapes.filter((shape): shape is Extract<Shape, { kind: K }> => shape.kind === kind);
const textsOf = (drawing: Drawing) => kinds(drawing, 'letters').map(({ text }) => text);
const say = (percent: number) => `${percent}%`;

describe('bars of counts', () => {
  test('begin at 0 and are as long as their counts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 1, maxLength: 24 }), (counts) => {
        const chart = barChart(counts.map((count, index) => ({ label: String(index), count })));
        if (!chart) return counts.every((count) => count === 0);
        const bars = kinds(chart, 'rectangle');
        const baseY = kinds(chart, 'line')[0]!.from[1];
        expect(bars.map(({ y, height }) => y + height)).toEqual(counts.map(() => baseY));
        const longest = Math.max(...bars.map(({ height }) => height));
        return bars.every(
          ({ height }, at) => Math.abs(height - (counts[at]! / Math.max(...counts)) * longest) <= 0.5,
        );
      }),
    );
  });
});

describe('dots with intervals', () => {
  test('stand on one scale with their intervals and ticks, and what is not shown has no dot', () => {
    const rows = [
      { label: 'a', valueText: '80,00%', valuePercent: 80, intervalPercent: [70, 88] as const },
      { label: 'b', valueText: 'ẩn' },
      { label: 'c', valueText: '91,28%', valuePercent: 91.28 },
    ];
    const chart = dotChart(rows, say)!;
    const [grid, intervals] = [
      kinds(chart, 'line').filter(({ role }) => role === 'grid'),
      kinds(chart, 'line').filter(({ role }) => role === 'interval'),
    ];
    const ticks = kinds(chart, 'letters').filter(({ role }) => role === 'tick');
    const [first, last] = [ticks[0]!, ticks.at(-1)!];
    const perPercent = (last.x - first.x) / (parseFloat(last.text) - parseFloat(first.text));
    const positionOf = (percent: number) => first.x + (percent - parseFloat(first.text)) * perPercent;
    expect(grid).toHaveLength(ticks.length);
    expect(kinds(chart, 'dot')).toHaveLength(2);
    for (const [at, percent] of [80, 91.28].entries())
      expect(Math.abs(kinds(chart, 'dot')[at]!.x - positionOf(percent))).toBeLessThan(0.2);
    expect(intervals).toHaveLength(1);
    expect(Math.abs(intervals[0]!.from[0] - positionOf(70))).toBeLessThan(0.2);
    expect(Math.abs(intervals[0]!.to[0] - positionOf(88))).toBeLessThan(0.2);
    expect(textsOf(chart)).toEqual(expect.arrayContaining(['A', '80,00%', 'B', 'ẩn', 'C', '91,28%']));
    expect(dotChart([rows[1]!], say)).toBeUndefined();
  });
});

test('pairs stand on one scale, for a page as in the drawing', () => {
  const side = (valuePercent: number) => ({ valueText: say(valuePercent), valuePercent });
  const rows = [
    { label: 'a', sides: [side(80), side(90)] },
    { label: 'b', sides: [{ valueText: 'ẩn' }, side(85)] },
  ] as const;
  const { plot, ...drawing } = pairChart(['trước', 'nay'], rows, say)!;
  expect(plot.rows.map(({ sides }) => sides.map(({ at }) => at))).toEqual([[0, 100], [undefined, 50]]); // prettier-ignore
  expect(plot.names).toEqual(['trước', 'nay']);
  // The first dot and the first square are the legend's.
  expect(kinds(drawing, 'dot')).toHaveLength(2);
  expect(kinds(drawing, 'rectangle')).toHaveLength(3);
});

test('a waterfall goes from one end to the other by steps that meet', () => {
  const step = (label: string, points: number) => ({ label, points, pointsText: String(points) });
  const chart = waterfall(
    { label: 'trước', percent: 99.14, percentText: '99,14%' },
    [step('a', -5), step('b', 1), step('c', 0), { ...step('mix', -3.86), isOther: true }],
    { label: 'nay', percent: 91.28, percentText: '91,28%' },
  );
  const bars = kinds(chart, 'rectangle');
  expect(bars.map(({ role }) => role)).toEqual(['down', 'up', 'other']);
  const ends = kinds(chart, 'dot').map(({ x }) => x);
  expect(Math.abs(bars[0]!.x + bars[0]!.width - ends[0]!)).toBeLessThan(0.2);
  expect(Math.abs(bars[2]!.x - ends[1]!)).toBeLessThan(0.2);
  expect(bars[0]!.width / bars[1]!.width).toBeCloseTo(5, 1);
});

test('quadrants name the corners and hold a numbered dot for each question', () => {
  const names = { corners: ['A', 'B', 'C', 'D'], across: '→', upwards: '↑', tick: say } as const;
  const chart = quadrantChart(
    [
      { number: 1, percent: 80, importance: 0.2 },
      { number: 2, percent: 95, importance: 0.7 },
    ],
    names,
  )!;
  expect(kinds(chart, 'dot')).toHaveLength(2);
  expect(textsOf(chart)).toEqual(expect.arrayContaining(['A', 'B', 'C', 'D', '1', '2', '→', '↑']));
  expect(quadrantChart([], names)).toBeUndefined();
});

test('quadrants draw intervals as lines through the dot, on a scale that holds them', () => {
  const names = { corners: ['A', 'B', 'C', 'D'], across: '→', upwards: '↑', tick: say } as const;
  const percentInterval = [60, 97] as const;
  const chart = quadrantChart(
    [
      { number: 1, percent: 80, importance: 0.2, percentInterval, importanceInterval: [0.1, 0.9] },
      { number: 2, percent: 95, importance: 0.7 },
    ],
    names,
  )!;
  const lines = kinds(chart, 'line').filter(({ role }) => role === 'intervalBeside');
  const [dot] = kinds(chart, 'dot');
  expect(lines).toHaveLength(2);
  const [across, upwards] = lines as [(typeof lines)[0], (typeof lines)[0]];
  expect([across.from[1], across.to[1]]).toEqual([dot!.y, dot!.y]);
  expect([upwards.from[0], upwards.to[0]]).toEqual([dot!.x, dot!.x]);
  for (const x of [across.from[0], across.to[0]]) expect(x >= 0 && x <= chart.width).toBe(true);
  expect(across.from[0]).toBeLessThan(dot!.x);
  expect(across.to[0]).toBeGreaterThan(dot!.x);
});

test('a file says what it shows, and letters of the data cannot become marks of the file', () => {
  const label = 'Phường <An Thạnh> & “Lạc”';
  const drawing = dotChart([{ label, valueText: '80,00%', valuePercent: 80 }], say)!;
  const svg = svgFile({ ...drawing, description: 'Thang từ 75% đến 85%' });
  expect(svg).toContain('<title>Thang từ 75% đến 85%</title>');
  expect(svg).toContain('Phường &lt;An Thạnh> &amp; “Lạc”</text>');
  expect(svg).toContain('>80,00%</text>');
});

test('the picture for those who show no SVG has each shape in its colour, where it is', async () => {
  const shapes: Shape[] = [
    { kind: 'dot', x: 10, y: 10, radius: 4, role: 'dot' },
    { kind: 'rectangle', x: 20, y: 5, width: 10, height: 10, role: 'down' },
    { kind: 'letters', text: 'O', x: 5, y: 38, anchor: 'start', role: 'strong' },
  ];
  const rasterOf = await loadRasterizer();
  const { png, pixels } = rasterOf(
    pictureOf({ width: 40, height: 40, shapes, description: 'thử', brand: '#123456' }, 2),
  );
  expect(png.toString('latin1', 1, 4)).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([80, 80]);
  const colourAt = (x: number, y: number): string => {
    const at = (y * 2 * 80 + x * 2) * 4;
    return Buffer.from(pixels.subarray(at, at + 3)).toString('hex');
  };
  expect(colourAt(10, 10)).toBe('123456');
  expect(colourAt(25, 10)).toBe('d55e00');
  expect(colourAt(35, 10)).toBe('ffffff');
  const letter = Array.from({ length: 12 }, (_, x) => colourAt(5 + x, 33));
  expect(letter).toContain(letterInks.strong.colour.slice(1)); // its left stroke
  expect(letter[5]).toBe('ffffff'); // the hole of an O
});
