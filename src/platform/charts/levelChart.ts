/**
 * Shares of levels as bars of equal length, each representing 100 %: never truncated, worst level left, best level
 * right.
 */
import { chartWidth, rowLetters, type AreaRole, type Letters, type Shape, type Drawing } from './drawing.ts';

interface LevelPart {
  /** Percent of the bar. */
  readonly percent: number;
  /** Inside the part, where it is wide enough. */
  readonly text: string;
  readonly role: AreaRole;
}

export interface LevelBar {
  readonly label: string;
  /** At the right end of the label. */
  readonly valueText: string;
  readonly parts: readonly LevelPart[];
}

export interface LevelKey {
  readonly role: AreaRole;
  readonly label: string;
}

const rowHeight = 48;
const barHeight = 20;
const keyHeight = 20;
const margin = 8;
const gap = 1;
/** A number and the space around it. */
const textWidth = 26;

/** The colour of a level, given the number of levels: orange for the worst, blue for the best. */
export function levelRole(level: number, levels: number): AreaRole {
  const roles = ['worst', 'bad', 'middle', 'good', 'best'] as const;
  return roles[Math.round(((level - 1) / Math.max(1, levels - 1)) * (roles.length - 1))]!;
}

export function levelChart(bars: readonly LevelBar[], keys: readonly LevelKey[]): Drawing {
  const top = keys.length === 0 ? 0 : keys.length * keyHeight + 6;
  return {
    width: chartWidth,
    height: top + bars.length * rowHeight,
    shapes: [
      ...keys.flatMap(({ role, label }, index): Shape[] => {
        const [letters] = rowLetters({ label, value: '' }, index * keyHeight + 16);
        const square = {
          kind: 'rectangle',
          x: margin,
          y: index * keyHeight + 5,
          width: 13,
          height: 13,
          role,
        } as const;
        return [square, { ...letters!, x: margin + 20 }];
      }),
      ...bars.flatMap((bar, index) => barShapes(bar, top + index * rowHeight)),
    ],
  };
}

function barShapes({ label, valueText, parts }: LevelBar, top: number): Shape[] {
  const width = chartWidth - 2 * margin;
  const y = top + 22;
  const letters: Letters[] = [];
  let from = 0;
  const areas = parts.flatMap(({ percent, text, role }): Shape[] => {
    const start = Math.round((from / 100) * width);
    const end = Math.round(((from += percent) / 100) * width);
    if (end === start) return [];
    const x = margin + start;
    const middle = Math.round(x + (end - start) / 2);
    if (end - start >= textWidth)
      letters.push({ kind: 'letters', text, x: middle, y: y + 14, anchor: 'middle', role: 'inside' });
    const isLast = margin + end >= chartWidth - margin;
    return [
      {
        kind: 'rectangle',
        x,
        y,
        width: Math.max(1, end - start - (isLast ? 0 : gap)),
        height: barHeight,
        role,
      },
    ];
  });
  return [...rowLetters({ label, value: valueText }, top + 16), ...areas, ...letters];
}
