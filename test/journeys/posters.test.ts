/** From the list of units to a poster, in a real browser; the lists are looked at on a telephone and on a desk. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useApp } from '../support/app.ts';
import { fillSmallCity } from '../support/builders.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
} from '../support/browser.ts';
import { addAccount, aGrant, signedIn } from '../support/staff.ts';

describeInBrowser('printing posters', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();

  beforeAll(async () => {
    await fillSmallCity(running().stores);
  });

  async function officerPage(width: number): Promise<Page> {
    const account = await addAccount(running(), [aGrant('officer', 'city')]);
    const { cookie } = await signedIn(running(), account);
    const context = await browser().newContext({ viewport: { width, height: 800 } });
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: address() }]);
    return await context.newPage();
  }

  test('an officer goes from the tree to all posters of a unit, and to a single one', async () => {
    const page = await officerPage(1280);
    await page.goto(`${address()}/staff`);
    await page.getByRole('link', { name: 'Đơn vị', exact: true }).click();
    await page.getByRole('link', { name: 'In áp phích của phường city' }).click();
    await page.getByText('phường city: 2 điểm khảo sát').waitFor();
    await page.getByText('cần đặt PUBLIC_URL').waitFor();
    await page.getByLabel('Khổ').selectOption('a6');
    await page.getByRole('button', { name: 'Làm tệp PDF' }).click();
    await page.getByRole('heading', { name: 'Làm áp phích' }).waitFor();

    await page.getByRole('link', { name: 'Điểm khảo sát', exact: true }).click();
    await page.getByLabel('Tìm theo mã').fill('ward22');
    await page.getByRole('button', { name: 'Tìm' }).click();
    await page.getByRole('link', { name: 'WARD22', exact: true }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Áp phích A4, tiếng Việt, PDF' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('WARD22-a4-vi.pdf');
    await page.context().close();
  });

  test.each([360, 1280])('the pages leave axe nothing to report and fit, at %d px', async (width) => {
    const page = await officerPage(width);
    const [point] = await running().stores.accessPoints.list();
    for (const path of [
      '/staff/units',
      '/staff/units/city',
      '/staff/units?q=xyz',
      '/staff/services',
      '/staff/rounds',
      '/staff/access-points',
      `/staff/access-points/${point?.id}`,
      '/staff/posters',
    ]) {
      await page.goto(`${address()}${path}`);
      await expectAccessible(page);
      await expectToFit(page);
    }
    await page.context().close();
  });
});
