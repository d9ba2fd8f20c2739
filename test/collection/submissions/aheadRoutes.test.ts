/**
 * The form's two addresses are answered ahead of Express, and by Express where a request is unusual. A query that means
 * nothing makes it so: both answers to the same request must be the same, byte for byte, but for the tokens of the form.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Express } from 'express';
import request, { type Response } from 'supertest';
import { gateMeters } from '../../../src/platform/gate/gateMeters.ts';
import type { RequestLine } from '../../../src/platform/gate/log.ts';
import { newMeters } from '../../../src/platform/gate/meters.ts';
import { requestGate } from '../../../src/platform/gate/requestGate.ts';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, closingAt, duringAt, fillSmallCity, openingAt } from '../../support/builders.ts';
import { openForm, sendForm, type FormFields } from '../../support/citizen.ts';

/** Forms a minute at one access point from one network. */
const perNetwork = 60;
const running = useApp({}, { formsPerMinute: perNetwork * 4 });
let express: jest.SpiedFunction<Express>;

beforeAll(async () => {
  const { app, stores } = running();
  await fillSmallCity(stores);
  const over = { number: 1, roundId: 'round', unitId: 'ward-a', from: openingAt, to: duringAt };
  for (const point of [
    anAccessPoint('CARDS2', 'ward-a', { channel: 'code' }),
    anAccessPoint('TABS22', 'ward-a', { channel: 'kiosk' }),
    anAccessPoint('CRWD22', 'ward-a'),
    anAccessPoint('GNE222', 'ward-a', { revisions: [over] }),
  ])
    await stores.accessPoints.add(point);
  express = jest.spyOn(app as Express & { handle: Express }, 'handle');
});

/** Sends the same request to both. @param ahead whether the first is answered ahead of Express */
async function both(
  path: string,
  send: (path: string, turn: number) => Promise<Response>,
): Promise<{ readonly first: Response; readonly second: Response; readonly seen: readonly number[] }> {
  const seen: number[] = [];
  const sent = async (address: string, turn: number): Promise<Response> => {
    express.mockClear();
    const response = await send(address, turn);
    seen.push(express.mock.calls.length);
    return response;
  };
  const first = await sent(path, 0);
  const second = await sent(`${path}${path.includes('?') ? '&' : '?'}-`, 1);
  expect(same(first)).toEqual(same(second));
  return { first, second, seen };
}

/** What is drawn for each form, receipts and keys with it. */
const tokens =
  /(?<=name="(?:form|submissionId|followKey|ticket)" value=")[^"]*|\b(?:[2-9A-Z]{4}-){3,}[2-9A-Z]{4}\b/g;

/** What is to be the same. */
function same({ status, headers, text }: Response) {
  const { date: _date, ...kept } = headers;
  const fixed = JSON.stringify(kept)
    .replaceAll(tokens, '')
    .replace(/Expires=[^;]*/, '');
  return { status, headers: JSON.parse(fixed) as object, text: text?.replaceAll(tokens, '') };
}

describe('a form that is opened', () => {
  test.each([
    ['/s/WARD22', 'gzip'],
    ['/s/WARD22', 'identity'],
    ['/s/WARD22', 'br'],
    ['/s/ward22', 'gzip, deflate, br'],
    ['/s/WARD22?lang=vi', 'gzip'],
    ['/s/WARD22?lang=en', 'gzip'],
    ['/s/WARD22?lang=km', 'identity'],
    ['/s/WARD22?lang=nowhere', 'identity'],
    ['/s/CARDS2', 'identity'],
  ])('is the same ahead of Express: %s in %s', async (path, encoding) => {
    const { first, seen } = await both(path, async (address) =>
      request(running().app).get(address).set('Accept-Encoding', encoding),
    );
    expect(first.status).toBe(200);
    expect(seen).toEqual([0, 1]);
  });

  test.each([
    ['of a kiosk', '/s/TABS22', 403],
    ['that has ended', '/s/GNE222', 410],
    ['that nobody knows', '/s/NOBODY', 404],
    ['that cannot be', '/s/1', 404],
  ])('at an access point %s is refused by Express', async (_name, path, status) => {
    const { first, seen } = await both(path, async (address) => request(running().app).get(address));
    expect(first.status).toBe(status);
    expect(seen).toEqual([1, 1]);
  });

  test.each([
    ['a strange host', { Host: 'elsewhere.example' }, 400],
    ['a condition', { 'If-None-Match': '*' }, 304],
    ['a condition of time', { 'If-Modified-Since': new Date(0).toUTCString() }, 200],
    ['a body', { 'Content-Length': '0' }, 200],
  ])('with %s is answered by Express', async (_name, headers, status) => {
    const { first, seen } = await both('/s/WARD22', async (address) =>
      request(running().app)
        .get(address)
        .set(headers as Record<string, string>),
    );
    expect(first.status).toBe(status);
    expect(seen).toEqual([1, 1]);
  });

  test.each(['/s/WARD22/', '/S/WARD22', '/s/WARD22.json', '/s/%57ARD22', '/s/WARD22?lang=vi&lang=en'])(
    'at %s is opened by Express',
    async (path) => {
      express.mockClear();
      await request(running().app).get(path);
      expect(express).toHaveBeenCalledTimes(1);
    },
  );
});

const allAnswered = { 'answer-q1': '5', 'answer-q2': '4', 'answer-q3': '0' };
const stored = async (): Promise<number> => await running().stores.submissions.countOfRound('round');

interface Sending {
  readonly code?: string;
  readonly headers?: Record<string, string>;
  /** Of the second request, where it is not that of the first. */
  readonly body?: (form: FormFields) => string;
}

/** Opens a form for each of both, fills it in and sends it. */
async function sendBoth(fields: FormFields, { code = 'WARD22', headers = {}, body }: Sending = {}) {
  const forms: FormFields[] = [];
  for (const _turn of [0, 1])
    forms.push({ ...(await openForm(running().app, code)), ...allAnswered, ...fields });
  return await both(`/s/${code}`, async (path, turn) =>
    request(running().app)
      .post(path)
      .type('application/x-www-form-urlencoded')
      .set(headers)
      .send(body?.(forms[turn]!) ?? new URLSearchParams(forms[turn]).toString()),
  );
}

describe('a form that is sent', () => {
  test.each<[string, Record<string, string>, string]>([
    ['by a browser that sent none today', {}, '2026-01-20.1'],
    ['with the cookie of today', { Cookie: 'a=b; sent=2026-01-20.3' }, '2026-01-20.4'],
    ['with a cookie of yesterday', { Cookie: 'sent=2026-01-19.3' }, '2026-01-20.1'],
    ['with a broken cookie', { Cookie: 'sent=;;=' }, '2026-01-20.1'],
  ])('%s is stored ahead of Express', async (_name, headers, sent) => {
    const before = await stored();
    const { first, seen } = await sendBoth({ comment: 'Cảm ơn', website: '' }, { headers });
    expect(first.status).toBe(303);
    expect(first.headers['set-cookie']?.[0]).toMatch(
      new RegExp(`^sent=${sent}; Max-Age=52200; Path=/s; Expires=[^;]*; HttpOnly; SameSite=Lax$`),
    );
    expect(seen).toEqual([0, 1]);
    expect(await stored()).toBe(before + 2);
  });

  test('again leads to the same receipt, ahead of Express too', async () => {
    const form = { ...(await openForm(running().app, 'WARD22')), ...allAnswered };
    const { headers } = await sendForm(running().app, 'WARD22', form);
    const before = await stored();
    const { first, second, seen } = await sendBoth(form);
    expect([first, second].map((again) => again.headers['location'])).toEqual([
      headers['location'],
      headers['location'],
    ]);
    expect(first.headers).not.toHaveProperty('set-cookie');
    expect([seen, await stored()]).toEqual([[0, 1], before]);
  });

  test.each<[string, FormFields, number, Sending]>([
    ['without a required answer', { 'answer-q1': '' }, 422, {}],
    ['in another language', { language: 'en', 'answer-q1': '' }, 422, {}],
    ['to be shown in another language', { switchTo: 'en' }, 200, {}],
    ['with an altered seal', { form: 'a.b' }, 400, {}],
    ['with a field of no question', { 'answer-q9': '1' }, 400, {}],
    ['with a level that is not offered', { 'answer-q1': '9' }, 400, {}],
    ['with a code that nobody has', { code: 'XXXX-XXXX' }, 422, { code: 'CARDS2' }],
    ['twice in one', {}, 400, { body: (form) => `${new URLSearchParams(form).toString()}&form=` }],
    ['with too many fields', {}, 400, { body: () => 'a=&'.repeat(301) }],
    ['beyond its size', { comment: 'a'.repeat(70_000) }, 413, {}],
    ['as something else', {}, 400, { headers: { 'Content-Type': 'application/json' } }],
    ['in another encoding', {}, 415, { headers: { 'Content-Encoding': 'nothing' } }],
    ['under a strange name', {}, 400, { headers: { Host: 'elsewhere.example' } }],
  ])('%s is shown or refused by Express', async (_name, fields, status, sending) => {
    const before = await stored();
    const { first, seen } = await sendBoth(fields, sending);
    expect(first.status).toBe(status);
    expect([seen, await stored()]).toEqual([[1, 1], before]);
  });

  test('with its charset, or in pieces, is stored by Express', async () => {
    const type = 'application/x-www-form-urlencoded; charset=utf-8';
    const { first, seen } = await sendBoth({}, { headers: { 'Content-Type': type } });
    expect([first.status, seen]).toEqual([303, [1, 1]]);
  });

  test('and waits for a reply leads on by Express', async () => {
    const before = await stored();
    const { first, seen } = await sendBoth({ comment: 'Xin trả lời', wantsAnswer: 'on' });
    expect(first.status).toBe(200);
    expect([seen, await stored()]).toEqual([[1, 1], before + 2]);
  });

  test('with other answers under the same id is offered again by Express', async () => {
    const form = { ...(await openForm(running().app, 'WARD22')), ...allAnswered };
    await sendForm(running().app, 'WARD22', form);
    const { first, seen } = await sendBoth({ ...form, 'answer-q1': '1' });
    expect([first.status, seen]).toEqual([409, [1, 1]]);
  });

  test.each([
    ['for want of room', Object.assign(new Error('full'), { code: 14_031 }), 503],
    ['by a fault of ours', new Error('broken'), 500],
  ])('and not stored %s is tried once, and logged once', async (_name, error, status) => {
    const { stores, errors } = running();
    const add = jest
      .spyOn(stores.submissions, 'add')
      .mockRejectedValueOnce(error)
      .mockRejectedValueOnce(error);
    const { first, seen } = await sendBoth({});
    expect([first.status, seen, add.mock.calls.length]).toEqual([status, [1, 1], 2]);
    expect(errors.splice(0)).toMatchObject([{ error }, { error }]);
    add.mockRestore();
  });

  test('beyond the limit of its network is refused; behind a trusted proxy it is of another network', async () => {
    const { app } = running();
    const form = { ...(await openForm(app, 'CRWD22')), ...allAnswered };
    for (let count = 0; count < perNetwork; count++) await sendForm(app, 'CRWD22', form);
    const busy = await sendBoth({}, { code: 'CRWD22' });
    expect([busy.first.status, busy.seen]).toEqual([429, [1, 1]]);

    app.set('trust proxy', true);
    const headers = { 'X-Forwarded-For': '203.0.113.7', 'X-Forwarded-Proto': 'https' };
    const { first, seen } = await sendBoth({}, { code: 'CRWD22', headers });
    app.set('trust proxy', false);
    expect([first.status, seen]).toEqual([303, [0, 1]]);
    expect(first.headers['set-cookie']?.[0]).toContain('; Secure;');
  });

  test('when its round has closed is refused by Express', async () => {
    const { app, clock } = running();
    const form = { ...(await openForm(app, 'WARD22')), ...allAnswered };
    clock.now = new Date(closingAt.getTime() + 30 * 24 * 3_600_000);
    const { first, seen } = await both('/s/WARD22', async (path) =>
      request(app).post(path).type('form').send(form),
    );
    clock.now = duringAt;
    expect([first.status, seen]).toEqual([410, [1, 1]]);
  });
});

test('the log says the same of both: the route, and no address', async () => {
  const lines: object[] = [];
  const note = ({ requestId: _id, ms: _ms, ...line }: RequestLine) => void lines.push(line);
  const gate = requestGate({ log: { request: note }, requestsAtOnce: 10, meters: gateMeters(newMeters()) });
  gate.open(running().app, async () => true);
  const server = createServer(gate.answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const form = { ...(await openForm(url, 'WARD22')), ...allAnswered };
  express.mockClear();
  for (const code of ['WARD22', 'WARD22?-']) await sendForm(url, code, form);
  expect(express).toHaveBeenCalledTimes(1);
  server.close();
  const [opened, first, second] = lines;
  expect(opened).toEqual({ method: 'GET', route: '/s/:accessCode', status: 200, traceparent: undefined });
  expect(first).toEqual({ method: 'POST', route: '/s/:accessCode', status: 303, traceparent: undefined });
  expect(second).toEqual(first);
});
