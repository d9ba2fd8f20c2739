/**
 * `npm run bench:exports [-- 100000 1000000]`: microdata of a round as CSV and as XLSX, as jobs in their thread on the
 * embedded store, compared with the simplest possible export: every document through a cursor and csv-stringify, into a
 * file. Prints Markdown for docs/performance.md. Workbooks have up to 200,000 rows.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Connection } from 'mongoose';
import { appendColumns } from '../src/processing/columns/appendColumns.ts';
import type { MicroFormat } from '../src/dissemination/exports/microdataJob.ts';
import { jobThread } from '../src/access/jobs/jobThread.ts';
import type { KeptCheckpoint } from '../src/collection/ledger/store.ts';
import { methodKey } from '../src/statistics/method/method.ts';
import { sipas2017 as method } from '../src/statistics/method/presets/sipas2017.ts';
import type { Stores } from '../src/app/stores.ts';
import { publishSurvey } from '../src/design/surveys/publishSurvey.ts';
import { sipas2017 } from '../src/design/surveys/presets/sipas2017.ts';
import { anonymousMb, printTrials, timed, type Row, type Trial } from './trial.ts';

const sizes = process.argv.slice(2).map(Number);
const workbookRowsMax = 200_000;
const wards = Array.from({ length: 143 }, (_, index) => `ward-${index + 1}`);
const questions = sipas2017.questions.map(({ id }) => id);
const bands = sipas2017.about.map(({ id, options }) => ({ id, options: options.map((one) => one.id) }));
const opensAt = new Date('2021-10-01T00:00:00+07:00');
const closesAt = new Date('2021-12-16T00:00:00+07:00');
const term = { number: 1, isOver: () => false };

/** Position of the next submission in the log. */
let position = 0;

const head = [
  'rows',
  'CSV, s',
  'CSV, MB',
  'memory grown by, MB',
  'longest wait of others, ms',
  'cursor and csv-stringify, s',
  'XLSX rows',
  'XLSX, s',
  'XLSX, MB',
  'memory grown by, MB',
];
await printTrials(head, sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000], row);

async function row({ stores, connection, duck, uri }: Trial, size: number): Promise<Row> {
  duck.closeSync();
  position = 0;
  const workbookRows = Math.min(size, workbookRowsMax);
  await addFrame(stores);
  await fill(connection, 'round', size);
  if (workbookRows < size) await fill(connection, 'small', workbookRows);
  await appendAll(stores, position);
  const runJobs = jobThread({
    jobs: stores.jobs,
    program: new URL('../src/app/jobWorker.ts', import.meta.url),
    store: { uri, database: connection.name },
    logError({ error }) {
      throw error;
    },
  });
  const run = async (): Promise<void> => await runJobs(term);
  const csv = await exported(stores, run, { roundId: 'round', format: 'csv' });
  const plain = await timed(() => plainCsv(stores, 'round'));
  const roundId = workbookRows < size ? 'small' : 'round';
  const xlsx = await exported(stores, run, { roundId, format: 'xlsx' });
  return [
    size.toLocaleString('en'),
    ...[csv.seconds, csv.mb].map((number) => number.toFixed(1)),
    Math.round(csv.grownMb),
    Math.round(csv.waitMs),
    (plain / 1000).toFixed(1),
    workbookRows.toLocaleString('en'),
    ...[xlsx.seconds, xlsx.mb].map((number) => number.toFixed(1)),
    Math.round(xlsx.grownMb),
  ];
}

async function exported(
  stores: Stores,
  run: () => Promise<void>,
  wished: { readonly roundId: string; readonly format: MicroFormat },
) {
  const id = randomUUID();
  await stores.jobs.add(
    {
      id,
      kind: 'microdata',
      parameters: { ...wished, unitId: 'province', language: 'vi', madeUp: false },
      permission: 'downloadMicrodata',
      unitIds: ['province'],
      startedBy: { accountId: 'bench', name: 'bench' },
      startedAt: new Date(),
      state: 'waiting',
      done: 0,
      pieceIds: [],
      resultBytes: 0,
    },
    {
      id: randomUUID(),
      at: new Date(),
      kind: 'job.started',
      unitIds: [],
      subject: { id, label: 'bench' },
    } as never,
  );
  const before = anonymousMb();
  let [grownMb, waitMs, at] = [0, 0, performance.now()];
  const watch = setInterval(() => {
    grownMb = Math.max(grownMb, anonymousMb() - before);
    waitMs = Math.max(waitMs, performance.now() - at - 20);
    at = performance.now();
  }, 20);
  const ms = await timed(run);
  clearInterval(watch);
  const job = await stores.jobs.find(id);
  if (job?.state !== 'done') throw new Error(job?.error?.en ?? 'the job is not done');
  return { seconds: ms / 1000, mb: job.resultBytes / 1e6, grownMb, waitMs };
}

/** Levels and bands as in the documents, without any disclosure control. */
async function plainCsv(stores: Stores, roundId: string): Promise<void> {
  async function* rows() {
    for await (const { accessPointId, givenOn, late, answers, about } of stores.submissions.eachOfRound(roundId))
      yield [accessPointId, givenOn, late, ...bands.map(({ id }) => about[id]), ...questions.map((id) => answers[id])]; // prettier-ignore
  }
  await pipeline(
    Readable.from(rows()),
    stringify(),
    createWriteStream(join(tmpdir(), `bench-${process.pid}.csv`)),
  );
}

async function addFrame(stores: Stores): Promise<void> {
  const survey = await publishSurvey(sipas2017, '2020-01-01', stores.surveys);
  await stores.methods.add(method);
  const unit = (id: string, kind: 'province' | 'commune', parent?: string) => ({
    id,
    kind,
    validFrom: '2000-01-01',
    names: [{ from: '2000-01-01', text: { vi: `Đơn vị ${id}` } }],
    codes: [],
    parents: parent === undefined ? [] : [{ from: '2000-01-01', unitId: parent }],
  });
  await stores.units.add(unit('province', 'province'));
  for (const ward of wards) await stores.units.add(unit(ward, 'commune', 'province'));
  for (const id of ['round', 'small']) {
    await stores.rounds.add({
      id,
      title: { vi: 'Đợt thử', en: 'Trial round' },
      surveyVersionId: survey.id,
      methodIds: [methodKey(method)],
      opensAt,
      closesAt,
      unitIds: ['province'],
      unitsOn: '2021-12-31',
      resultsFor: 'everybody',
      sampleKind: 'selfSelected',
    });
  }
  for (const unitId of wards) {
    const revisions = [{ number: 1, roundId: 'round', unitId, from: opensAt }];
    await stores.accessPoints.add({ id: unitId, code: randomUUID(), channel: 'qr', revisions });
  }
}

async function fill(connection: Connection, roundId: string, size: number): Promise<void> {
  const submissions = connection.collection<{ _id: string }>('submissions');
  for (let from = 0; from < size; from += 5000) {
    const some = Array.from({ length: Math.min(5000, size - from) }, () => ({
      _id: randomUUID(),
      roundId,
      surveyVersionId: 'sipas-2017',
      accessPointId: wards[randomInt(wards.length)]!,
      revision: 1,
      receivedHour: opensAt,
      givenOn: `2021-${10 + randomInt(3)}-${10 + randomInt(6)}`,
      late: false,
      noticeVersion: '1',
      answers: Object.fromEntries(
        questions.map((id) => [id, randomInt(100) < 80 ? 4 + randomInt(2) : randomInt(4)]),
      ),
      about: Object.fromEntries(bands.map(({ id, options }) => [id, options[randomInt(options.length)]!])),
      salts: { answers: Buffer.alloc(16), about: Buffer.alloc(16), comment: Buffer.alloc(16) },
      receiptCode: randomUUID(),
      position: position++,
    }));
    await submissions.insertMany(some);
  }
}

/** As if the ledger had all of it: the columns cover the same. */
async function appendAll(stores: Stores, size: number): Promise<void> {
  const findLast = () => Promise.resolve({ size } as unknown as KeptCheckpoint);
  const settled = { ...stores, ledger: { ...stores.ledger, findLast } };
  await appendColumns({ stores: settled, term });
}
