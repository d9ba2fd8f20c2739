/**
 * `npm run bench:analysis [-- 1000000 [20]]`: analysis by staff in a closed round with this many submissions, 156 units and
 * 22 questions, with a tenth as many in the previous round, by the program itself on the embedded store: each page twice
 * after a start, while a process of its own requests `/healthz` every 20 ms, and then one request after another, compared
 * with Express sending a constant page of the same size; then every kind of job; then submissions to a third, open round,
 * without anybody at analysis and while crosstabs are requested continuously. Prints Markdown for docs/performance.md.
 *
 * `ANALYSIS_DATA=FOLDER` keeps what was filled in for the next run.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchHealth, type HealthWatch } from '../scripts/roles/healthWatch.ts';
import { fillServed, formCode } from './fillServed.ts';
import { httpClient, measurePairRate, quantilesOf, type Measured } from './load.ts';
import { startProgram, type Program } from './program.ts';
import { questions } from './province.ts';
import { signIn } from './signIn.ts';
import { analyst, printJobs } from './staffJobs.ts';
import { timed } from './trial.ts';

const size = Number(process.argv[2] ?? 1_000_000);
/** For each page, after the first two. */
const requests = Number(process.argv[3] ?? 20);
/** A quarter of what the program handles on two cores. */
const pairsPerSecond = 100;
const seconds = 30;
const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-bench-'));
const served = process.env['ANALYSIS_DATA'] ?? join(folder, 'served');

const results = '/results/current/units/province';
const staff = '/staff/analysis';
const ofRound = 'round=current&unit=province';
const crosstabs = [
  `${staff}?${ofRound}&rows=unit&columns=month`,
  `${staff}?${ofRound}&rows=service&columns=channel`,
  `${staff}?${ofRound}&rows=unit&filter1=month%3D2021-11`,
];
const pages = [
  results,
  `${results}/why`,
  results.replace('province', 'district-1'),
  `${staff}?${ofRound}`,
  `${staff}?${ofRound}&rows=unit`,
  `${staff}?${ofRound}&rows=service`,
  `${staff}?${ofRound}&rows=about%3AageBand`,
  `${staff}?${ofRound}&rows=unit&columns=service`,
  `${staff}?${ofRound}&rows=unit&filter1=channel%3Dqr`,
  ...crosstabs,
  `${staff}?${ofRound}&rows=day&columns=channel`,
  `${staff}?${ofRound}&rows=question%3A${questions[0]}&columns=channel`,
  `${staff}?round=current&unit=ward-1&rows=service&columns=channel`,
  `${staff}/levels?${ofRound}`,
  `${staff}/levels?${ofRound}&filter1=channel%3Dqr`,
  `${staff}/time?${ofRound}`,
  `${staff}/time?${ofRound}&by=day`,
  `${staff}/time?round=current&unit=district-1`,
  `${staff}/drivers?${ofRound}`,
  `${staff}/gaps?${ofRound}`,
  `${staff}/small-units?${ofRound}`,
  `${staff}/nonresponse?${ofRound}`,
  `${staff}/target?${ofRound}`,
  `${staff}/time?${ofRound}&by=month&rounds=all`,
  `${staff}/compare?round=current&unit=district-1&by=unit&b=district-2`,
  `${staff}/compare?${ofRound}&by=round&b=before`,
  `${staff}/compare?${ofRound}&by=value&a=channel%3Dqr&b=channel%3Dkiosk`,
  `${staff}/compare?${ofRound}&by=period&from=2021-11-01&to=2021-11-10&from2=2021-11-11&to2=2021-11-20`,
];

try {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, ${size} forms\n`);
  if (!existsSync(served)) await fillServed(served, size, false);
  const program = await startProgram('src/main.js', { DATA_DIR: served, PORT: '0' }, /serves (\S+)/);
  const plain = await startProgram(
    'bench/baselineServer.js',
    { DATA_DIR: emptyFolder('baseline'), PAGE_BYTES: '1000000' },
    /serving (\S+)/,
  );
  const ask = pageAsker(program.said, await signIn(program.said, analyst.name, analyst.password));
  const health = watchHealth(new URL(program.said).origin, 20);
  await health.worstMs();
  await printPages(program, ask, pageAsker(plain.said, {}), health);
  await printJobs(program, health, { closed: 'current', open: 'open', top: 'province', unit: 'province' });
  health.stop();
  console.log(
    `\nMemory then: ${program.ownMemoryMb().toFixed(0)} MB without files, ${program.memoryMb().toFixed(0)} with those in memory.`,
  );

  const form = `${program.said}/s/${formCode}`;
  const send = async () => await measurePairRate(pairsPerSecond, seconds, form);
  await measurePairRate(pairsPerSecond, 10, form); // warms up
  const without = await send();
  const asking = beginAsking(ask);
  const during = await send();
  const asked = await asking.stop();
  await plain.stop();
  await program.stop();
  console.log(`\nForms opened and sent, ${pairsPerSecond} a second for ${seconds} s:\n`);
  console.log('| meanwhile | p50 ms | p99 ms |\n| --- | ---: | ---: |');
  console.log(`| nothing | ${shown(without).join(' | ')} |`);
  console.log(`| crosstabs, one after the other | ${shown(during).join(' | ')} |`);
  console.log(`\nOf the ${asked.length} crosstabs: p50 ${shown(quantilesOf(asked)).join(' ms, p99 ')} ms.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Each page a first and a second time, then repeatedly. */
async function printPages(
  program: Program,
  ask: (path: string) => Promise<number>,
  askPlain: (path: string) => Promise<number>,
  health: HealthWatch,
): Promise<void> {
  const head = [
    'page',
    'bytes',
    'first, ms',
    'CPU of main thread, of all, ms',
    'second, ms',
    'CPU ms',
    '`/healthz` at worst, ms',
    'p50 ms',
    'p99 ms',
    'baseline p50 ms',
    'p99 ms',
  ];
  console.log(`| ${head.join(' | ')} |\n| --- |${' ---: |'.repeat(head.length - 1)}`);
  for (const path of pages) {
    let bytes = 0;
    const once = async () => {
      const before = program.cpuMs();
      const ms = await timed(async () => (bytes = await ask(path)));
      const after = program.cpuMs();
      const spent = (['ofMain', 'ofAllThreads'] as const).map((of) => after[of] - before[of]);
      return [ms.toFixed(0), spent.join(', ')];
    };
    const twice = [...(await once()), ...(await once())];
    const healthMs = await health.worstMs();
    const ours = await oneByOne(() => ask(path));
    const base = await oneByOne(() => askPlain(`/?bytes=${bytes}`));
    await health.worstMs();
    const cells = [path, bytes, ...twice, healthMs.toFixed(0), ...shown(ours), ...shown(base)];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function emptyFolder(name: string): string {
  mkdirSync(join(folder, name));
  return join(folder, name);
}

/** @returns the size of a page in bytes, by its path */
function pageAsker(url: string, headers: Readonly<Record<string, string>>) {
  const client = httpClient(1);
  return async (path: string): Promise<number> => {
    const { status, body } = await client.send(new URL(path, url).href, undefined, headers);
    if (status !== 200) throw new Error(`${path}: ${status}`);
    return Buffer.byteLength(body);
  };
}

async function oneByOne(action: () => Promise<unknown>): Promise<Pick<Measured, 'p50Ms' | 'p99Ms'>> {
  const times: number[] = [];
  for (let request = 0; request < requests; request++) times.push(await timed(action));
  return quantilesOf(times);
}

/** Requests crosstabs one after another until stopped. */
function beginAsking(ask: (path: string) => Promise<unknown>) {
  const times: number[] = [];
  const end = new AbortController();
  const asking = (async () => {
    for (let request = 0; !end.signal.aborted; request++) {
      times.push(await timed(() => ask(crosstabs[request % crosstabs.length]!)));
    }
  })();
  return {
    /** @returns how long each took, in milliseconds */
    async stop(): Promise<readonly number[]> {
      end.abort();
      await asking;
      return times;
    },
  };
}

function shown({ p50Ms, p99Ms }: Pick<Measured, 'p50Ms' | 'p99Ms'>): string[] {
  return [p50Ms.toFixed(1), p99Ms.toFixed(1)];
}
