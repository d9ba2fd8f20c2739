/** A written report as a Word file, in the layout of Decree 30/2020/NĐ-CP, annex I; charts stay vector drawings. */
import type * as Docx from 'docx';
import type { ISectionOptions, ParagraphChild, IRunOptions } from 'docx';
import { svgFile } from '../../platform/charts/svgFile.ts';
import { loadRasterizer, type Rasterizer } from '../../platform/print/raster.ts';
import { leadsOn, type Block, type OfficeFrame, type Written } from './written.ts';

type Library = typeof Docx;
type Child = InstanceType<Library['Paragraph']> | InstanceType<Library['Table']>;

/** Twentieths of a point. */
const twips = (mm: number): number => Math.round((mm / 25.4) * 1440);
const margins = { top: 20, right: 18, bottom: 20, left: 30 } as const;
const widthMm = 210 - margins.left - margins.right;
/** Half points: 14 for the text, 11 for tables. */
const size = { body: 28, table: 22, note: 22 } as const;
/** Overrides the library's styles, which are blue and have other sizes. */
const black = { run: { color: '000000', size: size.body, bold: true, font: 'Times New Roman' } } as const;
const chart = { widthPx: 540, fallbackScale: 1.5 } as const;

export async function wordFile(written: Written): Promise<Buffer> {
  const docx = await import('docx'); // large, and needed only for reports
  const { frame, subject, madeUp, blocks, annexes, language } = written;
  const write = writer(docx, await loadRasterizer());
  const main: Child[] = [
    ...(frame ? [write.head(frame)] : []),
    ...write.title(frame?.name, subject),
    ...(madeUp === '' ? [] : [write.line(madeUp, { bold: true, size: size.note }, 'center')]),
    ...blocks.flatMap(write.block),
    ...(frame ? [write.signature(frame)] : []),
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
      write.section(main),
      ...annexes.map(({ name, title, blocks: shown }) =>
        write.section([
          write.line(name, { bold: true }, 'center', { spacing: { after: 0 } }),
          write.line(title.toLocaleUpperCase('vi'), { bold: true }, 'center', { spacing: { after: 0 } }),
          write.line(frame?.annexNote ?? '', { italics: true }, 'center'),
          ...shown.flatMap(write.block),
        ]),
      ),
    ],
  });
  return await docx.Packer.toBuffer(file);
}

type Align = 'left' | 'center' | 'right' | 'both';

function writer(docx: Library, rasterOf: Rasterizer) {
  const { Paragraph, TextRun, Table, TableRow, TableCell, ImageRun, BorderStyle, WidthType } = docx;
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const noBorders = { top: none, bottom: none, left: none, right: none };
  const noGrid = { ...noBorders, insideHorizontal: none, insideVertical: none };

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

  const columns = (leftMm: number, left: Child[], right: Child[]) =>
    new Table({
      layout: 'fixed',
      width: { size: twips(widthMm), type: WidthType.DXA },
      columnWidths: [twips(leftMm), twips(widthMm - leftMm)],
      borders: noGrid,
      rows: [
        new TableRow({
          cantSplit: true,
          children: [left, right].map(
            (children, place) =>
              new TableCell({
                borders: noBorders,
                margins: { left: 0, right: 0 },
                width: {
                  size: twips(place === 0 ? leftMm : widthMm - leftMm),
                  type: WidthType.DXA,
                },
                children,
              }),
          ),
        }),
      ],
    });

  const tight = { spacing: { after: 0 } };

  function head({ superior, organ, number, country, motto, placeAndDate }: OfficeFrame) {
    const leftMm = 66;
    return columns(
      leftMm,
      [
        ...(superior === '' ? [] : [line(superior, { size: 24 }, 'center', tight)]),
        line(organ, { size: 24, bold: true }, 'center', tight),
        ruled(leftMm, 22),
        line(number, { size: 26 }, 'center'),
      ],
      [
        line(country, { size: 24, bold: true }, 'center', tight),
        line(motto, { size: 26, bold: true }, 'center', tight),
        ruled(widthMm - leftMm, 54),
        line(placeAndDate, { size: 26, italics: true }, 'center'),
      ],
    );
  }

  const title = (name: string | undefined, subject: string) => [
    ...(name === undefined
      ? []
      : [line(name, { bold: true }, 'center', { spacing: { before: 200, after: 0 }, heading: 'Title' })]),
    line(subject, { bold: true }, 'center', tight),
    ruled(widthMm, 44),
  ];

  function signature({ recipientsTitle, recipients, capacity, signer }: OfficeFrame) {
    return columns(
      widthMm / 2,
      [
        line(recipientsTitle, { size: 24, bold: true, italics: true }, 'left', tight),
        ...recipients.map((one) => line(`- ${one}`, { size: 22 }, 'left', tight)),
      ],
      [
        ...capacity.map((one) => line(one, { bold: true }, 'center', tight)),
        ...Array.from({ length: 4 }, () => line('', {}, 'center', tight)), // for the signature and the seal
        line(signer, { bold: true }, 'center'),
      ],
    );
  }

  function table({ columns: shown, rows, hasTotal }: Extract<Block, { kind: 'table' }>) {
    const row = (cells: readonly string[], kind: 'head' | 'row' | 'total') =>
      new TableRow({
        cantSplit: true,
        tableHeader: kind === 'head',
        children: shown.map(({ width, align }, place) => {
          const alignment =
            kind === 'head' ? 'center' : ({ start: 'left', middle: 'center', end: 'right' } as const)[align];
          return new TableCell({
            width: { size: twips(width * widthMm), type: WidthType.DXA },
            margins: { top: 30, bottom: 30, left: 70, right: 70 },
            verticalAlign: 'center',
            children: [
              line(cells[place] ?? '', { size: size.table, bold: kind !== 'row' }, alignment, tight),
            ],
          });
        }),
      });
    return new Table({
      layout: 'fixed',
      width: { size: twips(widthMm), type: WidthType.DXA },
      columnWidths: shown.map(({ width }) => twips(width * widthMm)),
      rows: [
        row(
          shown.map(({ heading }) => heading),
          'head',
        ),
        ...rows.map((cells, index) => row(cells, hasTotal && index === rows.length - 1 ? 'total' : 'row')),
      ],
    });
  }

  function picture({ drawing, caption }: Extract<Block, { kind: 'chart' }>): Child[] {
    const transformation = {
      width: chart.widthPx,
      height: Math.round((drawing.height / drawing.width) * chart.widthPx),
    };
    const image: ParagraphChild = new ImageRun({
      type: 'svg',
      data: Buffer.from(svgFile(drawing)),
      transformation,
      fallback: { type: 'png', data: rasterOf(drawing, chart.fallbackScale).png },
      altText: { name: caption, title: caption, description: caption },
    });
    return [
      new Paragraph({ alignment: 'center', keepNext: true, children: [image] }),
      line(caption, { italics: true, size: size.note }, 'center', { spacing: { after: 160 } }),
    ];
  }

  function block(one: Block): Child[] {
    const justified = { indent: { firstLine: twips(12.7) }, spacing: { after: 120, line: 276 } };
    switch (one.kind) {
      case 'part':
        return [
          line(one.text, { bold: true }, 'left', {
            keepNext: true,
            heading: 'Heading1',
            spacing: { before: 200, after: 100 },
          }),
        ];
      case 'heading':
        return [
          line(one.text, { bold: true }, 'left', {
            keepNext: true,
            heading: 'Heading2',
            spacing: { before: 120, after: 80 },
          }),
        ];
      case 'paragraph':
        return [line(one.text, {}, 'both', { ...justified, keepNext: leadsOn(one) })];
      case 'address':
        return [line(one.text, { size: size.note }, 'left', { indent: { left: twips(12.7) } })];
      case 'note':
        return [line(one.text, { italics: true, size: size.note }, 'both')];
      case 'items':
        return one.texts.map((text) => line(`– ${text}`, {}, 'both', justified));
      case 'table':
        return [table(one), line('', { size: 12 })];
      case 'chart':
        return picture(one);
    }
  }

  /** Number centred in the top margin, except on the first page; each section is numbered separately. */
  const section = (children: Child[]): ISectionOptions => ({
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
  });

  return { line, head, title, signature, block, section };
}
