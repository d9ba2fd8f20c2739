/** Sheets as one PDF, with the fonts in use embedded. */
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type PdfKit from 'pdfkit';
import { fontFiles, lineWidthMm, runsOf } from './letters.ts';
import { drawShapes } from './pdfShapes.ts';
import { printedCode } from './qrCode.ts';
import type { Mark, Sheet } from './sheet.ts';

const pointsPerMm = 72 / 25.4;
const require = createRequire(import.meta.url);
/** A line of text takes about a millisecond. */
const marksAtOnce = 10;

export interface PdfFacts {
  readonly title: string;
  readonly language: string;
  readonly madeAt: Date;
}

/**
 * @param sheets generated one by one: of thousands, only their output is held in memory
 * @param onSheet called and awaited after each sheet
 */
export async function pdfOf(
  sheets: Iterable<Sheet>,
  { title, language, madeAt }: PdfFacts,
  onSheet: () => Promise<void> = async () => {},
): Promise<Buffer> {
  const PdfFile = require('pdfkit') as typeof PdfKit; // loaded as fontkit is: letters.ts
  const document = new PdfFile({
    autoFirstPage: false,
    font: fontFiles.regular,
    lang: language,
    displayTitle: true,
    info: { Title: title, CreationDate: madeAt },
  });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  for (const { widthMm, heightMm, marks } of sheets) {
    document.addPage({ size: [widthMm * pointsPerMm, heightMm * pointsPerMm], margin: 0 });
    document.scale(pointsPerMm);
    for (const [index, mark] of marks.entries()) {
      draw(document, mark);
      if (index % marksAtOnce === 0) await nextTurn(); // lets requests be answered while sheets are written
    }
    await nextTurn();
    await onSheet();
  }
  const ended = once(document, 'end');
  document.end();
  await ended;
  return Buffer.concat(parts);
}

function draw(document: PDFKit.PDFDocument, mark: Mark): void {
  if (mark.kind === 'text') {
    let { x } = mark;
    for (const { text, file, scale } of runsOf(mark.text, mark.weight)) {
      document
        .font(file) // with a registered name pdfkit would read the file again each time
        .fontSize(mark.sizeMm * scale)
        .fillColor('black')
        .text(text, x, mark.baseline, { lineBreak: false, baseline: 'alphabetic' });
      x += lineWidthMm(text, mark.sizeMm, mark.weight);
    }
  } else if (mark.kind === 'code') {
    const { side, path } = printedCode(mark.text);
    document
      .save()
      .translate(mark.x, mark.y)
      .scale(mark.sideMm / side)
      .path(path)
      .fill('black')
      .restore();
  } else if (mark.kind === 'drawing') {
    document.save().translate(mark.x, mark.y);
    document.scale(mark.widthMm / mark.drawing.width);
    drawShapes(document, mark.drawing);
    document.restore();
  } else {
    document.save().lineWidth(mark.lineMm);
    if (mark.dashed) document.dash(1, { space: 1 });
    document.rect(mark.x, mark.y, mark.widthMm, mark.heightMm).stroke('black').restore();
  }
}
