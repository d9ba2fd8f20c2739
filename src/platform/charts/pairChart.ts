/** Values of two sides, one row per item: a dot and a square, each with its interval. */
import { scaleLinear } from 'd3-scale';
import { tick, type DotChart } from './dotChart.ts';
import { chartWidth, rowLetters, tenth, type Shape } from './drawing.ts';

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
  const shown = rows.flatMap(({ sides }) =>
    sides.flatMap(({ valuePercent, intervalPercent }) => [
      ...(valuePercent === undefined ? [] : [valuePercent]),
      ...(intervalPercent ?? []),
    ]),
  );
  if (shown.length === 0) return undefined;
  const range = [margin, chartWidth - margin - valueWidth];
  const scale = scaleLinear([Math.min(...shown), Math.max(...shown)], range).nice(5);
  const position = (percent: number): number => tenth(scale(percent));
  const [low = 0, up = 100] = scale.domain();
  const height = legendHeight + rows.length * rowHeight + axisHeight;
  return {
    width: chartWidth,
    height,
    low,
    up,
    shapes: [
      ...scale.ticks(4).flatMap((percent) => tick(position(percent), tickText(percent), height)),
      ...names.flatMap((name, side) => legend(name, side, side * lineHeight)),
      ...rows.flatMap((row, index) => shapesOf(row, legendHeight + index * rowHeight, position)),
    ],
  };
}

function legend(name: string, side: number, top: number): Shape[] {
  const [label] = rowLetters({ label: name, value: '' }, top + 16);
  return [mark(margin + 4, top + 12, side), { ...label!, x: margin + 16 }];
}

function shapesOf({ label, sides }: PairRow, top: number, position: (percent: number) => number): Shape[] {
  const [name] = rowLetters({ label, value: '' }, top + 16);
  return [
    name!,
    ...sides.flatMap(({ valueText, valuePercent, intervalPercent }, side): Shape[] => {
      const y = top + 30 + side * lineHeight;
      const [, value] = rowLetters({ label: '', value: valueText }, y + 4);
      return [
        ...(intervalPercent ? [interval(intervalPercent.map(position) as [number, number], y, side)] : []),
        ...(valuePercent === undefined ? [] : [mark(position(valuePercent), y, side)]),
        value!,
      ];
    }),
  ];
}

function interval([low, up]: readonly [number, number], y: number, side: number): Shape {
  return { kind: 'line', from: [low, y], to: [up, y], role: side === 0 ? 'interval' : 'intervalBeside' };
}

/** Sides differ in shape as well as in colour. */
function mark(x: number, y: number, side: number): Shape {
  if (side === 0) return { kind: 'dot', x, y, radius: 4.5, role: 'dot' };
  return { kind: 'rectangle', x: tenth(x - 4), y: y - 4, width: 8, height: 8, role: 'dotBeside' };
}
