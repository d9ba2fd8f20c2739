import { beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { Account } from '../../../src/access/accounts/account.ts';
import { useApp } from '../../support/app.ts';
import { anAuthenticator, type Asked } from '../../support/authenticator.ts';
import { duringAt } from '../../support/builders.ts';
import { hiddenFields } from '../../support/citizen.ts';
import { addAccount, aGrant, goodPassword, signedIn, withPassword } from '../../support/staff.ts';

const testApp = useApp({ publicUrl: 'http://khaosat.example' });
const host = 'khaosat.example';
const origin = `http://${host}`;

/** What the page asks the browser for. */
function askedIn(html: string): Asked {
  const [, options = ''] = /data-passkey="([^"]*)"/.exec(html) ?? [];
  const { challenge } = JSON.parse(options.replaceAll('&#34;', '"')) as { challenge: string };
  return { challenge, origin };
}

beforeEach(() => {
  testApp().clock.now = duringAt;
});

/** A browser on the sign-in page. */
async function atSignIn() {
  const page = await request(testApp().app).get('/staff/sign-in').set('Host', host);
  const { formToken = '' } = hiddenFields(page.text);
  const cookie = String(page.headers['set-cookie']).split(';')[0]!;
  return {
    asked: askedIn(page.text),
    send: (response: string) =>
      request(testApp().app)
        .post('/staff/sign-in/passkey')
        .set('Host', host)
        .set('Cookie', cookie)
        .type('form')
        .send({ formToken, goTo: '/staff/accounts', response }),
  };
}

async function withPasskey(changes: Partial<Account> = {}) {
  const account = await addAccount(testApp(), [aGrant('administrator')], {
    ...(await withPassword()),
    ...changes,
  });
  const browser = await signedIn(testApp(), account);
  const device = anAuthenticator();
  const open = (passkeyPassword: string) =>
    browser.post('/staff/account/passkeys/new', { passkeyPassword }).set('Host', host);
  const add = (response: string) =>
    browser.post('/staff/account/passkeys', { label: 'máy', response }).set('Host', host);
  const stored = async () => (await testApp().stores.accounts.find(account.id))?.passkeys ?? [];
  return { account, device, open, add, stored };
}

async function added() {
  const made = await withPasskey();
  await made.add(made.device.create(askedIn((await made.open(goodPassword)).text))).expect(303);
  return made;
}

describe('a passkey is added', () => {
  it('after the password only, by what the page has asked for', async () => {
    const { device, open, add, stored } = await withPasskey();
    expect((await open('wrong wrong wrong')).status).toBe(422);
    const asked = askedIn((await open(goodPassword)).text);
    expect((await add(device.create({ ...asked, origin: 'http://imitation.example' }))).status).toBe(422);
    expect((await add(device.create({ ...asked, isVerified: false }))).status).toBe(422);
    const { asked: ofSignIn } = await atSignIn();
    expect((await add(device.create(ofSignIn))).status).toBe(422);
    expect((await add('{"id":')).status).toBe(422);
    expect(await stored()).toEqual([]);
    expect((await add(device.create(asked))).status).toBe(303);
    expect(await stored()).toMatchObject([{ id: device.id, label: 'máy' }]);
  });
});

describe('a passkey signs in', () => {
  it('to the page that was asked for, by itself', async () => {
    const { device } = await added();
    const { asked, send } = await atSignIn();
    const entered = await send(device.get(asked));
    expect([entered.status, entered.headers['location']]).toEqual([303, '/staff/accounts']);
    const [session = ''] = (entered.headers['set-cookie'] as unknown as string[]).map(
      (set) => set.split(';')[0]!,
    );
    expect((await request(testApp().app).get('/staff/accounts').set('Cookie', session)).status).toBe(200);
  });

  it.each([
    ['signed on another site', (asked: Asked) => ({ ...asked, origin: 'http://imitation.example' })],
    ['without finger, face or PIN', (asked: Asked) => ({ ...asked, isVerified: false })],
    ['over something that we did not ask', (asked: Asked) => ({ ...asked, challenge: 'bm90LW91cnM' })],
  ])('not %s', async (_what, changed) => {
    const { device } = await added();
    const { asked, send } = await atSignIn();
    expect((await send(device.get(changed(asked)))).status).toBe(422);
  });

  it('not with an answer from another browser, nor five minutes later, nor twice', async () => {
    const { device } = await added();
    const [one, other] = [await atSignIn(), await atSignIn()];
    const response = device.get(one.asked);
    expect((await other.send(response)).status).toBe(422);
    testApp().clock.now = new Date(duringAt.getTime() + 5 * 60 * 1000);
    expect((await one.send(response)).status).toBe(422);
    testApp().clock.now = duringAt;
    expect((await one.send(response)).status).toBe(303);
    expect((await one.send(response)).status).toBe(422);
  });

  it('not with the key of another device, nor of an account that was closed', async () => {
    const { account, device } = await added();
    const { asked, send } = await atSignIn();
    const forged = JSON.parse(anAuthenticator().get(asked)) as object;
    expect((await send(JSON.stringify({ ...forged, id: device.id, rawId: device.id }))).status).toBe(422);
    await testApp().stores.accounts.change(account.id, () => ({ set: { closedAt: duringAt } }));
    expect((await send(device.get(asked))).status).toBe(422);
  });
});
