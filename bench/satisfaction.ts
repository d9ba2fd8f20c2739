/**
 * `npm run bench:satisfaction [-- 10000 100000 1000000]`: counting, rebuilding and reading the figures of 143 units under
 * 12 districts in two rounds, on the embedded store, at growing numbers of submissions. Prints Markdown for
 * docs/performance.md. Beside the figures, DuckDB counts what they are made from out of the forms; beside the rebuild, all
 * forms are read once and nothing is done with them. A million is not counted batch by batch, but by the rebuild.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Connection } from 'mongoose';
import { appendColumns } from '../src/columns/appendColumns.ts';
import type { KeptCheckpoint } from '../src/ledger/store.ts';
import type { Round } from '../src/rounds/round.ts';
import { countingPlan } from '../src/satisfaction/countingPlan.ts';
import { measuredRounds } from '../src/satisfaction/measuredRounds.ts';
import { methodKey } from '../src/satisfaction/method.ts';
import { sipas2017 as method } from '../src/satisfaction/presets/sipas2017.ts';
import { comparedUnits } from '../src/satisfaction/ranking.ts';
import { rankSets } from '../src/satisfaction/rankSets.ts';
import { lineMaker, type MeasuredRound } from '../src/satisfaction/results.ts';
import { roundFigures } from '../src/satisfaction/roundFigures.ts';
import { WHOLE } from '../src/satisfaction/scope.ts';
import { surveyShape } from '../src/satisfaction/surveyShape.ts';
import { whyOf } from '../src/satisfaction/why.ts';
import type { Stores } from '../src/stores.ts';
import { publishSurvey } from '../src/surveys/publishSurvey.ts';
import { sipas2017 } from '../src/surveys/presets/sipas2017.ts';
import { countSubmissions } from '../src/tallies/countSubmissions.ts';
import type { Unit } from '../src/units/unit.ts';
import { anonymousMb, printTrials, timed, type Row, type Trial } from './trial.ts';

const sizes = process.argv.slice(2).map(Number);
/** Larger numbers are fed as if they had been counted. */
const countedMax = 100_000;
const districts = Array.from({ length: 12 }, (_, place) => `district-${place + 1}`);
const wards = Array.from({ length: 143 }, (_, place) => `ward-${place + 1}`);
const services = ['birth', 'marriage', 'copies', 'business', 'building', 'land'];
const unitIds = ['province', ...districts, ...wards];
const questions = countingPlan(method, surveyShape(sipas2017)).questions.map(({ id }) => id);
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

async function row({ stores, connection, duck }: Trial, size: number): Promise<Row> {
  const [before, current] = await fill(stores, connection, { duck, size });
  const counted = size <= countedMax ? await counting(stores, size) : ['–', '–'];
  const duckMs = Math.min(...(await timesOf(() => duck.runAndReadAll(duckQuery()))));
  duck.closeSync();
  const reading = await timed(async () => {
    for await (const _ of stores.submissions.eachBetween('', '~'));
  });
  const rebuilt = await rebuild(stores, size);
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

/** The same round as it would be read after a batch that moved every unit: nothing that was worked out is kept. */
function anew(measured: MeasuredRound): MeasuredRound {
  const tallies = measured.board.tallies.map((tally) => ({ ...tally, numbers: tally.numbers.slice() }));
  return { ...measured, board: { ...measured.board, tallies } };
}

async function rebuild(
  stores: Stores,
  size: number,
): Promise<{ ms: number; cpuMs: number; grownMb: number }> {
  const ledger = { findLast: () => Promise.resolve({ size } as unknown as KeptCheckpoint) };
  const [memoryBefore, memory] = [anonymousMb(), { most: anonymousMb() }];
  const watch = setInterval(() => (memory.most = Math.max(memory.most, anonymousMb())), 100);
  const cpuBefore = process.cpuUsage();
  const ms = await timed(async () => {
    await stores.tallies.wish({ purpose: 'rebuild', token: 'bench' });
    await stores.columns.wish({ purpose: 'rebuild', token: 'bench' });
    // Beside each other, as the leader's duties are.
    await Promise.all([
      countSubmissions({ stores, term }),
      appendColumns({ stores: { ...stores, ledger }, term }),
    ]);
  });
  const { user, system } = process.cpuUsage(cpuBefore);
  clearInterval(watch);
  const { outcome: tallies } = await stores.tallies.findState();
  const { outcome: columns } = await stores.columns.findState();
  if (tallies?.submissions !== size || columns?.submissions !== size) throw new Error('forms are missing');
  if (size <= countedMax && tallies.differing.length > 0) throw new Error('the rebuild differs');
  return { ms, cpuMs: (user + system) / 1000, grownMb: memory.most - memoryBefore };
}

/** What the figures of all units and questions are made from. */
function duckQuery(): string {
  return `select round, unit, ${questions
    .map((id) => `count(*) filter ("${id}" > 0), count(*) filter ("${id}" >= 4)`)
    .join(', ')} from forms group by all`;
}

async function fill(
  stores: Stores,
  connection: Connection,
  { duck, size }: { duck: DuckDBConnection; size: number },
): Promise<[Round, Round]> {
  const survey = await publishSurvey(sipas2017, '2020-01-01', stores.surveys);
  await stores.methods.add(method);
  for (const unit of units()) await stores.units.add(unit);
  const [before, current] = [round('before', 2020, survey.id), round('current', 2021, survey.id)];
  for (const one of [before, current]) await stores.rounds.add(one);
  for (const [place, unitId] of wards.entries()) {
    for (const channel of ['kiosk', 'qr'] as const) {
      await stores.accessPoints.add({
        id: `${unitId}-${channel}`,
        code: randomUUID(),
        channel,
        revisions: [before, current].map(({ id, opensAt }, index) => ({
          number: index + 1,
          roundId: id,
          unitId,
          serviceId: services[place % services.length]!,
          from: opensAt,
        })),
      });
    }
  }
  const columns = ['round varchar', 'unit varchar', ...questions.map((id) => `"${id}" utinyint`)];
  await duck.run(`create table forms (${columns.join(', ')})`);
  const appender = await duck.createAppender('forms');
  const submissions = connection.collection<{ _id: string }>('submissions');
  for (let from = 0; from < size; from += 5000) {
    const some = Array.from({ length: Math.min(5000, size - from) }, (_, form) => {
      const [isNow, kindness] = [form % 2 === 0, randomInt(100)];
      const roundId = isNow ? current.id : before.id;
      const unitId = wards[randomInt(wards.length)]!;
      const levels = questions.map(() =>
        randomInt(100) < 70 + kindness / 4 ? 4 + randomInt(2) : randomInt(4),
      );
      for (const text of [roundId, unitId]) appender.appendVarchar(text);
      for (const level of levels) appender.appendUTinyInt(level);
      appender.endRow();
      return {
        _id: randomUUID(),
        roundId,
        surveyVersionId: survey.id,
        accessPointId: `${unitId}-${form % 3 === 0 ? 'kiosk' : 'qr'}`,
        revision: isNow ? 2 : 1,
        receivedHour: current.opensAt,
        givenOn: `${isNow ? 2021 : 2020}-11-${String(1 + randomInt(30)).padStart(2, '0')}`,
        late: false,
        noticeVersion: '1',
        answers: Object.fromEntries(questions.map((id, place) => [id, levels[place]])),
        about: Object.fromEntries(
          sipas2017.about.map(({ id, options }) => [id, options[randomInt(options.length)]!.id]),
        ),
        salts: { answers: Buffer.alloc(16) },
        receiptCode: randomUUID(),
        position: from + form,
        ...(size <= countedMax && { uncounted: true }),
      };
    });
    await submissions.insertMany(some);
  }
  appender.closeSync();
  return [before, current];
}

function units(): Unit[] {
  const from = '2000-01-01';
  const unit = (id: string, kind: Unit['kind'], parentId?: string): Unit => ({
    id,
    kind,
    validFrom: from,
    parents: parentId === undefined ? [] : [{ unitId: parentId, from }],
    names: [{ text: { vi: id, en: id }, from }],
    codes: [],
  });
  return [
    unit('province', 'province'),
    ...districts.map((id) => unit(id, 'district', 'province')),
    ...wards.map((id, place) => unit(id, 'commune', districts[place % districts.length])),
  ];
}

function round(id: string, year: number, surveyVersionId: string): Round {
  return {
    id,
    title: { vi: id, en: id },
    surveyVersionId,
    methodIds: [methodKey(method)],
    opensAt: new Date(`${year}-10-01T00:00:00+07:00`),
    closesAt: new Date(`${year}-12-16T00:00:00+07:00`),
    unitIds: ['province'],
    unitsOn: '2021-12-31',
    resultsFor: 'everybody',
    sampleKind: 'selfSelected',
    ...(year === 2021 ? { previousRoundId: 'before' } : {}),
  };
}

async function timesOf(act: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < repeats; turn++) times.push(await timed(act));
  return times;
}

/** In processor time, since the machine may have other work; nothing here waits. */
function cpuTimes<Given>(prepare: () => Given, act: (given: Given) => unknown): number[] {
  return Array.from({ length: repeats }, () => {
    const given = prepare();
    const before = process.cpuUsage();
    act(given);
    return process.cpuUsage(before).user / 1000;
  });
}
