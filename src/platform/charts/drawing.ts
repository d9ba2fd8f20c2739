/**
 * A chart as a list of shapes. One drawing is rendered on a page (`views/platform/charts/drawing.ejs`), in a file
 * (svgFile.ts) and in a report, with identical figures and positions. The unit is a CSS pixel at 100 %.
 */
import type { LabelledPlot } from './rowPlot.ts';

/** The purpose of a shape; the page's style sheet and `inks.ts` define its appearance. */
/** `between`: a tick for which a narrow screen has no room. */
export type LetterRole = 'text' | 'strong' | 'value' | 'tick' | 'between' | 'axis' | 'digit' | 'inside';
export type LineRole = 'grid' | 'join' | 'centre' | 'interval' | 'intervalBeside' | 'limit';
export type AreaRole =
  | 'dot'
  | 'dotBeside'
  | 'up'
  | 'down'
  | 'other'
  | 'first'
  | 'worst'
  | 'bad'
  | 'middle'
  | 'good'
  | 'best'
  | 'together';

interface Line {
  readonly kind: 'line';
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly role: LineRole;
}

interface Rectangle {
  readonly kind: 'rectangle';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly role: AreaRole;
}

interface Dot {
  readonly kind: 'dot';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly role: AreaRole;
}

export interface Letters {
  readonly kind: 'letters';
  readonly text: string;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly role: LetterRole;
  /** Reads from bottom to top, rotated about its position. */
  readonly upright?: true;
}

export type Shape = Line | Rectangle | Dot | Letters;

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  /** The same rows for a page, where labels stand in a column of their own. */
  readonly plot?: LabelledPlot | undefined;
  /** Colour of the office in files and on paper; missing: that of the program. */
  readonly brand?: string | undefined;
}

/** With a one-sentence text alternative for readers who cannot see it. */
export interface DescribedDrawing extends Drawing {
  readonly description: string;
}

export const chartWidth = 420;
/** Space next to letters at an edge. */
const edge = 8;
const labelLengthMax = 50;

/** Rounds to a tenth: finer differences are invisible and cost bytes. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The label at the left end of a row and its value at the right end. */
export function rowLetters(
  { label, value, isStrong }: { label: string; value: string; isStrong?: boolean | undefined },
  y: number,
): Letters[] {
  const begun = label.charAt(0).toLocaleUpperCase('vi') + label.slice(1);
  const text = begun.length > labelLengthMax ? `${begun.slice(0, labelLengthMax - 1)}…` : begun;
  return [
    { kind: 'letters', text, x: edge, y, anchor: 'start', role: isStrong ? 'strong' : 'text' },
    { kind: 'letters', text: value, x: chartWidth - edge, y, anchor: 'end', role: 'value' },
  ];
}
