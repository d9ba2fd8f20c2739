/**
 * Prints, and makes pictures, in a worker thread: laying out text takes about a millisecond a line, and loading the fonts a
 * fifth of a second. The thread makes one document after another and ends when nothing was printed for a minute.
 */
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { limitedTo, startThread } from '../startThread.ts';
import type { Layout } from './layout.ts';
import type { PdfFacts } from './pdf.ts';
import type { PictureRequest } from './raster.ts';

/** What the thread is sent; it answers with the bytes of the document. */
export type PrintRequest =
  | {
      readonly layout: Layout;
      readonly as: { readonly pdf: PdfFacts } | { readonly svg: { readonly title: string } };
    }
  | { readonly picture: PictureRequest };

const printMsMax = 60_000;
const idleMs = 60_000;
const memoryMiBMax = 512;

let thread: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();

/** @throws Error of the layout, or when it takes over a minute */
export async function printPdf(layout: Layout, facts: PdfFacts): Promise<Buffer> {
  return await queued({ layout, as: { pdf: facts } });
}

/** The first sheet as an image. @throws Error of the layout, or when it takes over a minute */
export async function printSvg(layout: Layout, title: string): Promise<Buffer> {
  return await queued({ layout, as: { svg: { title } } });
}

/** A PNG. @throws Error where it is no sound SVG, or takes longer than `msMax` */
export async function printPicture(picture: PictureRequest, msMax = printMsMax): Promise<Buffer> {
  return await queued({ picture }, msMax);
}

function queued(request: PrintRequest, msMax = printMsMax): Promise<Buffer> {
  const printed = last.then(() => print(request, msMax));
  last = printed.catch(() => {});
  return printed;
}

async function print(request: PrintRequest, msMax: number): Promise<Buffer> {
  clearTimeout(idle);
  const worker = (thread ??= start());
  worker.ref();
  try {
    const answered = once(worker, 'message', { signal: AbortSignal.timeout(msMax) });
    worker.postMessage(request);
    const [bytes] = (await answered) as [Uint8Array<ArrayBuffer>];
    return Buffer.from(bytes.buffer);
  } catch (error) {
    await end(worker);
    throw error;
  } finally {
    worker.unref();
    idle = setTimeout(() => void end(worker), idleMs).unref();
  }
}

function start(): Worker {
  const worker = startThread(new URL('./printWorker.ts', import.meta.url), {
    resourceLimits: limitedTo(memoryMiBMax),
  });
  worker.once('exit', () => forget(worker));
  return worker;
}

async function end(worker: Worker): Promise<void> {
  forget(worker);
  await worker.terminate();
}

/** The next document starts another. */
function forget(worker: Worker): void {
  if (thread === worker) thread = undefined;
}
