/** A time series: dots with vertical intervals, joined where no period is missing in between. */
import { scaleLinear } from 'd3-scale';
import { chartWidth, tenth, type Drawing, type Shape } from './drawing.ts';

export interface TimePoint {
  /** Position within its stretch, from 0; a period without a value leaves its position empty. */
  readonly slot: number;
  readonly label: string;
  readonly valuePercent: number;
  readonly intervalPercent?: readonly [low: number, up: number] | undefined;
  /** Limits of a control chart, above and below the point. */
  readonly limitsPercent?: readonly [low: number, up: number] | undefined;
  /** A point that a rule names. */
  readonly isSignal?: boolean | undefined;
}

/** Periods of one series. A line separates two stretches, and no dots are joined across it. */
export interface TimeStretch {
  readonly slots: number;
  readonly points: readonly TimePoint[];
  /** The centre line of a control chart. */
  readonly centrePercent?: number | undefined;
  /** Label of the break before this stretch. */
  readonly mark?: string | undefined;
}

/** Includes both ends of its scale, in percent. */
export interface TimeChart extends Drawing {
  readonly low: number;
  readonly up: number;
}

const [left, right, top, bottom] = [50, 14, 12, 210];
const height = bottom + 26;
/** A label and the space before the next. */
const labelWidth = 84;

/** The scale need not start at 0: position, not length, encodes the value. @returns undefined without points */
export function timeChart(
  stretches: readonly TimeStretch[],
  tickText: (percent: number) => string,
): TimeChart | undefined {
  const ends = stretches.flatMap(({ points }) =>
    points.flatMap(({ valuePercent, intervalPercent, limitsPercent }) => [
      valuePercent,
      ...(intervalPercent ?? []),
      ...(limitsPercent ?? []),
    ]),
  );
  if (ends.length === 0) return undefined;
  const upwards = scaleLinear([Math.min(...ends), Math.max(...ends)], [bottom, top]).nice(5);
  const [low = 0, up = 100] = upwards.domain();
  const y = (percent: number): number => tenth(upwards(percent));

  const slots = stretches.reduce((sum, stretch) => sum + stretch.slots, 0);
  const width = (chartWidth - left - right) / slots;
  const radius = width > 6 ? 3.5 : 2;
  const shapes: Shape[] = upwards.ticks(5).flatMap((percent): Shape[] => [
    { kind: 'line', from: [left, y(percent)], to: [chartWidth, y(percent)], role: 'grid' },
    { kind: 'letters', text: tickText(percent), x: left - 6, y: y(percent) + 4, anchor: 'end', role: 'tick' },
  ]);
  let start = left;
  let freeFrom = 0;
  for (const [index, { points, mark, slots: own, centrePercent }] of stretches.entries()) {
    const x = (slot: number): number => tenth(start + (slot + 0.5) * width);
    if (index > 0) shapes.push(...edge(tenth(start), mark));
    if (centrePercent !== undefined)
      shapes.push({
        kind: 'line',
        from: [tenth(start), y(centrePercent)],
        to: [tenth(start + own * width), y(centrePercent)],
        role: 'join',
      });
    shapes.push(...joins(points, x, y));
    for (const { slot, label, valuePercent, intervalPercent, limitsPercent = [], isSignal } of points) {
      for (const limit of limitsPercent)
        shapes.push({
          kind: 'line',
          from: [x(slot - 0.5), y(limit)],
          to: [x(slot + 0.5), y(limit)],
          role: 'limit',
        });
      if (intervalPercent) {
        const [from, to] = intervalPercent.map(y) as [number, number];
        shapes.push({ kind: 'line', from: [x(slot), from], to: [x(slot), to], role: 'interval' });
      }
      shapes.push({
        kind: 'dot',
        x: x(slot),
        y: y(valuePercent),
        radius,
        role: isSignal ? 'dotBeside' : 'dot',
      });
      if (x(slot) < freeFrom) continue;
      freeFrom = x(slot) + labelWidth;
      shapes.push(labelOf(label, x(slot)));
    }
    start += own * width;
  }
  return { width: chartWidth, height, shapes, low, up };
}

function labelOf(text: string, x: number): Shape {
  const isLast = x > chartWidth - labelWidth / 2;
  return {
    kind: 'letters',
    text,
    x: isLast ? chartWidth - 4 : x,
    y: height - 8,
    anchor: isLast ? 'end' : 'middle',
    role: 'tick',
  };
}

function joins(
  points: readonly TimePoint[],
  x: (slot: number) => number,
  y: (percent: number) => number,
): Shape[] {
  return points.flatMap((point, index): Shape[] => {
    const next = points[index + 1];
    if (next?.slot !== point.slot + 1) return [];
    const [from, to] = [point, next].map(({ slot, valuePercent }): [number, number] => [
      x(slot),
      y(valuePercent),
    ]);
    return [{ kind: 'line', from: from!, to: to!, role: 'join' }];
  });
}

function edge(x: number, mark: string | undefined): Shape[] {
  const line: Shape = { kind: 'line', from: [x, top], to: [x, bottom], role: 'grid' };
  if (mark === undefined) return [line];
  return [
    line,
    { kind: 'letters', text: mark, x: x + 11, y: bottom - 4, anchor: 'start', role: 'axis', upright: true },
  ];
}
