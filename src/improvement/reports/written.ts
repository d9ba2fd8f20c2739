/** A written report: its content, in order and in one language, before it becomes a Word file (wordFile.ts) or a PDF (pages.ts). */
import type { Letterhead } from '../../platform/brand/brand.ts';
import type { DescribedDrawing } from '../../platform/charts/drawing.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';

export interface Column {
  readonly heading: string;
  /** Share of the width; those of a table add up to 1. */
  readonly width: number;
  readonly align: 'start' | 'middle' | 'end';
}

/** A cell as it is set; it may reach over several columns. */
export interface SetCell extends Omit<Column, 'heading'> {
  readonly text: string;
  readonly columns: number;
  /** The name of what the row is about. */
  readonly isName: boolean;
}

/** The cells of a row. Words in place of a figure, as where it is suppressed, reach over the empty cells after them. */
export function setCells(columns: readonly Column[], row: readonly string[]): SetCell[] {
  const cells: SetCell[] = [];
  const named = columns.findIndex(({ align }) => align === 'start');
  for (let at = 0, next = 1; at < columns.length; at = next, next += 1) {
    const [text, { align }] = [row[at] ?? '', columns[at]!];
    if (align !== 'start' && /\p{L}/u.test(text)) {
      while (next < columns.length && row[next] === '') next += 1;
    }
    const count = next - at;
    cells.push({
      text,
      columns: count,
      width: columns.slice(at, next).reduce((sum, { width }) => sum + width, 0),
      align: count > 1 ? 'middle' : align,
      isName: at === named,
    });
  }
  return cells;
}

export type Block =
  /** An `address` is long and cannot be broken, so it is not justified. */
  | { readonly kind: 'part' | 'heading' | 'paragraph' | 'note' | 'address'; readonly text: string }
  | { readonly kind: 'items'; readonly texts: readonly string[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
      /** The last row is the total. */
      readonly hasTotal?: boolean;
    }
  | { readonly kind: 'chart'; readonly drawing: DescribedDrawing; readonly caption: string };

/** The blocks above and below the text of an administrative document (Decree 30/2020/NĐ-CP, annex I). */
export interface OfficeFrame {
  /** Empty where there is none. */
  readonly superior: string;
  readonly organ: string;
  readonly number: string;
  readonly country: string;
  readonly motto: string;
  readonly placeAndDate: string;
  /** The report that an annex belongs to. */
  readonly annexNote: string;
  /** BÁO CÁO */
  readonly name: string;
  readonly recipientsTitle: string;
  readonly recipients: readonly string[];
  /** Authority and position of the signer, a line each. */
  readonly capacity: readonly string[];
  /** Empty: to be written by hand. */
  readonly signer: string;
}

export interface Annex {
  /** Phụ lục II */
  readonly name: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Written {
  readonly language: PageLanguage;
  /** The subject, below the name. */
  readonly subject: string;
  readonly madeUp: string;
  /** Of a sheet: the office in its colours. Documents of Decree 30/2020/NĐ-CP have none. */
  readonly letterhead?: Letterhead | undefined;
  /** None: a sheet that accompanies another document. */
  readonly frame?: OfficeFrame | undefined;
  readonly blocks: readonly Block[];
  readonly annexes: readonly Annex[];
}

/** I, II, III … XXXIX */
export function roman(number: number): string {
  const digits = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];
  return 'X'.repeat(Math.floor(number / 10)) + digits[number % 10]!;
}

export const part = (text: string): Block => ({ kind: 'part', text });
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const note = (text: string): Block => ({ kind: 'note', text });
export const address = (text: string): Block => ({ kind: 'address', text });
export const paragraphs = (texts: readonly string[]): Block[] =>
  texts.map((text) => ({ kind: 'paragraph', text }));
export const items = (texts: readonly string[]): Block[] =>
  texts.length === 0 ? [] : [{ kind: 'items', texts }];
/** Whether a paragraph introduces what follows and must stay on its page. */
export const leadsOn = ({ text }: { readonly text: string }): boolean => text.endsWith(':');
/** Whether a row of a table stays on the page of the next: the last three rows do, so that none is left alone. */
export const isKeptWithNext = (index: number, rows: number): boolean => index >= rows - 3 && index < rows - 1;
/** The blocks with their charts in the colour of the office. */
export const inColour = (blocks: readonly Block[], brand: string): Block[] =>
  blocks.map((block) =>
    block.kind === 'chart' ? { ...block, drawing: { ...block.drawing, brand } } : block,
  );
/** The chart, if there is anything to draw. */
export const chart = (drawing: DescribedDrawing | undefined): Block[] =>
  drawing ? [{ kind: 'chart', drawing, caption: drawing.description }] : [];
