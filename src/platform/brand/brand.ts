/** What an office shows of itself on pages, posters, kiosks and documents: its name, two colours and a logo. */
import { inLanguage, type Localized } from '../text/localized.ts';

export interface Picture {
  /** PNG, in Base64. */
  readonly png: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface Logo {
  /** A few kilobytes: it is in the style sheet of every page. */
  readonly screen: Picture;
  readonly print: Picture;
}

export interface Brand {
  /** Missing: the name of the program. */
  readonly name?: Localized | undefined;
  /** Of links, buttons and bands, `#rrggbb`; white text can be read on it. */
  readonly colour: string;
  /** Of text and rules on a band. */
  readonly accent: string;
  readonly logo?: Logo | undefined;
}

export const usualBrand: Brand = { colour: '#0b5568', accent: '#ffd97a' };

/** The office's part of a document in one language. */
export interface Letterhead extends Pick<Brand, 'colour' | 'accent'> {
  /** Empty where none was set. */
  readonly name: string;
  readonly logo?: Picture | undefined;
}

export function letterhead({ name, colour, accent, logo }: Brand, language: string): Letterhead {
  return { name: name ? inLanguage(name, language) : '', colour, accent, logo: logo?.print };
}
