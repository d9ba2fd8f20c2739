/** The parts of a paper form, and how they fill its pages. */
import { a4, paragraph, repeated, type Mark, type Writing } from '../../platform/print/sheet.ts';

const margin = { side: 13, top: 12, bottom: 16 };
export const left = margin.side;
export const widthMm = a4.widthMm - 2 * margin.side;
export const pageBottom = a4.heightMm - margin.bottom;

/** A part that stays on one page: its height, and its marks for a given top. */
export interface Block {
  readonly heightMm: number;
  readonly marksAt: (top: number) => readonly Mark[];
  /** Repeated at the top of a page that begins after it: the column names. */
  readonly head?: Block;
  /** Stays on the page of the next block. */
  readonly leads?: true;
}

/** Fills pages from the top; column names are repeated on each page. */
export function inPages(blocks: readonly Block[]): readonly (readonly Mark[])[] {
  const pages: Mark[][] = [[]];
  let top = margin.top;
  blocks.forEach((block, index) => {
    if (top + ledHeight(blocks, index) > pageBottom) {
      pages.push([]);
      top = margin.top;
      if (block.head) top = put(block.head, repeated);
    }
    top = put(block);
  });
  return pages;

  function put(block: Block, printed = (marks: readonly Mark[]) => marks): number {
    pages.at(-1)?.push(...printed(block.marksAt(top)));
    return top + block.heightMm;
  }
}

/** Height of a block together with those that must stay on its page. */
function ledHeight(blocks: readonly Block[], index: number): number {
  const block = blocks[index];
  if (!block) return 0;
  return block.heightMm + (block.leads ? ledHeight(blocks, index + 1) : 0);
}

export function textBlock(text: string, writing: Omit<Writing, 'x' | 'widthMm'>, gapMm = 1): Block {
  const full: Writing = { x: left, widthMm, ...writing };
  return {
    heightMm: paragraph(text, 0, full).bottom + gapMm,
    marksAt: (top) => paragraph(text, top, full).marks,
  };
}

export function lowered({ heightMm, marksAt }: Block, byMm: number): Block {
  return { heightMm: heightMm + byMm, marksAt: (top) => marksAt(top + byMm) };
}

/** Combines blocks into one, to stay on one page. */
export function together(blocks: readonly Block[]): Block {
  const tops = blocks.map((_, index) => heightOf(blocks.slice(0, index)));
  return {
    heightMm: heightOf(blocks),
    marksAt: (top) => blocks.flatMap(({ marksAt }, index) => marksAt(top + (tops[index] ?? 0))),
  };
}

function heightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { heightMm }) => sum + heightMm, 0);
}
