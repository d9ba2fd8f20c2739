/**
 * The logo of an office from an uploaded PNG or SVG. Nothing of the file itself is ever served: both are drawn anew, in the
 * print thread, which has no access to the network and ends after ten seconds.
 */
import { readFile } from 'node:fs/promises';
import type { Logo, Picture } from '../../platform/brand/brand.ts';
import { printPicture } from '../../platform/print/printThread.ts';

export type LogoError = 'notPicture' | 'tooBig' | 'notPlain' | 'notDrawn';

const drawingMsMax = 10_000;
const sidePxMax = 4096;
const printPx = { widthPx: 900, heightPx: 300 } as const;
/** Tried in this order, until one is small enough for a style sheet that every citizen loads. */
const screenHeightsPx = [72, 54, 36, 24] as const;
const widthsPerHeight = 5;
const screenBytesMax = 5000;

/** @param path of the uploaded file */
export async function makeLogo(path: string): Promise<Logo | LogoError> {
  const found = drawable(await readFile(path));
  if (typeof found === 'string') return found;
  const { svg } = found;
  try {
    const print = await drawn(svg, printPx);
    for (const heightPx of screenHeightsPx) {
      const screen = await drawn(svg, { widthPx: heightPx * widthsPerHeight, heightPx });
      if (Buffer.byteLength(screen.png, 'base64') <= screenBytesMax) return { print, screen };
    }
    return 'tooBig';
  } catch {
    return 'notDrawn'; // the thread has ended: the file is no sound picture, or takes too long
  }
}

async function drawn(svg: string, within: { widthPx: number; heightPx: number }): Promise<Picture> {
  const png = await printPicture({ svg, ...within }, drawingMsMax);
  return { png: png.toString('base64'), widthPx: png.readUInt32BE(16), heightPx: png.readUInt32BE(20) };
}

const pngStart = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** SVG without what could take much memory or refer to anything else, or why there is none. */
function drawable(content: Buffer): { readonly svg: string } | LogoError {
  if (content.subarray(0, pngStart.length).equals(pngStart)) return pngDrawing(content);
  const text = content
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (!/^<(\?xml|!|svg[\s>])/.test(text) || !/<svg[\s>]/.test(text)) return 'notPicture';
  return forbidden.test(text) ? 'notPlain' : { svg: text };
}

/** Refused in a logo: entities, whatever allocates canvases of arbitrary size, and what would be missing in the picture, such as fonts. */
const forbidden = /<!ENTITY|<([\w.-]+:)?(script|foreignObject|image|filter|pattern|text)\b/i;

function pngDrawing(content: Buffer): ReturnType<typeof drawable> {
  if (content.length < 33) return 'notPicture';
  const [width, height] = [content.readUInt32BE(16), content.readUInt32BE(20)];
  if (width === 0 || height === 0) return 'notPicture';
  if (Math.max(width, height) > sidePxMax) return 'tooBig';
  const data = content.toString('base64');
  const size = `width="${width}" height="${height}"`;
  const image = `<image ${size} href="data:image/png;base64,${data}"/>`;
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${image}</svg>` };
}
