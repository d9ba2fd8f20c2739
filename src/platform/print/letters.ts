/**
 * The fonts of printed pages: DejaVu Sans and, for the running text of reports, DejaVu Serif. They cover Vietnamese
 * completely. Khmer letters are set in Battambang. The licences allow embedding.
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

const khmerFiles = { regular: khmerFile('400-normal.woff'), bold: khmerFile('700-normal.woff') };

/** Path of the font for browsers on devices that have no Khmer font. */
export const khmerOnScreens = khmerFile('400-normal.woff2');

function fontFile(name: string): string {
  return join(projectFolder(), 'node_modules', 'dejavu-fonts-ttf', 'ttf', name);
}

function khmerFile(name: string): string {
  return join(projectFolder(), 'node_modules/@fontsource/battambang/files', `battambang-khmer-${name}`);
}

const khmer = /([\u1780-\u17FF\u19E0-\u19FF]+)/;

/** Whether a text has letters that need more height than Latin ones: Khmer stacks signs above and below. */
export function hasTallLetters(text: string): boolean {
  return khmer.test(text);
}

/** A part of a line that one font has all letters of. */
export interface Run {
  readonly text: string;
  readonly file: string;
  /** Size of its letters, relative to that of the line: Khmer ones are drawn smaller than Latin ones of the same size. */
  readonly scale: number;
}

const khmerScale = 1.15;

/** The parts of a line, in their order. */
export function runsOf(line: string, weight: Weight): readonly Run[] {
  if (!hasTallLetters(line)) return [{ text: line, file: fontFiles[weight], scale: 1 }];
  const khmerFont = khmerFiles[weight.toLowerCase().includes('bold') ? 'bold' : 'regular'];
  const parts = line.split(khmer).filter((text) => text !== '');
  return parts.map((text) =>
    hasTallLetters(text)
      ? { text, file: khmerFont, scale: khmerScale }
      : { text, file: fontFiles[weight], scale: 1 },
  );
}

/**
 * Loaded only when something is printed, since it is large. pdfkit is loaded in the same way, so that both share one
 * fontkit.
 */
const require = createRequire(import.meta.url);
const opened = new Map<string, Font>();

function fontOf(file: string): Font {
  const known = opened.get(file);
  if (known) return known;
  const fontkit = require('fontkit') as { readonly openSync: typeof openSync };
  const font = fontkit.openSync(file) as Font; // one font per file
  opened.set(file, font);
  return font;
}

/** Widths of words, for letters of size 1, cached: the same syllables recur, and shaping one is slow. */
const widths = new Map<string, number>();
const widthsMax = 20_000;

/** Measured word by word, each with the space after it, as pdfkit lays out a line. */
export function lineWidthMm(line: string, sizeMm: number, weight: Weight): number {
  const words = line.match(/[^ ]* |[^ ]+$/g) ?? [];
  return words.reduce((sum, word) => sum + wordWidth(word, weight), 0) * sizeMm;
}

function wordWidth(word: string, weight: Weight): number {
  const key = `${weight} ${word}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const width = runsOf(word, weight).reduce((sum, { text, file, scale }) => {
    const font = fontOf(file);
    return sum + (font.layout(text).advanceWidth / font.unitsPerEm) * scale;
  }, 0);
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
function outlines(line: string, { x, baseline, sizeMm, weight }: LinePosition): Path[] {
  let pen = x;
  return runsOf(line, weight).flatMap(({ text, file, scale: relative }) => {
    const font = fontOf(file);
    const scale = (sizeMm / font.unitsPerEm) * relative;
    const { glyphs, positions } = font.layout(text);
    return glyphs.map((glyph, index) => {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
      const path = glyph.path
        .scale(scale, -scale)
        .translate(pen + xOffset * scale, baseline - yOffset * scale);
      pen += xAdvance * scale;
      return path;
    });
  });
}

/** The outlines of a line as an SVG path, so that it looks the same where the font is not installed. */
export function outlinePath(line: string, position: LinePosition): string {
  const path = outlines(line, position)
    .map((outline) => outline.toSVG())
    .join('');
  return path.replace(/\d+\.\d{3,}/g, (number) => Number(number).toFixed(2));
}
