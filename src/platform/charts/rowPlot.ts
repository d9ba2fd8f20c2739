/**
 * Values as dots with their intervals, one plot per row of a table on a page. Positions are percent of the plot's width, so a
 * plot is as wide as the page allows, and labels stay text of the page.
 */
import { scaleLinear } from 'd3-scale';
import { tenth } from './drawing.ts';

export interface PlottedValue {
  readonly valuePercent?: number | undefined;
  readonly intervalPercent?: readonly [low: number, up: number] | undefined;
}

/** Positions, 0 to 100. */
export interface PlottedRow {
  readonly at?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Rows of a chart with their labels, as a page shows them: each plot is next to its label. */
export interface LabelledPlot {
  readonly ticks: RowPlot['ticks'];
  /** Of the two sides of each row, where it has two. */
  readonly names?: readonly [first: string, second: string];
  readonly rows: readonly {
    readonly label: string;
    readonly emphasised?: boolean | undefined;
    readonly sides: readonly (PlottedRow & { readonly valueText: string })[];
  }[];
}

export interface RowPlot {
  /** Both ends of the scale, in percent. */
  readonly low: number;
  readonly up: number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly rows: readonly PlottedRow[];
}

/**
 * The scale covers all intervals and need not start at 0: position, not length, encodes the value. Ticks are equally spaced
 * from one end to the other.
 *
 * @param tickText formats a percentage on the axis
 * @param among all rows of the table that these rows belong to: all parts share one scale
 * @returns undefined when no row of the table has a value
 */
export function rowPlot(
  values: readonly PlottedValue[],
  tickText: (percent: number) => string,
  among = values,
): RowPlot | undefined {
  const shown = among.flatMap(({ valuePercent, intervalPercent }) => [
    ...(valuePercent === undefined ? [] : [valuePercent]),
    ...(intervalPercent ?? []),
  ]);
  if (shown.length === 0) return undefined;
  const [least, most] = [Math.min(...shown), Math.max(...shown)];
  const room = most - least < 0.01 ? 1 : 0; // what is printed as the same
  const { scale, ticks } = roundScale([least - room, most + room]);
  const position = (percent: number): number => tenth(scale(percent));
  const [low = 0, up = 100] = scale.domain();
  return {
    low,
    up,
    ticks: ticks.map((percent) => ({ at: position(percent), text: tickText(percent) })),
    rows: values.map(({ valuePercent, intervalPercent }) => ({
      ...(valuePercent === undefined ? {} : { at: position(valuePercent) }),
      ...(intervalPercent ? { from: position(intervalPercent[0]), to: position(intervalPercent[1]) } : {}),
    })),
  };
}

/** Widened to round values with a tick at both ends; at most six ticks where fewer steps allow it, as a column has no room for more. */
function roundScale(extent: readonly [number, number]) {
  const scales = [5, 4, 3, 2].map((steps) => {
    const scale = scaleLinear(extent, [0, 100]).nice(steps);
    return { scale, ticks: scale.ticks(steps) };
  });
  return scales.find(({ ticks }) => ticks.length <= 6) ?? scales[0]!;
}
