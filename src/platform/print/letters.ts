/**
 * The fonts of printed pages: DejaVu Sans and, for the running text of reports, DejaVu Serif. They cover Vietnamese
 * completely, and their licence allows embedding.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Font, openSync, Path } from 'fontkit';
import { projectFolder } from '../projectFolder.ts';

export type Weight = 'regular' | 'bold' | 'serif' | 'serifBold' | 'serifItalic' | 'serifBoldItalic';

export const fontFiles: Record<Weight, string> = {
  regular: fontFile('DejaVuSans.ttf'),
  bold: fontFile('DejaVuSans-Bold.ttf'),
  serif: fontFile('DejaVuSerifCondensed.ttf'),
  serifBold: fontFile('DejaVuSerifCondensed-Bold.ttf'),
  serifItalic: fontFile('DejaVuSerifCondensed-Italic.ttf'),
  serifBoldItalic: fontFile('DejaVuSerifCondensed-BoldItalic.ttf'),
};

function fontFile(name: string): string {
  return join(projectFolder(), 'node_modules', 'dejavu-fonts-ttf', 'ttf', name);
}

/**
 * Loaded only when something is printed, since it is large. pdfkit is loaded in the same way, so that both share one
 * fontkit.
 */
const require = createRequire(import.meta.url);
const opened = new Map<Weight, Font>();

function fontOf(weight: Weight): Font {
  const known = opened.get(weight);
  if (known) return known;
  const fontkit = require('fontkit') as { readonly openSync: typeof openSync };
  const font = fontkit.openSync(fontFiles[weight]) as Font; // one font per file
  opened.set(weight, font);
  return font;
}

/** Widths of words, in units of the font, cached: the same syllables recur, and shaping one is slow. */
const widths = new Map<string, number>();
const widthsMax = 20_000;

/** Measured word by word, each with the space after it, as pdfkit lays out a line. */
export function lineWidthMm(line: string, sizeMm: number, weight: Weight): number {
  const words = line.match(/[^ ]* |[^ ]+$/g) ?? [];
  const width = words.reduce((sum, word) => sum + wordWidth(word, weight), 0);
  return (width / fontOf(weight).unitsPerEm) * sizeMm;
}

function wordWidth(word: string, weight: Weight): number {
  const key = `${weight} ${word}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const width = fontOf(weight).layout(word).advanceWidth;
  if (widths.size >= widthsMax) widths.clear();
  widths.set(key, width);
  return width;
}

interface LinePosition {
  readonly x: number;
  readonly baseline: number;
  readonly sizeMm: number;
  readonly weight: Weight;
}

/** The outline of each letter of a line, in its position. */
export function outlines(line: string, { x, baseline, sizeMm, weight }: LinePosition): Path[] {
  const font = fontOf(weight);
  const scale = sizeMm / font.unitsPerEm;
  const { glyphs, positions } = font.layout(line);
  let pen = 0;
  return glyphs.map((glyph, index) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
    const path = glyph.path
      .scale(scale, -scale)
      .translate(x + (pen + xOffset) * scale, baseline - yOffset * scale);
    pen += xAdvance;
    return path;
  });
}

/** The outlines of a line as an SVG path, so that it looks the same where the font is not installed. */
export function outlinePath(line: string, position: LinePosition): string {
  const path = outlines(line, position)
    .map((outline) => outline.toSVG())
    .join('');
  return path.replace(/\d+\.\d{3,}/g, (number) => Number(number).toFixed(2));
}
