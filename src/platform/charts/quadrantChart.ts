/** Four quadrants: index on the horizontal axis, importance on the vertical, a numbered dot per question. */
import { scaleLinear } from 'd3-scale';
import { chartWidth as width, tenth, type Drawing, type Letters, type Shape } from './drawing.ts';

export interface QuadrantDot {
  /** Number of the question, shown in the dot. */
  readonly number: number;
  readonly percent: number;
  /** −1 … 1 */
  readonly importance: number;
  /** Drawn as lines through the dot. */
  readonly percentInterval?: readonly [low: number, up: number] | undefined;
  readonly importanceInterval?: readonly [low: number, up: number] | undefined;
}

export interface QuadrantNames {
  /** Upper left, upper right, lower left, lower right. */
  readonly corners: readonly [string, string, string, string];
  readonly across: string;
  readonly upwards: string;
  readonly tick: (percent: number) => string;
}

const height = 360;
const margin = 30;
const radius = 9;
/** Space for the names of the quadrants, above and below the dots. */
const corner = 22;

/** @returns undefined without dots */
export function quadrantChart(dots: readonly QuadrantDot[], names: QuadrantNames): Drawing | undefined {
  if (dots.length === 0) return undefined;
  const mean = (of: (dot: QuadrantDot) => number) =>
    dots.reduce((sum, dot) => sum + of(dot), 0) / dots.length;
  const across = scaleOver(
    dots.flatMap(({ percent, percentInterval = [] }) => [percent, ...percentInterval]),
    [margin + radius, width - radius - 4],
  );
  const upwards = scaleOver(dots.flatMap(({ importance, importanceInterval = [] }) => [importance, ...importanceInterval]), [height - margin - radius - corner, radius + corner]); // prettier-ignore
  const middle = {
    x: tenth(across(mean(({ percent }) => percent))),
    y: tenth(upwards(mean(({ importance }) => importance))),
  };
  const placed = dots.map(({ number, percent, importance }) => ({
    number,
    x: across(percent),
    y: upwards(importance),
  }));
  const dotsApart = apart(placed);
  return {
    width,
    height,
    shapes: [
      ...frame(middle, names),
      ...ticks(across, names.tick),
      ...dotsApart.flatMap(({ x, y }, index) => whiskers(dots[index]!, { x, y, across, upwards })),
      ...dotsApart.flatMap(({ number, x, y }): Shape[] => [
        { kind: 'dot', x, y, radius, role: 'dot' },
        { kind: 'letters', text: String(number), x, y: y + 4, anchor: 'middle', role: 'digit' },
      ]),
    ],
  };
}

function frame(middle: { x: number; y: number }, { corners, across, upwards }: QuadrantNames): Shape[] {
  const [left, right, bottom] = [margin + 6, width - 6, height - margin];
  const letters = (text: string, x: number, y: number, role: 'strong' | 'value' | 'axis'): Letters => ({
    kind: 'letters',
    text,
    x,
    y,
    anchor: x === left ? 'start' : 'end',
    role,
  });
  return [
    { kind: 'rectangle', x: margin, y: 0, width: tenth(middle.x - margin), height: middle.y, role: 'first' },
    { kind: 'line', from: [middle.x, 0], to: [middle.x, bottom], role: 'grid' },
    { kind: 'line', from: [margin, middle.y], to: [width, middle.y], role: 'grid' },
    letters(corners[0], left, 16, 'strong'),
    letters(corners[1], right, 16, 'value'),
    letters(corners[2], left, bottom - 6, 'strong'),
    letters(corners[3], right, bottom - 6, 'value'),
    letters(across, right, height - 6, 'axis'),
    { ...letters(upwards, 14, 8, 'axis'), upright: true },
  ];
}

/** The lines pass through the dot where it is drawn, their ends where the intervals end. */
function whiskers(
  { percentInterval, importanceInterval }: QuadrantDot,
  at: { x: number; y: number; across: ReturnType<typeof scaleOver>; upwards: ReturnType<typeof scaleOver> },
): Shape[] {
  const line = (from: readonly [number, number], to: readonly [number, number]): Shape => ({
    kind: 'line',
    from,
    to,
    role: 'intervalBeside',
  });
  const [left, right] = (percentInterval ?? []).map((end) => tenth(at.across(end)));
  const [low, up] = (importanceInterval ?? []).map((end) => tenth(at.upwards(end)));
  return [
    ...(left === undefined || right === undefined ? [] : [line([left, at.y], [right, at.y])]),
    ...(low === undefined || up === undefined ? [] : [line([at.x, low], [at.x, up])]),
  ];
}

/** Where two ticks have the same label, only the first is written. */
function ticks(across: ReturnType<typeof scaleOver>, say: (percent: number) => string): Shape[] {
  const written = new Map(
    across
      .ticks(4)
      .toReversed()
      .map((percent) => [say(percent), percent]),
  );
  return [...written].map(([text, percent]) => ({
    kind: 'letters',
    text,
    x: tenth(across(percent)),
    y: height - margin + 13,
    anchor: 'middle',
    role: 'tick',
  }));
}

interface Placed {
  readonly number: number;
  x: number;
  y: number;
}

/** Pushes overlapping dots apart in small steps; a dot moves by at most its own size. */
function apart(dots: Placed[]): Placed[] {
  const home = dots.map(({ x, y }) => ({ x, y }));
  for (let pass = 0; pass < 40; pass++) {
    for (const [index, one] of dots.entries()) {
      for (const other of dots.slice(index + 1)) {
        const [dx, dy] = [other.x - one.x || 0.01 * (index + 1), other.y - one.y];
        const distance = Math.hypot(dx, dy);
        const overlap = 2 * radius - distance;
        if (overlap <= 0) continue;
        const push = overlap / 2 / distance;
        one.x -= dx * push;
        one.y -= dy * push;
        other.x += dx * push;
        other.y += dy * push;
      }
    }
  }
  return dots.map((dot, index) => ({
    number: dot.number,
    x: tenth(near(dot.x, home[index]!.x, margin + radius, width - radius)),
    y: tenth(near(dot.y, home[index]!.y, radius, height - margin - radius)),
  }));
}

function near(value: number, home: number, low: number, up: number): number {
  const kept = Math.max(home - 2 * radius, Math.min(home + 2 * radius, value));
  return Math.max(low, Math.min(up, kept));
}

function scaleOver(values: readonly number[], range: readonly [number, number]) {
  const [low, up] = [Math.min(...values), Math.max(...values)];
  const room = (up - low || 1) * 0.04;
  return scaleLinear([low - room, up + room], range);
}
