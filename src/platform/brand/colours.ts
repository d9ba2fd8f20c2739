/** Colours of an office and their contrast, by WCAG 2.2 (criterion 1.4.3, level AA). A colour is `#rrggbb`. */

/** Least contrast of text with what it stands on. */
export const contrastMin = 4.5;

const white = '#ffffff';
/** What text in the main colour stands on, apart from its own tint; as in public/pages.css. */
const grounds = { light: [white, '#f3f6f8', '#fdf0ee'], dark: ['#18222b', '#10181f', '#3a1a17'] } as const;
export type Theme = keyof typeof grounds;

export function isColour(text: string): boolean {
  return /^#[\da-f]{6}$/.test(text);
}

function channels(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

/** Relative luminance, 0 to 1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** @param share of the other colour, 0 to 1 */
export function mixed(colour: string, other: string, share: number): string {
  const others = channels(other);
  const parts = channels(colour).map((value, at) => Math.round(value + (others[at]! - value) * share));
  return `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** The ground of what is chosen or current: a tint of the main colour. */
export function tint(colour: string, theme: Theme): string {
  return theme === 'light' ? mixed(colour, white, 0.86) : mixed(colour, grounds.dark[0], 0.8);
}

/** Where text in the main colour is hardest to read. */
export function worstGround(
  colour: string,
  theme: Theme,
): { readonly ground: string; readonly ratio: number } {
  const found = [...grounds[theme], tint(colour, theme)].map((ground) => ({
    ground,
    ratio: contrast(colour, ground),
  }));
  return found.toSorted((one, other) => one.ratio - other.ratio)[0]!;
}

/** The main colour as it is in the theme: itself where it can be read, or else the nearest one that can. */
export function readable(colour: string, theme: Theme): string {
  return nearest(colour, (one) => worstGround(one, theme).ratio >= contrastMin);
}

/** Text on a ground of the office: itself where it can be read, or else the nearest colour that can. */
export function readableOn(colour: string, ground: string): string {
  return nearest(colour, (one) => contrast(one, ground) >= contrastMin);
}

/** With as little black or white mixed in as will do; black or white itself does on every ground. */
function nearest(colour: string, isSound: (colour: string) => boolean): string {
  for (let percent = 0; percent <= 100; percent += 1) {
    for (const other of ['#000000', white]) {
      const one = mixed(colour, other, percent / 100);
      if (isSound(one)) return one;
    }
  }
  throw new Error(`nothing can be read in place of ${colour}`);
}
