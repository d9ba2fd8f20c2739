/** Values of two sides, one row per item: a dot and a square, each with its interval. */
import { intervalShapes, tickShapes, type DotChart } from './dotChart.ts';
import { chartWidth, rowLetters, tenth, type Shape } from './drawing.ts';
import { rowPlot, type PlottedRow } from './rowPlot.ts';

export interface PairSide {
  /** Text at the end of the line: the value, or why there is none. */
  readonly valueText: string;
  readonly valuePercent?: number | undefined;
  readonly intervalPercent?: readonly [low: number, up: number] | undefined;
}

export interface PairRow {
  readonly label: string;
  readonly sides: readonly [PairSide, PairSide];
}

const lineHeight = 20;
const rowHeight = 66;
const axisHeight = 24;
const legendHeight = 2 * lineHeight + 8;
const margin = 12;
/** Space for the values at the right end. */
const valueWidth = 64;

const across = (at: number): number => tenth(margin + (at / 100) * (chartWidth - 2 * margin - valueWidth));

/**
 * The scale covers all intervals and need not start at 0: position, not length, encodes the value.
 *
 * @param names of the two sides
 * @returns undefined when there is no value
 */
export function pairChart(
  names: readonly [string, string],
  rows: readonly PairRow[],
  tickText: (percent: number) => string,
): DotChart | undefined {
  const plotted = rowPlot(
    rows.flatMap(({ sides }) => sides),
    tickText,
  );
  if (!plotted) return undefined;
  const { low, up, ticks } = plotted;
  const placed = rows.map(({ label, sides }, index) => ({
    label,
    sides: sides.map(({ valueText }, side) => ({ valueText, ...plotted.rows[2 * index + side] })),
  }));
  const height = legendHeight + rows.length * rowHeight + axisHeight;
  return {
    width: chartWidth,
    height,
    low,
    up,
    shapes: [
      ...tickShapes(ticks, across, height),
      ...names.flatMap((name, side) => legend(name, side, side * lineHeight)),
      ...placed.flatMap((row, index) => shapesOf(row, legendHeight + index * rowHeight)),
    ],
    plot: { ticks, names, rows: placed },
  };
}

function legend(name: string, side: number, top: number): Shape[] {
  const [label] = rowLetters({ label: name, value: '' }, top + 16);
  return [mark(margin + 4, top + 12, side), { ...label!, x: margin + 16 }];
}

function shapesOf({ label, sides }: DotChart['plot']['rows'][number], top: number): Shape[] {
  const [name] = rowLetters({ label, value: '' }, top + 16);
  return [name!, ...sides.flatMap((one, side) => sideShapes(one, top + 30 + side * lineHeight, side))];
}

function sideShapes(
  { valueText, ...plotted }: PlottedRow & { readonly valueText: string },
  y: number,
  side: number,
): Shape[] {
  const [, value] = rowLetters({ label: '', value: valueText }, y + 4);
  const { at } = plotted;
  const role = side === 0 ? 'interval' : 'intervalBeside';
  return [
    ...intervalShapes(plotted, y, across, role),
    ...(at === undefined ? [] : [mark(across(at), y, side)]),
    value!,
  ];
}

/** Sides differ in shape as well as in colour. */
function mark(x: number, y: number, side: number): Shape {
  if (side === 0) return { kind: 'dot', x, y, radius: 4.5, role: 'dot' };
  return { kind: 'rectangle', x: tenth(x - 4), y: y - 4, width: 8, height: 8, role: 'dotBeside' };
}
