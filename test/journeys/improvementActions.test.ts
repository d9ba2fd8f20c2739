/** An officer makes a measure and notes progress, and anybody reads what came of it: in a real browser. */
import { beforeAll, expect, test } from '@jest/globals';
import { useApp } from '../support/app.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
  weightOf,
} from '../support/browser.ts';
import { closingAt, fillSmallCity } from '../support/builders.ts';
import { colleague, type Browser as SignedIn } from '../support/staff.ts';

describeInBrowser('a measure', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  let officer: SignedIn;

  beforeAll(async () => {
    await fillSmallCity(running().stores);
    running().clock.now = new Date(closingAt.getTime() + 1);
    officer = await colleague(running(), 'officer', 'city');
  });

  test.each([
    [360, 500],
    [1280, 12],
  ])('works at a width of %d pixels, and shows no error to axe', async (width, length) => {
    const context = await browser().newContext({ viewport: { width, height: 800 } });
    const [name = '', value = ''] = officer.cookie.split('=');
    await context.addCookies([{ name, value, url: address() }]);
    const page = await context.newPage();
    const fits = async () => {
      await expectToFit(page);
      const footer = `scrollY + document.querySelector('body > footer').getBoundingClientRect().bottom`;
      expect(
        await page.evaluate(`document.documentElement.scrollHeight - Math.max(innerHeight, ${footer})`),
      ).toBeLessThan(1);
    };

    await page.goto(`${address()}/staff/improvement-actions`);
    await page.getByRole('link', { name: 'Lập giải pháp' }).click();
    await page.getByLabel('Đơn vị', { exact: true }).selectOption('ward-a');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByLabel('Yếu tố hoặc tiêu chí').selectOption('question:q2');
    await page.getByLabel('Sẽ làm gì').fill('Kê thêm ghế '.repeat(40).slice(0, length));
    await page.getByLabel('Ai chịu trách nhiệm').fill('Bộ phận Một cửa');
    await page.getByLabel('Hạn hoàn thành').fill('2026-01-01');
    await page.getByLabel('Mục tiêu').fill('95,5');
    await page.getByRole('button', { name: 'Lưu giải pháp' }).click();
    expect(await page.locator('#until-error').textContent()).toContain('đã qua');
    await expectAccessible(page);
    await fits();
    await page.getByLabel('Hạn hoàn thành').fill('2026-12-31');
    await page.getByRole('button', { name: 'Lưu giải pháp' }).click();
    await page.getByLabel('Đã làm gì').fill('Đã mua ghế');
    await page.getByRole('button', { name: 'Ghi tiến độ' }).click();
    expect(await page.locator('main').textContent()).toContain('Đã mua ghế');
    await expectAccessible(page);
    await fits();
    await page.goto(`${address()}/staff/improvement-actions`);
    await expectAccessible(page);
    await fits();
    await context.close();
  });

  test('is read by anybody, in both languages, in less than 30 KB', async () => {
    const context = await browser().newContext({ viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    const { bytes } = await weightOf(page, `${address()}/improvement-actions`);
    expect(bytes).toBeLessThan(30 * 1024);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'English' }).click();
    expect(await page.locator('h1').textContent()).toBe('You said, we did');
    await expectAccessible(page);
    await context.close();
  });
});
