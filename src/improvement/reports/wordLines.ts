/** Lines of a Word file, and the measures of Decree 30/2020/NĐ-CP, annex I. */
import type * as Docx from 'docx';
import type { IRunOptions } from 'docx';

export type Library = typeof Docx;
export type Child = InstanceType<Library['Paragraph']> | InstanceType<Library['Table']>;

/** Twentieths of a point. */
export const twips = (mm: number): number => Math.round((mm / 25.4) * 1440);
export const margins = { top: 20, right: 18, bottom: 20, left: 30 } as const;
export const widthMm = 210 - margins.left - margins.right;
/** Half points: 14 for the text, 11 for tables. */
export const size = { body: 28, table: 22, note: 22 } as const;
export const tight = { spacing: { after: 0 } };

type Align = 'left' | 'center' | 'right' | 'both';

export function lineWriter({ Paragraph, TextRun, BorderStyle }: Library) {
  const line = (
    text: string,
    run: Partial<IRunOptions> = {},
    alignment: Align = 'left',
    more: Partial<Docx.IParagraphOptions> = {},
  ) =>
    new Paragraph({
      alignment,
      spacing: { after: 60 },
      ...more,
      children: [new TextRun({ ...run, text: text.normalize('NFC') })],
    });

  /** A short rule below a line: the border of an empty paragraph between indents. */
  const ruled = (columnMm: number, ruleMm: number) =>
    new Paragraph({
      spacing: { before: 40, after: 60, line: 60, lineRule: 'exact' },
      indent: { left: twips((columnMm - ruleMm) / 2), right: twips((columnMm - ruleMm) / 2) },
      border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
      children: [],
    });

  return { line, ruled };
}
export type LineWriter = ReturnType<typeof lineWriter>;
