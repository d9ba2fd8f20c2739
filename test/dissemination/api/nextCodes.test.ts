/** One-stop software that wants a code for each finished case, with what happens to programs and networks. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { codesMax, oneTimeCode, codeKeysOf } from '../../../src/collection/codes/code.ts';
import { handOut } from '../../../src/collection/codes/handOut.ts';
import { useApp } from '../../support/app.ts';
import { aRound, aUnit, fillSmallCity } from '../../support/builders.ts';
import { openForm, sendForm } from '../../support/citizen.ts';
import { numbers } from '../../support/numbers.ts';
import { addAccount, aGrant, colleague, drain } from '../../support/staff.ts';
import { addKey } from './someKeys.ts';

const running = useApp(
  { publicUrl: 'https://langnghe.example.vn' },
  { apiLimits: { ofKey: 10_000, ofAddress: 10_000 } },
);
let secret = '';

beforeAll(async () => {
  await fillSmallCity(running().stores);
  const { stores } = running();
  await stores.units.add(aUnit('elsewhere'));
  const survey = (await stores.surveys.find((await stores.rounds.find('round'))!.surveyVersionId))!;
  // The store erases by its own clock, so the round has to close later than today.
  await stores.rounds.add(aRound(survey, { id: 'long', closesAt: new Date('2099-01-01T00:00:00Z') }));
  secret = (await addKey(running(), await addAccount(running(), [aGrant('manager', 'city')]))).secret;
});

interface HandedOut {
  readonly case: string;
  readonly code: string;
  readonly address: string;
  readonly link: string;
}

const ask = (cases: readonly string[], changes: object = {}, roundId = 'long') =>
  request(running().app)
    .post(`/api/v1/rounds/${roundId}/codes/next`)
    .set('Authorization', `Bearer ${secret}`)
    .send({ unitId: 'ward-a', cases, ...changes });
const codesOf = ({ body }: { body: { codes: HandedOut[] } }) => body.codes;

test('a finished case gets a code that opens the form once, and the same one when asked again', async () => {
  const answer = await ask(['H19-1']);
  const [{ code, address, link }] = codesOf(answer) as [HandedOut];
  expect([answer.status, answer.headers['cache-control'], link]).toEqual([
    200,
    'no-store',
    `${address}#${code}`,
  ]);
  expect(codesOf(await ask(['H19-2', 'H19-1']))[1]!.code).toBe(code);
  const accessCode = new URL(address).pathname.split('/').at(-1)!;
  const send = async () => {
    const fields = await openForm(running().app, accessCode);
    return await sendForm(running().app, accessCode, { ...fields, 'answer-q1': '5', 'answer-q2': '4', code });
  };
  expect([(await send()).status, (await send()).status]).toEqual([303, 422]);
});

test('the response rate counts from the cases that received a code, and nobody can download the others', async () => {
  await ask(['H19-1', 'H19-2', 'H19-3'], { serviceId: undefined, unitId: 'ward-b' });
  const manager = await colleague(running(), 'manager');
  const list = (await manager.get('/staff/codes')).text;
  const [path = ''] = /\/staff\/codes\/[0-9a-f-]{36}/.exec(list.slice(list.indexOf('ward-b') - 400)) ?? [];
  const { text } = await manager.get(path).expect(200);
  expect(text).toContain('(0/3)');
  expect(text).not.toContain('/slips');
  for (const what of ['slips', 'table']) await manager.get(`${path}/${what}`).expect(404);
  await drain(running());
  const entries = await running().stores.audit.list({ kind: 'codes.handedOut' }, 10);
  expect(entries.map(({ after }) => after)).toContainEqual({ new: '3', same: '0', apiKey: 'test' });
});

test('the name of a case is stored nowhere, and no code either', async () => {
  const name = 'H19-SECRET-0042';
  const [{ code }] = codesOf(await ask([name])) as [HandedOut];
  await drain(running());
  const { connection } = running();
  const names = (await connection.db!.collections()).map((one) => one.find().toArray());
  const everything = JSON.stringify(await Promise.all(names));
  expect([everything.includes(name), everything.includes(code)]).toEqual([false, false]);
});

test.each<[string, object, string, number, string | undefined]>([
  ['a unit of others', { unitId: 'elsewhere' }, 'long', 422, '#/unitId'],
  ['an unknown service', { serviceId: 'none' }, 'long', 422, '#/serviceId'],
  ['no case', { cases: [] }, 'long', 422, '#/cases'],
  [
    'more cases than a night has',
    { cases: Array.from({ length: 501 }, (_, at) => `${at}`) },
    'round',
    422,
    '#/cases',
  ],
  ['a case without a name', { cases: [''] }, 'long', 422, '#/cases/0'],
  ['an unknown round', {}, 'none', 404, undefined],
])('a request with %s is refused', async (_what, changes, roundId, status, pointer) => {
  const answer = await ask(['a'], changes, roundId);
  expect([answer.status, answer.body.errors?.[0].pointer]).toEqual([status, pointer]);
});

test('who may make no codes receives none', async () => {
  const analyst = await addKey(running(), await addAccount(running(), [aGrant('analyst', 'city')]));
  const path = '/api/v1/rounds/long/codes/next';
  const send = (header?: string) => {
    const asked = request(running().app)
      .post(path)
      .send({ unitId: 'ward-a', cases: ['a'] });
    return header === undefined ? asked : asked.set('Authorization', header);
  };
  expect([(await send()).status, (await send(`Bearer ${analyst.secret}`)).status]).toEqual([401, 403]);
});

describe('500 finished cases', () => {
  test('of a program that crashes, repeats itself and runs twice have one code each, and no code is given twice', async () => {
    const random = numbers(7);
    const next = (): number => random.next().value;
    const cases = Array.from({ length: 500 }, (_, index) => `case ${index}`);
    /** What the program has written down; it loses what it had not written when it crashes. */
    const known = new Map<string, Set<string>>(cases.map((name) => [name, new Set()]));
    const run = async (): Promise<void> => {
      for (let at = 0; at < cases.length;) {
        const some = cases.slice(at, at + 1 + Math.floor(next() * 60));
        const answers = await Promise.all(
          Array.from({ length: 1 + Math.floor(next() * 2) }, () => ask(some)),
        );
        if (next() < 0.2) {
          at = Math.max(0, at - 40); // crashed: begins again where it had last written
          continue;
        }
        for (const { case: name, code } of answers.flatMap(codesOf)) known.get(name)!.add(code);
        at += some.length;
      }
    };
    await Promise.all([run(), run()]);
    const codes = [...known.values()];
    expect(codes.filter(({ size }) => size !== 1)).toEqual([]);
    expect(new Set(codes.flatMap((one) => [...one])).size).toBe(500);
  });

  test('of a server whose store fails before or after a write do not lose or double one', async () => {
    const { stores } = running();
    const random = numbers(11);
    const troubled = {
      ...stores.codeHandouts,
      async handOut(...asked: Parameters<typeof stores.codeHandouts.handOut>) {
        const luck = random.next().value;
        if (luck < 0.3) throw new Error('before');
        const done = await stores.codeHandouts.handOut(...asked);
        if (luck < 0.6) throw new Error('after');
        return done;
      },
    };
    const cases = Array.from({ length: 500 }, (_, index) => `night ${index}`);
    const round = (await stores.rounds.find('long'))!;
    const given = new Map<string, string>();
    for (let at = 0; at < cases.length;) {
      const some = cases.slice(at, at + 20);
      const tools = { stores: { ...stores, codeHandouts: troubled }, keys: codeKeysOf(await stores.installation.open('real')), by: { accountId: 'a', name: 'a' }, apiKey: 'test', now: running().clock.now }; // prettier-ignore
      const codes = await handOut({ round, unitId: 'ward-b', cases: some }, tools).catch(() => undefined);
      if (!codes) continue; // the program asks again
      for (const [name, { code }] of codes) given.set(name, code);
      at += some.length;
    }
    const again = new Map(codesOf(await ask(cases, { unitId: 'ward-b' })).map((one) => [one.case, one.code]));
    expect(again).toEqual(given);
    expect(new Set(given.values()).size).toBe(500);
  });
});

test('when all codes of a batch are handed out, the next batch follows', async () => {
  const names = Array.from({ length: codesMax + 5 }, (_, index) => `long ${index}`);
  const service = { unitId: 'city' };
  const answers: HandedOut[] = [];
  for (let at = 0; at < names.length; at += 500)
    answers.push(...codesOf(await ask(names.slice(at, at + 500), service)));
  expect(new Set(answers.map(({ code }) => code)).size).toBe(codesMax + 5);
  expect(new Set(answers.map(({ address }) => address)).size).toBe(2);
  expect(codesOf(await ask([names[0]!, names.at(-1)!], service))).toEqual([answers[0], answers.at(-1)]);
});

test('where the cases of a batch were erased, its codes are not handed out again', async () => {
  const { stores, connection } = running();
  const before = codesOf(await ask(['kept'], { unitId: 'ward-a' }))[0]!;
  await connection.db!.collection('codeHandouts').deleteMany({});
  const [after] = codesOf(await ask(['other'], { unitId: 'ward-a' }));
  const keys = codeKeysOf(await stores.installation.open('real'));
  const codes = (await stores.codes.listBatches()).flatMap(({ id }) =>
    Array.from({ length: codesMax }, (_, index) => oneTimeCode(id, index + 1, keys)),
  );
  expect(codes.indexOf(after!.code)).toBeGreaterThan(codes.indexOf(before.code));
});
