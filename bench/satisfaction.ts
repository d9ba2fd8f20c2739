/**
 * `npm run bench:satisfaction [-- 10000 100000 1000000]`: counting, rebuilding and reading the figures of 143 units
 * under 12 districts in two rounds, on the embedded store, at growing numbers of submissions. Prints Markdown for
 * docs/performance.md. For comparison with the figures, DuckDB computes their counts from the submissions; for
 * comparison with the rebuild, which has a thread for tallies and one for columns, all submissions are read once and
 * nothing is done with them. A million is not counted batch by batch, but by the rebuild.
 */
import { loadavg } from 'node:os';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Connection } from 'mongoose';
import type { Round } from '../src/design/rounds/round.ts';
import { measuredRounds } from '../src/processing/results/measuredRounds.ts';
import { comparedUnits } from '../src/statistics/ranking/ranking.ts';
import { rankSets } from '../src/statistics/ranking/rankSets.ts';
import { lineMaker, type MeasuredRound } from '../src/processing/results/results.ts';
import { roundFigures } from '../src/processing/results/roundFigures.ts';
import { WHOLE } from '../src/statistics/estimation/scope.ts';
import { whyOf } from '../src/processing/results/why.ts';
import type { Stores } from '../src/app/stores.ts';
import { countSubmissions } from '../src/processing/tallies/countSubmissions.ts';
import { stretchThread, type OffThread } from '../src/processing/tallies/stretchThread.ts';
import { countAnew, fillForms, fillProvince, questions, unitIds, wards, type Province } from './province.ts';
import { anonymousMb, printTrials, timed, type Row, type Trial } from './trial.ts';

const sizes = process.argv.slice(2).map(Number);
/** Larger numbers are stored as if they had been counted. */
const countedMax = 100_000;
const afterClose = new Date('2022-01-01T00:00:00+07:00');
const repeats = 5;
const term = { number: 1, isOver: () => false };

const head = [
  'submissions',
  'counted a second',
  'the same, of processor time',
  'index, interval, change of 156 units, CPU ms',
  'with decomposition, CPU ms',
  'the same again, CPU ms',
  'the very first time, CPU ms',
  'DuckDB, counts of the same, ms',
  'rank sets of 143 units, CPU ms',
  'first read of both rounds, ms',
  'rebuild, s',
  'the same, CPU s of all threads',
  'reading all forms once, s',
  'memory grown by at most, MB',
  'load',
];
await printTrials(head, sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000], row);

async function row({ uri, stores, connection, duck }: Trial, size: number): Promise<Row> {
  const { before, current } = await fill(stores, connection, { duck, size });
  const counted = size <= countedMax ? await counting(stores, size) : ['–', '–'];
  const duckMs = Math.min(...(await timesOf(() => duck.runAndReadAll(duckQuery()))));
  duck.closeSync();
  const reading = await timed(async () => {
    for await (const _ of stores.submissions.eachBetween('', '~'));
  });
  const rebuilt = await rebuild(stores, size, stretchThread({ uri, database: connection.name }));
  const shown = await figures(stores, before, current);
  return [
    size.toLocaleString('en'),
    ...counted,
    ...shown.whole,
    duckMs.toFixed(0),
    ...shown.ranks,
    (rebuilt.ms / 1000).toFixed(1),
    (rebuilt.cpuMs / 1000).toFixed(1),
    (reading / 1000).toFixed(1),
    Math.round(rebuilt.grownMb),
    loadavg()[0]!.toFixed(1),
  ];
}

async function counting(stores: Stores, size: number): Promise<string[]> {
  const cpuBefore = process.cpuUsage();
  const ms = await timed(() => countSubmissions({ stores, term }));
  const { user, system } = process.cpuUsage(cpuBefore);
  const perSecond = (seconds: number) => Math.round(size / seconds).toLocaleString('en');
  return [perSecond(ms / 1000), perSecond((user + system) / 1e6)];
}

async function figures(stores: Stores, before: Round, current: Round) {
  const rounds = measuredRounds(stores, () => afterClose);
  let both: { current: MeasuredRound; previous: MeasuredRound } | undefined;
  const firstReadMs = await timed(async () => {
    both = { current: await rounds.measure(current), previous: await rounds.measure(before) };
  });
  const anewBoth = () => ({ current: anew(both!.current), previous: anew(both!.previous) });
  const why = (of: NonNullable<typeof both>) => {
    for (const id of unitIds) whyOf(afterClose, of, id);
  };
  const withReasons = cpuTimes(anewBoth, why);
  const whole = cpuTimes(anewBoth, (of) => {
    const line = lineMaker(afterClose, of);
    for (const id of unitIds) line(id, { scope: WHOLE });
  });
  const again = cpuTimes(() => both!, why);
  const { whole: figureOf } = roundFigures(both!.current, afterClose);
  const compared = comparedUnits(wards.map((key) => ({ key, figure: figureOf(key) })));
  const ranks = cpuTimes(() => compared, rankSets);
  const shown = (times: readonly number[]) => Math.min(...times).toFixed(0);
  return {
    whole: [shown(whole), shown(withReasons), shown(again), withReasons[0]!.toFixed(0)],
    ranks: [shown(ranks), firstReadMs.toFixed(0)],
  };
}

/** The same round as it would be read after a batch that affected every unit: nothing is cached. */
function anew(measured: MeasuredRound): MeasuredRound {
  const tallies = measured.snapshot.tallies.map((tally) => ({ ...tally, numbers: tally.numbers.slice() }));
  return { ...measured, snapshot: { ...measured.snapshot, tallies } };
}

async function rebuild(
  stores: Stores,
  size: number,
  offThread: OffThread,
): Promise<{ ms: number; cpuMs: number; grownMb: number }> {
  const [memoryBefore, memory] = [anonymousMb(), { most: anonymousMb() }];
  const watch = setInterval(() => (memory.most = Math.max(memory.most, anonymousMb())), 100);
  const cpuBefore = process.cpuUsage();
  const ms = await timed(() => countAnew(stores, size, offThread));
  const { user, system } = process.cpuUsage(cpuBefore);
  clearInterval(watch);
  const { outcome: tallies } = await stores.tallies.findState();
  const { outcome: columns } = await stores.columns.findState();
  if (tallies?.submissions !== size || columns?.submissions !== size) throw new Error('forms are missing');
  if (size <= countedMax && tallies.differing.length > 0) throw new Error('the rebuild differs');
  return { ms, cpuMs: (user + system) / 1000, grownMb: memory.most - memoryBefore };
}

/** The counts behind the figures of all units and questions. */
function duckQuery(): string {
  return `select round, unit, ${questions
    .map((id) => `count(*) filter ("${id}" > 0), count(*) filter ("${id}" >= 4)`)
    .join(', ')} from forms group by all`;
}

/** The same responses for both. */
async function fill(
  stores: Stores,
  connection: Connection,
  { duck, size }: { duck: DuckDBConnection; size: number },
): Promise<Province> {
  const province = await fillProvince(stores);
  const columns = ['round varchar', 'unit varchar', ...questions.map((id) => `"${id}" utinyint`)];
  await duck.run(`create table forms (${columns.join(', ')})`);
  const appender = await duck.createAppender('forms');
  await fillForms(connection, province, {
    size,
    beforeEvery: 2,
    isCounted: size > countedMax,
    onForm({ roundId, unitId, levels }) {
      for (const text of [roundId, unitId]) appender.appendVarchar(text);
      for (const level of levels) appender.appendUTinyInt(level);
      appender.endRow();
    },
  });
  appender.closeSync();
  return province;
}

async function timesOf(action: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < repeats; turn++) times.push(await timed(action));
  return times;
}

/** In processor time, since the machine may have other work; nothing here waits. */
function cpuTimes<Given>(prepare: () => Given, action: (given: Given) => unknown): number[] {
  return Array.from({ length: repeats }, () => {
    const given = prepare();
    const before = process.cpuUsage();
    action(given);
    return process.cpuUsage(before).user / 1000;
  });
}
