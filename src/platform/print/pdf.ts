/** Sheets as one PDF, with the fonts in use embedded. Only for threads that answer no requests: a line takes about a millisecond. */
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type PdfKit from 'pdfkit';
import { fontFiles, lineWidthMm, runsOf } from './letters.ts';
import { drawShapes } from './pdfShapes.ts';
import { structureWriter, type Figure } from './pdfStructure.ts';
import { printedCode } from './qrCode.ts';
import type { CodeMark, DrawingMark, Mark, Sheet } from './sheet.ts';
import { artifact, type Tag } from './tag.ts';
import { catalogue, isLanguage } from '../text/catalogue.ts';

const pointsPerMm = 72 / 25.4;
const require = createRequire(import.meta.url);
const partsMax = 1000;

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
    info: { Title: new Title(title) as unknown as string, CreationDate: madeAt },
    pdfVersion: '1.7',
    tagged: true,
  });
  document.appendXML(conformance);
  const structure = structureWriter(document);
  const written = joinedParts();
  document.on('data', (part: Buffer) => written.add(part));
  for (const { widthMm, heightMm, marks } of sheets) {
    document.addPage({ size: [widthMm * pointsPerMm, heightMm * pointsPerMm], margin: 0 });
    document.scale(pointsPerMm);
    for (const mark of marks) {
      structure.enter(tagOf(mark, language));
      draw(document, mark);
    }
    structure.endPage();
    await onSheet();
  }
  structure.end();
  const ended = once(document, 'end');
  document.end();
  await ended;
  return written.all();
}

/** pdfkit writes a file in parts of a few bytes, each of which takes many times its length in memory. */
function joinedParts() {
  const joined: Buffer[] = [];
  let parts: Buffer[] = [];
  return {
    add(part: Buffer): void {
      parts.push(part);
      if (parts.length < partsMax) return;
      joined.push(Buffer.concat(parts));
      parts = [];
    },
    all: () => Buffer.concat([...joined, ...parts]),
  };
}

/** Says of itself that it is PDF/UA-1. pdfkit's option for this adds a list of glyphs that lacks parts of accented letters. */
const conformance = `<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>`;

/** pdfkit writes a title into XML as it is. */
class Title extends String {
  override toString(): string {
    return this.valueOf().replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  }
}

const frameTexts = catalogue('respondents/frame');

/** Charts and codes are figures; lines, areas and logos are for the eye only. */
function tagOf(mark: Mark, language: string): Tag | Figure {
  if (mark.kind === 'text') return mark.tag;
  if (mark.kind === 'box' || mark.kind === 'area' || mark.kind === 'picture') return artifact;
  const [width, height] =
    mark.kind === 'code'
      ? [mark.sideMm, mark.sideMm]
      : [mark.widthMm, (mark.drawing.height / mark.drawing.width) * mark.widthMm];
  const { x, y } = mark;
  const points = (mm: number): number => mm * pointsPerMm;
  const box: Figure['bbox'] = [points(x), points(y), points(x + width), points(y + height)];
  return {
    role: 'Figure',
    alt: altOf(mark, frameTexts[isLanguage(language) ? language : 'vi'].figures[mark.kind]),
    bbox: box,
  };
}

/** Of a chart its labels and values; the caption below it says what they are. */
function altOf(mark: CodeMark | DrawingMark, name: string): string {
  if (mark.kind === 'code') return `${name}: ${mark.text}`;
  const said = mark.drawing.shapes
    .filter((shape) => shape.kind === 'letters')
    .filter(({ role }) => role !== 'tick' && role !== 'axis')
    .toSorted((a, b) => a.y - b.y || a.x - b.x) // a label and then its value
    .map(({ text }) => text);
  return `${name}: ${said.length > 0 ? said.join(', ') : mark.drawing.description}`;
}

function draw(document: PDFKit.PDFDocument, mark: Mark): void {
  if (mark.kind === 'text') {
    let { x } = mark;
    const said = `${mark.text} `; // a space also between lines, for readers that join them
    for (const { text, file, scale } of runsOf(said, mark.weight)) {
      document
        .font(file) // with a registered name pdfkit would read the file again each time
        .fontSize(mark.sizeMm * scale)
        .fillColor(mark.colour ?? 'black')
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
  } else if (mark.kind === 'area') {
    document.rect(mark.x, mark.y, mark.widthMm, mark.heightMm).fill(mark.colour);
  } else if (mark.kind === 'picture') {
    const { picture, x, y, widthMm: width, heightMm: height } = mark;
    document.image(`data:image/png;base64,${picture.png}`, x, y, { width, height }); // a text is in the file once
  } else {
    document.save().lineWidth(mark.lineMm);
    if (mark.dashed) document.dash(1, { space: 1 });
    document
      .rect(mark.x, mark.y, mark.widthMm, mark.heightMm)
      .stroke(mark.colour ?? 'black')
      .restore();
  }
}
