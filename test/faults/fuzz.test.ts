/**
 * Requests that nobody sends who means well, to every page, form and operation, as a citizen, a tablet, each role of one district and of
 * the whole installation. Forms are those of the pages themselves, so what a request makes is attacked by the next ones, and the
 * leader's duties are done on it. The seed is in the name of the test; `FUZZ_SEED` gives it, and `FUZZ_REQUESTS` how many.
 */
import { Agent, createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomInt } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { isStaffAddress } from '../../src/access/web/staffAddress.ts';
import { auditCollection } from '../../src/access/audit/store.ts';
import { verifyInstallation } from '../../src/app/backups/verifyInstallation.ts';
import { backgroundTasksOf } from '../../src/app/backgroundTasks.ts';
import { jobKindsOf } from '../../src/app/jobKinds.ts';
import { runJobs } from '../../src/access/jobs/runJobs.ts';
import type { BackgroundTask } from '../../src/platform/leader/lead.ts';
import { quietTasks } from '../support/quietTasks.ts';
import { useApp } from '../support/app.ts';
import { drain } from '../support/staff.ts';
import { formsOf, linksOf, type Form } from './forms.ts';
import { drawsFrom, type Sent } from './hostile.ts';
import { isLong } from './long.ts';
import { nextRequest } from './nextRequest.ts';
import { nonsenseIn } from './nonsense.ts';
import { coverage, routeOf } from './routeOf.ts';
import { allSenders, fillTwoDistricts, secret, type Sender, type SomeTablet } from './twoDistricts.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? (isLong ? randomInt(2 ** 31) : 20_261_124));
const count = Number(process.env['FUZZ_REQUESTS'] ?? (isLong ? 100_000 : 400));
jest.setTimeout(600_000 + 200 * count); // against what stands still
const isWatched = process.env['FUZZ_REQUESTS'] !== undefined;
const testApp = useApp({}, { formsPerMinute: 1e9, apiLimits: { ofKey: 1e9, ofAddress: 1e9 } });
const agent = new Agent({ keepAlive: true });
const hourMs = 60 * 60 * 1000;
/** So many requests are sent in what the program takes for six hours. */
const lap = 2000;
/** A form for each route, whoever saw it last. */
const known = new Map<string, { path: string; form: Form }>();
let senders: readonly Sender[];
let tablet: SomeTablet;
let server: Server;

beforeAll(async () => {
  tablet = await fillTwoDistricts(testApp());
  senders = await allSenders(testApp());
  server = createServer(testApp().app);
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
});
afterAll(async () => {
  agent.destroy();
  await new Promise((done) => server.close(done));
});

/** Accounts of the north, but for those to whom an administrator of the whole installation gave a role beyond it. */
async function accountsOfNorth(): Promise<readonly string[]> {
  await drain(testApp());
  const audit = testApp().connection.collection(auditCollection.name);
  const given = await audit.find({ kind: 'account.roleGiven' }).toArray();
  const widened = given.filter(({ after }) => !String(after.unit).startsWith('north'));
  const beyond = new Set(senders.filter(({ ofNorth }) => !ofNorth).flatMap(({ accountIds }) => accountIds));
  for (let before = 0; before < beyond.size;) {
    before = beyond.size;
    for (const { by, subject } of widened) if (beyond.has(by.accountId)) beyond.add(subject.id);
  }
  return senders.flatMap(({ accountIds }) => accountIds).filter((id) => !beyond.has(id));
}

/** Whether what bears a secret was made a part of the north, by somebody of the whole installation: then the north may read it. */
async function isSouthMoved(): Promise<boolean> {
  const { units, accessPoints, cases } = testApp().stores;
  const all = await units.list();
  const isOfSouth = (unitId: string | undefined): boolean =>
    unitId === 'south' || (unitId !== undefined && parentsOf(unitId).some(isOfSouth));
  const parentsOf = (unitId: string): readonly string[] =>
    all
      .find(({ id }) => id === unitId)
      ?.parents.slice(-1)
      .map((parent) => parent.unitId) ?? [];
  const point = await accessPoints.findByCode('ST22');
  const locations = [point?.revisions.at(-1)?.unitId, (await cases.find('south-case'))?.unitId, 'south-a'];
  return !locations.every(isOfSouth) || parentsOf('south').length > 0;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly location: string | undefined;
  readonly text: string;
}

async function send(sent: Sent, sender: Sender): Promise<Answer> {
  const answer = await request(sent, sender);
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const { 'content-type': type = '', location } = answer.headers;
  return { status: answer.statusCode ?? 0, type, location, text: Buffer.concat(chunks).toString() };
}

async function request(sent: Sent, sender: Sender): Promise<IncomingMessage> {
  const { method, path, body } = sent;
  const { port } = server.address() as AddressInfo;
  const headers = { ...(sender.cookie === '' ? {} : { Cookie: sender.cookie }), ...sent.headers };
  return await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = httpRequest({ port, host: '127.0.0.1', agent, method, path, headers }, resolve);
    asked.once('error', (error) => {
      if (asked.reusedSocket)
        resolve(request(sent, sender)); // was closed after the request before
      else reject(new Error(`${String(error)} ${method} ${path} ${JSON.stringify(sent.headers)}`));
    });
    asked.end(body);
  });
}

/** After a collection. */
function heapMb(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

const trace = /\bat .*(?:file:\/\/|node:|\.[jt]s:\d+:\d+)|node_modules\//;
/** Names of errors, hashes of passwords, and folders of the machine. */
const inner =
  /\b(?:Mongo\w*|Validation|Cast|Store|Assertion|Range|Type|Syntax|Reference)Error\b|\bERR_[A-Z]|\$argon2|\/tmp\/lang-nghe/;

/** What is wrong with an answer, if anything. */
async function errorOf(
  { status, type, location, text }: Answer,
  sender: Sender,
): Promise<string | undefined> {
  if (status >= 500) return `status ${status}`;
  if (!type.includes('javascript')) {
    const told = trace.exec(text) ?? inner.exec(text);
    if (told || text.includes(process.cwd())) return `tells ${told?.[0] ?? process.cwd()}`;
  }
  if (/html|svg/.test(type) && text.includes('<fuzzed')) return 'unescaped input';
  if (
    text.includes(secret) &&
    (await accountsOfNorth()).includes(sender.accountId) &&
    !(await isSouthMoved())
  )
    return 'a secret of another unit';
  if (location !== undefined && !/^\/(?![/\\])/.test(location)) return `leads to ${location}`;
  return undefined;
}

function learn(path: string, { type, location, text }: Answer, sender: Sender): void {
  const pathsMax = 3000;
  if (location !== undefined && sender.paths.size < pathsMax) sender.paths.add(location);
  if (!type.includes('html')) return;
  for (const link of linksOf(text))
    if (sender.paths.size < pathsMax && !link.startsWith('//')) sender.paths.add(link);
  const here = path.split('?')[0]!;
  for (const form of formsOf(text)) {
    const address = (form.action === '' ? here : form.action).split('#')[0]!.split('?')[0]!;
    if (!/^\/[!-~]*$/.test(address)) continue;
    sender.forms.set(`${form.method} ${address}`, form);
    const route = form.method === 'POST' ? routeOf('POST', address) : undefined;
    if (route !== undefined) known.set(route, { path: address, form });
  }
}

/** As it stands on a tablet. */
async function tabletForm(): Promise<string> {
  const headers = { Authorization: `Kiosk ${tablet.credential}` };
  const sent = { method: 'GET', path: `/kiosk/${tablet.accessCode}/setup.json`, headers };
  const { text } = await send(sent, senders[0]!);
  return (JSON.parse(text) as { form?: string }).form ?? '';
}

async function leaderBackgroundTasks(): Promise<readonly BackgroundTask[]> {
  const { stores, signers, clock, errors } = testApp();
  const logError = (error: { route: string; error: unknown }): void => void errors.push(error);
  const now = (): Date => clock.now;
  const jobs = { jobs: stores.jobs, kinds: jobKindsOf(stores), now, logError };
  return backgroundTasksOf({
    stores,
    signers,
    receiptKey: (await stores.installation.open('real')).key('receipt'),
    ...quietTasks,
    runJobs: (term) => runJobs(jobs, term),
    now,
    logError,
  });
}

test(`${count} hostile requests, FUZZ_SEED=${seed}`, async () => {
  const draws = drawsFrom(seed);
  const found = new Map<string, string>();
  const statuses = new Map<number, number>();
  const backgroundTasks = await leaderBackgroundTasks();
  async function lead(): Promise<void> {
    const logError = (route: string) => (error: unknown) => testApp().errors.push({ route, error });
    for (const backgroundTask of backgroundTasks)
      await backgroundTask.run({ number: 1, isOver: () => false }).catch(logError(backgroundTask.name));
    for (const { route, error } of testApp().errors.splice(0))
      found.set(`leader: ${route}`, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  const covered = coverage();
  /** Most of what others meet is made by them. */
  const makers = senders.filter(({ role }) => role === 'manager');
  let form = '';
  await lead();
  for (let done = 0; done < count; done++) {
    if (done % lap === 0) form = await tabletForm();
    const sender = draws.oneOf(draws.share() < 0.35 ? makers : senders);
    const around = { tablet, tabletForm: form, known, nowMs: testApp().clock.now.getTime() };
    const sent = await nextRequest(sender, around, draws);
    if (!/^\/[!-~]*$/.test(sent.path)) continue; // no client can send it
    const answer = await send(sent, sender);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const isSignedOut = sender.cookie !== '' && answer.location?.startsWith('/staff/sign-in') === true;
    covered.note(sent.method, sent.path, isSignedOut ? 401 : answer.status);
    const failure = await errorOf(answer, sender);
    const logged = testApp().errors.splice(0);
    const shown = `${sent.method} ${sent.path.slice(0, 300)} ${JSON.stringify(sent.headers).slice(0, 300)}\n${String(sent.body ?? '').slice(0, 1500)}`;
    for (const { route, error } of logged) found.set(`${route}: ${String(error).slice(0, 300)}`, `${shown}\n${error instanceof Error ? error.stack?.slice(0, 1200) : ''}`); // prettier-ignore
    if (failure !== undefined && logged.length === 0) found.set(`${sent.method} ${sent.path.split('?')[0]!.slice(0, 80)}: ${failure}`, shown); // prettier-ignore
    if (answer.status < 400) learn(sent.path, answer, sender);
    if (isSignedOut) await sender.renew();
    if (done % lap === lap - 1) {
      await lead();
      testApp().clock.now = new Date(testApp().clock.now.getTime() + 6 * hourMs);
      for (const one of senders) await one.renew();
      if (isWatched) process.stderr.write(`${done + 1}: heap ${heapMb()} MB, ${covered.neverTaken().length} routes not taken, ${found.size} faults ${[...found.keys()].slice(-3).join(' | ').slice(0, 600)}\n`); // prettier-ignore
    }
  }
  if (isWatched) {
    process.stderr.write(`${JSON.stringify([...statuses])}\n`);
    process.stderr.write(
      `not sent: ${covered.neverSent().join(', ')}\nnot taken: ${covered.neverTaken().join('\n')}\n`,
    );
  }
  testApp().clock.now = new Date(testApp().clock.now.getTime() + 25 * hourMs);
  await lead(); // all of it is due for the ledger by now
  expect(Object.fromEntries(found)).toEqual({});
  expect(count < 25_000 ? [] : covered.neverSent()).toEqual([]);
  expect(statuses.get(200) ?? 0).toBeGreaterThan(count / 10); // it got to pages, not only to refusals
  const ofNorth = await accountsOfNorth();
  const entries = await testApp().connection.collection(auditCollection.name).find().toArray();
  expect(entries.length).toBeGreaterThan(0);
  const foreign = entries.filter(
    (entry) =>
      ofNorth.includes(String((entry['by'] as { accountId?: string } | undefined)?.accountId)) &&
      (entry['unitIds'] as string[]).some((id) => id.startsWith('south')),
  );
  expect(foreign).toEqual([]);

  expect(await nonsenseIn(testApp().connection)).toEqual([]);
  const said: string[] = [];
  expect([await verifyInstallation(testApp().stores, (line) => said.push(line)), said]).toEqual([true, expect.anything()]); // prettier-ignore
});

test.each([
  '//evil.example', '/\\evil.example', 'https://evil.example', '/staff//evil.example', '/staffevil', '/staff@evil.example',
  '/staff\\..\\evil', 'javascript:alert(1)', '/staff\r\nX: y', '', '/staff/\u0000', ['/staff'],
])('signing in leads nowhere but to pages of staff: %j', (address) => {
  expect(isStaffAddress(address)).toBe(false);
}); // prettier-ignore
