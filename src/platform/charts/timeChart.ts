/** A time series: dots with vertical intervals, joined where no period is missing in between. */
import { scaleLinear } from 'd3-scale';
import { tenth, type Drawing, type Shape } from './drawing.ts';

export interface TimePoint {
  /** Position within its stretch, from 0; a period without a value leaves its position empty. */
  readonly slot: number;
  readonly label: string;
  readonly valuePercent: number;
  readonly intervalPercent?: readonly [low: number, up: number] | undefined;
  /** Limits of a control chart, above and below the point. */
  readonly limitsPercent?: readonly [low: number, up: number] | undefined;
  /** A point that a rule names: a square. */
  readonly isSignal?: boolean | undefined;
  /** Written next to the point, unless a note before it takes the room. */
  readonly note?: string | undefined;
}

/** Names of the three lines of a control chart. */
interface LimitNames {
  readonly up: string;
  readonly centre: string;
  readonly low: string;
}

/** Periods of one series. A line separates two stretches, and no dots are joined across it. */
export interface TimeStretch {
  readonly slots: number;
  readonly points: readonly TimePoint[];
  /** The centre line of a control chart. */
  readonly centrePercent?: number | undefined;
  readonly names?: LimitNames | undefined;
  /** Label of the break before this stretch. */
  readonly mark?: string | undefined;
}

/** Includes both ends of its scale, in percent. */
export interface TimeChart extends Drawing {
  readonly low: number;
  readonly up: number;
}

const [width, left, right, top, bottom] = [720, 76, 14, 24, 230];
const height = bottom + 26;
/** A label and the space before the next, where the chart is wide and on a telephone. */
const [labelWidth, labelWidthNarrow] = [84, 180];
/** A bold letter where the chart is as wide as a telephone. */
const letterWidthNarrow = 13;

type Position = (value: number) => number;

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
  const y: Position = (percent) => tenth(upwards(percent));
  const step = (width - left - right) / stretches.reduce((sum, { slots }) => sum + slots, 0);
  const starts = stretches.map((_, index) =>
    stretches.slice(0, index).reduce((x, { slots }) => x + slots * step, left),
  );
  const placed = stretches.map((stretch, index) => {
    const x: Position = (slot) => tenth(starts[index]! + (slot + 0.5) * step);
    return { stretch, x };
  });
  const shapes: Shape[] = [
    ...upwards.ticks(5).flatMap((percent): Shape[] => [
      { kind: 'line', from: [left, y(percent)], to: [width, y(percent)], role: 'grid' },
      { kind: 'letters', text: tickText(percent), x: 6, y: y(percent) + 4, anchor: 'start', role: 'tick' },
    ]),
    ...placed.slice(1).flatMap(({ stretch, x }) => breakShapes(x(-0.5), stretch.mark)),
    ...placed.flatMap(({ stretch, x }) => [
      ...limitShapes(stretch, x, y),
      ...joins(stretch.points, x, y),
      ...stretch.points.flatMap((point) => pointShapes(point, { x: x(point.slot), y, isDense: step < 10 })),
    ]),
    ...notes(placed.flatMap(({ stretch, x }) => stretch.points.map(({ slot, note, valuePercent }) => ({ note, x: x(slot), at: y(valuePercent) })))), // prettier-ignore
    ...labels(placed.flatMap(({ stretch, x }) => stretch.points.map(({ slot, label }) => ({ label, x: x(slot) })))), // prettier-ignore
  ];
  return { width, height, shapes, low, up };
}

/** Words near the right edge end at it. */
function wordsAt(text: string, x: number, y: number) {
  const isLast = x > width - labelWidth / 2;
  return {
    kind: 'letters',
    text,
    x: isLast ? width - 4 : x,
    y,
    anchor: isLast ? 'end' : 'middle',
  } as const;
}

/** As many as fit, and among them as many as fit on a telephone. */
function labels(points: readonly { readonly label: string; readonly x: number }[]): Shape[] {
  let [free, freeNarrow] = [0, 0];
  return points.flatMap(({ label, x }): Shape[] => {
    if (x < free) return [];
    free = x + labelWidth;
    const isBetween = x < freeNarrow;
    if (!isBetween) freeNarrow = x + labelWidthNarrow;
    return [{ ...wordsAt(label, x, height - 8), role: isBetween ? 'between' : 'tick' }];
  });
}

function pointShapes(
  { valuePercent, intervalPercent, isSignal }: TimePoint,
  { x, y, isDense }: { x: number; y: Position; isDense: boolean },
): Shape[] {
  const at = y(valuePercent);
  const interval = intervalPercent?.map(y);
  const radius = isDense ? 2 : 4;
  return [
    ...(interval
      ? [{ kind: 'line', from: [x, interval[0]!], to: [x, interval[1]!], role: 'interval' } as const]
      : []),
    isSignal
      ? { kind: 'rectangle', x: tenth(x - 5), y: tenth(at - 5), width: 10, height: 10, role: 'dotBeside' }
      : { kind: 'dot', x, y: at, radius, role: 'dot' },
  ];
}

/** In order of time; a note that would lie on the one before it is left out. */
function notes(
  points: readonly { readonly note?: string | undefined; readonly x: number; readonly at: number }[],
): Shape[] {
  let free = -Infinity;
  return points.flatMap(({ note, x, at }): Shape[] => {
    if (note === undefined) return [];
    const half = (note.length * letterWidthNarrow) / 2;
    if (x - half < free) return [];
    free = x + half;
    return [{ ...wordsAt(note, x, at < bottom - 30 ? at + 20 : at - 10), role: 'strong' }];
  });
}

/** The lines of a control chart, each with its name at its right end. */
function limitShapes(
  { points, centrePercent, names, slots }: TimeStretch,
  x: Position,
  y: Position,
): Shape[] {
  const limits = points.flatMap(({ slot, limitsPercent = [] }) =>
    limitsPercent.map((limit): Shape => ({
      kind: 'line',
      from: [x(slot - 0.5), y(limit)],
      to: [x(slot + 0.5), y(limit)],
      role: 'limit',
    })),
  );
  if (centrePercent === undefined) return limits;
  const [low = centrePercent, up = centrePercent] = points.at(-1)?.limitsPercent ?? [];
  const named = names ? ([[names.up, up, -6], [names.centre, centrePercent, -6], [names.low, low, 15]] as const) : []; // prettier-ignore
  return [
    ...limits,
    { kind: 'line', from: [x(-0.5), y(centrePercent)], to: [x(slots - 0.5), y(centrePercent)], role: 'centre' }, // prettier-ignore
    ...named.map(([text, percent, beside]): Shape => ({
      kind: 'letters',
      text,
      x: width - 4,
      y: y(percent) + beside,
      anchor: 'end',
      role: 'axis',
    })),
  ];
}

function joins(points: readonly TimePoint[], x: Position, y: Position): Shape[] {
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

function breakShapes(x: number, mark: string | undefined): Shape[] {
  const line: Shape = { kind: 'line', from: [x, top], to: [x, bottom], role: 'grid' };
  if (mark === undefined) return [line];
  return [
    line,
    { kind: 'letters', text: mark, x: tenth(x + 11), y: bottom - 4, anchor: 'start', role: 'axis', upright: true }, // prettier-ignore
  ];
}
