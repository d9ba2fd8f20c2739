/**
 * Posters and stickers of an access point: who asks and why, a QR code, an address to type, the time needed, and who
 * sees the answer. The QR code is as large as the sheet allows, since people stand a metre away.
 */
import type { Channel } from '../../design/accessPoints/accessPoint.ts';
import type { Language } from '../../platform/text/catalogue.ts';
import { capitalised } from '../../platform/text/plainText.ts';
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
  a4: { ...a4, marginMm: 8, codeMm: 160.5, sizes: { unit: 26, invitation: 16, text: 11.5 } },
  a5: { widthMm: 148, heightMm: 210, marginMm: 9, codeMm: 98, sizes: { unit: 20, invitation: 14, text: 10 } },
  a6: { widthMm: 105, heightMm: 148, marginMm: 6, codeMm: 62, sizes: { unit: 14, invitation: 10, text: 8 } },
};

function standingSheet(poster: Poster, form: Standing): Sheet {
  const { widthMm, heightMm, marginMm, codeMm, sizes } = form;
  const t = posterTexts[poster.language];
  const across = { x: marginMm, widthMm: widthMm - 2 * marginMm, align: 'middle' } as const;
  const small: Writing = { ...across, sizeMm: points(sizes.text), linesMax: 1 };

  const head = stacked(marginMm, [
    ...(poster.madeUp ? [[t.madeUp, small] as const] : []),
    [t.invitation, { ...across, sizeMm: points(sizes.invitation), linesMax: 1 }],
    [
      capitalised(poster.unitName),
      { ...across, sizeMm: points(sizes.unit), weight: 'bold', linesMax: 2, tag: { role: 'H1' } },
    ],
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
  const top = head.bottom + (heightMm - marginMm - footHeight - head.bottom - codeMm) / 2;
  const middle: readonly Mark[] = poster.byLink
    ? stacked(top + codeMm / 3, [
        [t.open, small],
        [typed, { ...small, sizeMm: points(sizes.invitation), weight: 'bold' }],
      ]).marks
    : [{ kind: 'code', text: poster.address, x: (widthMm - codeMm) / 2, y: top, sideMm: codeMm }];
  return { widthMm, heightMm, marks: [...head.marks, ...middle, ...foot.marks] };
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
    if (poster.byLink) return [...head.marks, ...address.marks];
    const codeTop = y + (heightMm - 9 - codeMm) / 2;
    const code: Mark = { kind: 'code', text: poster.address, x: x + quiet, y: codeTop, sideMm: codeMm };
    return [code, ...head.marks, ...address.marks];
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
