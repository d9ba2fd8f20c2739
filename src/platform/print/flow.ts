/**
 * Running text over as many pages as it needs. The input is a list of strips, each as wide as the page allows and never
 * split: a line, a row of a table, a chart.
 */
import { a4, repeated, type Mark, type Sheet, type TextMark } from './sheet.ts';

export interface Strip {
  readonly heightMm: number;
  /** Positioned as if the strip were at the top left corner of the text area. */
  readonly marks: readonly Mark[];
  /** Never the last strip of a page, such as a heading. */
  readonly isKeptWithNext?: boolean;
  /** Repeated at the top of the page where the strip would be the first there: the head of a table. */
  readonly head?: Strip | undefined;
}

export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/**
 * A4 pages of strips.
 *
 * @param numberOf marks for a page number, from 1; none where it is not printed
 */
export function flowed(
  strips: readonly Strip[],
  margins: Margins,
  numberOf: (page: number) => readonly Mark[],
): Sheet[] {
  const room = a4.heightMm - margins.top - margins.bottom;
  const pages: Mark[][] = [];
  let used = Infinity;
  const set = ({ marks, heightMm }: Strip): void => {
    pages.at(-1)!.push(...marks.map((mark) => moved(mark, margins.left, margins.top + used)));
    used += heightMm;
  };
  for (const [index, strip] of strips.entries()) {
    if (strip.marks.length === 0 && used + strip.heightMm > room) continue; // a gap needs no page of its own
    if (used + keptHeight(strips, index) > room && used > 0) {
      pages.push([]);
      used = 0;
      if (strip.head) set({ ...strip.head, marks: repeated(strip.head.marks) });
    }
    set(strip);
  }
  return pages.map((marks, index) => ({ ...a4, marks: [...numberOf(index + 1), ...marks] }));
}

/** Height of a strip together with those that must stay on the same page. */
function keptHeight(strips: readonly Strip[], position: number): number {
  const strip = strips[position];
  if (!strip) return 0;
  return strip.heightMm + (strip.isKeptWithNext ? keptHeight(strips, position + 1) : 0);
}

function moved(mark: Mark, x: number, y: number): Mark {
  if (mark.kind === 'text') return { ...mark, x: mark.x + x, baseline: mark.baseline + y } satisfies TextMark;
  return { ...mark, x: mark.x + x, y: mark.y + y };
}
