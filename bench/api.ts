/**
 * `npm run bench:api [-- 20 156]`: reads of /api/v1 of a round and a publication with this many units, on the embedded
 * store, warm, one request after another and eight at once, without a key and with one, compared with Express sending
 * constant JSON of the same size. Client and server share the process, so the times are upper bounds of what the server
 * needs. The cost of a read depends on units, and not on submissions. Prints Markdown for docs/performance.md.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { Connection } from 'mongoose';
import { hashOfSecret, keyPermissions, newSecret } from '../src/dissemination/api/apiKey.ts';
import { apiRoutes } from '../src/dissemination/api/routes.ts';
import { auditEntry } from '../src/access/audit/entry.ts';
import { codeKeysOf } from '../src/collection/codes/code.ts';
import { columnReader } from '../src/processing/columns/columnReader.ts';
import { measuredRounds, type MeasuredRounds } from '../src/processing/results/measuredRounds.ts';
import { methodKey } from '../src/statistics/method/method.ts';
import { sipas2017 as method } from '../src/statistics/method/presets/sipas2017.ts';
import { openStorage } from '../src/platform/storage/connection.ts';
import { openStores, type Stores } from '../src/app/stores.ts';
import { publishSurvey } from '../src/design/surveys/publishSurvey.ts';
import { sipas2017 } from '../src/design/surveys/presets/sipas2017.ts';
import { countSubmissions } from '../src/processing/tallies/countSubmissions.ts';
import { usePages } from '../src/platform/web/page.ts';
import { httpClient, measure } from './load.ts';
import { publishRound } from './publishRound.ts';

const opensAt = new Date('2021-10-01T00:00:00+07:00');
const now = new Date('2022-02-01T00:00:00Z');
const formsPerUnit = 40;
const seconds = 1;

const given = process.argv.slice(2).map(Number);
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`);
const head = ['units', 'read', 'key', 'bytes', 'at once', 'p50 ms', 'p99 ms', 'baseline p50 ms', 'p99 ms'];
console.log(`| ${head.join(' | ')} |\n| ---: | --- | --- |${' ---: |'.repeat(head.length - 3)}`);
for (const units of given.length > 0 ? given : [20, 156]) await measureUnits(units);

async function measureUnits(units: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-bench-'));
  const storage = await openStorage({ mongodbUri: undefined, dataFolder: folder });
  const stores = await openStores(storage.connection);
  await fill(stores, storage.connection, units);
  const rounds = measuredRounds(stores, () => now);
  await publish(stores, rounds);
  const secret = await addKey(stores);

  const app = express();
  app.set('query parser', 'simple').set('etag', false);
  usePages(app);
  let constant = '';
  app.get('/constant', (_req, res) => void res.type('json').send(constant));
  const installation = await stores.installation.open('real');
  const limits = { ofKey: 1e9, ofAddress: 1e9 };
  const codeKeys = codeKeysOf(installation);
  const logError = ({ error }: { error: unknown }) => console.error(error);
  app.use(apiRoutes({ stores, rounds, columns: columnReader(stores), installation, codeKeys, limits, logError, now: () => now, publicUrl: undefined })); // prettier-ignore
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = httpClient(8);
  const get = async (path: string, headers: Record<string, string>): Promise<string> => {
    const { status, body } = await client.send(address + path, undefined, headers);
    if (status !== 200) throw new Error(`${path}: ${status} ${body}`);
    return body;
  };
  for (const path of [
    '/api/v1/rounds',
    '/api/v1/rounds/round/units/u0',
    '/api/v1/rounds/round/units/u1',
    '/api/v1/rounds/round/tallies?dimension=question&limit=200',
    '/api/v1/publications/round/1',
    '/api/v1/publications/round/1/units/u1',
  ]) {
    for (const key of ['', secret]) {
      const headers: Record<string, string> = key === '' ? {} : { Authorization: `Bearer ${key}` };
      constant = await get(path, headers);
      for (const atOnce of [1, 8]) {
        const ours = await measure(atOnce, seconds, async () => void (await get(path, headers)));
        const base = await measure(atOnce, seconds, async () => void (await get('/constant', {})));
        const times = [ours.p50Ms, ours.p99Ms, base.p50Ms, base.p99Ms].map((ms) => ms.toFixed(1));
        const line = [units, path, key === '' ? 'no' : 'yes', Buffer.byteLength(constant), atOnce, ...times];
        console.log(`| ${line.join(' | ')} |`);
      }
    }
  }
  client.close();
  server.closeAllConnections();
  server.close();
  await storage.close();
  rmSync(folder, { recursive: true });
}

/** One unit with all others below it, and submissions that are counted as the leader counts them. */
async function fill(stores: Stores, connection: Connection, count: number): Promise<void> {
  const survey = await publishSurvey(sipas2017, '2020-01-01', stores.surveys);
  await stores.methods.add(method);
  const from = '2020-01-01';
  const unitIds = Array.from({ length: count }, (_, index) => `u${index}`);
  for (const [index, id] of unitIds.entries()) {
    await stores.units.add({
      id,
      kind: index === 0 ? 'province' : 'commune',
      validFrom: from,
      parents: index === 0 ? [] : [{ unitId: 'u0', from }],
      names: [{ text: { vi: `phường số ${index}` }, from }],
      codes: [],
    });
    const revisions = [{ number: 1, roundId: 'round', unitId: id, from: opensAt }];
    await stores.accessPoints.add({ id, code: randomUUID(), channel: 'qr', revisions });
  }
  await stores.rounds.add({
    id: 'round',
    title: { vi: 'Đợt đo', en: 'Round' },
    surveyVersionId: survey.id,
    methodIds: [methodKey(method)],
    opensAt,
    closesAt: new Date('2021-12-01T00:00:00+07:00'),
    unitIds: ['u0'],
    unitsOn: '2021-10-01',
    resultsFor: 'everybody',
    sampleKind: 'selfSelected',
  });
  const submissions = connection.collection<{ _id: string }>('submissions');
  for (const accessPointId of unitIds) {
    await submissions.insertMany(
      Array.from({ length: formsPerUnit }, () => ({
        _id: randomUUID(),
        roundId: 'round',
        surveyVersionId: survey.id,
        accessPointId,
        revision: 1,
        receivedHour: opensAt,
        givenOn: `2021-11-${10 + randomInt(3)}`,
        late: false,
        noticeVersion: '1',
        answers: Object.fromEntries(
          sipas2017.questions.map(({ id }) => [id, randomInt(100) < 80 ? 4 + randomInt(2) : randomInt(4)]),
        ),
        about: {},
        salts: { answers: Buffer.alloc(16) },
        receiptCode: randomUUID(),
        uncounted: true,
      })),
    );
  }
  await countSubmissions({ stores, term: { number: 1, isOver: () => false } });
}

async function publish(stores: Stores, rounds: MeasuredRounds): Promise<void> {
  const measured = await rounds.measure((await stores.rounds.find('round'))!);
  await publishRound(stores, { id: 'publication', measured, unitIds: ['u0'], now });
}

async function addKey(stores: Stores): Promise<string> {
  const grants = [{ id: 'grant', role: 'analyst', from: '2021-01-01' }] as const;
  const account = { id: 'bench', name: 'bench', fullName: 'bench', language: 'vi', grants } as const;
  await stores.accounts.add(account, entryOf('account.made'));
  const secret = newSecret();
  const times = { madeAt: now, expiresAt: new Date('2023-01-01T00:00:00Z') };
  const key = {
    id: 'key',
    hash: hashOfSecret(secret)!,
    accountId: 'bench',
    label: 'bench',
    permissions: keyPermissions,
  };
  await stores.apiKeys.add({ ...key, ...times }, entryOf('apiKey.made'));
  return secret;
}

function entryOf(kind: Parameters<typeof auditEntry>[0]['kind']) {
  return auditEntry({ at: now, kind, unitIds: [], subject: { id: 'bench', label: 'bench' } });
}
