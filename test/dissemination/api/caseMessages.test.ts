/** One-stop software that leaves it to this program to send the codes of finished cases. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import request from 'supertest';
import { Webhook } from 'standardwebhooks';
import type { Channel } from '../../../src/platform/messages/messaging.ts';
import { signingKeyOf } from '../../../src/platform/webhooks/signedPost.ts';
import { casesOf } from '../../../src/processing/messages/caseMessages.ts';
import {
  gatewayAt,
  mailsTaken,
  mailTo,
  publicUrl,
  secret as channelSecret,
  someMessaging,
  startGateway,
  startMailServer,
  textsSent,
} from '../../platform/messages/someChannels.ts';
import { sender } from '../../processing/messages/someMailing.ts';
import { useApp } from '../../support/app.ts';
import { aRound, fillSmallCity } from '../../support/builders.ts';
import { addAccount, aGrant, drain } from '../../support/staff.ts';
import { addKey } from './someKeys.ts';

const [gateway, mailServer] = await Promise.all([startGateway(), startMailServer()]);
const cases = {
  vi: { subject: 'Mời ý kiến', text: '{unit} mời ông/bà cho ý kiến: {link} {stop}', templateId: '' },
  en: { subject: 'Please answer', text: '{unit}: please answer: {link} {stop}', templateId: '' },
};
const sms: Channel = { ...gatewayAt(gateway.port), cases };
const mail: Channel = { ...mailTo(mailServer.port), cases };
const zalo: Channel = { ...gatewayAt(gateway.port), id: 'zalo' };
const messaging = someMessaging({ channels: [sms, mail, zalo] });
const limits = { apiLimits: { ofKey: 10_000, ofAddress: 10_000 } };
const on = useApp({ messaging, publicUrl }, limits);
const off = useApp({ publicUrl }, limits);
const secrets = new Map<typeof on, string>();
let run: () => Promise<void>;

const closesAt = new Date('2099-01-01T00:00:00Z'); // the store erases by its own clock

beforeAll(async () => {
  for (const app of [on, off]) {
    await fillSmallCity(app().stores);
    const { surveyVersionId } = (await app().stores.rounds.find('round'))!;
    const survey = (await app().stores.surveys.find(surveyVersionId))!;
    await app().stores.rounds.add(aRound(survey, { id: 'long', closesAt }));
    secrets.set(app, (await addKey(app(), await addAccount(app(), [aGrant('manager', 'city')]))).secret);
  }
  run = await sender(on(), messaging);
});
afterAll(async () => await Promise.all([gateway, mailServer].map(({ running }) => running.end('SIGTERM'))));

type To = Readonly<Record<string, object>>;
const ask = (to: To, { app = on, names = Object.keys(to), roundId = 'long' } = {}) =>
  request(app().app)
    .post(`/api/v1/rounds/${roundId}/codes/next`)
    .set('Authorization', `Bearer ${secrets.get(app)}`)
    .send({ unitId: 'ward-a', cases: names, to });
const bySms = (address: string, more: object = {}) => ({ channel: 'sms', address, ...more });
const outcomeOf = ({ body }: { body: { codes: { message?: string; link: string }[] } }) => body.codes[0]!;
const stateOf = async (to: To): Promise<string | undefined> => outcomeOf(await ask(to)).message;
const sentTo = (number: string) => textsSent(gateway).filter(({ to }) => to === number);
const stored = async () => await on().connection.collection('messages').find({}).toArray();
const later = (ms: number): void => void (on().clock.now = new Date(on().clock.now.getTime() + ms));
const hour = 3_600_000;

test('a case with an address has its link sent, once however often and by whatever many it is asked for', async () => {
  const wanted = { 'H19/1': bySms('0910 000 000') };
  const [first, second] = await Promise.all([ask(wanted), ask(wanted)]);
  expect([first.status, outcomeOf(first).message, outcomeOf(second).message]).toEqual([
    200,
    'queued',
    'queued',
  ]);
  expect(sentTo('84910000000')).toEqual([]);
  await run();
  expect(await stateOf({ 'H19/1': bySms('0910000007') })).toBe('done');
  await run();
  const { link } = outcomeOf(first);
  expect(textsSent(gateway).map(({ to, text }) => [to, text.includes(link)])).toEqual([
    ['84910000000', true],
  ]);
});

test('in English by mail, where that is asked for', async () => {
  await ask({ e1: { channel: 'mail', address: 'e1@example.vn', language: 'en' } });
  await run();
  await mailServer.running.says(/mail .*e1@example/);
  expect(mailsTaken(mailServer)[0]!.text).toContain('Subject: Please answer');
});

test('a case without an address is answered as before, and one with a wrong address has its code all the same', async () => {
  const answer = await ask({ w1: bySms('912') }, { names: ['w0', 'w1'] });
  expect(answer.body.codes).toEqual([
    expect.not.objectContaining({ message: expect.anything() }),
    expect.objectContaining({ message: 'wrongAddress', code: expect.any(String) }),
  ]);
  expect(await stateOf({ w1: bySms('0910000006') })).toBe('queued'); // once it is put right
});

test('neither address, case nor code can be read in the store; the address is erased once it is handed over', async () => {
  const { link } = outcomeOf(await ask({ 'SECRET-CASE': bySms('0910000008') }));
  expect(await stored()).not.toEqual([]);
  const everything = async () => {
    await drain(on());
    const all = (await on().connection.db!.collections()).map((one) => one.find().toArray());
    return JSON.stringify(await Promise.all(all));
  };
  const hidden = ['910000008', 'SECRET-CASE', link.split('#')[1]!];
  const before = await everything();
  expect(hidden.filter((one) => before.includes(one))).toEqual([]);
  await run();
  const after = await everything();
  expect(hidden.filter((one) => after.includes(one))).toEqual([]);
  expect(await stored()).toEqual([]);
});

test('at night nothing goes out; in the morning it does', async () => {
  const evening = new Date('2026-01-20T22:00:00+07:00');
  const day = on().clock.now;
  on().clock.now = evening;
  await ask({ n1: bySms('0920000000') });
  await run();
  expect(sentTo('84920000000')).toEqual([]);
  on().clock.now = day > evening ? day : new Date('2026-01-21T08:00:00+07:00');
  await run();
  expect(sentTo('84920000000')).toHaveLength(1);
});

test('a night of cases through a gateway that loses, repeats and delays reaches each once, whoever crashes', async () => {
  const night = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [`night ${at}`, bySms(`09300000${String(at).padStart(2, '0')}`)]),
  );
  await ask(night);
  for (let turn = 0; turn < 3; turn++) {
    await run();
    expect((await ask(night)).status).toBe(200);
    const [claimed] = await on().stores.messages.listDue(casesOf(sms), closesAt, 1);
    if (claimed) await on().stores.messages.change(claimed, { state: 'handing' }); // as a process leaves it that dies
    run = await sender(on(), messaging);
    later(hour / 60);
  }
  await run();
  later(hour);
  await run();
  const numbers = textsSent(gateway).flatMap(({ to }) => (to.startsWith('8493') ? [to] : []));
  expect(numbers).toHaveLength(48); // of the last digits 4 does not exist and 5 is not taken
  expect(new Set(numbers).size).toBe(48);
  const states = (await ask(night)).body.codes.map(({ message }: { message: string }) => message);
  expect(new Set(states)).toEqual(new Set(['done']));
  expect(
    JSON.stringify(
      on()
        .errors.splice(0)
        .map(({ error }) => String(error)),
    ),
  ).not.toMatch(/84\d{9}/);
  expect(await stored()).toEqual([]);
});

describe('who wants no more, or is not reached,', () => {
  const webhook = new Webhook(signingKeyOf(channelSecret));
  const report = async (id: string, state: string): Promise<number> => {
    const body = JSON.stringify({ id, state });
    const { status } = await request(on().app)
      .post('/messages/reports/sms')
      .set({
        'content-type': 'application/json',
        'webhook-id': 'r',
        'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
        'webhook-signature': webhook.sign('r', new Date(), body),
      })
      .send(body);
    return status;
  };

  test('is written to no more, and the software is told', async () => {
    const { parameters } = sentTo('84930000000')[0]!;
    await request(on().app).post(new URL(parameters['stop']!).pathname).expect(200);
    expect(await stateOf({ stop1: bySms('0930000000') })).toBe('stopped');
    expect(await stateOf({ bounced1: bySms('0930000004') })).toBe('stopped');
  });

  test('after it was queued gets nothing either', async () => {
    const wanted = { stop2: bySms('0940000000') };
    expect(await stateOf(wanted)).toBe('queued');
    await on().stores.messages.stop(messaging.keys.stopToken('84940000000'), 'asked');
    await run();
    expect([await stateOf(wanted), sentTo('84940000000')]).toEqual(['done', []]);
  });

  test('as the gateway reports, though the address is erased', async () => {
    const { id } = sentTo('84930000006')[0]!;
    expect(await report(id, 'delivered')).toBe(204);
    expect(await stateOf({ more: bySms('0930000006') })).toBe('queued');
    expect(await report(sentTo('84930000007')[0]!.id, 'bounced')).toBe(204);
    expect(await stateOf({ again: bySms('0930000007') })).toBe('stopped');
  });
});

test('nothing goes out after the round has closed, and its addresses are erased then', async () => {
  const { clock } = on();
  const before = clock.now;
  await run();
  const wanted = { late: bySms('0950000000') };
  await ask(wanted);
  const kept = await stored();
  expect(kept.map(({ eraseAt }) => eraseAt)).toEqual([closesAt]); // by the store itself
  clock.now = new Date(closesAt.getTime() + 2 * hour); // nine o'clock in Viet Nam
  await run();
  expect(await stored()).toEqual([]);
  clock.now = before;
  expect([await stateOf(wanted), sentTo('84950000000')]).toEqual(['done', []]);
});

test('of requests that crossed, or died half-way, the message goes out once', async () => {
  const { stores } = on();
  const wanted = { crossed: bySms('0960000000') };
  jest.spyOn(stores.codeHandouts, 'mark').mockRejectedValueOnce(new Error('died'));
  expect((await ask(wanted)).status).toBe(500);
  await run();
  expect(sentTo('84960000000')).toEqual([]); // not before its case is marked
  expect(await stateOf(wanted)).toBe('queued');
  const { there } = stores.messages;
  const crossing = { crossing: bySms('0960000006') };
  stores.messages.there = async (ids) => {
    const found = await there(ids);
    stores.messages.there = there;
    await ask(crossing); // the other request is through, and its message gone, before this one goes on
    await run();
    return found;
  };
  expect(await stateOf(crossing)).toBe('queued');
  await run();
  expect([sentTo('84960000000').length, sentTo('84960000006').length, await stored()]).toEqual([1, 1, []]);
  expect(on().errors.splice(0)).toHaveLength(1);
});

test.each<[string, typeof on, To, string]>([
  ['without channels', off, { a: bySms('0910000000') }, '#/to'],
  ['for a channel that is none', on, { a: { channel: 'fax', address: '1' } }, '#/to/a/channel'],
  [
    'for a channel that sends nothing about cases',
    on,
    { a: { channel: 'zalo', address: '1' } },
    '#/to/a/channel',
  ],
  ['for a case that is not in the request', on, { 'b/1': bySms('0910000000') }, '#/to/b~11'],
  ['without an address', on, { a: { channel: 'sms' } }, '#/to/a/address'],
])('an address %s is refused in words, and no code is handed out', async (_what, app, to, pointer) => {
  const handed = async () => await app().stores.audit.list({ kind: 'codes.handedOut' }, 200);
  await drain(app());
  const count = (await handed()).length;
  const answer = await ask(to, { app, names: ['a'] });
  expect([answer.status, answer.body.errors?.[0].pointer]).toEqual([422, pointer]);
  await drain(app());
  expect(await handed()).toHaveLength(count);
});

test('the audit says how many people were written to, and to nobody whom', async () => {
  await drain(on());
  const entries = await on().stores.audit.list({ kind: 'codes.handedOut' }, 200);
  expect(entries.map(({ after }) => after)).toContainEqual({
    new: '60',
    same: '0',
    messages: '60',
    apiKey: 'test',
  });
  const ids = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g; // at random they have the digits of a telephone number
  expect(JSON.stringify(entries).replaceAll(ids, '')).not.toMatch(/09\d{8}|@/);
  expect(on().errors).toEqual([]);
});
