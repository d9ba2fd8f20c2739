/** From the checks to the published page, the screen in the hall and print, in a real browser. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { carryOutPublications } from '../../src/dissemination/publications/carryOutPublications.ts';
import { aClosedCity, type City } from '../dissemination/publications/publishing.ts';
import { useApp } from '../support/app.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
  weightOf,
} from '../support/browser.ts';
import type { Browser as Colleague } from '../support/staff.ts';

describeInBrowser('publishing', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  let city: City;

  beforeAll(async () => {
    city = await aClosedCity(running());
  });

  async function open(path: string, width: number, colleague?: Colleague): Promise<Page> {
    const context = await browser().newContext({ viewport: { width, height: 740 } });
    if (colleague) {
      const [name = '', value = ''] = colleague.cookie.split('=');
      await context.addCookies([{ name, value, url: address() }]);
    }
    const page = await context.newPage();
    await page.goto(`${address()}${path}`);
    return page;
  }

  test('one account proposes, another agrees', async () => {
    const asking = await open('/staff/publications', 360, city.asking);
    await expectAccessible(asking);
    await asking.getByRole('link', { name: 'Đề nghị công bố' }).click();
    await expectAccessible(asking);
    await expectToFit(asking);
    await asking.getByRole('button', { name: 'Đề nghị công bố' }).click();
    await asking.getByText('cần một tài khoản khác đồng ý').waitFor();
    await asking.context().close();

    const agreeing = await open('/staff/publications', 1280, city.agreeing);
    await agreeing.getByRole('link', { name: 'Đợt thử' }).click();
    await expectAccessible(agreeing);
    await agreeing.getByRole('button', { name: 'Đồng ý công bố' }).click();
    await agreeing.getByText('Đã đồng ý.').waitFor();
    await agreeing.context().close();
    const { stores, signers, clock } = running();
    await carryOutPublications(stores, signers, clock.now, () => false);
    await city.settle(3);
  });

  test.each(['vi', 'en'] as const)(
    'everybody reads it, on a phone and on a screen (%s)',
    async (language) => {
      const path = `/publications/round?lang=${language}`;
      for (const width of [360, 1280]) {
        const page = await open(path, width);
        await expectAccessible(page);
        await expectToFit(page);
        await page
          .getByRole('link', { name: language === 'vi' ? 'số người' : 'people', exact: true })
          .click();
        await page.getByRole('link', { name: 'ward-a' }).first().click();
        await expectAccessible(page);
        await page.context().close();
      }
    },
  );

  test('the page weighs at most 30 KB with all that it loads', async () => {
    const page = await open('/publications', 360);
    await expectAccessible(page);
    const { bytes } = await weightOf(page, `${address()}/publications/round`);
    expect(bytes).toBeLessThanOrEqual(30 * 1024);
    await page.context().close();
  });

  test('a report is asked for on a phone, with what is missing named beside its field', async () => {
    const page = await open('/staff/reports', 360, city.asking);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Lập báo cáo' }).click();
    await page.getByLabel('Số', { exact: true }).fill('abc');
    await page.getByRole('button', { name: 'Lập báo cáo' }).click();
    await page.getByText('Số văn bản chỉ gồm chữ số').first().waitFor();
    await expectAccessible(page);
    await expectToFit(page);
    expect(await page.getByLabel('Số', { exact: true }).inputValue()).toBe('abc');
    await page.context().close();
  });

  test('the screen in the hall is large and needs no scrolling', async () => {
    const page = await open('/publications/round/board', 1920);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await expectAccessible(page);
    await expectToFit(page);
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThanOrEqual(1080);
    const size = await page.evaluate(
      'parseFloat(getComputedStyle(document.querySelector(".hall-value b")).fontSize)',
    );
    expect(size).toBeGreaterThan(100);
    await page.context().close();
  });
});
