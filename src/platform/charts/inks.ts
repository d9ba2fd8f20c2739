/**
 * Colours of a drawing in files and on paper, where no style sheet applies: those of the light theme in
 * public/pages.css.
 */
import { usualBrand } from '../brand/brand.ts';
import type { AreaRole, Drawing, LetterRole, LineRole } from './drawing.ts';

export interface LetterInk {
  readonly size: number;
  readonly weight: 'regular' | 'bold';
  readonly colour: string;
}

const [black, pale] = ['#17212b', '#c9d2da'];

export const letterInks: Record<LetterRole, LetterInk> = {
  text: { size: 12.5, weight: 'regular', colour: black },
  strong: { size: 12.5, weight: 'bold', colour: black },
  value: { size: 12.5, weight: 'bold', colour: black },
  tick: { size: 11, weight: 'regular', colour: black },
  between: { size: 11, weight: 'regular', colour: black },
  axis: { size: 11, weight: 'regular', colour: black },
  inside: { size: 11, weight: 'regular', colour: black },
  digit: { size: 11, weight: 'bold', colour: '#ffffff' },
};

const lineInks: Record<LineRole, { readonly width: number; readonly colour: string }> = {
  grid: { width: 1, colour: pale },
  join: { width: 1, colour: '#8b98a5' },
  centre: { width: 1, colour: '#8b98a5' },
  interval: { width: 2, colour: usualBrand.colour },
  intervalBeside: { width: 2, colour: '#d55e00' },
  limit: { width: 1, colour: '#d55e00' },
};

/** Blue and orange can be distinguished with every kind of colour blindness (Okabe and Ito). */
const areaInks: Record<AreaRole, string> = {
  dot: usualBrand.colour,
  up: '#0072b2',
  down: '#d55e00',
  other: '#4c5a68',
  first: '#fff5d9',
  dotBeside: '#d55e00',
  // From orange to blue (ColorBrewer's PuOr and RdBu), pale enough for black letters.
  worst: '#e08214',
  bad: '#fdb863',
  middle: '#e3e3e3',
  good: '#a6cfe6',
  best: '#5aa5d6',
  together: '#c4b4d4',
};

export function lineInk(role: LineRole, { brand }: Pick<Drawing, 'brand'>) {
  return role === 'interval' && brand !== undefined ? { ...lineInks[role], colour: brand } : lineInks[role];
}

export function areaInk(role: AreaRole, { brand }: Pick<Drawing, 'brand'>): string {
  return role === 'dot' && brand !== undefined ? brand : areaInks[role];
}
