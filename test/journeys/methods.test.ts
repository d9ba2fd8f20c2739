/** A manager writes a method, is told what is wrong with it, publishes it, and gives it to a round: in a real browser. */
import { beforeAll, expect, test } from '@jest/globals';
import { useApp } from '../support/app.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
} from '../support/browser.ts';
import { confirmed } from '../support/confirmed.ts';
import { fillSmallCity } from '../support/builders.ts';
import { colleague, type Browser as SignedIn } from '../support/staff.ts';

describeInBrowser('writing a method', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  let manager: SignedIn;

  beforeAll(async () => {
    await fillSmallCity(running().stores);
    manager = await colleague(running(), 'manager');
  });

  test.each([360, 1280])('works at a width of %d pixels, and shows no error to axe', async (width) => {
    const context = await browser().newContext({ viewport: { width, height: 800 } });
    const [name = '', value = ''] = manager.cookie.split('=');
    await context.addCookies([{ name, value, url: address() }]);
    const page = await context.newPage();
    await page.goto(`${address()}/staff/methods`);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Tỷ lệ hài lòng' }).first().click();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Lập bản nháp' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Lập bản nháp' }).click();

    await page.getByLabel('Mã (chữ thường').fill(`by-weight-${width}`);
    await page.getByLabel('Cách gộp').selectOption('weighted');
    await page.getByLabel('Trọng số', { exact: true }).fill('access: 0,4\nparking: 0,6');
    await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
    expect(await page.locator('#weights-error').textContent()).toContain('“parking”');
    await expectAccessible(page);
    await page.getByLabel('Trọng số', { exact: true }).fill('access: 0,4\nprocedures: 0,6');
    await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
    await confirmed(page, 'Công bố phiên bản mới');
    expect(page.url()).toContain(`/staff/methods/by-weight-${width}@1`);

    await page.getByRole('button', { name: 'Tính thêm cho đợt này' }).click();
    expect(await page.locator('.done').textContent()).toContain('đang được đếm');
    await expectAccessible(page);
    await expectToFit(page);
    await context.close();
  });
});
