/** Passkeys, with the authenticator that Chromium makes up for tests. */
import { beforeAll, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import type { Account } from '../../src/access/accounts/account.ts';
import { useApp } from '../support/app.ts';
import { hiddenFields } from '../support/citizen.ts';
import { describeInBrowser, expectAccessible, useAddress, useBrowser } from '../support/browser.ts';
import { addAccount, aGrant, drain, goodPassword, withPassword } from '../support/staff.ts';

describeInBrowser('a passkey', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  const site = () => address().replace('127.0.0.1', 'localhost'); // a passkey belongs to a name, not to a number
  let account: Account;
  let page: Page;

  beforeAll(async () => {
    account = await addAccount(running(), [aGrant('administrator')], await withPassword());
    page = await deviceOf({ width: 360, height: 800 });
  });

  /** A device with a passkey holder of its own, which takes its owner's finger for granted. */
  async function deviceOf(viewport: { width: number; height: number }): Promise<Page> {
    const context: BrowserContext = await browser().newContext({ viewport });
    const made = await context.newPage();
    const devtools = await context.newCDPSession(made);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return made;
  }

  async function signInByPassword(): Promise<void> {
    await page.goto(`${site()}/staff/sign-in`);
    await page.getByLabel('Tên đăng nhập').fill(account.name);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(goodPassword);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByRole('heading', { name: 'Việc cần làm', level: 1 }).waitFor();
  }

  const storedPasskeys = async () =>
    (await running().stores.accounts.find(account.id))?.passkeys?.map(({ label }) => label);

  test('is added after the password, and not without it', async () => {
    await signInByPassword();
    await page.goto(`${site()}/staff/account`);
    await page.locator('#passkeyPassword').fill('wrong wrong wrong');
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
    await page.getByRole('link', { name: 'Mật khẩu hiện tại không đúng.' }).waitFor();
    await page.locator('#passkeyPassword').fill(goodPassword);
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
    await page.getByLabel('Tên khóa').fill('Máy ở cơ quan');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Tạo khóa' }).click();
    await page.getByText('Đã thêm khóa truy cập.').waitFor();
    await expectAccessible(page);
    expect(await storedPasskeys()).toEqual(['Máy ở cơ quan']);
  });

  test('signs in without a name or password, also where fifty wrong passwords came from elsewhere', async () => {
    const { app } = running();
    app.set('trust proxy', true);
    const statuses = new Set<number>();
    for (let attempt = 0; attempt < 54; attempt += 1) {
      const from = `10.0.0.${attempt % 6}`;
      const opened = await request(app).get('/staff/sign-in').set('X-Forwarded-For', from);
      const { formToken = '' } = hiddenFields(opened.text);
      const fields = { formToken, goTo: '', name: account.name, password: 'wrong wrong wrong' };
      const answer = await request(app)
        .post('/staff/sign-in')
        .set('X-Forwarded-For', from)
        .set('Cookie', String(opened.headers['set-cookie']))
        .type('form')
        .send(fields);
      statuses.add(answer.status);
    }
    app.set('trust proxy', false);
    expect([...statuses]).toEqual([422, 429]); // the name is full by now

    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.goto(`${site()}/staff/sign-in?goTo=%2Fstaff%2Faccounts`);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
    await page.getByRole('heading', { name: 'Tài khoản', level: 1 }).waitFor();
    await drain(running());
    const actions = await running().stores.audit.list({ accountId: account.id }, 20);
    expect(actions.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['account.passkeyAdded', 'account.signedIn']),
    );
  });

  test('opens nothing by an answer that was given in another browser', async () => {
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.goto(`${site()}/staff/sign-in`);
    const [sent] = await Promise.all([
      page.waitForRequest((each) => each.url().endsWith('/staff/sign-in/passkey')),
      page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click(),
    ]);
    await page.getByRole('heading', { name: 'Việc cần làm', level: 1 }).waitFor();
    const response = new URLSearchParams(sent.postData() ?? '').get('response') ?? '';
    expect(response).toContain('signature');

    const elsewhere = await request(running().app).get('/staff/sign-in').set('Host', new URL(site()).host);
    const { formToken = '' } = hiddenFields(elsewhere.text);
    const replayed = await request(running().app)
      .post('/staff/sign-in/passkey')
      .set('Host', new URL(site()).host)
      .set('Cookie', String(elsewhere.headers['set-cookie']))
      .type('form')
      .send({ formToken, goTo: '', response });
    expect([replayed.status, replayed.text]).toEqual([422, expect.stringContaining('không dùng được ở đây')]);
  });

  test('is not there for who has none, who keeps the password', async () => {
    const other = await deviceOf({ width: 1280, height: 900 });
    await other.goto(`${site()}/staff/sign-in`);
    await other.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
    await other.getByText('Chưa dùng được khóa truy cập').waitFor();
    const plain = await (await browser().newContext({ javaScriptEnabled: false })).newPage();
    await plain.goto(`${site()}/staff/sign-in`);
    expect(await plain.getByRole('button').allInnerTexts()).not.toContain('Đăng nhập bằng khóa truy cập');
  });

  test('is removed by its owner, and opens nothing after that', async () => {
    await page.goto(`${site()}/staff/account`);
    await page.getByRole('button', { name: 'Gỡ khóa Máy ở cơ quan' }).click();
    await page.getByText('Đã gỡ khóa truy cập.').waitFor();
    expect(await storedPasskeys()).toBeUndefined();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.goto(`${site()}/staff/sign-in`);
    await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
    await page.getByText('Khóa truy cập này không dùng được ở đây').waitFor();
    expect(running().errors).toEqual([]);
  });
});
