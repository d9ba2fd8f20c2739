/**
 * The values of a few rounds as dots with vertical intervals, joined where they are comparable. Across, positions are percent of
 * the plot's width; upwards, CSS pixels from the top.
 */
import { scaleLinear } from 'd3-scale';
import { chartWidth, tenth, type Drawing, type Shape } from './drawing.ts';

export interface TrendPoint {
  readonly valuePercent: number;
  readonly intervalPercent?: readonly [low: number, up: number] | undefined;
  /** The series breaks before this point. */
  readonly isBroken: boolean;
}

export interface TrendLine {
  readonly height: number;
  /** Both ends of the scale, in percent. */
  readonly low: number;
  readonly up: number;
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    /** Ends of the interval; the value is written above the upper end. */
    readonly top: number;
    readonly bottom: number;
  }[];
  readonly joins: readonly { readonly from: readonly [x: number, y: number]; readonly to: readonly [x: number, y: number] }[]; // prettier-ignore
}

const [top, bottom] = [26, 112];
const height = 136;

/** @returns undefined for fewer than two points: one is no trend */
export function trendLine(points: readonly TrendPoint[]): TrendLine | undefined {
  if (points.length < 2) return undefined;
  const ends = points.flatMap(({ valuePercent, intervalPercent }) => [
    valuePercent,
    ...(intervalPercent ?? []),
  ]);
  const scale = scaleLinear([Math.min(...ends), Math.max(...ends)], [bottom, top]).nice(4);
  const [low = 0, up = 100] = scale.domain();
  const placed = points.map(({ valuePercent, intervalPercent = [valuePercent, valuePercent] }, index) => ({
    x: tenth(((index + 0.5) / points.length) * 100),
    y: tenth(scale(valuePercent)),
    top: tenth(scale(intervalPercent[1])),
    bottom: tenth(scale(intervalPercent[0])),
  }));
  return {
    height,
    low,
    up,
    points: placed,
    joins: placed.slice(1).flatMap(({ x, y }, index) => {
      const before = placed[index]!;
      return points[index + 1]!.isBroken ? [] : [{ from: [before.x, before.y], to: [x, y] } as const];
    }),
  };
}

interface LabelledTrend extends Omit<TrendLine, 'points'> {
  readonly points: readonly (TrendLine['points'][number] & {
    readonly label: string;
    readonly value: string;
  })[];
}

/** The same line with its labels, for files and slides. */
export function trendDrawing({ height: tall, joins, points }: LabelledTrend): Drawing {
  const across = (percent: number): number => tenth((percent / 100) * chartWidth);
  return {
    width: chartWidth,
    height: tall,
    shapes: [
      ...joins.map(({ from, to }): Shape => ({
        kind: 'line',
        from: [across(from[0]), from[1]],
        to: [across(to[0]), to[1]],
        role: 'join',
      })),
      ...points.flatMap(({ x, y, top: upper, bottom: lower, label, value }): Shape[] => {
        const middle = { kind: 'letters', x: across(x), anchor: 'middle' } as const;
        return [
          { kind: 'line', from: [across(x), upper], to: [across(x), lower], role: 'interval' },
          { kind: 'dot', x: across(x), y, radius: 4.5, role: 'dot' },
          { ...middle, text: value, y: upper - 8, role: 'value' },
          { ...middle, text: label, y: tall - 4, role: 'tick' },
        ];
      }),
    ],
  };
}
