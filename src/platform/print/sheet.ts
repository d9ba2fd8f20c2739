/**
 * A printed sheet as a list of marks, in millimetres from its upper left corner. One layout is written as PDF (pdf.ts)
 * or as SVG (svg.ts), with the same letters in the same positions.
 */
import type { Picture } from '../brand/brand.ts';
import type { DescribedDrawing } from '../charts/drawing.ts';
import { brokenWords } from './words.ts';
import { hasTallLetters, lineWidthMm, type Weight } from './letters.ts';
import { artifact, type Tag } from './tag.ts';

export interface TextMark {
  readonly kind: 'text';
  readonly text: string;
  /** Left end of the line. */
  readonly x: number;
  readonly baseline: number;
  readonly sizeMm: number;
  readonly weight: Weight;
  readonly tag: Tag;
  /** Missing: black. */
  readonly colour?: string | undefined;
}

/** A QR code; the layout is responsible for its quiet zone. */
export interface CodeMark {
  readonly kind: 'code';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly sideMm: number;
}

/** Without a height it is a line. */
interface BoxMark {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly lineMm: number;
  readonly dashed?: boolean;
  /** Missing: black. */
  readonly colour?: string;
}

/** An area of one colour, for the eye only. */
interface AreaMark {
  readonly kind: 'area';
  readonly x: number;
  readonly y: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly colour: string;
}

/** The logo of an office, decorative: the name is printed next to it. */
interface PictureMark {
  readonly kind: 'picture';
  readonly picture: Picture;
  readonly x: number;
  readonly y: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** A chart; its height follows from its width. */
export interface DrawingMark {
  readonly kind: 'drawing';
  readonly drawing: DescribedDrawing;
  readonly x: number;
  readonly y: number;
  readonly widthMm: number;
}

export type Mark = TextMark | CodeMark | BoxMark | AreaMark | PictureMark | DrawingMark;

export interface Sheet {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly marks: readonly Mark[];
}

export const a4 = { widthMm: 210, heightMm: 297 } as const;

/** Converts a size in points to millimetres. */
export function points(size: number): number {
  return (size * 25.4) / 72;
}

export interface Writing {
  readonly x: number;
  readonly widthMm: number;
  readonly sizeMm: number;
  readonly weight?: Weight;
  readonly align?: 'start' | 'middle' | 'end' | 'justify';
  /** Of the first line. */
  readonly indentMm?: number;
  /** The text is set smaller until it needs no more lines than this, and each of its words fits into one. */
  readonly linesMax?: number;
  /** What the text is; by default a paragraph. */
  readonly tag?: Tag;
  readonly colour?: string | undefined;
}

/** Marks as printed once more, such as the head of a table on its next page: read only where they were first. */
export function repeated(marks: readonly Mark[]): readonly Mark[] {
  return marks.map((mark) => (mark.kind === 'text' ? { ...mark, tag: artifact } : mark));
}

export const lineHeight = 1.28;
const tallLineHeight = 1.7;
const smallest = 0.5;
const raggedFrom = 0.25;

/** A paragraph starting at `top`: its marks, and where it ends. */
export function paragraph(
  text: string,
  top: number,
  writing: Writing,
): { marks: TextMark[]; bottom: number } {
  const { x, widthMm, linesMax = Infinity } = writing;
  let { sizeMm } = writing;
  let lines = writtenLines(text, writing);
  const isTooLarge = (): boolean =>
    linesMax < Infinity &&
    (lines.length > linesMax || lines.some((line) => endOf(line) > x + widthMm + 0.01));
  while (isTooLarge() && sizeMm > writing.sizeMm * smallest) {
    sizeMm *= 0.95;
    lines = writtenLines(text, { ...writing, sizeMm });
  }
  const isTall = hasTallLetters(text);
  const height = sizeMm * (isTall ? tallLineHeight : lineHeight);
  const lowered = top + (isTall ? sizeMm * (tallLineHeight - lineHeight) * 0.6 : 0);
  return {
    marks: lines.flatMap((line, index) =>
      line.map((mark) => ({ ...mark, baseline: mark.baseline + lowered + index * height })),
    ),
    bottom: top + lines.length * height,
  };
}

function endOf(line: readonly TextMark[]): number {
  const last = line.at(-1)!;
  return last.x + lineWidthMm(last.text, last.sizeMm, last.weight);
}

/**
 * The lines of a paragraph, each with its marks as if it were at the top of the sheet; a line is `lineHeight` times the
 * size high.
 */
export function writtenLines(text: string, writing: Writing): TextMark[][] {
  const {
    x,
    widthMm,
    sizeMm,
    weight = 'regular',
    align = 'start',
    indentMm = 0,
    tag = { role: 'P' } satisfies Tag,
    colour,
  } = writing;
  const lines = brokenLines(text, { widthMm, sizeMm, weight, indentMm });
  const mark = (said: string, at: number): TextMark => ({
    kind: 'text',
    text: said,
    x: at,
    baseline: sizeMm * 0.95,
    sizeMm,
    weight,
    tag,
    colour,
  });
  return lines.map((line, index) => {
    const start = x + (index === 0 ? indentMm : 0);
    const slack = x + widthMm - start - lineWidthMm(line, sizeMm, weight);
    const isRagged = slack > widthMm * raggedFrom; // before a word that cannot be broken
    if (align !== 'justify' || index === lines.length - 1 || isRagged) {
      const share = align === 'middle' ? 0.5 : align === 'end' ? 1 : 0;
      return [mark(line, start + slack * share)];
    }
    return spread(line.split(' '), { start, slack, sizeMm, weight }, mark);
  });
}

/** The words of a justified line, one mark each. */
function spread(
  words: readonly string[],
  { start, slack, sizeMm, weight }: { start: number; slack: number; sizeMm: number; weight: Weight },
  mark: (said: string, at: number) => TextMark,
): TextMark[] {
  const gap = lineWidthMm(' ', sizeMm, weight) + slack / Math.max(1, words.length - 1);
  let pen = start;
  return words.map((word) => {
    const placed = mark(word, pen);
    pen += lineWidthMm(word, sizeMm, weight) + gap;
    return placed;
  });
}

type Breaking = Required<Pick<Writing, 'widthMm' | 'sizeMm' | 'weight' | 'indentMm'>>;

function brokenLines(text: string, { widthMm, sizeMm, weight, indentMm }: Breaking): string[] {
  const lines: string[] = [];
  let line = '';
  let room = widthMm - indentMm;
  for (const { word, before } of brokenWords(text.normalize('NFC'))) {
    const longer = line === '' ? word : line + before + word;
    if (line !== '' && lineWidthMm(longer, sizeMm, weight) > room) {
      lines.push(line);
      line = word;
      room = widthMm;
    } else line = longer;
  }
  return [...lines, line];
}
