import { beforeAll, describe, expect, it } from '@jest/globals';
import { openText } from '../../../src/platform/text/sealedText.ts';
import { eventKeyOf } from '../../../src/improvement/events/message.ts';
import type { Subscription } from '../../../src/improvement/events/subscription.ts';
import { useApp } from '../../support/app.ts';
import { aUnit, duringAt, fillSmallCity } from '../../support/builders.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';
import { aCase } from '../cases/someCases.ts';
import { anEntry, aSubscription, publicUrl, recordNow, sendNow } from './someEvents.ts';

const testApp = useApp({ events: true, publicUrl });
const withoutEvents = useApp({ publicUrl });
const form = { label: 'IOC', unit: 'ward-a', types: 'case.received', url: 'https://hook.example/x' };
let manager: Browser;

beforeAll(async () => {
  const { stores } = testApp();
  await fillSmallCity(stores);
  await stores.units.add(aUnit('ward-old', { parentId: 'city', validTo: '2026-01-10' }));
  manager = await colleague(testApp(), 'manager', 'city');
});

const all = async (): Promise<readonly Subscription[]> => await testApp().stores.subscriptions.list();

describe('a subscription', () => {
  it.each([
    ['no name', { label: '' }, 'label'],
    ['a unit that has ended', { unit: 'ward-old' }, 'unit'],
    ['no unit', { unit: 'none' }, 'unit'],
    ['no kind of event', { types: [] as string[] }, 'types'],
    ['an address without TLS', { url: 'http://example.vn/' }, 'url'],
    ['an address in a private network', { url: 'https://169.254.169.254/' }, 'url'],
  ])('is refused for %s, and keeps what was typed', async (_what, fields, field) => {
    const sent = { ...form, ...fields };
    const { status, text } = await manager.post('/staff/subscriptions', sent);
    expect([status, text]).toEqual([422, expect.stringContaining(`id="${field}-error"`)]);
    expect(text).toContain(`value="${sent.url}"`);
    expect(await all()).toEqual([]);
  });

  it('shows its key once, and stores and logs it nowhere in plain text', async () => {
    const { status, text } = await manager.post('/staff/subscriptions', form);
    const [signingKey = ''] = /whsec_[A-Za-z0-9+/=]+/.exec(text) ?? [];
    expect([status, signingKey.length]).toEqual([200, 50]);
    const [made] = await all();
    expect(openText(Buffer.from(made!.sealedKey, 'base64'), eventKeyOf(testApp().kioskKey))).toBe(signingKey);
    await drain(testApp());
    const stored: string[] = [];
    for (const { name } of await testApp().connection.listCollections())
      stored.push(JSON.stringify(await testApp().connection.collection(name).find({}).toArray()));
    expect(stored.join()).toContain('"subscription.made"');
    expect(stored.join()).not.toContain(signingKey.slice('whsec_'.length));
    expect((await manager.get(`/staff/subscriptions/${made!.id}`)).text).not.toContain('whsec_');
  });

  it('is for managers, of their own units', async () => {
    const officer = await colleague(testApp(), 'officer', 'ward-a');
    expect((await officer.get('/staff/subscriptions')).status).toBe(403);
    const other = await colleague(testApp(), 'manager', 'ward-b');
    expect((await other.post('/staff/subscriptions', form)).status).toBe(404);
    expect((await other.get(`/staff/subscriptions/${(await all())[0]!.id}`)).status).toBe(404);
  });

  it('sends a test, shows what became of it and what the receiver answered, and sends again on request', async () => {
    const [{ id } = aSubscription(testApp())] = await all();
    const path = `/staff/subscriptions/${id}`;
    await manager.post(`${path}/test`).expect(303);
    await sendNow(testApp(), async () => 401);
    const failed = (await manager.get(path)).text;
    expect(failed).toContain('thôi gửi sau 1 lần');
    expect(failed).toContain('Mã trả lời: 401');
    const bodies: string[] = [];
    const accepting = async (_to: unknown, { body }: { body: string }) => bodies.push(body) && 204;
    await manager.post(`${path}/again`, { message: '' }).expect(303);
    await sendNow(testApp(), accepting);
    expect((await manager.get(path)).text).toContain('đã nhận, sau 1 lần gửi');
    const [, message = ''] =
      /name="message" value="([\da-f-]{36})"/.exec((await manager.get(path)).text) ?? [];
    await manager.post(`${path}/again`, { message }).expect(303);
    await sendNow(testApp(), accepting);
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toBe(bodies[1]);
    expect(JSON.parse(bodies[0]!)).toMatchObject({ type: 'test', data: { unitId: 'ward-a' } });
  });

  it('that is paused says so on its page and on the first page, and goes on where somebody resumes it', async () => {
    const [{ id } = aSubscription(testApp())] = await all();
    const path = `/staff/subscriptions/${id}`;
    await testApp().stores.cases.add(aCase());
    await recordNow(testApp());
    await sendNow(testApp(), async () => 410);
    const why = 'bên nhận báo không còn nhận (410)';
    for (const page of [path, '/staff', '/staff/subscriptions'])
      expect((await manager.get(page)).text).toContain(why);
    await manager.post(`${path}/resume`).expect(303);
    expect((await manager.get(path)).text).not.toContain(why);
    expect((await manager.get('/staff')).text).not.toContain('Gửi sự kiện đến hệ thống khác');
  });

  it('ends, and nothing can be done with it then', async () => {
    const [{ id } = aSubscription(testApp())] = await all();
    const path = `/staff/subscriptions/${id}`;
    await manager.post(`${path}/end`).expect(303);
    for (const action of ['test', 'again', 'resume', 'end'])
      expect((await manager.post(`${path}/${action}`, { message: '' })).status).toBe(409);
    expect((await manager.get(path)).text).toContain('đã ngừng');
    expect(await all()).toEqual([]);
    expect(testApp().errors).toEqual([]);
  });
});

it('where events are off there is no page and no line of them', async () => {
  const { stores } = withoutEvents();
  await stores.units.add(aUnit('city'));
  await stores.subscriptions.add(aSubscription(withoutEvents(), { madeAt: duringAt }), anEntry());
  const browser = await colleague(withoutEvents(), 'manager', 'city');
  expect((await browser.get('/staff/subscriptions')).status).toBe(404);
  expect((await browser.get('/staff')).text).not.toContain('/staff/subscriptions');
});
