/** Charts as pixels, for the few document viewers that do not show SVG. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { DescribedDrawing } from '../charts/drawing.ts';
import { svgFile } from '../charts/svgFile.ts';
import { fontFiles } from './letters.ts';

export interface Raster {
  readonly png: Buffer;
  /** Red, green, blue and opacity of each pixel, row by row. */
  readonly pixels: Uint8Array;
}

/** @param scale pixels per unit of the drawing */
export type Rasterizer = (drawing: DescribedDrawing, scale: number) => Raster;

let rasterizer: Promise<Rasterizer> | undefined;

/** Loaded once, and only when a report is written: the library is 2.5 MB of WebAssembly. */
export async function loadRasterizer(): Promise<Rasterizer> {
  rasterizer ??= load();
  return await rasterizer;
}

async function load(): Promise<Rasterizer> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  const path = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  const [program, ...fonts] = await Promise.all(
    [path, fontFiles.regular, fontFiles.bold].map(async (file) => new Uint8Array(await readFile(file))),
  );
  await initWasm(program!);
  return (drawing, scale) => {
    const image = new Resvg(svgFile(drawing), {
      fitTo: { mode: 'zoom', value: scale },
      font: { fontBuffers: fonts, defaultFontFamily: 'DejaVu Sans' },
    });
    const rendered = image.render();
    const raster = { png: Buffer.from(rendered.asPng()), pixels: rendered.pixels };
    rendered.free();
    image.free();
    return raster;
  };
}
