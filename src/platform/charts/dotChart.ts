/** Values as dots with their intervals, one per row. */
import { chartWidth, rowLetters, tenth, type Drawing, type Shape } from './drawing.ts';
import { rowPlot, type LabelledPlot, type PlottedRow, type RowPlot } from './rowPlot.ts';

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
  readonly plot: LabelledPlot;
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
  const plotted = rowPlot(rows, tickText, among);
  if (!plotted) return undefined;
  const { low, up, ticks, rows: placed } = plotted;
  const height = rows.length * rowHeight + axisHeight;
  const across = (at: number): number => tenth(margin + (at / 100) * (chartWidth - 2 * margin));
  return {
    width: chartWidth,
    height,
    low,
    up,
    shapes: [
      ...tickShapes(ticks, across, height),
      ...rows.flatMap((row, index) => shapesOf(row, placed[index]!, index * rowHeight, across)),
    ],
    plot: {
      ticks,
      rows: rows.map(({ label, emphasised, valueText }, index) => ({
        label,
        emphasised,
        sides: [{ valueText, ...placed[index] }],
      })),
    },
  };
}

/** Vertical lines across the chart, labelled below with their values. */
export function tickShapes(ticks: RowPlot['ticks'], across: (at: number) => number, height: number): Shape[] {
  return ticks.flatMap(({ at, text }): Shape[] => {
    const x = across(at);
    return [
      { kind: 'line', from: [x, 0], to: [x, height - 22], role: 'grid' },
      { kind: 'letters', text, x, y: height - 6, anchor: 'middle', role: 'tick' },
    ];
  });
}

export function intervalShapes(
  { from, to }: PlottedRow,
  y: number,
  across: (at: number) => number,
  role: 'interval' | 'intervalBeside' = 'interval',
): Shape[] {
  if (from === undefined || to === undefined) return [];
  return [{ kind: 'line', from: [across(from), y], to: [across(to), y], role }];
}

function shapesOf(
  { label, valueText, emphasised }: ChartRow,
  placed: PlottedRow,
  top: number,
  across: (at: number) => number,
): Shape[] {
  const y = top + 28;
  const { at } = placed;
  return [
    ...rowLetters({ label, value: valueText, isStrong: emphasised }, top + 16),
    ...intervalShapes(placed, y, across),
    ...(at === undefined ? [] : [{ kind: 'dot', x: across(at), y, radius: 4.5, role: 'dot' } as const]),
  ];
}
