/** A list of commendations on A4, as annexed to a decision. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { layoutOf } from '../../platform/print/layout.ts';
import { a4, paragraph, points, type Mark, type Sheet, type Writing } from '../../platform/print/sheet.ts';
import { artifact, itemOf, type Tag } from '../../platform/print/tag.ts';
import type { listWords } from './commendationPage.ts';
import { commendationTexts } from './texts.ts';

type Words = ReturnType<typeof listWords>;
type Line = readonly [text: string, writing: Writing];

const across = { x: 25, widthMm: 165 } as const;
const beside = { x: 35, widthMm: 155 } as const;
const body = points(12);
const pageTop = 20;
const pageBottom = a4.heightMm - 22;

/** @param unit the commending body */
export function commendationSheets(words: Words, unit: string, language: PageLanguage): readonly Sheet[] {
  const t = commendationTexts[language];
  const middle = { ...across, align: 'middle' } as const;
  const heading: Writing = { ...across, sizeMm: points(13), weight: 'bold', tag: { role: 'H2' } };
  const blocks: readonly (readonly Line[])[] = [
    [
      [unit, { ...middle, sizeMm: body, weight: 'bold' }],
      [t.sheetTitle, { ...middle, sizeMm: points(16), weight: 'bold', tag: { role: 'H1' } }],
      [words.title, { ...middle, sizeMm: body }],
      [words.decision ?? t.draftMark, { ...middle, sizeMm: body }],
      ...(words.madeUp === undefined ? [] : [[words.madeUp, { ...middle, sizeMm: points(10) }] as const]),
    ],
    [[t.collectives({ count: words.collectives.length }), heading]],
    ...entries(words.collectives.map(({ name, merit }) => [name, merit])),
    [[t.individuals({ count: words.individuals.length }), heading]],
    ...entries(words.individuals.map(({ name, post, reason }) => [name, post, reason])),
  ];
  const pages = inPages(blocks);
  return pages.map((marks, at) => {
    const writing = { ...middle, sizeMm: points(9), tag: artifact };
    const foot = paragraph(t.page({ page: at + 1, of: pages.length }), a4.heightMm - 16, writing);
    return { ...a4, marks: [...marks, ...foot.marks] };
  });
}

/** A numbered list; of each entry the name and, indented, what is said of it. */
function entries(all: readonly (readonly [name: string, ...lines: string[]])[]): (readonly Line[])[] {
  const list: Tag = { role: 'L' };
  return all.map(([name, ...lines], at) => {
    const within = itemOf(list);
    return [
      [`${at + 1}. ${name}`, { ...across, sizeMm: body, weight: 'bold', tag: { role: 'P', within } }],
      ...lines
        .filter((line) => line !== '')
        .map((line): Line => [line, { ...beside, sizeMm: body, tag: { role: 'P', within } }]),
    ];
  });
}

/** No block is split across pages. */
function inPages(blocks: readonly (readonly Line[])[]): readonly (readonly Mark[])[] {
  const pages: Mark[][] = [[]];
  let top = pageTop;
  for (const block of blocks) {
    let laid = stacked(block, top);
    if (laid.bottom > pageBottom && top > pageTop) {
      pages.push([]);
      laid = stacked(block, pageTop);
    }
    pages.at(-1)!.push(...laid.marks);
    top = laid.bottom + 2.5;
  }
  return pages;
}

function stacked(lines: readonly Line[], top: number): { marks: readonly Mark[]; bottom: number } {
  let bottom = top;
  const marks = lines.flatMap(([text, writing]) => {
    const written = paragraph(text, bottom, writing);
    bottom = written.bottom + 1;
    return written.marks;
  });
  return { marks, bottom };
}

export const commendationLayout = layoutOf(import.meta.url, commendationSheets);
