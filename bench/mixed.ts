/**
 * `npm run bench:mixed [-- 10000 40]`: responses that arrive at a steady rate at the demo with 20,000 stored, alone and beside every
 * kind of job, heavy page and command at once, each begun again as it ends. Before that each kind once by itself, with
 * the longest stretch in which the thread that answers did nothing else. Prints Markdown for docs/performance.md;
 * exits with 1 when acknowledged responses differ from the stored ones.
 *
 * `MIXED_DATA=FOLDER` keeps the demo for the next run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { longestStretchMs } from '../scripts/looks/loopWatch.ts';
import { formsReceived, type Measured } from './load.ts';
import { workLanes, type Work } from './mixedWork.ts';
import { startProgram, type Program } from './program.ts';
import { respondents } from './respondents.ts';

/** Besides the 10,000 of the demo. */
const storedMore = Number(process.argv[2] ?? 10_000);
/** A twentieth of what the program handles on two cores: work that is begun again as it ends takes all the rest. */
const pairsPerSecond = 50;
const aloneSeconds = 20;
const besideSeconds = Number(process.argv[3] ?? 40);
const lookEveryMs = 250;
/** Longer stretches are reported with what was at work. */
const stretchMsMax = 50;
const stretchesShown = 5;

/** Of one kind of work. */
interface Trial {
  readonly seconds: number;
  readonly stretchMs: number;
}
interface Stretch {
  readonly ms: number;
  readonly running: string;
}

const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-bench-'));
try {
  await measureDemo();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureDemo(): Promise<void> {
  const dataFolder = process.env['MIXED_DATA'] ?? join(folder, 'demo');
  const demo = await startProgram(
    'scripts/demo.js',
    { DATA_DIR: dataFolder, PORT: '0', METRICS_PORT: '0' },
    /^(form: [^]*^auditor: \S+ \S+\n)/m,
  );
  await measureOn(demo, dataFolder).finally(() => demo.stop());
}

async function measureOn(demo: Program, dataFolder: string): Promise<void> {
  const [, form = ''] = /^form: (\S+)/m.exec(demo.said) ?? [];
  const [, metrics = ''] = /^metrics: (\S+)/m.exec(demo.said) ?? [];
  const stretch = async (): Promise<number> => await longestStretchMs(metrics);
  const receivedBefore = await formsReceived(form);
  const people = respondents(form);
  const { origin } = new URL(form);
  const lanes = await workLanes({
    origin,
    said: demo.said,
    dataFolder,
    folder,
  });

  while (people.sent() < storedMore) await people.measure({ atOnce: 32, seconds: 2 }); // also compiles the code
  const trials = await eachOnce(lanes.flat(), stretch);
  const alone = await people.measure({ perSecond: pairsPerSecond, seconds: aloneSeconds });
  const aloneStretchMs = await stretch();
  const work = beginAll(lanes);
  const looking = beginLooking(stretch, work.running);
  const beside = await people.measure({ perSecond: pairsPerSecond, seconds: besideSeconds });
  const stretches = await looking.stop();
  const done = await work.stop();

  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`);
  printPairs({ ...alone, stretchMs: aloneStretchMs }, { ...beside, stretchMs: stretches[0]?.ms ?? 0 });
  printKinds(trials, done);
  printStretches(stretches);
  const stored = (await formsReceived(form)) - receivedBefore;
  console.log(
    `\nAcknowledged ${people.sent()}, found in the store ${stored}; load at the end ${loadavg()[0]!.toFixed(1)}.`,
  );
  if (stored !== people.sent()) process.exitCode = 1;
  people.close();
}

async function eachOnce(
  works: readonly Work[],
  stretch: () => Promise<number>,
): Promise<ReadonlyMap<string, Trial>> {
  const trials = new Map<string, Trial>();
  for (const { kind, run } of works) {
    await stretch();
    const from = performance.now();
    await run();
    trials.set(kind, { seconds: (performance.now() - from) / 1000, stretchMs: await stretch() });
  }
  await stretch();
  return trials;
}

/** Of each lane one piece of work after another, from the first to the last and again. */
function beginAll(lanes: readonly (readonly Work[])[]) {
  const running = new Set<string>();
  const done = new Map<string, number>();
  const end = new AbortController();
  async function go(lane: readonly Work[]): Promise<void> {
    for (let number = 0; !end.signal.aborted; number += 1) {
      const { kind, run } = lane[number % lane.length]!;
      running.add(kind);
      await run();
      running.delete(kind);
      done.set(kind, (done.get(kind) ?? 0) + 1);
    }
  }
  const all = Promise.all(lanes.map(go));
  return {
    running: (): string => [...running].join(', '),
    /** @returns how often each kind was at its end */
    async stop(): Promise<ReadonlyMap<string, number>> {
      end.abort();
      await all;
      return done;
    },
  };
}

/** Notes each long stretch with what was running. */
function beginLooking(stretch: () => Promise<number>, running: () => string) {
  const found: Stretch[] = [];
  const end = new AbortController();
  async function look(): Promise<void> {
    while (!end.signal.aborted) {
      const before = running();
      await wait(lookEveryMs);
      found.push({ ms: await stretch(), running: before });
    }
  }
  const looking = look();
  return {
    /** @returns the longest first */
    async stop(): Promise<readonly Stretch[]> {
      end.abort();
      await looking;
      return found.toSorted((one, other) => other.ms - one.ms);
    },
  };
}

type Pairs = Measured & { readonly stretchMs: number };

function printPairs(alone: Pairs, beside: Pairs): void {
  const ratio = (of: 'p50Ms' | 'p99Ms'): string => (beside[of] / alone[of]).toFixed(1);
  console.log(
    `| forms opened and sent, ${pairsPerSecond} a second | p50 ms | p99 ms | longest stretch, ms |\n| --- | ---: | ---: | ---: |`,
  );
  for (const [name, { p50Ms, p99Ms, stretchMs }] of Object.entries({
    alone,
    'beside all kinds of work': beside,
  }))
    console.log(`| ${name} | ${p50Ms.toFixed(1)} | ${p99Ms.toFixed(1)} | ${stretchMs.toFixed(0)} |`);
  console.log(`| ratio | ${ratio('p50Ms')} | ${ratio('p99Ms')} | |`);
}

function printKinds(trials: ReadonlyMap<string, Trial>, done: ReadonlyMap<string, number>): void {
  console.log(
    '\n| kind of work | by itself, s | longest stretch, ms | ended beside the others |\n| --- | ---: | ---: | ---: |',
  );
  for (const [kind, { seconds, stretchMs }] of trials)
    console.log(`| ${kind} | ${seconds.toFixed(1)} | ${stretchMs.toFixed(0)} | ${done.get(kind) ?? 0} |`);
}

function printStretches(stretches: readonly Stretch[]): void {
  const long = stretches.filter(({ ms }) => ms > stretchMsMax);
  console.log(
    `\n${long.length} of ${stretches.length} quarters of a second had a stretch of more than ${stretchMsMax} ms. The longest:\n`,
  );
  for (const { ms, running } of long.slice(0, stretchesShown))
    console.log(`- ${ms.toFixed(0)} ms beside: ${running}`);
}
