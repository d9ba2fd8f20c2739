/**
 * `npm run bench:ledger [-- 1000000 [proofs]]`: how fast waiting submissions are logged, how that slows down citizens who submit forms
 * meanwhile, how long a proof takes in a log of a million entries, and how long an outsider's check of a million
 * entries takes and what memory it needs. Prints Markdown for docs/performance.md.
 */
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { signCheckpoint } from '../src/collection/ledger/checkpoint.ts';
import { submissionEntry } from '../src/collection/ledger/entry.ts';
import { append, emptyFrontier, leafHash, rootOf, type Frontier } from '../src/collection/ledger/merkle.ts';
import { writeVerifierKey } from '../src/collection/ledger/note.ts';
import { consistencyProof, inclusionProof } from '../src/collection/ledger/proofs.ts';
import { sealLedger } from '../src/collection/ledger/sealLedger.ts';
import { keyFolder, openSigners } from '../src/collection/ledger/signers.ts';
import { verifierFile } from '../src/collection/ledger/verifier.ts';
import { openData } from '../src/platform/storage/openData.ts';
import { openStores, type Stores } from '../src/app/stores.ts';
import type { Submission } from '../src/collection/submissions/submission.ts';
import { publishSurvey } from '../src/design/surveys/publishSurvey.ts';
import { sipas2017 } from '../src/design/surveys/presets/sipas2017.ts';
import { countSubmissions } from '../src/processing/tallies/countSubmissions.ts';
import { methodKey } from '../src/statistics/method/method.ts';
import { sipas2017 as method } from '../src/statistics/method/presets/sipas2017.ts';
import { httpClient, measurePairRate, quantilesOf } from './load.ts';
import { putLeaves } from './logTiles.ts';
import { startProgram } from './program.ts';
import { hourOf } from '../src/platform/calendar/vietNamTime.ts';

const waitingCount = 50_000;
const logCount = Number(process.argv[2] ?? 1_000_000);
const onlyProofs = process.argv[3] === 'proofs';
const proofCount = 5000;
const pointCount = 143;
/** A quarter of what the program handles on two cores. */
const pairsPerSecond = 100;
const hourMs = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-bench-'));
const startAt = hourOf(new Date()).getTime() - 100 * hourMs;

try {
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, ${new Date().toISOString().slice(0, 10)}\n`,
  );
  const data = await openData(emptyFolder('store'));
  const stores = await openStores(data.connection);
  if (!onlyProofs) await logWaiting(stores);
  await prove(stores);
  await data.close();
  if (!onlyProofs) {
    await sendMeanwhile();
    await verifyFile();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function emptyFolder(name: string): string {
  mkdirSync(join(folder, name));
  return join(folder, name);
}

async function logWaiting(stores: Stores): Promise<void> {
  const signers = await openSigners(stores.ledger, keyFolder(join(folder, 'keys')));
  await addWaiting(stores, waitingCount);
  const fromMs = performance.now();
  const term = { number: 1, isOver: () => false };
  const before = process.cpuUsage();
  await sealLedger({ stores, signers, now: new Date(startAt + 1.1 * hourMs), term });
  const seconds = (performance.now() - fromMs) / 1000;
  const { user, system } = process.cpuUsage(before);
  console.log(
    `Logged ${waitingCount} waiting submissions in ${seconds.toFixed(1)} s: ${Math.round(waitingCount / seconds)} a second (${((user + system) / 1e6).toFixed(1)} s of processor time, store included).`,
  );
}

/** Citizens who submit forms while the program logs waiting submissions, and the same after it has finished. */
async function sendMeanwhile(): Promise<void> {
  const dataFolder = emptyFolder('served');
  const data = await openData(dataFolder);
  const stores = await openStores(data.connection);
  await addWaiting(stores, waitingCount / 4, await openRound(stores));
  await countSubmissions({ stores, term: { number: 1, isOver: () => false } });
  await data.close();
  const server = await startProgram('src/main.js', { DATA_DIR: dataFolder, PORT: '0' }, /serves (\S+)/);
  const isLogging = async (): Promise<boolean> => {
    const { body } = await httpClient(1).send(`${server.said}/ledger.json`);
    return (JSON.parse(body) as { checkpoints: unknown[] }).checkpoints.length === 0;
  };
  const url = `${server.said}/s/BENCH2`;
  await measurePairRate(pairsPerSecond, 10, url); // warms up
  const during = await measurePairRate(pairsPerSecond, 40, url);
  if (!(await isLogging())) throw new Error('the logging was over before the measuring was');
  while (await isLogging()) await wait(500);
  await wait(5000);
  const after = await measurePairRate(pairsPerSecond, 40, url);
  await server.stop();
  for (const [when, { p50Ms, p99Ms }] of [
    ['while logging', during],
    ['without', after],
  ] as const) {
    console.log(
      `Forms opened and sent, ${pairsPerSecond} a second, ${when}: p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms.`,
    );
  }
}

/** The round of the submissions; @returns its survey version */
async function openRound(stores: Stores): Promise<string> {
  const survey = await publishSurvey(sipas2017, '2020-01-01', stores.surveys);
  await stores.methods.add(method);
  const from = new Date(startAt);
  await stores.units.add({
    id: 'unit',
    kind: 'commune',
    validFrom: '2020-01-01',
    parents: [],
    names: [{ text: { vi: 'Phường đo thử' }, from: '2020-01-01' }],
    codes: [],
  });
  await stores.rounds.add({
    id: 'bench',
    title: { vi: 'Đợt đo thử' },
    surveyVersionId: survey.id,
    methodIds: [methodKey(method)],
    opensAt: from,
    closesAt: new Date(startAt + 10_000 * hourMs),
    unitIds: ['unit'],
    unitsOn: '2026-01-01',
    resultsFor: 'staff',
    sampleKind: 'selfSelected',
  });
  const revisions = [{ number: 1, roundId: 'bench', unitId: 'unit', from }];
  for (let index = 0; index < pointCount; index += 1) {
    const code = index === 0 ? 'BENCH2' : `PNT${String(index).padStart(3, '0')}`;
    await stores.accessPoints.add({ id: `point-${index}`, code, channel: 'qr', revisions });
  }
  return survey.id;
}

async function addWaiting(stores: Stores, count: number, surveyVersionId?: string): Promise<void> {
  const add = () => stores.submissions.add(aSubmission(startAt, surveyVersionId));
  for (let added = 0; added < count; added += 100) await Promise.all(Array.from({ length: 100 }, add));
}

/** Proofs from the tiles of a log of full size; the entries themselves are not needed for that. */
async function prove({ ledger }: Stores): Promise<void> {
  const size = logCount;
  await putLeaves(ledger, size);
  for (const [name, make] of [
    ['inclusion', (location: number) => inclusionProof(ledger, location, size)],
    ['consistency', (location: number) => consistencyProof(ledger, location + 1, size)],
  ] as const) {
    const proveAny = () => make(Math.floor(Math.random() * size));
    for (let proof = 0; proof < 500; proof += 1) await proveAny(); // warms up
    const timesMs: number[] = [];
    const before = process.cpuUsage();
    for (let proof = 0; proof < proofCount; proof += 1) {
      const fromMs = performance.now();
      await proveAny();
      timesMs.push(performance.now() - fromMs);
    }
    const { user, system } = process.cpuUsage(before);
    const { p50Ms, p99Ms } = quantilesOf(timesMs);
    console.log(
      `Proof of ${name} in a log of ${size}: p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms, ${((user + system) / 1000 / proofCount).toFixed(2)} ms of processor time, store included (${proofCount} proofs, load ${loadavg()[0]!.toFixed(1)}).`,
    );
  }
}

/** A log of full size as a file, in batches of one hour each, checked by the single-file verifier. */
async function verifyFile(): Promise<void> {
  const data = await openData(emptyFolder('second'));
  const { ledger } = await openStores(data.connection);
  const signers = await openSigners(ledger, keyFolder(join(folder, 'keys-2')));
  await data.close();
  const signer = signers.get(signers.identity.firstKey);
  const path = join(folder, 'log.txt');
  const file = createWriteStream(path);
  file.write(`lang-nghe ledger 1\nkey ${writeVerifierKey(signer.key)}\n`);
  let frontier: Frontier = emptyFrontier;
  for (let number = 1; frontier.size < logCount; number += 1) {
    const time = startAt; // all of one busy hour
    const texts = Array.from({ length: Math.min(20_000, logCount - frontier.size) }, () =>
      submissionEntry(aSubmission(time - hourMs)),
    );
    const hashed = texts.map((text) => ({ text, hash: leafHash(text) }));
    hashed.sort((one, other) => Buffer.compare(one.hash, other.hash));
    frontier = append(
      frontier,
      hashed.map(({ hash }) => hash),
    );
    const note = signCheckpoint(
      { number, size: frontier.size, root: rootOf(frontier), time: new Date(time) },
      signer,
    );
    const lines = hashed.map(({ text }) => `entry ${text}\n`).join('');
    if (!file.write(`${lines}checkpoint ${JSON.stringify(note)}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  const fromMs = performance.now();
  const child = spawn('/usr/bin/time', ['-f', '%M', process.execPath, verifierFile(), path], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  const seconds = (performance.now() - fromMs) / 1000;
  if (code !== 0) throw new Error(said);
  console.log(
    `verify.mjs on a log of ${frontier.size} (${Math.round(file.bytesWritten / 1e6)} MB): ${seconds.toFixed(1)} s, at most ${Math.round(Number(said.trim()) / 1024)} MB resident.`,
  );
}

function aSubmission(receivedAtMs: number, surveyVersionId = 'sipas-2017@0123456789abcdef'): Submission {
  const random = randomBytes(64);
  return {
    id: randomUUID(),
    roundId: 'bench',
    surveyVersionId,
    accessPointId: `point-${random[0]! % pointCount}`,
    revision: 1,
    answers: Object.fromEntries(
      Array.from({ length: 22 }, (_, q) => [`q${q + 1}`, 1 + (random[q + 1]! % 5)]),
    ),
    about: { age: 'under30' },
    receivedHour: hourOf(new Date(receivedAtMs)),
    givenOn: '2026-01-20',
    late: false,
    noticeVersion: '1',
    salts: {
      answers: random.subarray(16, 32),
      about: random.subarray(32, 48),
      comment: random.subarray(48),
    },
    receiptCode: random.toString('hex', 0, 8),
  };
}
