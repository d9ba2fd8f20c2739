/** Printed pages as somebody sees them: rendered, made small, out of focus, and read with a decoder of QR codes. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import decoder from 'jsqr';
import { pdfinfoPath, pdftoppmPath } from './needs.ts';

const run = promisify(execFile);
const jsQR = decoder as unknown as typeof decoder.default; // a module of the older kind

/** Shades of grey, 0 black to 255 white, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly shades: Uint8Array;
}

/** The pages of a PDF, rendered by poppler. */
export async function renderPages(pdf: Buffer, dotsPerInch: number): Promise<readonly Picture[]> {
  return await withFile(pdf, async (file, folder) => {
    await run(pdftoppmPath ?? '', ['-gray', '-r', String(dotsPerInch), file, join(folder, 'page')]);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.pgm')).toSorted();
    return await Promise.all(names.map(async (name) => pictureOf(await readFile(join(folder, name)))));
  });
}

/** An element of the structure of a PDF with its attributes and its own text, without the elements in it. */
export interface ReadElement {
  readonly role: string;
  readonly depth: number;
  readonly attributes: readonly string[];
  readonly text: string;
}

/** The structure of a tagged PDF in the order in which it is read aloud, as poppler finds it. */
export async function structureOf(pdf: Buffer): Promise<readonly ReadElement[]> {
  const { stdout } = await withFile(pdf, (file) => run(pdfinfoPath ?? '', ['-struct-text', file]));
  const read: (ReadElement & { attributes: string[]; text: string })[] = [];
  for (const line of stdout.split('\n')) {
    const [, indent = '', said = ''] = /^( *)(.*)$/.exec(line) ?? [];
    const last = read.at(-1);
    if (said.startsWith('/')) last?.attributes.push(said);
    else if (said.startsWith('"')) last!.text += said.slice(1, -1);
    else if (said !== '') {
      read.push({ role: /^\w+/.exec(said)![0], depth: indent.length / 2, attributes: [], text: '' });
    }
  }
  return read.map((one) => ({ ...one, text: one.text.trim() }));
}

/** What is read in place of pictures. */
export function alternatives(pdf: Buffer): readonly string[] {
  const found = pdf.toString('latin1').matchAll(/\/Alt \(((?:\\[^]|[^\\)])*)\)/g);
  return [...found].map(([, text = '']) => {
    const bytes = Buffer.from(
      text.replaceAll(/\\([^])/g, (_, one: string) => escapes[one] ?? one),
      'latin1',
    );
    return bytes[0] === 0xfe ? bytes.subarray(2).swap16().toString('utf16le') : bytes.toString('latin1');
  });
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

async function withFile<Result>(
  pdf: Buffer,
  read: (file: string, folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'lang-nghe-pages-'));
  try {
    const file = join(folder, 'sheet.pdf');
    await writeFile(file, pdf);
    return await read(file, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Reads a PGM file: "P5", width, height and white, then a byte for each dot. */
function pictureOf(file: Buffer): Picture {
  const [head = '', width = '', height = ''] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString('latin1', 0, 100)) ?? [];
  return { width: Number(width), height: Number(height), shades: file.subarray(head.length) };
}

/** As a camera sees it from further away: each dot is the mean of those that it covers. */
export function scaled(picture: Picture, factor: number): Picture {
  const [width, height] = [Math.floor(picture.width * factor), Math.floor(picture.height * factor)];
  const shades = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let [sum, count] = [0, 0];
      for (let row = Math.floor(y / factor); row < Math.floor((y + 1) / factor); row += 1) {
        for (let column = Math.floor(x / factor); column < Math.floor((x + 1) / factor); column += 1) {
          sum += picture.shades[row * picture.width + column] ?? 255;
          count += 1;
        }
      }
      shades[y * width + x] = sum / count;
    }
  }
  return { width, height, shades };
}

/** Slightly out of focus: each dot takes half of its light from its neighbours, across and down. */
export function blurred({ width, height, shades }: Picture): Picture {
  const along = (from: Uint8Array, step: number): Uint8Array =>
    from.map((shade, index) => ((from[index - step] ?? 255) + 2 * shade + (from[index + step] ?? 255)) / 4);
  return { width, height, shades: along(along(shades, 1), width) };
}

/** What the QR code in the picture says. */
export function decoded({ width, height, shades }: Picture): string | undefined {
  const colours = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let dot = 0; dot < shades.length; dot += 1) colours.fill(shades[dot]!, dot * 4, dot * 4 + 3);
  return jsQR(colours, width, height, { inversionAttempts: 'dontInvert' })?.data;
}

/** A part of the picture. */
export function cut(
  picture: Picture,
  part: { left: number; top: number; width: number; height: number },
): Picture {
  const [left, top] = [Math.round(part.left), Math.round(part.top)];
  const width = Math.min(Math.round(part.width), picture.width - left);
  const height = Math.min(Math.round(part.height), picture.height - top);
  const shades = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const start = (top + row) * picture.width + left;
    shades.set(picture.shades.subarray(start, start + width), row * width);
  }
  return { width, height, shades };
}
