/** The shapes of a chart in a PDF: as lines, areas and text, not as an image. */
import type { Drawing, Letters, Shape } from '../charts/drawing.ts';
import { areaInk, letterInks, lineInk } from '../charts/inks.ts';
import { fontFiles, lineWidthMm } from './letters.ts';

/** Draws at the current position and scale of the document. */
export function drawShapes(document: PDFKit.PDFDocument, drawing: Drawing): void {
  for (const shape of drawing.shapes) drawShape(document, shape, drawing);
}

function drawShape(document: PDFKit.PDFDocument, shape: Shape, drawing: Drawing): void {
  if (shape.kind === 'letters') drawLetters(document, shape);
  else if (shape.kind === 'line') {
    const { width, colour } = lineInk(shape.role, drawing);
    document
      .moveTo(...shape.from)
      .lineTo(...shape.to)
      .lineWidth(width)
      .stroke(colour);
  } else if (shape.kind === 'dot')
    document.circle(shape.x, shape.y, shape.radius).fill(areaInk(shape.role, drawing));
  else document.rect(shape.x, shape.y, shape.width, shape.height).fill(areaInk(shape.role, drawing));
}

function drawLetters(document: PDFKit.PDFDocument, { text, x, y, anchor, role, upright }: Letters): void {
  const { size, weight, colour } = letterInks[role];
  const width = lineWidthMm(text, size, weight); // in the same unit as the size
  const start = x - { start: 0, middle: width / 2, end: width }[anchor];
  document.save();
  if (upright) document.rotate(-90, { origin: [x, y] });
  document
    .font(fontFiles[weight])
    .fontSize(size)
    .fillColor(colour)
    .text(text, start, y, { lineBreak: false, baseline: 'alphabetic' })
    .restore();
}
