/**
 * A survey on A4, to be filled in by hand and keyed (keys.ts): it has the same question numbers, and each box
 * contains the key to press. Sheets of a batch carry its serial and their number.
 */
import type { Language } from '../../platform/text/catalogue.ts';
import { inLanguage, type Localized } from '../../platform/text/localized.ts';
import { layoutOf } from '../../platform/print/layout.ts';
import { lineWidthMm } from '../../platform/print/letters.ts';
import { a4, paragraph, points, type Mark, type Sheet, type Writing } from '../../platform/print/sheet.ts';
import { questionsByFactor, type AboutQuestion, type SurveyContent } from '../../design/surveys/survey.ts';
import { aboutOptions, questionOptions, questionText, type KeyedOption } from './keys.ts';
import { translatedLanguages } from '../../design/surveys/translatedLanguages.ts';
import { submissionTexts } from '../submissions/texts.ts';
import { paperFormTexts } from './texts.ts';

export interface FormFacts {
  readonly unitName: Localized;
  readonly serviceName?: Localized | undefined;
  readonly madeUp: boolean;
  /** The sheet says that no native speaker has read the translation. */
  readonly notReviewed?: boolean;
}

export interface NumberedSheets {
  readonly serial: string;
  readonly numbers: readonly number[];
}

const margin = { side: 13, top: 12, bottom: 16 };
const left = margin.side;
const widthMm = a4.widthMm - 2 * margin.side;
const pageBottom = a4.heightMm - margin.bottom;
const boxMm = 5.2;

/** A part that stays on one page: its height, and its marks for a given top. */
interface Block {
  readonly heightMm: number;
  readonly marksAt: (top: number) => readonly Mark[];
  /** Repeated at the top of a page that begins after it: the column names. */
  readonly head?: Block;
  /** Stays on the page of the next block. */
  readonly leads?: true;
}

/** The pages of one sheet, repeated for each number. */
export function* printedSheets(
  survey: SurveyContent,
  facts: FormFacts,
  language: Language,
  numbered?: NumberedSheets,
): Generator<Sheet> {
  const pages = inPages([
    ...headBlocks(survey, facts, language),
    ...questionBlocks(survey, language),
    ...aboutBlocks(survey, language),
    ...commentBlocks(survey, language),
  ]);
  for (const number of numbered?.numbers ?? [undefined]) {
    for (const [index, marks] of pages.entries()) {
      const foot = footMarks(language, { page: index + 1, of: pages.length }, numbered?.serial, number);
      yield { ...a4, marks: [...marks, ...foot] };
    }
  }
}

/** Fills pages from the top; column names are repeated on each page. */
function inPages(blocks: readonly Block[]): readonly (readonly Mark[])[] {
  const pages: Mark[][] = [[]];
  let top = margin.top;
  blocks.forEach((block, index) => {
    const next = blocks[index + 1];
    const needed = block.heightMm + (block.leads && next ? next.heightMm : 0);
    if (top + needed > pageBottom) {
      pages.push([]);
      top = margin.top;
      if (block.head && block.head !== block) top = put(block.head);
    }
    top = put(block);
  });
  return pages;

  function put(block: Block): number {
    pages.at(-1)?.push(...block.marksAt(top));
    return top + block.heightMm;
  }
}

function textBlock(text: string, writing: Omit<Writing, 'x' | 'widthMm'>, gapMm = 1): Block {
  const full: Writing = { x: left, widthMm, ...writing };
  return {
    heightMm: paragraph(text, 0, full).bottom + gapMm,
    marksAt: (top) => paragraph(text, top, full).marks,
  };
}

function lowered({ heightMm, marksAt }: Block, byMm: number): Block {
  return { heightMm: heightMm + byMm, marksAt: (top) => marksAt(top + byMm) };
}

function headBlocks(survey: SurveyContent, facts: FormFacts, language: Language): Block[] {
  const t = paperFormTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  const small = { sizeMm: points(8.5) };
  return [
    ...(facts.madeUp ? [textBlock(t.madeUp, { ...small, weight: 'bold' })] : []),
    textBlock(say(survey.title), { sizeMm: points(12), weight: 'bold' }),
    textBlock(`${t.unit}: ${say(facts.unitName)}`, { sizeMm: points(10) }),
    ...(facts.serviceName
      ? [textBlock(`${t.service}: ${say(facts.serviceName)}`, { sizeMm: points(10) })]
      : []),
    ...survey.notice.paragraphs.map((text) => textBlock(say(text), small, 0.3)),
    ...(translatedLanguages(survey).includes(language)
      ? []
      : [textBlock(submissionTexts[language].notTranslated, small)]),
    ...(facts.notReviewed ? [textBlock(t.notReviewed, { sizeMm: points(7) })] : []),
    textBlock(t.how, { ...small, weight: 'bold' }, 2),
  ];
}

function questionBlocks(survey: SurveyContent, language: Language): Block[] {
  const blocks: Block[] = [];
  let scaleId: string | undefined;
  let head: Block | undefined;
  for (const { factor, questions } of questionsByFactor(survey)) {
    const title = textBlock(inLanguage(factor.title, language), { sizeMm: points(9), weight: 'bold' }, 0.4);
    blocks.push({ ...lowered(title, 1.2), leads: true });
    for (const question of questions) {
      const options = questionOptions(survey, question, language);
      if (question.scaleId !== scaleId || !head) {
        scaleId = question.scaleId;
        head = columnHead(options);
        blocks.push({ ...head, leads: true });
      }
      blocks.push({ ...questionRow(questionText(survey, question, language), options), head });
    }
  }
  if (survey.questions.some(({ unconfirmed }) => unconfirmed)) {
    blocks.push(lowered(textBlock(paperFormTexts[language].unconfirmed, { sizeMm: points(7) }), 1));
  }
  return blocks;
}

/** Positions of the boxes of a row; the text gets the rest of the line. */
function columns(count: number) {
  const columnMm = Math.min(16, 96 / count);
  const first = left + widthMm - count * columnMm;
  return {
    columnMm,
    centre: (index: number) => first + (index + 0.5) * columnMm,
    textMm: widthMm - count * columnMm - 3,
  };
}

function columnHead(options: readonly KeyedOption[]): Block {
  const { columnMm, centre } = columns(options.length);
  const written = options.map(({ label }, index) => ({
    label,
    writing: {
      x: centre(index) - columnMm / 2 + 0.4,
      widthMm: columnMm - 0.8,
      sizeMm: points(6.5),
      align: 'middle',
      linesMax: 3,
    } satisfies Writing,
  }));
  const heights = written.map(({ label, writing }) => paragraph(label, 0, writing).bottom);
  const heightMm = Math.max(...heights) + 0.8;
  return {
    heightMm,
    marksAt: (top) =>
      written.flatMap(
        ({ label, writing }, index) =>
          paragraph(label, top + heightMm - 0.8 - (heights[index] ?? 0), writing).marks,
      ),
  };
}

function questionRow(text: string, options: readonly KeyedOption[]): Block {
  const { centre, textMm } = columns(options.length);
  const writing: Writing = { x: left, widthMm: textMm, sizeMm: points(9) };
  const textHeight = paragraph(text, 0, writing).bottom;
  const heightMm = Math.max(boxMm + 1.6, textHeight + 1);
  return {
    heightMm,
    marksAt: (top) => [
      ...paragraph(text, top + (heightMm - textHeight) / 2, writing).marks,
      ...options.flatMap(({ key }, index) =>
        box(key, centre(index) - boxMm / 2, top + (heightMm - boxMm) / 2),
      ),
      rule(top + heightMm),
    ],
  };
}

/** A box with its key inside, printed small enough to be crossed out by an X. */
function box(key: string, x: number, y: number): readonly Mark[] {
  const writing: Writing = { x, widthMm: boxMm, sizeMm: points(7), align: 'middle' };
  return [
    { kind: 'box', x, y, widthMm: boxMm, heightMm: boxMm, lineMm: 0.25 },
    ...paragraph(key, y + boxMm / 2 - points(7) * 0.62, writing).marks,
  ];
}

function rule(y: number): Mark {
  return { kind: 'box', x: left, y, widthMm, heightMm: 0, lineMm: 0.08 };
}

function aboutBlocks(survey: SurveyContent, language: Language): Block[] {
  if (survey.about.length === 0) return [];
  const title = textBlock(paperFormTexts[language].about, { sizeMm: points(9), weight: 'bold' }, 0.8);
  return [{ ...title, leads: true }, together(survey.about.map((question) => aboutRow(question, language)))];
}

/** Combines blocks into one, to stay on one page. */
function together(blocks: readonly Block[]): Block {
  const tops = blocks.map((_, index) => heightOf(blocks.slice(0, index)));
  return {
    heightMm: heightOf(blocks),
    marksAt: (top) => blocks.flatMap(({ marksAt }, index) => marksAt(top + (tops[index] ?? 0))),
  };
}

function heightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { heightMm }) => sum + heightMm, 0);
}

const aboutTextMm = 46;

/** Boxes in sequence, on as many lines as needed. */
function aboutRow(question: AboutQuestion, language: Language): Block {
  const sizeMm = points(8.5);
  const lineMm = boxMm + 1.4;
  let [x, line] = [left + aboutTextMm, 0];
  const placed = aboutOptions(question, language).map(({ key, label }) => {
    const wide = boxMm + 1.2 + lineWidthMm(label, sizeMm, 'regular') + 4;
    if (x + wide > left + widthMm + 4 && x > left + aboutTextMm) [x, line] = [left + aboutTextMm, line + 1];
    const location = { key, label, x, line };
    x += wide;
    return location;
  });
  const writing: Writing = { x: left, widthMm: aboutTextMm - 3, sizeMm, linesMax: 2 };
  const text = inLanguage(question.text, language);
  return {
    heightMm: Math.max((line + 1) * lineMm, paragraph(text, 1, writing).bottom),
    marksAt: (top) => [
      ...paragraph(text, top + 1, writing).marks,
      ...placed.flatMap((location): readonly Mark[] => [
        ...box(location.key, location.x, top + location.line * lineMm),
        ...paragraph(location.label, top + location.line * lineMm + 0.9, {
          x: location.x + boxMm + 1.2,
          widthMm: lineWidthMm(location.label, sizeMm, 'regular') + 1,
          sizeMm,
        }).marks,
      ]),
    ],
  };
}

const commentMm = 26;

function commentBlocks(survey: SurveyContent, language: Language): Block[] {
  if (!survey.comment) return [];
  const title = textBlock(paperFormTexts[language].comment, { sizeMm: points(9), weight: 'bold' });
  const frame = { kind: 'box', x: left, widthMm, heightMm: commentMm, lineMm: 0.15, dashed: true } as const;
  return [
    { ...lowered(title, 2), leads: true },
    { heightMm: commentMm + 1, marksAt: (top) => [{ ...frame, y: top }] },
  ];
}

function footMarks(
  language: Language,
  { page, of }: { page: number; of: number },
  serial: string | undefined,
  number: number | undefined,
): readonly Mark[] {
  const t = paperFormTexts[language];
  const top = pageBottom + 4;
  const whole = serial !== undefined && number !== undefined ? t.batch({ serial, sheet: number }) : '';
  const pageText = t.page({ page, of });
  const pageWide = lineWidthMm(pageText, points(8), 'regular') + 1;
  return [
    ...(whole === ''
      ? []
      : paragraph(whole, top, { x: left, widthMm: 120, sizeMm: points(11), weight: 'bold' }).marks),
    ...paragraph(pageText, top + 1, { x: left + widthMm - pageWide, widthMm: pageWide, sizeMm: points(8) })
      .marks,
  ];
}

export const formLayout = layoutOf(import.meta.url, printedSheets);
