/** The colours and the logo of an office as the end of the style sheet of all pages, so that they take no request of their own. */
import { createHash } from 'node:crypto';
import { usualBrand, type Brand, type Logo } from './brand.ts';
import { readable, tint } from './colours.ts';

/** A brand as pages use it. */
export interface ShownBrand extends Brand {
  /** CSS; empty for the usual brand. */
  readonly style: string;
  /** Changes with the brand; empty for the usual one. */
  readonly version: string;
}

/** Height on a page, in CSS pixels; the picture has more for fine screens. */
const logoHeight = 36;

export function shownBrand(brand: Brand): ShownBrand {
  const { colour, accent, logo, name } = brand;
  const isUsual = colour === usualBrand.colour && accent === usualBrand.accent;
  const style = (isUsual ? '' : colourStyle(brand)) + (logo ? logoStyle(logo) : '');
  const isNothing = style === '' && name === undefined;
  const hash = createHash('sha256').update(JSON.stringify([style, name]));
  return { ...brand, style, version: isNothing ? '' : hash.digest('hex').slice(0, 8) };
}

/** The main colour on dark pages. That of the program is in public/pages.css. */
export function darkColour({ colour }: Pick<Brand, 'colour'>): string {
  return colour === usualBrand.colour ? '#7fd0e2' : readable(colour, 'dark');
}

function colourStyle({ colour, accent }: Brand): string {
  const dark = darkColour({ colour });
  return (
    `:root{--brand:${colour};--band:${colour};--accent:${accent};--chosen:${tint(colour, 'light')}}` +
    `@media (prefers-color-scheme:dark){:root{--brand:${dark};--on-brand:#10181f;--chosen:${tint(dark, 'dark')}}}`
  );
}

function logoStyle({ screen: { png, widthPx, heightPx } }: Logo): string {
  const width = Math.round((widthPx / heightPx) * logoHeight);
  return `.brand::before{content:'';width:${width}px;height:${logoHeight}px;background-image:url(data:image/png;base64,${png})}`;
}
