/** Blocks of a written report in a Word file; charts stay vector drawings. */
import type { ParagraphChild } from 'docx';
import { svgFile } from '../../platform/charts/svgFile.ts';
import { pictureOf as asPicture, type Rasterizer } from '../../platform/print/raster.ts';
import { size, tight, twips, widthMm, type Child, type Library, type LineWriter } from './wordLines.ts';
import { isKeptWithNext, leadsOn, setCells, type Block } from './written.ts';

const chart = { widthPx: 540, fallbackScale: 1.5 } as const;

export function blockWriter(docx: Library, rasterOf: Rasterizer, { line }: LineWriter) {
  return (one: Block): Child[] => {
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
        return [tableOf(docx, line, one), line('', { size: 12 })];
      case 'chart':
        return pictureOf(docx, rasterOf, line, one);
    }
  };
}

function tableOf(
  { Table, TableRow, TableCell, WidthType }: Library,
  line: LineWriter['line'],
  { columns: shown, rows, hasTotal }: Extract<Block, { kind: 'table' }>,
) {
  const row = (cells: readonly string[], kind: 'head' | 'row' | 'total', keepNext = false) =>
    new TableRow({
      cantSplit: true,
      tableHeader: kind === 'head',
      children: setCells(shown, cells).map(({ text, columns, width, align }) => {
        const alignment =
          kind === 'head' ? 'center' : ({ start: 'left', middle: 'center', end: 'right' } as const)[align];
        return new TableCell({
          width: { size: twips(width * widthMm), type: WidthType.DXA },
          columnSpan: columns,
          margins: { top: 30, bottom: 30, left: 70, right: 70 },
          verticalAlign: 'center',
          children: [
            line(text, { size: size.table, bold: kind !== 'row' }, alignment, { ...tight, keepNext }),
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
      ...rows.map((cells, index) =>
        row(
          cells,
          hasTotal && index === rows.length - 1 ? 'total' : 'row',
          isKeptWithNext(index, rows.length),
        ),
      ),
    ],
  });
}

function pictureOf(
  { ImageRun, Paragraph }: Library,
  rasterOf: Rasterizer,
  line: LineWriter['line'],
  { drawing, caption }: Extract<Block, { kind: 'chart' }>,
): Child[] {
  const transformation = {
    width: chart.widthPx,
    height: Math.round((drawing.height / drawing.width) * chart.widthPx),
  };
  const image: ParagraphChild = new ImageRun({
    type: 'svg',
    data: Buffer.from(svgFile(drawing)),
    transformation,
    fallback: { type: 'png', data: rasterOf(asPicture(drawing, chart.fallbackScale)).png },
    altText: { name: caption, title: caption, description: caption },
  });
  return [
    new Paragraph({ alignment: 'center', keepNext: true, children: [image] }),
    line(caption, { italics: true, size: size.note }, 'center', { spacing: { after: 160 } }),
  ];
}
