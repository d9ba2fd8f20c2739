/**
 * `npm run bench:submit [-- 1000000]`: citizens who open the form and submit it, 1, 8 and 64 at once, against the demo
 * on the embedded store, as it is and with this many submissions stored before; compared with a baseline and the disk's
 * own rate of syncs in the same run. Prints Markdown for docs/performance.md.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from '../src/platform/storage/connection.ts';
import { formsReceived, httpClient, measurePairs, type Measured } from './load.ts';
import { startProgram, type Program } from './program.ts';

const storedBefore = Number(process.argv[2] ?? 1_000_000);
const seconds = 5;
const atOnce = [1, 8, 64];
const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-bench-'));

try {
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, ${new Date().toISOString().slice(0, 10)}`,
  );
  console.log(`\nDisk: ${Math.round(syncsPerSecond())} fdatasync a second (4 KB each, one after another)`);

  const few = await measureDemo();
  const env = { DATA_DIR: join(folder, 'baseline'), PAGE_BYTES: String(few.pageBytes) };
  const plain = await startProgram('bench/baselineServer.js', env, /serving (\S+)/);
  const baseline = await measureAll(plain, () => 'a=1');
  await plain.stop();

  await storeMore(storedBefore);
  const many = await measureDemo();

  console.log(
    `\n| at once | pairs a second | p50 ms | p99 ms | baseline, pairs a second | p50 ms | p99 ms | ratio | with ${storedBefore.toLocaleString('en')} stored, pairs a second | p50 ms | p99 ms | of the first |`,
  );
  console.log(`|${' ---: |'.repeat(12)}`);
  for (const number of atOnce) {
    const [first, base, last] = [few, baseline, many].map((of) => of.measured.get(number)!);
    const [ofBase, ofFirst] = [share(first!, base!), share(last!, first!)];
    console.log(`| ${[number, row(first!), row(base!), ofBase, row(last!), ofFirst].join(' | ')} |`);
  }
  console.log(
    `\nProcessor time of a pair in the main thread (in all threads), ${atOnce.at(-1)} at once: ${few.cpu}; baseline ${baseline.cpu}.`,
  );
  console.log(`Acknowledged ${few.sent + many.sent}, found in the store ${few.stored + many.stored}.`);

  const empty = await startProgram(
    'src/main.js',
    { DATA_DIR: join(folder, 'empty'), PORT: '0' },
    /serves (\S+)/,
  );
  await httpClient(1).send(empty.said);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  console.log(
    `Form page: ${few.pageBytes} bytes before headers. Start to "serves": ${Math.round(empty.startedMs)} ms.`,
  );
  console.log(`Memory at rest: ${Math.round(empty.memoryMb())} MB resident.`);
  await empty.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param fill returns the request body, made from the page that was opened */
async function measureAll(program: Program, fill?: (page: string) => string) {
  const measured = new Map<number, Measured>();
  let cpu = '';
  for (const number of atOnce) {
    const before = program.cpuMs();
    const one = await measurePairs(number, seconds, program.said, fill);
    const after = program.cpuMs();
    const perPair = (of: keyof typeof after) => `${((after[of] - before[of]) / one.count).toFixed(2)} ms`;
    measured.set(number, one);
    cpu = `${perPair('ofMain')} (${perPair('ofAllThreads')})`;
  }
  return { measured, cpu };
}

/** @throws Error when acknowledged submissions differ from the stored ones */
async function measureDemo() {
  const demo = await startProgram(
    'scripts/demo.js',
    { DATA_DIR: join(folder, 'demo'), PORT: '0' },
    /form: (\S+)/,
  );
  const formUrl = demo.said;
  const pageBytes = Buffer.byteLength((await httpClient(1).send(formUrl)).body);
  const before = await formsReceived(formUrl);
  const { measured, cpu } = await measureAll(demo);
  const sent = [...measured.values()].reduce((sum, { count }) => sum + count, 0);
  const stored = (await formsReceived(formUrl)) - before;
  await demo.stop();
  if (sent !== stored) throw new Error(`${sent} were acknowledged, ${stored} are stored`);
  return { measured, cpu, pageBytes, sent, stored };
}

/** Copies of a demo submission that is counted and logged, so that they cause no further work. */
async function storeMore(count: number): Promise<void> {
  const storage = await openStorage({
    mongodbUri: undefined,
    dataFolder: join(folder, 'demo'),
  });
  const submissions = storage.connection.collection<{ _id: string; receiptCode: string; position?: number }>(
    'submissions',
  );
  const done = { uncounted: { $exists: false }, unlogged: { $exists: false } };
  const { position: _, ...pattern } = (await submissions.findOne(done))!;
  for (let from = 0; from < count; from += 5000) {
    const some = Array.from({ length: Math.min(5000, count - from) }, () => ({
      ...pattern,
      _id: randomUUID(),
      receiptCode: randomUUID(),
    }));
    await submissions.insertMany(some);
  }
  await storage.close();
}

function share(one: Measured, other: Measured): string {
  return `${Math.round((100 * one.perSecond) / other.perSecond)} %`;
}

function row({ perSecond, p50Ms, p99Ms }: Measured): string {
  return `${Math.round(perSecond)} | ${p50Ms.toFixed(1)} | ${p99Ms.toFixed(1)}`;
}

function syncsPerSecond(): number {
  const file = openSync(join(folder, 'sync'), 'w');
  const page = Buffer.alloc(4096);
  const from = performance.now();
  let syncs = 0;
  while (performance.now() - from < 1000) {
    writeSync(file, page, 0, page.length, (syncs % 256) * page.length);
    fdatasyncSync(file);
    syncs += 1;
  }
  closeSync(file);
  return syncs / ((performance.now() - from) / 1000);
}
