/** The description of the API is read, and a key made and revoked, in a real browser. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Account } from '../../src/access/accounts/account.ts';
import { addKey } from '../dissemination/api/someKeys.ts';
import { useApp } from '../support/app.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
} from '../support/browser.ts';
import { fillSmallCity } from '../support/builders.ts';
import { addAccount, aGrant, goodPassword, signedIn, withPassword } from '../support/staff.ts';

describeInBrowser('the API', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  let cookie = '';
  let account: Account;

  beforeAll(async () => {
    await fillSmallCity(running().stores);
    const grants = [aGrant('analyst', 'city'), aGrant('manager', 'city')];
    account = await addAccount(running(), grants, await withPassword());
    ({ cookie } = await signedIn(running(), account));
  });

  test.each([360, 1280])('is described, and a key is made for it, at a width of %d pixels', async (width) => {
    const context = await browser().newContext({ viewport: { width, height: 800 }, javaScriptEnabled: true });
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: address() }]);
    const page = await context.newPage();
    const fits = async () => await expectToFit(page);

    await page.goto(`${address()}/api`);
    await expectAccessible(page);
    await fits();

    await page.goto(`${address()}/staff/account`);
    await page.getByRole('link', { name: 'Xem và lập khóa' }).click();
    await page.getByLabel('Tên gọi').fill(`Hệ thống một cửa ${width}`);
    await page.getByRole('button', { name: 'Lập khóa' }).click();
    expect(await page.locator('#permissions-error').textContent()).toContain('ít nhất một việc');
    expect(await page.getByLabel('Tên gọi').inputValue()).toBe(`Hệ thống một cửa ${width}`);
    await expectAccessible(page);
    await fits();
    await page.getByLabel('nhập số hồ sơ').check();
    await page.getByLabel('Mật khẩu hiện tại').fill(goodPassword);
    await page.getByRole('button', { name: 'Lập khóa' }).click();
    const secret = await page.getByLabel('Khóa', { exact: true }).inputValue();
    expect((await fetch(`${address()}/api/v1/rounds`, { headers: { authorization: `Bearer ${secret}` } })).status).toBe(200); // prettier-ignore

    await page.getByRole('link', { name: 'Về danh sách khóa' }).click();
    await fits();
    await page.getByRole('button', { name: `Thu hồi: Hệ thống một cửa ${width}` }).click();
    await page.getByText('Đã thu hồi khóa').waitFor();
    await context.close();
  });

  test.each([360, 1280])(
    'is tried on a page that keeps the key in its memory, at a width of %d',
    async (width) => {
      const context = await browser().newContext({ viewport: { width, height: 800 } });
      const [name = '', value = ''] = cookie.split('=');
      await context.addCookies([{ name, value, url: address() }]);
      const page = await context.newPage();
      const heard: string[] = [];
      page.on('console', (message) => heard.push(message.text()));
      page.on('pageerror', ({ message }) => heard.push(message));
      page.on('request', (asked) => {
        if (!asked.url().startsWith(`${address()}/`)) heard.push(asked.url());
      });
      const { secret } = await addKey(running(), account);

      await page.goto(`${address()}/api/try`);
      await page.getByRole('button', { name: 'Authorize' }).click();
      await page.getByLabel('auth-bearer-value').fill(secret);
      await page.getByRole('button', { name: 'Apply credentials' }).click();
      await page.getByRole('button', { name: 'Close' }).click();
      await page.locator('#operations-rounds-listRounds .opblock-summary-control').click();
      const sending = page.waitForRequest(/api\/v1\/rounds\?/);
      await page.getByRole('button', { name: 'Execute' }).click();
      const sent = await sending;
      expect(await sent.allHeaders()).toMatchObject({
        authorization: `Bearer ${secret}`,
        'accept-language': 'vi',
      });
      expect(await sent.headerValue('cookie')).toBeNull();
      expect((await sent.response())?.status()).toBe(200);
      await page.locator('.live-responses-table .microlight').first().waitFor();
      expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).toBe('[{},{}]');
      await expectToFit(page);
      await expectAccessible(page);
      expect(heard).toEqual([]);
      await context.close();
    },
  );
});
