/**
 * `npm run bench:soak [-- 15]`: an installation with the demo's data, for this many minutes at half of its capacity,
 * with a fixed arrival rate: no request waits for the previous one. Exits with 1 when a request failed, when
 * acknowledged submissions differ from the stored ones, or when memory grows. Prints Markdown for docs/performance.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { once } from 'node:events';
import { join } from 'node:path';
import { formsReceived, measure, measureRate, quantilesOf } from './load.ts';
import { startProgram } from './program.ts';
import { visits } from './visits.ts';

const minutes = Number(process.argv[2] ?? 15);
/** By then code is compiled, caches are filled and memory has its usual size. */
const warmMinutes = Math.min(3, minutes - 1);
const trialSeconds = 10;
/** Allowed growth of memory from then to the end. */
const growthMax = 0.25;
const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-bench-'));

interface Minute {
  readonly done: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly staffP99Ms: number;
  readonly exportSeconds: number;
  readonly memory: Memory;
}
/** In MB. */
interface Memory {
  readonly resident: number;
  readonly own: number;
  readonly heap: number;
}

try {
  const metricsPort = await freePort();
  const demo = await startProgram(
    'scripts/demo.js',
    { DATA_DIR: join(folder, 'demo'), PORT: '0', METRICS_PORT: String(metricsPort) },
    /^(form: [^]*^auditor: \S+ \S+\n)/m,
  );
  const said = (pattern: RegExp): string[] => (pattern.exec(demo.said) ?? []).slice(1);
  const [formUrl = ''] = said(/^form: (\S+)/m);
  const before = await formsReceived(formUrl);
  const people = await visits(formUrl, (role) => {
    const [name = '', password = ''] = said(new RegExp(`^${role}: (\\S+) (\\S+)`, 'm'));
    return [name, password];
  });

  const errors = new Map<string, number>();
  const staffMs: number[] = [];
  async function visit(): Promise<void> {
    const from = performance.now();
    const { kind, action } = people.next();
    await orNoted(action);
    if (kind === 'staff') staffMs.push(performance.now() - from);
  }
  async function orNoted(action: () => Promise<unknown>): Promise<void> {
    await action().catch(({ message }: Error) => errors.set(message, (errors.get(message) ?? 0) + 1));
  }

  async function minute(perSecond: number): Promise<Minute> {
    staffMs.length = 0;
    const memories: Memory[] = [];
    const look = async () => memories.push(await memoryOf(metricsPort));
    const watching = setInterval(() => void orNoted(look), 5000);
    let exportSeconds = 0;
    const exporting = async (): Promise<void> => {
      const from = performance.now();
      await orNoted(async () => await people.takeExport());
      exportSeconds = (performance.now() - from) / 1000;
    };
    const [{ p50Ms, p99Ms, count }] = await Promise.all([measureRate(perSecond, 60, visit), exporting()]);
    clearInterval(watching);
    const least = (of: (memory: Memory) => number): number => Math.min(...memories.map(of)); // right after a collection
    const memory = { resident: least((one) => one.resident), own: least((one) => one.own), heap: least((one) => one.heap) }; // prettier-ignore
    const staffP99Ms = quantilesOf(staffMs).p99Ms;
    return { done: count, p50Ms, p99Ms, staffP99Ms, exportSeconds, memory };
  }

  await measure(32, trialSeconds, visit); // compiles code and fills caches first
  const { perSecond } = await measure(32, trialSeconds, visit);
  const rate = Math.max(1, Math.floor(perSecond / 2));
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`);
  console.log(`Of this mix ${Math.round(perSecond)} visits a second at most, 32 at once; then ${rate} a second for ${minutes} minutes.\n`); // prettier-ignore
  console.log(
    '| minute | visits | p50 ms | p99 ms | staff p99 ms | export, s | resident MB | own MB | heap MB | load |',
  );
  console.log(`|${' ---: |'.repeat(10)}`);
  const seen: Minute[] = [];
  for (let number = 1; number <= minutes; number++) {
    const one = await minute(rate);
    seen.push(one);
    const { done, p50Ms, p99Ms, staffP99Ms, exportSeconds, memory } = one;
    const times = [p50Ms.toFixed(1), p99Ms.toFixed(0), staffP99Ms.toFixed(0), exportSeconds.toFixed(1)];
    const sizes = [memory.resident, memory.own, memory.heap].map((mb) => mb.toFixed(0));
    console.log(`| ${[number, done, ...times, ...sizes, loadavg()[0]!.toFixed(1)].join(' | ')} |`);
  }

  const [acknowledged, stored] = [people.acknowledged(), (await formsReceived(formUrl)) - before];
  const [warm, last] = [seen[warmMinutes - 1] ?? seen[0]!, seen.at(-1)!];
  const growth = (last.memory.own - warm.memory.own) / warm.memory.own;
  const failed = [...errors].map(([message, count]) => `${count} × ${message}`).join('; ') || 'none';
  console.log(`\nErrors: ${failed}. Acknowledged ${acknowledged}, found in the store ${stored}.`);
  console.log(
    `Memory without the store's file after minute ${warmMinutes}: ${warm.memory.own.toFixed(0)} MB, heap ${warm.memory.heap.toFixed(0)} MB; at the end ${last.memory.own.toFixed(0)} MB, heap ${last.memory.heap.toFixed(0)} MB.`,
  );
  const holds = errors.size === 0 && acknowledged === stored && growth <= growthMax;
  console.log(holds ? 'It holds.' : 'It does not hold.');
  if (!holds) process.exitCode = 1;
  people.close();
  await demo.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function memoryOf(metricsPort: number): Promise<Memory> {
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const mb = (name: string): number =>
    Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]) / 2 ** 20;
  return {
    resident: mb('process_resident_memory_bytes'),
    own: mb('langnghe_own_memory_bytes'),
    heap: mb('langnghe_heap_used_bytes'),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
