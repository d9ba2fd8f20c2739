/** A band in the colour of an office with a rule below it, and its logo on a white ground at the left end. */
import type { Letterhead } from '../brand/brand.ts';
import type { Mark } from './sheet.ts';

interface Band {
  readonly x: number;
  readonly y: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Height of the logo, and the space around it. */
  readonly logoMm: number;
  readonly padMm: number;
}

export const ruleMm = 1;
/** White around a logo, since it may be dark. */
const plateMm = 1;

/** Width that the logo takes from what is written on the band; 0 without one. */
export function logoSpaceMm({ logo }: Letterhead, { logoMm, padMm }: Pick<Band, 'logoMm' | 'padMm'>): number {
  return logo ? (logo.widthPx / logo.heightPx) * logoMm + padMm + 2 * plateMm : 0;
}

export function bandMarks({ colour, accent, logo }: Letterhead, band: Band): Mark[] {
  const { x, y, widthMm, heightMm, logoMm, padMm } = band;
  const marks: Mark[] = [
    { kind: 'area', x, y, widthMm, heightMm, colour },
    { kind: 'area', x, y: y + heightMm, widthMm, heightMm: ruleMm, colour: accent },
  ];
  if (!logo) return marks;
  const at = { x: x + padMm + plateMm, y: y + (heightMm - logoMm) / 2 };
  const size = { widthMm: (logo.widthPx / logo.heightPx) * logoMm, heightMm: logoMm };
  const plate = {
    x: at.x - plateMm,
    y: at.y - plateMm,
    widthMm: size.widthMm + 2 * plateMm,
    heightMm: logoMm + 2 * plateMm,
  };
  return [
    ...marks,
    { kind: 'area', ...plate, colour: '#ffffff' },
    { kind: 'picture', ...at, ...size, picture: logo },
  ];
}
