/** A written report as a Word file, in the layout of Decree 30/2020/NĐ-CP, annex I. */
import type { ISectionOptions } from 'docx';
import { loadRasterizer } from '../../platform/print/raster.ts';
import { blockWriter } from './wordBlocks.ts';
import { frameWriter } from './wordFrame.ts';
import { lineWriter, margins, size, twips, type Child, type Library } from './wordLines.ts';
import type { Written } from './written.ts';

/** Overrides the library's styles, which are blue and have other sizes. */
const black = { run: { color: '000000', size: size.body, bold: true, font: 'Times New Roman' } } as const;

export async function wordFile(written: Written): Promise<Buffer> {
  const docx = await import('docx'); // large, and needed only for reports
  const { frame, subject, madeUp, blocks, annexes, language } = written;
  const lines = lineWriter(docx);
  const { line } = lines;
  const around = frameWriter(docx, lines);
  const block = blockWriter(docx, await loadRasterizer(), lines);
  const main: Child[] = [
    ...(frame ? [around.head(frame)] : []),
    ...around.title(frame?.name, subject),
    ...(madeUp === '' ? [] : [line(madeUp, { bold: true, size: size.note }, 'center')]),
    ...blocks.flatMap(block),
    ...(frame ? [around.signature(frame)] : []),
  ];
  const file = new docx.Document({
    title: subject,
    creator: 'Lắng Nghe',
    styles: {
      default: {
        document: {
          run: {
            font: 'Times New Roman',
            size: size.body,
            language: { value: language === 'vi' ? 'vi-VN' : 'en-GB' },
          },
        },
        title: black,
        heading1: black,
        heading2: black,
      },
    },
    sections: [
      section(docx, main),
      ...annexes.map(({ name, title, blocks: shown }) =>
        section(docx, [
          line(name, { bold: true }, 'center', { spacing: { after: 0 } }),
          line(title.toLocaleUpperCase('vi'), { bold: true }, 'center', { spacing: { after: 0 } }),
          line(frame?.annexNote ?? '', { italics: true }, 'center'),
          ...shown.flatMap(block),
        ]),
      ),
    ],
  });
  return await docx.Packer.toBuffer(file);
}

/** Number centred in the top margin, except on the first page; each section is numbered separately. */
function section(docx: Library, children: Child[]): ISectionOptions {
  const { Paragraph, TextRun } = docx;
  return {
    properties: {
      titlePage: true,
      page: {
        size: { width: twips(210), height: twips(297) },
        margin: {
          ...Object.fromEntries(Object.entries(margins).map(([side, mm]) => [side, twips(mm)])),
          header: twips(10),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      default: new docx.Header({
        children: [
          new Paragraph({
            alignment: 'center',
            children: [new TextRun({ children: [docx.PageNumber.CURRENT] })],
          }),
        ],
      }),
      first: new docx.Header({ children: [new Paragraph({ children: [] })] }),
    },
    children,
  };
}
