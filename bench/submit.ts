/**
 * `npm run bench:submit`: citizens who open the form and send it, 1, 8 and 64 at once, against the demo on the embedded
 * store; beside a baseline and the disk's own rate of syncs in the same run. Prints Markdown for docs/performance.md.
 */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { formsReceived, httpClient, measurePairs, type Measured } from './load.ts';
import { startProgram } from './program.ts';

const seconds = 5;
const atOnce = [1, 8, 64];
const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-bench-'));

try {
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, ${new Date().toISOString().slice(0, 10)}`,
  );
  console.log(`\nDisk: ${Math.round(syncsPerSecond())} fdatasync a second (4 KB each, one after another)`);

  const demo = await startProgram(
    'scripts/demo.js',
    { DATA_DIR: join(folder, 'demo'), PORT: '0' },
    /form: (\S+)/,
  );
  const formUrl = demo.said;
  const pageBytes = Buffer.byteLength((await httpClient(1).send(formUrl)).body);
  const ours = new Map<number, Measured>();
  const before = await formsReceived(formUrl);
  for (const number of atOnce) ours.set(number, await measurePairs(number, seconds, formUrl));
  const sent = [...ours.values()].reduce((sum, { count }) => sum + count, 0);
  const stored = (await formsReceived(formUrl)) - before;
  await demo.stop();

  const baseline = new Map<number, Measured>();
  const env = { DATA_DIR: join(folder, 'baseline'), PAGE_BYTES: String(pageBytes) };
  const plain = await startProgram('bench/baselineServer.js', env, /serving (\S+)/);
  for (const number of atOnce)
    baseline.set(number, await measurePairs(number, seconds, plain.said, () => 'a=1'));
  await plain.stop();

  console.log(
    '\n| at once | pairs a second | p50 ms | p99 ms | baseline, pairs a second | p50 ms | p99 ms | ratio |',
  );
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const number of atOnce) {
    const [our, base] = [ours.get(number), baseline.get(number)];
    if (!our || !base) throw new Error('both were measured');
    const ratio = `${Math.round((100 * our.perSecond) / base.perSecond)} %`;
    console.log(`| ${number} | ${row(our)} | ${row(base)} | ${ratio} |`);
  }
  console.log(`\nAcknowledged ${sent}, found in the store ${stored}.`);
  if (sent !== stored) throw new Error('what was acknowledged is not what is stored');

  const empty = await startProgram(
    'src/main.js',
    { DATA_DIR: join(folder, 'empty'), PORT: '0' },
    /serves (\S+)/,
  );
  await httpClient(1).send(empty.said);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  console.log(
    `Form page: ${pageBytes} bytes before headers. Start to "serves": ${Math.round(empty.startedMs)} ms.`,
  );
  console.log(`Memory at rest: ${Math.round(empty.memoryMb())} MB resident.`);
  await empty.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
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
