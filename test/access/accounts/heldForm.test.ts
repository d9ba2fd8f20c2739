/** A session ends in the middle of a form: what was typed waits until somebody has signed in again. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import type { Account } from '../../../src/access/accounts/account.ts';
import { idleMs } from '../../../src/access/accounts/session.ts';
import { totpCode, totpStep } from '../../support/totp.ts';
import { useApp } from '../../support/app.ts';
import { duringAt } from '../../support/builders.ts';
import { hiddenFields, type FormFields } from '../../support/citizen.ts';
import { addAccount, aGrant, goodPassword, withPassword } from '../../support/staff.ts';

const testApp = useApp();
const rows = 'Chứng thực "bản sao"; Tư pháp\r\nĐăng ký <kết hôn>; Hộ tịch';
const typed = { on: '2026-01-05', rows, wanted: 'preview' };

beforeEach(() => {
  testApp().clock.now = duringAt;
});

async function person(changes: Partial<Account> = {}): Promise<Account> {
  return await addAccount(testApp(), [aGrant('manager')], { ...(await withPassword()), ...changes });
}

/** A browser that keeps its cookies. */
function newBrowser() {
  const agent = request.agent(testApp().app);
  const post = async (path: string, fields: FormFields) => await agent.post(path).type('form').send(fields);
  const open = async (path: string) => await agent.get(path);
  return {
    open,
    post,
    async signIn(account: Account): Promise<Response> {
      const page = hidden(await open('/staff/sign-in'));
      return await post('/staff/sign-in', { ...page, name: account.name, password: goodPassword });
    },
  };
}

/** The hidden fields of the last form of a page, as a browser reads them. */
function hidden({ text }: Response): FormFields {
  const plain = (value: string): string =>
    value
      .replaceAll('&#34;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
  const fields = Object.entries(hiddenFields(text.slice(text.lastIndexOf('<form'))));
  return Object.fromEntries(fields.map(([name, value]) => [name, plain(value)]));
}

async function formOf(browser: ReturnType<typeof newBrowser>): Promise<FormFields> {
  const { formToken = '' } = hidden(await browser.open('/staff/services/many'));
  return { ...typed, formToken };
}

/** Opens a form, is away until the session is over, and sends it. */
async function sendTooLate(account: Account) {
  const browser = newBrowser();
  await browser.signIn(account);
  const form = await formOf(browser);
  testApp().clock.now = new Date(duringAt.getTime() + idleMs + 1000);
  return { browser, refused: await browser.post('/staff/services/many', form) };
}

describe('a form that is sent when the session is over', () => {
  it('is held while its sender signs in, also past a wrong password, and sent once they press for it', async () => {
    const account = await person();
    const { browser, refused } = await sendTooLate(account);
    expect(refused.status).toBe(403);
    expect(refused.text).toMatch(/Phiên làm việc đã hết hạn/);
    const wrong = { ...hidden(refused), name: account.name, password: 'something quite else' };
    const again = await browser.post('/staff/sign-in', wrong);
    const entered = await browser.post('/staff/sign-in', {
      ...hidden(again),
      name: account.name,
      password: goodPassword,
    });
    expect(entered.text).toMatch(/<form method="post" action="\/staff\/services\/many"/);
    expect(hidden(entered)).toMatchObject(typed);
    const sent = await browser.post('/staff/services/many', hidden(entered));
    expect(sent.status).toBe(200);
    expect(sent.text).toContain('Chứng thực &#34;bản sao&#34;');
  });

  it('is held past the second factor too', async () => {
    const secret = Buffer.from('12345678901234567890');
    const account = await person();
    const { browser, refused } = await sendTooLate(account);
    await testApp().stores.accounts.change(account.id, () => ({
      set: { secondFactor: { secret, lastStep: 0, recoveryHashes: [] } },
    }));
    const entry = { ...hidden(refused), name: account.name, password: goodPassword };
    const asked = await browser.post('/staff/sign-in', entry);
    const code = totpCode(secret, totpStep(testApp().clock.now));
    const entered = await browser.post('/staff/sign-in/code', { ...hidden(asked), code });
    expect(hidden(entered)).toMatchObject(typed);
    expect((await browser.post('/staff/services/many', hidden(entered))).status).toBe(200);
  });

  it('is not taken of another account that signs in there', async () => {
    const { browser, refused } = await sendTooLate(await person());
    const other = await person();
    const entry = { ...hidden(refused), name: other.name, password: goodPassword };
    const entered = await browser.post('/staff/sign-in', entry);
    expect((await browser.post('/staff/services/many', hidden(entered))).status).toBe(403);
  });

  it('is not held where it has passwords in it', async () => {
    const browser = newBrowser();
    const sent = await browser.post('/staff/account/password', { current: goodPassword });
    expect([sent.status, sent.headers['location']]).toEqual([303, '/staff/sign-in']);
  });

  it('leads nowhere else, whatever somebody puts in its place', async () => {
    const { name } = await person();
    for (const address of ['https://evil.example/', '//evil.example', '/results']) {
      const browser = newBrowser();
      const held = JSON.stringify({ address, fields: [['a', 'b']] });
      const entry = { ...hidden(await browser.open('/staff/sign-in')), held, name, password: goodPassword };
      expect((await browser.post('/staff/sign-in', entry)).headers['location']).toBe('/staff');
    }
  });
});

describe('a form that was opened before', () => {
  it('is taken after the same account has signed in again, in another tab', async () => {
    const account = await person();
    const browser = newBrowser();
    await browser.signIn(account);
    const form = await formOf(browser);
    testApp().clock.now = new Date(duringAt.getTime() + idleMs + 1000);
    await browser.signIn(account);
    expect((await browser.post('/staff/services/many', form)).status).toBe(200);
  });

  it('is refused after signing out', async () => {
    const account = await person();
    const browser = newBrowser();
    await browser.signIn(account);
    const form = await formOf(browser);
    await browser.post('/staff/sign-out', { formToken: form['formToken']! });
    await browser.signIn(account);
    expect((await browser.post('/staff/services/many', form)).status).toBe(403);
  });
});

describe('the page that was asked for', () => {
  it('is opened after signing in with all that was searched in it', async () => {
    const account = await person();
    const browser = newBrowser();
    const asked = await browser.open('/staff/units?q=An+B%C3%ACnh&at=2026-01-05,x');
    const page = await browser.open(String(asked.headers['location']));
    const entry = { ...hidden(page), name: account.name, password: goodPassword };
    const entered = await browser.post('/staff/sign-in', entry);
    expect(entered.headers['location']).toBe('/staff/units?q=An+B%C3%ACnh&at=2026-01-05,x');
  });
});
