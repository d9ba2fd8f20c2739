/** The thread that prints (printThread.ts): imports the layout that it is asked for and writes its sheets, or makes a picture. */
import { extname } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { pdfOf } from './pdf.ts';
import type { PrintRequest } from './printThread.ts';
import { loadRasterizer } from './raster.ts';
import type { Sheet } from './sheet.ts';
import { svgOf } from './svg.ts';
import { lowerPriority } from '../lowerPriority.ts';

lowerPriority();

type Exported = Readonly<Record<string, (...given: readonly unknown[]) => Iterable<Sheet>>>;

parentPort!.on('message', (request: PrintRequest) => {
  void printed(request).then((bytes) => parentPort!.postMessage(bytes, [bytes.buffer])); // an error ends the thread
});

async function printed(request: PrintRequest): Promise<Uint8Array<ArrayBuffer>> {
  if ('picture' in request) return new Uint8Array((await loadRasterizer())(request.picture).png);
  const { layout, as } = request;
  const here = import.meta.url;
  const exported = (await import(new URL(layout.module + extname(here), here).href)) as Exported;
  const sheets = exported[layout.name]!(...layout.given);
  if ('pdf' in as) return new Uint8Array(await pdfOf(sheets, as.pdf));
  const [first] = sheets;
  return new Uint8Array(Buffer.from(svgOf(first!, as.svg.title)));
}
