/**
 * `npm run bench:growth [-- 10000 100000 1000000]`: what the same work costs with this many responses in a closed round of
 * 156 units and 22 questions (and a tenth as many in the round before), by the program on the embedded store: processor time
 * of all threads, elapsed time, memory, and how the processor time grows. Prints Markdown for docs/performance.md.
 *
 * `GROWTH_DATA=FOLDER` keeps what was filled in for the next run: a million take six minutes of processor time.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoStaff } from '../test/support/everyJob.ts';
import { openStores, type Stores } from '../src/app/stores.ts';
import { inclusionProof } from '../src/collection/ledger/proofs.ts';
import { backupStore, restoreStore } from '../src/platform/storage/embedded/care/backup.ts';
import { openData } from '../src/platform/storage/openData.ts';
import { measuredRounds } from '../src/processing/results/measuredRounds.ts';
import { fillServed, formCode } from './fillServed.ts';
import { httpClient, quantilesOf, sendPair } from './load.ts';
import { putLeaves } from './logTiles.ts';
import { startProgram, type Program } from './program.ts';
import { publicationText } from './publishRound.ts';
import { signIn } from './signIn.ts';
import { analyst, staffSaid } from './staffJobs.ts';
import { timed } from './trial.ts';

const given = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [10_000, 100_000, 1_000_000];
const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-bench-'));
const kept = process.env['GROWTH_DATA'] ?? folder;
const [proofs, pairs] = [5000, 500];
const pages = {
  'page of results': '/results/current/units/province',
  'crosstab of tallies': '/staff/analysis?round=current&unit=province&rows=unit&columns=service',
  'crosstab of columns': '/staff/analysis?round=current&unit=province&rows=unit&columns=month',
  'page of a publication': '/publications/current',
};

interface Cost {
  /** On average. */
  readonly cpuMs: number;
  /** Elapsed time: of half of the times no more, and of 99 in a hundred. */
  readonly p50Ms: number;
  readonly p99Ms?: number | undefined;
}
/** How often something is done at least, to say what 99 in a hundred take. */
const enoughForP99 = 500;

/** Of one number of responses. */
interface Measured {
  readonly size: number;
  readonly costs: ReadonlyMap<string, Cost>;
  /** In megabytes. */
  readonly memory: ReadonlyMap<string, number>;
}

try {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`);
  const all: Measured[] = [];
  for (const size of sizes) all.push(await measureAt(size));
  printCosts(all);
  printMemory(all);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureAt(size: number): Promise<Measured> {
  const dataFolder = join(kept, String(size));
  if (!existsSync(dataFolder)) {
    rmSync(`${dataFolder}.part`, { recursive: true, force: true });
    await fillServed(`${dataFolder}.part`, size, true);
    renameSync(`${dataFolder}.part`, dataFolder);
  }
  const costs = new Map<string, Cost>();
  const memory = new Map<string, number>();
  await measureProgram(dataFolder, costs, memory);
  await measureStore(dataFolder, costs);
  await measureProofs(size, costs);
  console.error(size, Object.fromEntries([...costs, ...memory])); // a run takes a while
  return { size, costs, memory };
}

/** Start, pages, submissions and a file of microdata, as their users have them. */
async function measureProgram(
  dataFolder: string,
  costs: Map<string, Cost>,
  memory: Map<string, number>,
): Promise<void> {
  const program = await startProgram('src/main.js', { DATA_DIR: dataFolder, PORT: '0' }, /serves (\S+)/);
  costs.set('start until it serves', { cpuMs: program.cpuMs().ofAllThreads, p50Ms: program.startedMs });
  const cost = costing(() => program.cpuMs().ofAllThreads);
  const settled = async (state: string): Promise<void> => {
    await atRest(program);
    memory.set(state, program.ownMemoryMb());
  };
  await settled('after the start');
  const client = httpClient(1);
  const headers = await signIn(program.said, analyst.name, analyst.password);
  for (const [name, path] of Object.entries(pages)) {
    const ask = async (): Promise<void> => {
      const { status } = await client.send(new URL(path, program.said).href, undefined, headers);
      if (status !== 200) throw new Error(`${path}: ${status}`);
    };
    costs.set(`${name}, first`, await cost(ask));
    costs.set(`${name}, then`, await cost(ask, 20));
  }
  await settled('after pages');
  const form = `${program.said}/s/${formCode}`;
  await cost(() => sendPair(client, form), pairs); // warms up
  costs.set('form opened and sent', await cost(() => sendPair(client, form), pairs));
  const colleague = await demoStaff(new URL(program.said).origin, staffSaid)('chitiet');
  const microdata = async (): Promise<void> => {
    const fields = { scope: 'current province', format: 'csv', heads: 'vi' };
    await colleague.fill('/staff/exports', fields, '/staff/exports/microdata');
    const { error } = await colleague.lastJob();
    if (error !== undefined) throw new Error(error);
  };
  costs.set('microdata as CSV', await cost(microdata));
  await settled('after the file');
  client.close();
  await program.stop();
}

/** Resolves after five seconds in which it used less than a tenth of one processor. */
async function atRest(program: Program): Promise<void> {
  for (let before = -Infinity; ;) {
    const spent = program.cpuMs().ofAllThreads;
    if (spent - before < 500) return;
    before = spent;
    await new Promise((resolve) => setTimeout(resolve, 5000));
  }
}

/** What the program does in the background or by a command. */
async function measureStore(dataFolder: string, costs: Map<string, Cost>): Promise<void> {
  const cost = costing(ownCpuMs);
  const [file, restored] = [join(folder, 'file.backup'), join(folder, 'restored')];
  costs.set('backup', await cost(() => backupStore(dataFolder, file)));
  costs.set('restore', await cost(() => restoreStore(file, restored)));
  for (const one of [file, restored]) rmSync(one, { recursive: true });
  const data = await openData(dataFolder);
  const stores = await openStores(data.connection);
  costs.set('publication measured and frozen', await cost(() => freeze(stores)));
  await data.close();
}

async function freeze(stores: Stores): Promise<void> {
  const now = new Date();
  const rounds = measuredRounds(stores, () => now);
  const round = (await stores.rounds.find('current'))!;
  const [measured, previous] = [await rounds.measure(round), await rounds.measurePrevious(round)];
  publicationText({ measured, ...(previous && { previous }), now });
}

async function measureProofs(size: number, costs: Map<string, Cost>): Promise<void> {
  mkdirSync(join(folder, 'log'));
  const data = await openData(join(folder, 'log'));
  const { ledger } = await openStores(data.connection);
  await putLeaves(ledger, size);
  const prove = () => inclusionProof(ledger, Math.floor(Math.random() * size), size);
  const cost = costing(ownCpuMs);
  await cost(prove, proofs); // warms up
  costs.set('proof of inclusion', await cost(prove, proofs));
  await data.close();
  rmSync(join(folder, 'log'), { recursive: true });
}

function costing(cpuMs: () => number) {
  return async (action: () => Promise<unknown>, times = 1): Promise<Cost> => {
    const cpu = cpuMs();
    const durationsMs: number[] = [];
    for (let time = 0; time < times; time += 1) durationsMs.push(await timed(action));
    const { p50Ms, p99Ms } = quantilesOf(durationsMs);
    return { cpuMs: (cpuMs() - cpu) / times, p50Ms, p99Ms: times < enoughForP99 ? undefined : p99Ms };
  };
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function printCosts(all: readonly Measured[]): void {
  const [first, last] = [all[0]!, all.at(-1)!];
  const head = all.map(({ size }) => `${size.toLocaleString('en')}: CPU ms | ms (p50, p99)`);
  console.log(`| responses | ${head.join(' | ')} | slope |\n| --- |${' ---: |'.repeat(2 * all.length + 1)}`);
  for (const name of first.costs.keys()) {
    const costs = all.map((one) => one.costs.get(name)!);
    const cells = costs.flatMap(({ cpuMs, p50Ms, p99Ms }) => [
      shown(cpuMs),
      [p50Ms, p99Ms].flatMap((ms) => (ms === undefined ? [] : shown(ms))).join(', '),
    ]);
    const grown = Math.log(costs.at(-1)!.cpuMs / costs[0]!.cpuMs) / Math.log(last.size / first.size);
    console.log(`| ${[name, ...cells, grown.toFixed(2)].join(' | ')} |`);
  }
}

function printMemory(all: readonly Measured[]): void {
  const head = all.map(({ size }) => size.toLocaleString('en'));
  console.log(`\n| memory at rest without files, MB | ${head.join(' | ')} |`);
  console.log(`| --- |${' ---: |'.repeat(all.length)}`);
  for (const state of all[0]!.memory.keys())
    console.log(`| ${[state, ...all.map((one) => shown(one.memory.get(state)!))].join(' | ')} |`);
}

function shown(number: number): string {
  return number.toFixed(number < 10 ? 1 : 0);
}
