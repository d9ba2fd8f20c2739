/** The blocks above and below the text of an administrative document, on A4 pages. */
import type { Letterhead } from '../../platform/brand/brand.ts';
import type { Margins, Strip } from '../../platform/print/flow.ts';
import { bandMarks, logoSpaceMm } from '../../platform/print/band.ts';
import type { Weight } from '../../platform/print/letters.ts';
import {
  a4,
  lineHeight,
  paragraph,
  points,
  writtenLines,
  type Mark,
  type Writing,
} from '../../platform/print/sheet.ts';
import { itemOf, type Tag } from '../../platform/print/tag.ts';
import type { OfficeFrame } from './written.ts';

export const margins: Margins = { top: 20, right: 18, bottom: 20, left: 30 };
export const width = a4.widthMm - margins.left - margins.right;

export function column(x: number, widthMm: number): Pick<Writing, 'x' | 'widthMm'> {
  return { x, widthMm };
}

/** A line with its size and weight; `ruled` is the length of a rule below it, in millimetres. */
interface HeadLine {
  readonly text: string;
  readonly points: number;
  readonly weight: Weight;
  readonly ruled?: number;
  readonly tag?: Tag;
}

function headColumn(said: readonly HeadLine[], x: number, widthMm: number, align: 'start' | 'middle') {
  const marks: Mark[] = [];
  let top = 0;
  for (const { text, points: size, ruled, ...writing } of said) {
    if (text === '') continue;
    const sizeMm = points(size);
    for (const line of writtenLines(text, { ...column(x, widthMm), ...writing, sizeMm, align })) {
      marks.push(...line.map((mark) => ({ ...mark, baseline: mark.baseline + top })));
      top += sizeMm * lineHeight;
    }
    if (ruled !== undefined) {
      marks.push(rule(x + (widthMm - ruled) / 2, top + 0.6, ruled));
      top += 2.4;
    }
  }
  return { marks, bottom: top };
}

export function rule(x: number, y: number, widthMm: number): Mark {
  return { kind: 'box', x, y, widthMm, heightMm: 0, lineMm: 0.25 };
}

/** Two columns side by side as one strip. */
export function frameStrips({ superior, organ, number, country, motto, placeAndDate }: OfficeFrame): Strip[] {
  const half = width * 0.44;
  const left = headColumn(
    [
      { text: superior, points: 10, weight: 'serif' },
      { text: organ, points: 10, weight: 'serifBold', ruled: 22 },
      { text: number, points: 11, weight: 'serif' },
    ],
    0,
    half,
    'middle',
  );
  const right = headColumn(
    [
      { text: country, points: 9.5, weight: 'serifBold' },
      { text: motto, points: 11, weight: 'serifBold', ruled: 50 },
      { text: placeAndDate, points: 11, weight: 'serifItalic' },
    ],
    half,
    width - half,
    'middle',
  );
  return [{ heightMm: Math.max(left.bottom, right.bottom) + 6, marks: [...left.marks, ...right.marks] }];
}

/** The office and what the page is about, on a band of the office's colour. */
export function letterheadStrips(letterhead: Letterhead, subject: string): Strip[] {
  const logo = { logoMm: 14, padMm: 2 };
  const left = 3 + logoSpaceMm(letterhead, logo);
  const across = { ...column(left, width - left - 3), weight: 'bold', linesMax: 2 } as const;
  const name = paragraph(letterhead.name, 2.5, { ...across, sizeMm: points(10), colour: letterhead.accent });
  const hasName = letterhead.name !== '';
  const title = paragraph(subject, hasName ? name.bottom : 2.5, {
    ...across,
    sizeMm: points(15),
    colour: '#ffffff',
    tag: { role: 'H1' },
  });
  const heightMm = Math.max(title.bottom + 2.5, letterhead.logo ? logo.logoMm + 2 * logo.padMm + 2 : 0);
  const band = bandMarks(letterhead, { x: 0, y: 0, widthMm: width, heightMm, ...logo });
  return [{ heightMm: heightMm + 6, marks: [...band, ...(hasName ? name.marks : []), ...title.marks] }];
}

export function signatureStrips({ recipientsTitle, recipients, capacity, signer }: OfficeFrame): Strip[] {
  const half = width * 0.5;
  const list: Tag = { role: 'L' };
  const left = headColumn(
    [
      { text: recipientsTitle, points: 10, weight: 'serifBoldItalic' },
      ...recipients.map((one) => ({
        text: `- ${one}`,
        points: 9.5,
        weight: 'serif' as const,
        tag: itemOf(list),
      })),
    ],
    0,
    half - 4,
    'start',
  );
  const signed = headColumn(
    capacity.map((text) => ({ text, points: 11, weight: 'serifBold' as const })),
    half,
    width - half,
    'middle',
  );
  const name = headColumn([{ text: signer, points: 11, weight: 'serifBold' }], half, width - half, 'middle');
  const nameTop = signed.bottom + 26; // space for the signature and the seal
  return [
    {
      heightMm: Math.max(left.bottom, nameTop + name.bottom) + 4,
      marks: [
        ...left.marks,
        ...signed.marks,
        ...name.marks.map((mark) =>
          mark.kind === 'text' ? { ...mark, baseline: mark.baseline + nameTop } : mark,
        ),
      ].map((mark) => (mark.kind === 'text' ? { ...mark, baseline: mark.baseline + 4 } : mark)),
    },
  ];
}
