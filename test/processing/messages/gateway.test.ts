/** Text messages through a gateway that loses, repeats and delays, in a process of its own; its reports; and a crash. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request, { type Response } from 'supertest';
import { Webhook } from 'standardwebhooks';
import { openChannel } from '../../../src/platform/messages/handOver.ts';
import type { Message } from '../../../src/processing/messages/mailing.ts';
import { signingKeyOf } from '../../../src/platform/webhooks/signedPost.ts';
import {
  gatewayAt,
  mailTo,
  publicUrl,
  secret,
  someMessaging,
  startGateway,
  textsSent,
  type Outside,
} from '../../platform/messages/someChannels.ts';
import { useApp } from '../../support/app.ts';
import { colleague, type Browser } from '../../support/staff.ts';
import { draft, drawnRound, invitation, path, sender } from './someMailing.ts';

const gateway: Outside = await startGateway();
const messaging = someMessaging({ channels: [gatewayAt(gateway.port), mailTo(1)] });
const testApp = useApp({ messaging, publicUrl });
let manager: Browser;
let run: () => Promise<void>;

beforeAll(async () => {
  manager = await colleague(testApp(), 'manager', 'city');
  await drawnRound(
    testApp(),
    async () => manager,
    (unit, at) => (at < 30 ? `09${unit === 'ward-a' ? '1' : '2'}00000${String(at).padStart(2, '0')}` : ''),
  );
  run = await sender(testApp(), messaging);
});
afterAll(async () => await gateway.running.end('SIGTERM'));

const sent = () => textsSent(gateway);
const counts = async () => await testApp().stores.messages.counts((await mailing()).id);
const mailing = async () => (await testApp().stores.mailings.listOfRound('round'))[0]!;

/** The message to the telephone number. */
async function messageTo(number: string): Promise<Message> {
  const { id } = sent().find(({ to }) => to === number)!;
  return (await testApp().stores.messages.find(id))!;
}

describe('a mailing by text message', () => {
  test('says what it costs in parts, as each person gets it', async () => {
    const page = await draft(manager, {
      ...invitation,
      channel: 'sms',
      text: '{unit} mời ông/bà cho ý kiến đến {until}: {link}',
      textEn: '{unit}: please answer by {until}: {link}',
    });
    const { text } = await manager.get(page).expect(200);
    // 30 people get two parts in Vietnamese, 30 one in English: 90 parts of 800 dong.
    expect(text).toContain('72.000 đồng');
    expect(text).toContain('2 tin (có dấu, 70 ký tự mỗi tin)');
    expect(text).toContain('20 người được chọn không có địa chỉ');
    await manager.post(`${page}/send`).expect(303);
  });

  test('reaches everybody once, though answers are lost, late and refused', async () => {
    for (let round = 0; round < 3; round++) {
      await run();
      await run();
      testApp().clock.now = new Date(testApp().clock.now.getTime() + 60_000);
    }
    // Of the last digits 4 does not exist and 5 is not taken: three of each in each unit.
    expect(await counts()).toMatchObject({
      handed: 48,
      bounced: 6,
      refused: 6,
      due: 0,
      handing: 0,
      unknown: 0,
    });
    const numbers = sent().map(({ to }) => to);
    expect(numbers).toHaveLength(48);
    expect(new Set(numbers).size).toBe(48);
    expect((await mailing()).state).toBe('done');
    const logged = testApp().errors.splice(0);
    expect(logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(logged.map(({ error }) => String(error)))).not.toMatch(/84\d{9}/);
  });
});

describe('a report', () => {
  const webhook = new Webhook(signingKeyOf(secret));
  const answerTo = async (
    text: string,
    { by = webhook, at = new Date(), channel = 'sms' } = {},
  ): Promise<Response> =>
    await request(testApp().app)
      .post(`/messages/reports/${channel}`)
      .set({
        'content-type': 'application/json',
        'webhook-id': 'r1',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': by.sign('r1', at, text),
      })
      .send(text);
  const report = async (body: object, how?: Parameters<typeof answerTo>[1]): Promise<number> =>
    (await answerTo(JSON.stringify(body), how)).status;

  test('says what became of a message, again and again', async () => {
    const { id } = await messageTo('84910000000');
    expect([await report({ id, state: 'delivered' }), await report({ id, state: 'delivered' })]).toEqual([
      204, 204,
    ]);
    expect((await messageTo('84910000000')).state).toBe('delivered');
    expect((await manager.get(path)).text).toContain('đã đến: 1');
  });

  test('that a number is gone, or wants no more, keeps it from getting more', async () => {
    for (const [number, state] of [
      ['84910000006', 'bounced'],
      ['84910000007', 'stopped'],
    ] as const) {
      expect(await report({ id: (await messageTo(number)).id, state })).toBe(204);
      const token = messaging.keys.stopToken(number);
      expect([...(await testApp().stores.messages.stopped([token]))]).toEqual([token]);
    }
  });

  test('that nobody signed, or that is old, changes nothing', async () => {
    const { id } = await messageTo('84910000008');
    const other = new Webhook(signingKeyOf('other-secret-'.repeat(4)));
    const late = { at: new Date(Date.now() - 600_000) };
    expect(await report({ id, state: 'bounced' }, { by: other })).toBe(401);
    expect(await report({ id, state: 'bounced' }, late)).toBe(401);
    expect(await report({ id, state: 'bounced' }, { channel: 'zalo' })).toBe(401);
    expect((await messageTo('84910000008')).state).toBe('handed');
    expect(await report({ id: 'of nobody', state: 'bounced' })).toBe(204);
  });

  test.each([
    ['{"id": "a", "state": "read"}', '/state', 'This has to be one of: delivered, bounced, stopped.'],
    ['{"state": "bounced"}', '/id', 'This is missing.'],
    ['{', '', 'This has to be a JSON object.'],
  ])(
    'that is signed, but has another form, is answered with the place of the error: %s',
    async (text, at, en) => {
      const { status, body } = await answerTo(text);
      expect([status, body]).toEqual([422, { errors: [{ at, vi: expect.any(String), en }] }]);
    },
  );
});

test('a message that a process had claimed when it died goes to a gateway again and to a mail server never', async () => {
  const { stores } = testApp();
  const gone = await messageTo('84910000009');
  await stores.messages.change(gone, { state: 'handing' });
  const before = await mailing();
  await stores.mailings.change(before, { state: 'sending' });
  const said = gateway.running.output();
  await (
    await sender(testApp(), messaging)
  )();
  testApp().clock.now = new Date(testApp().clock.now.getTime() + 600_000);
  await run();
  expect((await messageTo('84910000009')).state).toBe('handed');
  expect(gateway.running.output()).toBe(said); // it was handed over again, and the gateway did not send it again
  expect(openChannel(mailTo(1)).knowsIds).toBe(false); // rules.test.ts: it is then not tried again
  expect(testApp().errors).toEqual([]);
});
