/**
 * `npm run bench:import [-- 100000]`: a CSV file with this many rows of 22 answers, five bands and a day, in Vietnamese
 * labels, from its upload through the check to its submissions, on the embedded store. Prints the time of each step,
 * and the largest growth of the anonymous memory of the process, which includes the store.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptImportJob, type AcceptRequest } from '../src/collection/imports/acceptImport.ts';
import { checkImportJob, type CheckRequest } from '../src/collection/imports/checkImport.ts';
import { guessValues, valueGroups } from '../src/collection/imports/guessMapping.ts';
import { guessUses } from '../src/collection/imports/guessUses.ts';
import type { Import } from '../src/collection/imports/import.ts';
import { importKeys } from '../src/collection/imports/openImport.ts';
import { stageFile } from '../src/collection/imports/stageFile.ts';
import type { JobKind } from '../src/access/jobs/job.ts';
import type { Round } from '../src/design/rounds/round.ts';
import { openStorage } from '../src/platform/storage/connection.ts';
import { openStores, type Stores } from '../src/app/stores.ts';
import { publishSurvey } from '../src/design/surveys/publishSurvey.ts';
import { sipas2017 } from '../src/design/surveys/presets/sipas2017.ts';
import { anonymousMb } from './trial.ts';

const rowCount = Number(process.argv[2] ?? 100_000);
const now = new Date('2026-01-20T09:30:00+07:00');
const by = { accountId: 'bench', name: 'bench' };
const from = '2020-01-01';

const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-bench-'));
const storage = await openStorage({ mongodbUri: undefined, dataFolder: join(folder, 'data') });
try {
  const stores = await openStores(storage.connection);
  const path = join(folder, 'answers.csv');
  await writeAnswers(path);
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
  console.log(`${rowCount} rows, ${(statSync(path).size / 1e6).toFixed(1)} MB of CSV\n`);
  await run(stores, path);
} finally {
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
}

async function run(stores: Stores, path: string): Promise<void> {
  const round = await roundIn(stores);
  const keys = await importKeys(stores);
  const before = anonymousMb();
  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, anonymousMb());
  }, 50);
  const startedMs = performance.now();
  const file = { path, name: 'answers.csv', round, survey: sipas2017, unitIds: [], by };
  const one = await timed('upload', () =>
    stageFile(file, { imports: stores.imports, fileKey: keys.file, now }),
  );
  const version = await timed('mapping', () => mapped(one, stores));
  const check: CheckRequest = { importId: one.id, version, language: 'vi', atMs: now.getTime() };
  await timed('check', () => work(checkImportJob(stores), check));
  const accept: AcceptRequest = { importId: one.id, version, skipInvalid: false, by, atMs: now.getTime() };
  await timed('accept', () => work(acceptImportJob(stores), accept));
  clearInterval(watching);
  const seconds = (performance.now() - startedMs) / 1000;
  console.log(`all        ${seconds.toFixed(1)} s, ${Math.round(rowCount / seconds)} rows a second`);
  console.log(
    `memory     grew by ${Math.round(most - before)} MB at the most, from ${Math.round(before)} MB`,
  );
  const stored = await stores.submissions.countAll();
  if (stored !== rowCount) throw new Error(`${stored} forms are stored, not ${rowCount}`);
}

async function timed<Result>(name: string, permission: () => Promise<Result>): Promise<Result> {
  const startedMs = performance.now();
  const before = process.cpuUsage();
  const result = await permission();
  const { user, system } = process.cpuUsage(before);
  const cpu = `${((user + system) / 1e6).toFixed(1)} s of processor time`;
  console.log(`${name.padEnd(10)} ${((performance.now() - startedMs) / 1000).toFixed(1)} s, ${cpu}`);
  return result;
}

/** As the leader does it, without storing the result. */
async function work<Parameters>(kind: JobKind<Parameters>, parameters: Parameters): Promise<void> {
  await kind.run({
    parameters,
    resumeFrom: undefined,
    write: () => {},
    checkpoint: () => Promise.resolve(),
  });
}

async function mapped(one: Import, stores: Stores): Promise<string> {
  const uses = guessUses(one.headings, sipas2017);
  const groups = valueGroups(uses, await stores.imports.findTexts(one.id), sipas2017);
  const values = guessValues(groups, sipas2017, []);
  const version = randomUUID();
  const change = {
    version,
    mapping: { uses, dayOrder: 'dmy' as const, values },
    mappingId: 'bench',
    mappingName: 'bench',
  };
  await stores.imports.change({ ...one, state: 'staged' }, change);
  return version;
}

async function roundIn(stores: Stores): Promise<Round> {
  const version = await publishSurvey(sipas2017, '2026-01-01', stores.surveys);
  const names = (vi: string) => [{ text: { vi }, from }];
  await stores.units.add({
    id: 'city',
    kind: 'district',
    validFrom: from,
    parents: [],
    names: names('Thành phố'),
    codes: [],
  });
  for (let ward = 1; ward <= 12; ward++) {
    await stores.units.add({
      id: `ward-${ward}`,
      kind: 'commune',
      validFrom: from,
      parents: [{ unitId: 'city', from }],
      names: names(`Phường ${ward}`),
      codes: [],
    });
  }
  const round: Round = {
    id: 'round',
    title: { vi: 'Đợt đo' },
    surveyVersionId: version.id,
    methodIds: [],
    opensAt: new Date('2026-01-01T00:00:00+07:00'),
    closesAt: new Date('2026-02-01T00:00:00+07:00'),
    unitIds: ['city'],
    unitsOn: '2026-01-01',
    resultsFor: 'staff',
    sampleKind: 'selfSelected',
  };
  await stores.rounds.add(round);
  return round;
}

async function writeAnswers(path: string): Promise<void> {
  const file = createWriteStream(path);
  const { questions, about, scales } = sipas2017;
  const labels = scales[0]!.levels.map(({ label }) => label.vi);
  const asked = [...questions, ...about].map(({ text }) => `"${text.vi}"`);
  file.write(`Dấu thời gian,Đơn vị,${asked.join(',')}\n`);
  for (let row = 0; row < rowCount; row++) {
    const cells = [
      `${1 + randomInt(20)}/01/2026 9:15:00`,
      `Phường ${1 + randomInt(12)}`,
      ...questions.map(() => labels[randomInt(5)]!),
      ...about.map(({ options }) => `"${options[randomInt(options.length)]!.label.vi}"`),
    ];
    if (!file.write(`${cells.join(',')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}
