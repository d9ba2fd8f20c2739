/** Values as dots with their intervals, one per row. Scales come from d3. */
import { scaleLinear } from 'd3-scale';
import { chartWidth, rowLetters, tenth, type Drawing, type Shape } from './drawing.ts';

export interface ChartRow {
  readonly label: string;
  /** Text at the end of the row: the value, or why there is none. */
  readonly valueText: string;
  readonly valuePercent?: number | undefined;
  readonly intervalPercent?: readonly [low: number, up: number] | undefined;
  readonly emphasised?: boolean;
}

/** Includes both ends of its scale, in percent. */
export interface DotChart extends Drawing {
  readonly low: number;
  readonly up: number;
}

const rowHeight = 38;
const axisHeight = 24;
const margin = 12;

/**
 * The scale covers all intervals and need not start at 0: position, not length, encodes the value.
 *
 * @param tickText formats a percentage on the axis
 * @param among all rows of the table that these rows belong to: all parts share one scale
 * @returns undefined when no row of the table has a value
 */
export function dotChart(
  rows: readonly ChartRow[],
  tickText: (percent: number) => string,
  among = rows,
): DotChart | undefined {
  const shown = among.flatMap(({ valuePercent, intervalPercent }) => [
    ...(valuePercent === undefined ? [] : [valuePercent]),
    ...(intervalPercent ?? []),
  ]);
  if (shown.length === 0) return undefined;
  const scale = scaleLinear([Math.min(...shown), Math.max(...shown)], [margin, chartWidth - margin]).nice(5);
  const position = (percent: number): number => tenth(scale(percent));
  const [low = 0, up = 100] = scale.domain();
  const height = rows.length * rowHeight + axisHeight;
  const shapes: Shape[] = [
    ...scale.ticks(5).flatMap((percent) => tick(position(percent), tickText(percent), height)),
    ...rows.flatMap((row, index) => shapesOf(row, index * rowHeight, position)),
  ];
  return { width: chartWidth, height, shapes, low, up };
}

/** A vertical line across the chart, labelled below with its value. */
export function tick(x: number, text: string, height: number): Shape[] {
  return [
    { kind: 'line', from: [x, 0], to: [x, height - 22], role: 'grid' },
    { kind: 'letters', text, x, y: height - 6, anchor: 'middle', role: 'tick' },
  ];
}

function shapesOf(row: ChartRow, top: number, position: (percent: number) => number): Shape[] {
  const { label, valueText, valuePercent, intervalPercent, emphasised } = row;
  const y = top + 28;
  return [
    ...rowLetters({ label, value: valueText, isStrong: emphasised }, top + 16),
    ...(intervalPercent ? [interval(intervalPercent.map(position) as [number, number], y)] : []),
    ...(valuePercent === undefined ? [] : [dot(position(valuePercent), y)]),
  ];
}

function interval([low, up]: readonly [number, number], y: number): Shape {
  return { kind: 'line', from: [low, y], to: [up, y], role: 'interval' };
}

function dot(x: number, y: number): Shape {
  return { kind: 'dot', x, y, radius: 4.5, role: 'dot' };
}
