/**
 * The values of a few rounds as dots with vertical intervals, joined where they are comparable. Across, positions are percent of
 * the plot's width; upwards, CSS pixels from the top.
 */
import { scaleLinear } from 'd3-scale';
import { tenth } from './drawing.ts';

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
