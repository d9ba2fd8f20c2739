/** SVG as pixels: charts for programs that do not show SVG, and logos. Only for threads that answer no requests. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { DescribedDrawing } from '../charts/drawing.ts';
import { svgFile } from '../charts/svgFile.ts';
import { fontFiles } from './letters.ts';

interface Raster {
  readonly png: Buffer;
  /** Red, green, blue and opacity of each pixel, row by row. */
  readonly pixels: Uint8Array;
}

/** A picture is as large as fits into the box. */
export interface PictureRequest {
  readonly svg: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** @throws Error where it is no sound SVG */
export type Rasterizer = (picture: PictureRequest) => Raster;

let rasterizer: Promise<Rasterizer> | undefined;

/** Loaded once, and only when a picture is made: the library is 2.5 MB of WebAssembly. */
export async function loadRasterizer(): Promise<Rasterizer> {
  rasterizer ??= load();
  return await rasterizer;
}

/** @param scale pixels per unit of the drawing */
export function pictureOf(drawing: DescribedDrawing, scale: number): PictureRequest {
  return { svg: svgFile(drawing), widthPx: drawing.width * scale, heightPx: drawing.height * scale };
}

async function load(): Promise<Rasterizer> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  const path = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  const [program, ...fonts] = await Promise.all(
    [path, fontFiles.regular, fontFiles.bold].map(async (file) => new Uint8Array(await readFile(file))),
  );
  await initWasm(program!);
  const font = { fontBuffers: fonts, defaultFontFamily: 'DejaVu Sans' };
  return ({ svg, widthPx, heightPx }) => {
    const { width, height } = sizeOf(new Resvg(svg, { font }));
    const scale = Math.min(widthPx / width, heightPx / height);
    const image = new Resvg(svg, { fitTo: { mode: 'zoom', value: scale }, font });
    const rendered = image.render();
    const raster = { png: Buffer.from(rendered.asPng()), pixels: rendered.pixels };
    rendered.free();
    image.free();
    return raster;
  };
}

function sizeOf(image: { readonly width: number; readonly height: number; free(): void }) {
  const { width, height } = image;
  image.free();
  return { width, height };
}
