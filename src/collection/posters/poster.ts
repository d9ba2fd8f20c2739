/**
 * Posters and stickers of an access point: who asks and why, a QR code, an address to type, the time needed, and who
 * sees the answer. The QR code is as large as the sheet allows, since people stand a metre away.
 */
import type { Channel } from '../../design/accessPoints/accessPoint.ts';
import type { Letterhead } from '../../platform/brand/brand.ts';
import type { Language } from '../../platform/text/catalogue.ts';
import { capitalised } from '../../platform/text/plainText.ts';
import { bandMarks, logoSpaceMm, ruleMm } from '../../platform/print/band.ts';
import { layoutOf } from '../../platform/print/layout.ts';
import { quietMm } from '../../platform/print/qrCode.ts';
import { a4, paragraph, points, type Mark, type Sheet, type Writing } from '../../platform/print/sheet.ts';
import { paperFormTexts } from '../paper/texts.ts';
import { posterTexts } from './texts.ts';

export const posterFormats = ['a4', 'a5', 'a6', 'stickers'] as const;
export type PosterFormat = (typeof posterFormats)[number];

/** Channels on which people use their own telephone. */
export function hasPoster(channel: Channel): boolean {
  return channel === 'qr' || channel === 'link';
}

export interface Poster {
  readonly unitName: string;
  readonly serviceName?: string | undefined;
  /** As encoded in the QR code. */
  readonly address: string;
  /** Of a link that is sent and typed: the address stands where others have the QR code. */
  readonly byLink: boolean;
  readonly questionCount: number;
  readonly madeUp: boolean;
  readonly language: Language;
  /** A native speaker has read the translation; otherwise the poster says that nobody has. */
  readonly isReviewed: boolean;
  readonly letterhead: Letterhead;
}

/** The printed address for answering: capitals make a smaller QR code, and routes ignore case. */
export function printedAddress(origin: string, accessCode: string): string {
  return `${origin}/S/${accessCode}`.toUpperCase();
}

const secondsPerQuestion = 5;

export function minutesFor(questionCount: number): number {
  return Math.max(1, Math.ceil((questionCount * secondsPerQuestion) / 60));
}

export function posterSheet(poster: Poster, format: PosterFormat): Sheet {
  return format === 'stickers' ? stickerSheet(poster) : standingSheet(poster, standing[format]);
}

interface Standing {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly marginMm: number;
  readonly codeMm: number;
  /** In points (1/72 inch). */
  readonly sizes: { readonly unit: number; readonly invitation: number; readonly text: number };
}

const standing: Record<Exclude<PosterFormat, 'stickers'>, Standing> = {
  a4: { ...a4, marginMm: 8, codeMm: 160.5, sizes: { unit: 26, invitation: 24, text: 11.5 } },
  a5: { widthMm: 148, heightMm: 210, marginMm: 9, codeMm: 98, sizes: { unit: 20, invitation: 18, text: 10 } },
  a6: { widthMm: 105, heightMm: 148, marginMm: 6, codeMm: 62, sizes: { unit: 14, invitation: 13, text: 8 } },
};

/** Type is made smaller by this, again and again, until the code has its quiet zone; where it is half as large, it stays. */
const smaller = 0.95;
const scaleMin = 0.5;

function standingSheet(poster: Poster, form: Standing, scale = 1): Sheet {
  const { widthMm, heightMm, marginMm, codeMm } = form;
  const { unit, invitation, text } = form.sizes;
  const sizes = { unit: unit * scale, invitation: invitation * scale, text: text * scale };
  const t = posterTexts[poster.language];
  const across = { x: marginMm, widthMm: widthMm - 2 * marginMm, align: 'middle' } as const;
  const small: Writing = { ...across, sizeMm: points(sizes.text), linesMax: 1 };

  const band = bandOf(poster, { ...form, sizes });
  const head = stacked(band.bottom + points(sizes.text) / 2, [
    ...(poster.madeUp ? [[t.madeUp, small] as const] : []),
    ...(poster.serviceName === undefined ? [] : [[t.about({ service: poster.serviceName }), small] as const]),
    [t.purpose, small],
  ]);
  const typed = typedAddress(poster.address);
  const lines: readonly Line[] = [
    ...(poster.byLink
      ? []
      : ([
          [t.scan, small],
          [typed, { ...small, sizeMm: points(sizes.text * 1.25), weight: 'bold' }],
        ] as const)),
    [t.minutes({ minutes: minutesFor(poster.questionCount) }), small],
    [t.whoSees, small],
    ...notReviewed(poster, sizes.text * 0.7, across),
  ];
  const footHeight = stacked(0, lines).bottom;
  const foot = stacked(heightMm - marginMm - footHeight, lines);
  const roomMm = heightMm - marginMm - footHeight - head.bottom;
  const isTight = !poster.byLink && roomMm < codeMm + 2 * quietMm(poster.address, codeMm);
  if (isTight && scale > scaleMin) return standingSheet(poster, form, scale * smaller);
  const top = head.bottom + (roomMm - codeMm) / 2;
  const middle: readonly Mark[] = poster.byLink
    ? addressSign(
        poster,
        { ...across, x: marginMm * 2, widthMm: widthMm - 4 * marginMm },
        top + codeMm / 4,
        sizes,
      )
    : [{ kind: 'code', text: poster.address, x: (widthMm - codeMm) / 2, y: top, sideMm: codeMm }];
  return { widthMm, heightMm, marks: [...band.marks, ...head.marks, ...middle, ...foot.marks] };
}

/** White around a band, as office printers leave it. */
const bandEdgeMm = 4;
const white = '#ffffff';

/** Who asks, on a band of the office's colour. */
function bandOf(
  { unitName, language, letterhead }: Poster,
  { widthMm, marginMm, sizes }: Standing,
): { marks: readonly Mark[]; bottom: number } {
  const logo = { logoMm: points(sizes.unit) * 2, padMm: marginMm - bandEdgeMm };
  const left = marginMm + logoSpaceMm(letterhead, logo);
  const align = letterhead.logo ? 'start' : 'middle';
  const across = { x: left, widthMm: widthMm - marginMm - left, align, linesMax: 1 } as const;
  const top = bandEdgeMm + points(sizes.text) * 0.6;
  const unit = { ...across, linesMax: 2, tag: { role: 'H1' } } as const;
  const text = stacked(top, [
    ...(letterhead.name === ''
      ? []
      : [[letterhead.name, { ...across, sizeMm: points(sizes.text), colour: white }] as const]),
    [
      posterTexts[language].invitation,
      { ...across, sizeMm: points(sizes.invitation), weight: 'bold', colour: letterhead.accent },
    ],
    [capitalised(unitName), { ...unit, sizeMm: points(sizes.unit), weight: 'bold', colour: white }],
  ]);
  const heightMm = Math.max(text.bottom - bandEdgeMm, letterhead.logo ? logo.logoMm + 2 * logo.padMm : 0);
  const band = { x: bandEdgeMm, y: bandEdgeMm, widthMm: widthMm - 2 * bandEdgeMm, heightMm };
  return {
    marks: [...bandMarks(letterhead, { ...band, ...logo }), ...text.marks],
    bottom: bandEdgeMm + heightMm + ruleMm,
  };
}

/** The address to type, in a frame, where other posters have their code. */
function addressSign(
  { address, language, letterhead: { colour } }: Poster,
  across: Pick<Writing, 'x' | 'widthMm' | 'align'>,
  top: number,
  sizes: Standing['sizes'],
): readonly Mark[] {
  const pad = points(sizes.unit);
  const within = { ...across, x: across.x + pad / 2, widthMm: across.widthMm - pad, linesMax: 1 };
  const sign = stacked(top + pad, [
    [posterTexts[language].open, { ...within, sizeMm: points(sizes.invitation) }],
    [typedAddress(address), { ...within, sizeMm: points(sizes.unit), weight: 'bold' }],
  ]);
  const { x, widthMm } = across;
  const frame: Mark = {
    kind: 'box',
    x,
    y: top,
    widthMm,
    heightMm: sign.bottom + pad - top,
    lineMm: 1.2,
    colour,
  };
  return [frame, ...sign.marks];
}

type Line = readonly [text: string, writing: Writing];

function notReviewed({ language, isReviewed }: Poster, size: number, at: Omit<Writing, 'sizeMm'>): Line[] {
  return isReviewed ? [] : [[paperFormTexts[language].notReviewed, { ...at, sizeMm: points(size) }]];
}

/** Space between paragraphs, relative to the font size of the upper one. */
const gap = 0.3;

function stacked(top: number, lines: readonly Line[]): { marks: Mark[]; bottom: number } {
  const marks: Mark[] = [];
  let bottom = top;
  for (const [text, writing] of lines) {
    const written = paragraph(text, bottom, writing);
    marks.push(...written.marks);
    bottom = written.bottom + writing.sizeMm * gap;
  }
  return { marks, bottom };
}

/** Eight stickers per sheet, in a usual size of label sheets (99.1 × 67.7 mm). */
const sticker = { widthMm: 99.1, heightMm: 67.7, columns: 2, rows: 4, codeMm: 42 };

function stickerSheet(poster: Poster): Sheet {
  const t = posterTexts[poster.language];
  const { widthMm, heightMm, columns, rows, codeMm } = sticker;
  const left = (a4.widthMm - columns * widthMm) / 2;
  const top = (a4.heightMm - rows * heightMm) / 2;
  const quiet = quietMm(poster.address, codeMm);
  const marks = Array.from({ length: columns * rows }, (_, index): readonly Mark[] => {
    const x = left + (index % columns) * widthMm;
    const y = top + Math.floor(index / columns) * heightMm;
    const beside = poster.byLink
      ? { x: x + 5, widthMm: widthMm - 10 }
      : { x: x + 2 * quiet + codeMm, widthMm: widthMm - 2 * quiet - codeMm - 4 };
    const writing: Writing = { ...beside, sizeMm: points(8), linesMax: 4 };
    const head = stacked(y + 7, [
      [t.invitation, { ...writing, sizeMm: points(9) }],
      [capitalised(poster.unitName), { ...writing, sizeMm: points(10), weight: 'bold' }],
      ...(poster.serviceName === undefined ? [] : [[poster.serviceName, writing] as const]),
      [t.short({ minutes: minutesFor(poster.questionCount) }), { ...writing, linesMax: 5 }],
      ...(poster.madeUp ? [[t.madeUp, writing] as const] : []),
      ...notReviewed(poster, 5, writing),
    ]);
    const address = paragraph(typedAddress(poster.address), y + heightMm - 9, {
      x: x + 5,
      widthMm: widthMm - 10,
      sizeMm: points(9),
      weight: 'bold',
      linesMax: 1,
    });
    const band: Mark = { kind: 'area', x, y, widthMm, heightMm: 4.5, colour: poster.letterhead.colour };
    if (poster.byLink) return [band, ...head.marks, ...address.marks];
    const codeTop = y + (heightMm - 9 - codeMm) / 2;
    const code: Mark = { kind: 'code', text: poster.address, x: x + quiet, y: codeTop, sideMm: codeMm };
    return [band, code, ...head.marks, ...address.marks];
  });
  return { ...a4, marks: marks.flat() };
}

/** As people type it: lower case except for the access code. */
function typedAddress(address: string): string {
  const code = address.lastIndexOf('/') + 1;
  return (
    address
      .slice(0, code)
      .toLowerCase()
      .replace(/^https?:\/\//, '') + address.slice(code)
  );
}

export function posterSheets(...given: Parameters<typeof posterSheet>): readonly Sheet[] {
  return [posterSheet(...given)];
}

export const posterLayout = layoutOf(import.meta.url, posterSheets);
