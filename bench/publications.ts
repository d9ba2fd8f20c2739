/**
 * `npm run bench:publications [-- 20 156]`: public pages of a publication with this many units, warm, one request after
 * another and eight at once, compared with Express sending a constant page of the same size, also compressed. Client
 * and server share the process, so the times are upper bounds of what the server needs. The cost of a page depends on
 * units, and not on submissions. Prints Markdown for docs/performance.md.
 */
import { defaultStaffSettings } from '../src/access/accounts/staffSettings.ts';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { mountRoutes } from '../src/access/web/routes.ts';
import { glances } from '../src/dissemination/publications/publishedRounds.ts';
import { publicRoutes } from '../src/dissemination/publications/publicRoutes.ts';
import type { Round } from '../src/design/rounds/round.ts';
import { countingPlan } from '../src/statistics/estimation/countingPlan.ts';
import { sipas2017 as method } from '../src/statistics/method/presets/sipas2017.ts';
import type { MeasuredRound } from '../src/processing/results/results.ts';
import { surveyShape } from '../src/design/methods/surveyShape.ts';
import { addForm, type TallySheet } from '../src/statistics/estimation/tally.ts';
import { openStorage } from '../src/platform/storage/connection.ts';
import { openStores } from '../src/app/stores.ts';
import { sipas2017 } from '../src/design/surveys/presets/sipas2017.ts';
import { surveyVersionId } from '../src/design/surveys/survey.ts';
import type { Unit } from '../src/registers/units/unit.ts';
import { unitTreeOn } from '../src/registers/units/unitTree.ts';
import { usePages } from '../src/platform/web/page.ts';
import { httpClient, measure, type Measured } from './load.ts';
import { publishRound } from './publishRound.ts';

const from = '2020-01-01';
const publishedAt = new Date('2022-01-01T00:00:00Z');
const now = new Date('2022-02-01T00:00:00Z');
const formsPerUnit = 40;
const seconds = 1;

const given = process.argv.slice(2).map(Number);
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`);
const head = [
  'units',
  'page',
  'bytes',
  'at once',
  'p50 ms',
  'p99 ms',
  'baseline p50 ms',
  'p99 ms',
  'pages a second',
  'baseline',
];
console.log(`| ${head.join(' | ')} |\n| ---: | --- |${' ---: |'.repeat(head.length - 2)}`);
for (const units of given.length > 0 ? given : [20, 156]) await measureUnits(units);

async function measureUnits(units: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-bench-'));
  const storage = await openStorage({ mongodbUri: undefined, dataFolder: folder });
  const stores = await openStores(storage.connection);
  await publishRound(stores, {
    id: 'publication',
    measured: measuredRound(units),
    unitIds: ['u0'],
    now: publishedAt,
  });
  const app = express();
  app.set('etag', false);
  usePages(app);
  const glanceOf = glances(stores.publications);
  mountRoutes(app, publicRoutes, {
    stores,
    now: () => now,
    publicUrl: undefined,
    glanceOf,
    settings: defaultStaffSettings,
  });
  let constant = '';
  app.get('/publications-baseline', (_req, res) => void res.type('html').send(constant));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = httpClient(8);
  const get = async (path: string): Promise<string> => {
    const { status, body } = await client.send(address + path);
    if (status !== 200) throw new Error(`${path}: ${status}`);
    return body;
  };
  for (const path of [
    '/publications',
    '/publications/round',
    '/publications/round/1/units/u1',
    '/publications/round/board',
  ]) {
    constant = await get(path);
    for (const atOnce of [1, 8]) {
      const ours = await measure(atOnce, seconds, async () => void (await get(path)));
      const base = await measure(atOnce, seconds, async () => void (await get('/publications-baseline')));
      console.log(
        `| ${[units, path, Buffer.byteLength(constant), atOnce, ...timesOf(ours), ...timesOf(base), Math.round(ours.perSecond), Math.round(base.perSecond)].join(' | ')} |`,
      );
    }
  }
  client.close();
  server.closeAllConnections();
  server.close();
  await storage.close();
  rmSync(folder, { recursive: true });
}

function timesOf({ p50Ms, p99Ms }: Measured): string[] {
  return [p50Ms.toFixed(1), p99Ms.toFixed(1)];
}

/** One unit with all others below it. */
function measuredRound(count: number): MeasuredRound {
  const survey = { id: surveyVersionId(sipas2017), content: sipas2017, publishedOn: '2021-01-01' };
  const plan = countingPlan(method, surveyShape(sipas2017, method));
  const units = Array.from({ length: count }, (_, index): Unit => ({
    id: `u${index}`,
    kind: index === 0 ? 'district' : 'commune',
    validFrom: from,
    parents: index === 0 ? [] : [{ unitId: 'u0', from }],
    names: [{ text: { vi: `phường số ${index}` }, from }],
    codes: [],
  }));
  const sheet: TallySheet = new Map();
  for (const [index, { id }] of units.entries())
    for (let form = 0; form < formsPerUnit; form += 1)
      addForm(plan, sheet, {
        unitId: id,
        channel: 'qr',
        standing: 'counted',
        answers: Object.fromEntries(
          plan.questions.map((question, k) => [question.id, 1 + ((form * 7 + k * index) % 5)]),
        ),
        about: {},
        givenOn: '2021-11-01',
      });
  const round: Round = {
    id: 'round',
    title: { vi: 'Đợt đo', en: 'Round' },
    surveyVersionId: survey.id,
    methodIds: ['sipas-2017@1'],
    opensAt: new Date('2021-10-01T00:00:00Z'),
    closesAt: new Date('2021-12-01T00:00:00Z'),
    unitIds: ['u0'],
    unitsOn: '2021-10-01',
    resultsFor: 'everybody',
    sampleKind: 'selfSelected',
  };
  const snapshot = {
    id: 'round',
    surveyVersionId: survey.id,
    method: 'sipas-2017@1',
    tallies: [...sheet.values()],
  };
  return {
    round,
    survey,
    plan,
    snapshot,
    tree: unitTreeOn(units, round.unitsOn),
    received: count * formsPerUnit,
    late: 0,
    assisted: 0,
  };
}
