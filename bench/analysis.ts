/**
 * `npm run bench:analysis [-- 1000000]`: analysis by staff in a closed round with this many submissions, 156 units and
 * 22 questions, with a tenth as many in the previous round, by the program itself on the embedded store: each page one
 * request after another, compared with Express sending a constant page of the same size; then submissions to a third,
 * open round, without anybody at analysis and while crosstabs are requested continuously. Prints Markdown for
 * docs/performance.md.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { newGrant } from '../src/access/accounts/giveRole.ts';
import { fullCost, hashPassword } from '../src/access/accounts/password.ts';
import { auditEntry } from '../src/access/audit/entry.ts';
import { openData } from '../src/platform/storage/openData.ts';
import { openStores, type Stores } from '../src/app/stores.ts';
import { httpClient, measurePairRate, quantilesOf, type Measured } from './load.ts';
import { startProgram } from './program.ts';
import { countAnew, fillProvince, unstoredForms, type Province } from './province.ts';
import { signIn } from './signIn.ts';
import { timed } from './trial.ts';

const size = Number(process.argv[2] ?? 1_000_000);
/** For each page, after the first. */
const requests = 40;
/** A quarter of what the program handles on two cores. */
const pairsPerSecond = 100;
const seconds = 30;
const formCode = 'BENCH2';
const analyst = { name: 'analyst', password: 'rather-long-words' };
const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-bench-'));

const results = '/results/current/units/province';
const staff = '/staff/analysis';
const ofRound = 'round=current&unit=province';
const crosstabs = [
  `${staff}?${ofRound}&rows=unit&columns=month`,
  `${staff}?${ofRound}&rows=service&columns=channel`,
  `${staff}?${ofRound}&rows=unit&filter1=month%3D2021-11`,
];
const pages = [
  ['tallies', results],
  ['tallies', `${results}/why`],
  ['tallies', `${staff}/compare?round=current&unit=district-1&by=unit&b=district-2`],
  ['tallies', `${staff}/compare?${ofRound}&by=round&b=before`],
  ['tallies', `${staff}?${ofRound}&rows=unit&columns=service`],
  ['tallies', `${staff}?${ofRound}&rows=unit&filter1=channel%3Dqr`],
  ['tallies', `${staff}/levels?${ofRound}`],
  ['tallies', `${staff}/time?${ofRound}`],
  ...crosstabs.map((path) => ['columns', path] as const),
  ['columns', `${staff}/time?round=current&unit=district-1`],
] as const;

try {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, ${size} forms\n`);
  await fill(emptyFolder('served'));
  const program = await startProgram(
    'src/main.js',
    { DATA_DIR: join(folder, 'served'), PORT: '0' },
    /serves (\S+)/,
  );
  const plain = await startProgram(
    'bench/baselineServer.js',
    { DATA_DIR: emptyFolder('baseline'), PAGE_BYTES: '1000000' },
    /serving (\S+)/,
  );
  const ask = pageAsker(program.said, await signIn(program.said, analyst.name, analyst.password));
  const askPlain = pageAsker(plain.said, {});

  console.log(
    '| page | reads | bytes | first, ms | p50 ms | p99 ms | main thread, CPU ms | all threads | baseline p50 ms | p99 ms |',
  );
  console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const [reads, path] of pages) {
    let bytes = 0;
    const first = await timed(async () => (bytes = await ask(path)));
    const before = program.cpuMs();
    const ours = await oneByOne(() => ask(path));
    const after = program.cpuMs();
    const cpu = (['ofMain', 'ofAllThreads'] as const).map((of) => (after[of] - before[of]) / requests);
    const base = await oneByOne(() => askPlain(`/?bytes=${bytes}`));
    console.log(
      `| ${[path, reads, bytes, first.toFixed(0), ...shown(ours), ...cpu.map((ms) => ms.toFixed(1)), ...shown(base)].join(' | ')} |`,
    );
  }

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

function emptyFolder(name: string): string {
  mkdirSync(join(folder, name));
  return join(folder, name);
}

async function fill(dataFolder: string): Promise<void> {
  const data = await openData(dataFolder);
  const stores = await openStores(data.connection);
  const province = await fillProvince(stores);
  const all = Math.round(1.1 * size);
  await countAnew({ ...stores, submissions: unstoredForms(province, { size: all, beforeEvery: 11 }) }, all);
  await openRound(stores, province);
  await addAnalyst(stores);
  await data.close();
}

async function openRound(stores: Stores, { current }: Province): Promise<void> {
  const opensAt = current.closesAt;
  const round = { ...current, id: 'open', title: { vi: 'open' }, opensAt, closesAt: new Date('2100-01-01') };
  await stores.rounds.add(round);
  const revisions = [{ number: 1, roundId: round.id, unitId: 'ward-1', from: opensAt }];
  await stores.accessPoints.add({ id: 'open', code: formCode, channel: 'qr', revisions });
}

async function addAnalyst({ accounts }: Stores): Promise<void> {
  const { name, password } = analyst;
  const entry = auditEntry({ at: new Date(), kind: 'account.made', unitIds: [], subject: { id: name, label: name } }); // prettier-ignore
  const grants = [newGrant({ role: 'analyst', from: '2022-01-01' })];
  const passwordHash = await hashPassword(password, fullCost);
  await accounts.add({ id: name, name, fullName: name, language: 'vi', grants, passwordHash }, entry);
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
