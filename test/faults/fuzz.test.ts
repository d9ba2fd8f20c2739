/**
 * Requests that nobody sends who means well, to every page, form and operation, as a citizen, as each role of one district and of
 * the whole installation. Forms are those of the pages themselves, so what a request makes is attacked by the next ones, and the
 * leader's duties are done on it. The seed is in the name of the test; `FUZZ_SEED` gives it, and `FUZZ_REQUESTS` how many.
 */
import { Agent, createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomInt } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { roles } from '../../src/accounts/authority.ts';
import { routeAccess } from '../../src/accounts/routeAccess.ts';
import { operations } from '../../src/api/operations.ts';
import { isStaffAddress } from '../../src/web/staffRouter.ts';
import { auditPlan } from '../../src/audit/store.ts';
import { verifyInstallation } from '../../src/backups/verifyInstallation.ts';
import { dutiesOf } from '../../src/duties.ts';
import type { Duty } from '../../src/leader/lead.ts';
import { addKey } from '../api/someKeys.ts';
import { aCase } from '../cases/someCases.ts';
import { useApp } from '../support/app.ts';
import { aMethod, anAccessPoint, aRound, aUnit, smallSurvey } from '../support/builders.ts';
import { publishSurvey } from '../../src/surveys/publishSurvey.ts';
import { addAccount, aGrant, drain, signedIn } from '../support/staff.ts';
import { formsOf, linksOf, type Form } from './forms.ts';
import { drawsFrom, hostileAddress, hostileForm, hostileJson, type Draws, type Sent } from './hostile.ts';
import { isLong } from './long.ts';
import { nonsenseIn } from './nonsense.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? (isLong ? randomInt(2 ** 31) : 20_261_124));
const count = Number(process.env['FUZZ_REQUESTS'] ?? (isLong ? 100_000 : 400));
const isWatched = process.env['FUZZ_REQUESTS'] !== undefined;
const secret = 'điều mật của miền nam';
const testApp = useApp({}, { formsPerMinute: 1e9, apiLimits: { ofKey: 1e9, ofAddress: 1e9 } });
const agent = new Agent({ keepAlive: true });
const staff: Staff[] = [];
let server: Server;

interface Staff {
  readonly accountId: string;
  readonly ofNorth: boolean;
  cookie: string;
  readonly key: string;
  /** Forms seen by this account, by address. */
  readonly forms: Map<string, Form>;
  readonly paths: Set<string>;
}

beforeAll(async () => {
  await fillTwoDistricts();
  staff.push(visitor());
  for (const role of roles) for (const unit of ['north', undefined]) staff.push(await someone(role, unit));
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
  const audit = testApp().connection.collection(auditPlan.name);
  const given = await audit.find({ kind: 'account.roleGiven' }).toArray();
  const widened = given.filter(({ after }) => !String(after.unit).startsWith('north'));
  const beyond = new Set(staff.filter(({ ofNorth }) => !ofNorth).map(({ accountId }) => accountId));
  for (let before = 0; before < beyond.size;) {
    before = beyond.size;
    for (const { by, subject } of widened) if (beyond.has(by.accountId)) beyond.add(subject.id);
  }
  return staff.map(({ accountId }) => accountId).filter((id) => !beyond.has(id));
}

const open = Object.keys(routeAccess).filter(
  (route) => route.startsWith('GET ') && !route.includes('/api/v1'),
);

function visitor(): Staff {
  return {
    accountId: '',
    ofNorth: true,
    cookie: '',
    key: '',
    forms: new Map(),
    paths: new Set(['/s/NORTH2']),
  };
}

async function someone(role: (typeof roles)[number], unit: string | undefined): Promise<Staff> {
  const account = await addAccount(testApp(), [aGrant(role, unit)]);
  const { cookie } = await signedIn(testApp(), account);
  const { secret: key } = await addKey(testApp(), account);
  return { ...visitor(), accountId: account.id, ofNorth: unit === 'north', cookie, key };
}

/** North, in which the roles are given, and south, of which they may not learn what is secret. */
async function fillTwoDistricts(): Promise<void> {
  const { stores } = testApp();
  for (const id of ['north', 'south']) {
    await stores.units.add(aUnit(id, { kind: 'district' }));
    await stores.units.add(aUnit(`${id}-a`, { parentId: id }));
  }
  const survey = await publishSurvey(smallSurvey, '2026-01-01', stores.surveys);
  await stores.methods.add(aMethod());
  await stores.rounds.add(aRound(survey, { unitIds: ['north', 'south'] }));
  const closed = { opensAt: new Date('2025-01-01T00:00:00Z'), closesAt: new Date('2025-02-01T00:00:00Z') };
  await stores.rounds.add(aRound(survey, { id: 'closed', unitIds: ['north', 'south'], ...closed }));
  await stores.accessPoints.add(anAccessPoint('NORTH2', 'north-a'));
  await stores.accessPoints.add(anAccessPoint('SOUTH2', 'south-a'));
  await stores.cases.add(aCase({ unitId: 'north-a' }));
  await stores.cases.add(aCase({ id: 'south-case', unitId: 'south-a', original: secret }));
  await addAccount(testApp(), [aGrant('officer', 'south')], { fullName: secret });
}

/** The next request of somebody. */
function nextOf(who: Staff, draws: Draws): Sent {
  const way = draws.share();
  const idsKnown = [...who.paths].slice(-200).flatMap((path) => path.split(/[/?]/).slice(2, 5));
  if (way < 0.12) {
    const operation = draws.oneOf(operations);
    const [method = '', pattern = ''] = operation.route.split(' ');
    const ids = { unitId: 'north-a', openUnitId: 'north-a', openRoundId: 'round', month: '2026-01' };
    const path = hostileAddress(pattern, ['round', 'closed', 'north-a', '1', 'lo-1'], draws);
    const address = draws.share() < 0.7 ? path.split('?')[0]! : path;
    const headers = who.key === '' ? {} : { Authorization: `Bearer ${who.key}` };
    if (!operation.body) return { method, path: path, headers };
    const body = hostileJson(operation.body.example(ids as never), draws);
    return { method, path: address, headers: { ...headers, 'Content-Type': 'application/json' }, body };
  }
  if (way < 0.24)
    return { method: 'GET', path: hostileAddress(draws.oneOf(open).slice(4), idsKnown, draws), headers: {} };
  if (way < 0.6 && who.forms.size > 0) {
    const [path, form] = draws.oneOf([...who.forms]);
    return hostileForm(form, path.split(' ')[1]!, draws);
  }
  const plain = open.map((route) => route.slice(4)).filter((path) => !path.includes(':'));
  return {
    method: 'GET',
    path: draws.oneOf(draws.share() < 0.3 ? plain : [...plain, ...who.paths]),
    headers: {},
  };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly location: string | undefined;
  readonly text: string;
}

async function send({ method, path, headers, body }: Sent, who: Staff): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  const sent = { ...headers, ...(who.cookie === '' ? {} : { Cookie: who.cookie }) };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', agent, method, path, headers: sent }, resolve);
    request.once('error', reject).end(body);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const { 'content-type': type = '', location } = answer.headers;
  return { status: answer.statusCode ?? 0, type, location, text: Buffer.concat(chunks).toString() };
}

/** After a collection. */
function heapMb(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

/** What is wrong with an answer, if anything. */
async function faultOf({ status, type, location, text }: Answer, who: Staff): Promise<string | undefined> {
  if (status >= 500) return `status ${status}`;
  if (/\bat .*(?:file:\/\/|node:|\.[jt]s:\d+:\d+)|node_modules\//.test(text) && !type.includes('javascript')) return 'a stack trace'; // prettier-ignore
  if (/html|svg/.test(type) && text.includes('<fuzzed')) return 'unescaped input';
  if (text.includes(secret) && (await accountsOfNorth()).includes(who.accountId))
    return 'a secret of another unit';
  if (location !== undefined && !/^\/(?![/\\])/.test(location)) return `leads to ${location}`;
  return undefined;
}

function learn(path: string, { type, location, text }: Answer, who: Staff): void {
  if (location !== undefined && who.paths.size < 3000) who.paths.add(location);
  if (!type.includes('html')) return;
  for (const link of linksOf(text)) if (who.paths.size < 3000 && !link.startsWith('//')) who.paths.add(link);
  const here = path.split('?')[0]!;
  for (const form of formsOf(text)) {
    const address = (form.action === '' ? here : form.action).split('#')[0]!.split('?')[0]!;
    if (/sign-out$|\/close$|sessions\/end$/.test(address) && form.method === 'POST') continue; // would end the visit
    if (/^\/[!-~]*$/.test(address)) who.forms.set(`${form.method} ${address}`, form);
  }
}

async function leaderDuties(): Promise<readonly Duty[]> {
  const { stores, signers, clock, faults } = testApp();
  return dutiesOf({
    stores,
    signers,
    receiptKey: (await stores.installation.open('real')).key('receipt'),
    channels: { sendMail: undefined, async sendWebhook() {}, publicUrl: undefined },
    now: () => clock.now,
    logFault: (fault) => faults.push(fault),
  });
}

test(`${count} hostile requests, FUZZ_SEED=${seed}`, async () => {
  const draws = drawsFrom(seed);
  const found = new Map<string, string>();
  const statuses = new Map<number, number>();
  const duties = await leaderDuties();
  async function lead(): Promise<void> {
    const logFault = (route: string) => (error: unknown) => testApp().faults.push({ route, error });
    for (const duty of duties) await duty.run({ number: 1, isOver: () => false }).catch(logFault(duty.name));
    for (const { route, error } of testApp().faults.splice(0))
      found.set(`leader: ${route}`, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  for (let done = 0; done < count; done++) {
    const who = draws.oneOf(staff);
    const sent = nextOf(who, draws);
    if (!/^\/[!-~]*$/.test(sent.path)) continue; // no client can send it
    const answer = await send(sent, who);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const fault = await faultOf(answer, who);
    const logged = testApp().faults.splice(0);
    const shown = `${sent.method} ${sent.path.slice(0, 300)}\n${String(sent.body ?? '').slice(0, 1500)}`;
    for (const { route, error } of logged) found.set(`${route}: ${String(error).slice(0, 300)}`, `${shown}\n${error instanceof Error ? error.stack?.slice(0, 1200) : ''}`); // prettier-ignore
    if (fault !== undefined && logged.length === 0) found.set(`${sent.method} ${sent.path.split('?')[0]!.slice(0, 80)}: ${fault}`, shown); // prettier-ignore
    if (answer.status < 400) learn(sent.path, answer, who);
    if (done % 2000 === 1999) {
      await lead();
      if (isWatched) process.stderr.write(`${done + 1}: heap ${heapMb()} MB, ${found.size} faults\n`);
    }
  }
  if (isWatched) process.stderr.write(`${JSON.stringify([...statuses])}\n`);
  testApp().clock.now = new Date(testApp().clock.now.getTime() + 25 * 60 * 60 * 1000);
  await lead(); // all of it is due for the ledger by now
  expect(Object.fromEntries(found)).toEqual({});
  expect(statuses.get(200) ?? 0).toBeGreaterThan(count / 10); // it got to pages, not only to refusals
  const ofNorth = await accountsOfNorth();
  const entries = await testApp().connection.collection(auditPlan.name).find().toArray();
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
}, 3_600_000);

test.each([
  '//evil.example', '/\\evil.example', 'https://evil.example', '/staff//evil.example', '/staffevil', '/staff@evil.example',
  '/staff\\..\\evil', 'javascript:alert(1)', '/staff\r\nX: y', '', '/staff/\u0000', ['/staff'],
])('signing in leads nowhere but to pages of staff: %j', (address) => {
  expect(isStaffAddress(address)).toBe(false);
}); // prettier-ignore
