import { describe, expect, test } from '@jest/globals';
import type { Drawing, Shape } from '../../../src/platform/charts/drawing.ts';
import { timeChart, type TimePoint } from '../../../src/platform/charts/timeChart.ts';

const kinds = <K extends Shape['kind']>({ shapes }: Drawing, kind: K) =>
  shapes.filter((shape): shape is Extract<Shape, { kind: K }> => shape.kind === kind);
const say = (percent: number) => `${percent}%`;
const point = (slot: number, percent: number, interval?: readonly [number, number]): TimePoint => ({
  slot,
  label: `kỳ ${slot}`,
  valuePercent: percent,
  intervalPercent: interval,
});

describe('figures over time', () => {
  const chart = timeChart(
    [
      { slots: 4, points: [point(0, 80, [70, 88]), point(1, 82), point(3, 90)] },
      { slots: 2, points: [point(0, 60), point(1, 64)], mark: 'cách tính khác' },
    ],
    say,
  )!;
  const lines = (role: string) => kinds(chart, 'line').filter((line) => line.role === role);

  test('stand on one scale, with their intervals upright through them', () => {
    const scale = kinds(chart, 'letters').filter(({ text }) => text.endsWith('%'));
    const [first, last] = [scale[0]!, scale.at(-1)!];
    const perPercent = (last.y - first.y) / (parseFloat(last.text) - parseFloat(first.text));
    const heightOf = (percent: number) => first.y - 4 + (percent - parseFloat(first.text)) * perPercent;
    const dots = kinds(chart, 'dot');
    for (const [index, percent] of [80, 82, 90, 60, 64].entries())
      expect(Math.abs(dots[index]!.y - heightOf(percent))).toBeLessThan(0.2);
    const [interval, ...others] = lines('interval');
    expect(others).toEqual([]);
    expect([interval!.from[0], interval!.to[0]]).toEqual([dots[0]!.x, dots[0]!.x]);
    expect(Math.abs(interval!.from[1] - heightOf(70))).toBeLessThan(0.2);
    expect(Math.abs(interval!.to[1] - heightOf(88))).toBeLessThan(0.2);
  });

  test('are joined where nothing is missing between them, and over no break', () => {
    const dots = kinds(chart, 'dot');
    const ends = lines('join').map(({ from, to }) => [from[0], to[0]]);
    expect(ends).toEqual([
      [dots[0]!.x, dots[1]!.x],
      [dots[3]!.x, dots[4]!.x],
    ]);
    const edge = kinds(chart, 'line').find(({ from, to, role }) => role === 'grid' && from[0] === to[0])!;
    expect(edge.from[0]).toBeGreaterThan(dots[2]!.x);
    expect(edge.from[0]).toBeLessThan(dots[3]!.x);
    expect(kinds(chart, 'letters').map(({ text }) => text)).toContain('cách tính khác');
  });

  test('keep to the paper, with labels that do not touch, also when there are 365 of them', () => {
    const days = Array.from({ length: 365 }, (_, slot) => point(slot, 70 + (slot % 20), [60, 95]));
    const year = timeChart([{ slots: 365, points: days }], say)!;
    for (const { x, y } of kinds(year, 'dot')) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(year.width);
      expect(y).toBeLessThan(year.height);
    }
    const labels = kinds(year, 'letters').filter(({ text }) => text.startsWith('kỳ'));
    const onTelephone = labels.filter(({ role }) => role === 'tick');
    expect(onTelephone.length).toBeGreaterThan(2);
    // A label is some 80 CSS pixels wide; the chart of 720 is drawn at less than half on a telephone.
    for (const [shown, least] of [
      [labels, 80],
      [onTelephone, 170],
    ] as const)
      // prettier-ignore
      for (const [index, { x }] of shown.slice(1).entries())
        expect(x - shown[index]!.x).toBeGreaterThan(least);
  });

  test('mark what a rule names by shape and word, and name the lines of a control chart', () => {
    const points = [80, 81, 60].map((percent, slot) => ({
      ...point(slot, percent),
      limitsPercent: [70, 90] as const,
      ...(percent === 60 && { isSignal: true, note: 'ngoài giới hạn' }),
    }));
    const names = { up: 'Giới hạn trên', centre: 'Trung bình', low: 'Giới hạn dưới' };
    const control = timeChart([{ slots: 3, points, centrePercent: 80, names }], say)!;
    const [square, ...others] = kinds(control, 'rectangle');
    expect(others).toEqual([]);
    expect(kinds(control, 'dot')).toHaveLength(2);
    const note = kinds(control, 'letters').find(({ text }) => text === 'ngoài giới hạn')!;
    expect(Math.abs(note.y - square!.y)).toBeLessThan(30);
    const named = kinds(control, 'letters').filter(({ role }) => role === 'axis');
    expect(named.map(({ text }) => text)).toEqual(Object.values(names));
    expect(named.map(({ y }) => y)).toEqual(named.map(({ y }) => y).toSorted((one, other) => one - other));
  });

  test('leave out a note that would lie on the one before it', () => {
    const points = [...Array(24).keys()].map((slot) => ({
      ...point(slot, 80),
      note: 'tám kỳ liền một phía',
    }));
    const placed = kinds(timeChart([{ slots: 24, points }], say)!, 'letters').filter(
      ({ role }) => role === 'strong',
    );
    expect(placed.length).toBeGreaterThan(1);
    for (const [index, { x }] of placed.slice(1).entries()) expect(x - placed[index]!.x).toBeGreaterThan(200);
  });

  test('without any figure are no chart', () => {
    expect(timeChart([{ slots: 3, points: [] }], say)).toBeUndefined();
  });
});
