/**
 * `npm run bench:columns [-- 10000 100000 1000000]`: crosstabs over columns, warm and from chunks, compared with DuckDB
 * on the same rows in the same run; then creating the columns, and rebuilding them, from the submissions themselves on
 * the embedded store. Prints Markdown for docs/performance.md.
 */
import { randomInt, randomUUID } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Connection } from 'mongoose';
import { appendColumns } from '../src/processing/columns/appendColumns.ts';
import type { ColumnQuery } from '../src/processing/columns/columnQuery.ts';
import { columnReader } from '../src/processing/columns/columnReader.ts';
import type { KeptCheckpoint } from '../src/collection/ledger/store.ts';
import { countingPlan } from '../src/statistics/estimation/countingPlan.ts';
import { methodKey } from '../src/statistics/method/method.ts';
import { sipas2017 as method } from '../src/statistics/method/presets/sipas2017.ts';
import { surveyShape } from '../src/design/methods/surveyShape.ts';
import type { Stores } from '../src/app/stores.ts';
import { publishSurvey } from '../src/design/surveys/publishSurvey.ts';
import { sipas2017 } from '../src/design/surveys/presets/sipas2017.ts';
import { printTrials, timed, type Row, type Trial } from './trial.ts';

const sizes = process.argv.slice(2).map(Number);
const wards = Array.from({ length: 143 }, (_, index) => `ward-${index + 1}`);
const services = ['birth', 'marriage', 'copies', 'business', 'building', 'land'];
const plan = countingPlan(method, surveyShape(sipas2017));
const questions = plan.questions.map(({ id }) => id);
const few = questions.slice(0, 3);
const bands = sipas2017.about
  .slice(0, 2)
  .map(({ id, options }) => ({ id, options: options.map((one) => one.id) }));
const repeats = 7;

/** Twelve districts by age: the query of the crosstab page. */
const byDistrict = Object.fromEntries(wards.map((ward, index) => [ward, `district-${index % 12}`]));
const axes: ColumnQuery['axes'] = [
  { dimension: { kind: 'unit' }, groups: byDistrict },
  { dimension: { kind: 'about', id: bands[0]!.id } },
];

const head = [
  'submissions',
  'chunks, MB',
  'made from submissions, s',
  'first use from chunks, ms',
  '3 questions, ms',
  'DuckDB, ms',
  'all 22 with sums and products, ms',
  'DuckDB, counts of levels only, ms',
  'rebuild of columns alone, s',
];
await printTrials(head, sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000], row);

async function row({ stores, connection, duck }: Trial, size: number): Promise<Row> {
  await fill(stores, connection, duck, size);
  const term = { number: 1, isOver: () => false };
  const logged = {
    ...stores,
    ledger: { findLast: () => Promise.resolve({ size } as unknown as KeptCheckpoint) },
  };
  const made = await timed(() => appendColumns({ stores: logged, term }));
  const reader = columnReader(stores);
  const ask = async (query: ColumnQuery) => await reader.count({ roundId: 'round', plan, query });
  const first = await timed(() => ask({ axes }));
  const ofFew = await best(() => ask({ axes, questions: few }));
  const ofAll = await best(() => ask({ axes }));
  const duckOfFew = await best(() => duck.runAndReadAll(duckQuery(few)));
  const duckOfAll = await best(() => duck.runAndReadAll(duckQuery(questions)));
  await checkSame(ask, duck);
  await reader.stop();
  duck.closeSync();

  const rebuild = await timed(async () => {
    await stores.columns.request({ purpose: 'rebuild', token: 'bench' });
    await appendColumns({ stores: logged, term });
  });
  const { outcome } = await stores.columns.findState();
  if (outcome?.submissions !== size || outcome.differing.length > 0) throw new Error('the rebuild differs');
  return [
    size.toLocaleString('en'),
    ((await bytesOfChunks(connection)) / 1e6).toFixed(1),
    (made / 1000).toFixed(1),
    first.toFixed(0),
    ofFew.toFixed(1),
    duckOfFew.toFixed(1),
    ofAll.toFixed(1),
    duckOfAll.toFixed(1),
    (rebuild / 1000).toFixed(1),
  ];
}

/** The same responses for both: as logged submissions, and as rows of a table. */
async function fill(
  stores: Stores,
  connection: Connection,
  duck: DuckDBConnection,
  size: number,
): Promise<void> {
  const survey = await publishSurvey(sipas2017, '2020-01-01', stores.surveys);
  await stores.methods.add(method);
  const opensAt = new Date('2021-10-01T00:00:00+07:00');
  await stores.rounds.add({
    id: 'round',
    title: { vi: 'Đợt thử', en: 'Trial round' },
    surveyVersionId: survey.id,
    methodIds: [methodKey(method)],
    opensAt,
    closesAt: new Date('2021-12-16T00:00:00+07:00'),
    unitIds: ['province'],
    unitsOn: '2021-12-31',
    resultsFor: 'everybody',
    sampleKind: 'selfSelected',
  });
  for (const [index, unitId] of wards.entries()) {
    const serviceId = services[index % services.length]!;
    const revisions = [{ number: 1, roundId: 'round', unitId, serviceId, from: opensAt }];
    await stores.accessPoints.add({ id: unitId, code: randomUUID(), channel: 'qr', revisions });
  }
  const columns = ['district', ...bands.map(({ id }) => id), ...questions].map((id) => `"${id}"`);
  await duck.run(
    `create table forms (${columns.map((name, index) => `${name} ${index < 3 ? 'varchar' : 'utinyint'}`).join(', ')})`,
  );
  const appender = await duck.createAppender('forms');
  const submissions = connection.collection<{ _id: string }>('submissions');
  for (let from = 0; from < size; from += 5000) {
    const some = Array.from({ length: Math.min(5000, size - from) }, (_, form) => {
      const [unitId, kindness] = [wards[randomInt(wards.length)]!, randomInt(100)];
      const levels = questions.map(() =>
        randomInt(100) < 70 + kindness / 4 ? 4 + randomInt(2) : randomInt(4),
      );
      const about = bands.map(({ options }) => options[randomInt(options.length)]!);
      for (const text of [byDistrict[unitId]!, ...about]) appender.appendVarchar(text);
      for (const level of levels) appender.appendUTinyInt(level);
      appender.endRow();
      return {
        _id: randomUUID(),
        roundId: 'round',
        surveyVersionId: survey.id,
        accessPointId: unitId,
        revision: 1,
        receivedHour: opensAt,
        givenOn: `2021-11-${10 + randomInt(20)}`,
        late: false,
        noticeVersion: '1',
        answers: Object.fromEntries(questions.map((id, index) => [id, levels[index]])),
        about: Object.fromEntries(bands.map(({ id }, index) => [id, about[index]])),
        salts: { answers: Buffer.alloc(16), about: Buffer.alloc(16), comment: Buffer.alloc(16) },
        receiptCode: randomUUID(),
        uncounted: true,
        position: from + form,
      };
    });
    await submissions.insertMany(some);
  }
  appender.closeSync();
}

/** Counts of each level of some questions, by district and age. */
function duckQuery(ids: readonly string[]): string {
  const counts = ids.flatMap((id) =>
    [0, 1, 2, 3, 4, 5].map((level) => `count(*) filter ("${id}" = ${level})`),
  );
  return `select district, "${bands[0]!.id}", count(*), ${counts.join(', ')} from forms group by all`;
}

/** Both must count the same: a comparison of two different results would be meaningless. */
async function checkSame(
  ask: (query: ColumnQuery) => Promise<readonly { keys: readonly string[]; numbers: Float64Array }[]>,
  duck: DuckDBConnection,
): Promise<void> {
  const rows = (await duck.runAndReadAll(duckQuery(questions))).getRows();
  const expected = new Map(rows.map(([district, band, ...counts]) => [`${String(district)} ${String(band)}`, counts.map(Number)])); // prettier-ignore
  for (const { keys, numbers } of await ask({ axes })) {
    const levels = numbers.slice(-6 * questions.length);
    const counts = expected.get(keys.join(' '));
    if (JSON.stringify(counts) !== JSON.stringify([numbers[0], ...levels])) {
      throw new Error(`columns and DuckDB differ for ${keys.join(', ')}`);
    }
  }
}

async function bytesOfChunks(connection: Connection): Promise<number> {
  const chunks = connection.collection<{ deflated: Buffer }>('columnChunks');
  let total = 0;
  for await (const { deflated } of chunks.find({}, { promoteBuffers: true })) total += deflated.length;
  return total;
}

/** Warm: the fastest of a few runs, wall-clock time, including the way to the thread and back. */
async function best(action: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < repeats; turn++) times.push(await timed(action));
  return Math.min(...times);
}
