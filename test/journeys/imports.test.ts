/** A manager brings a workbook that was made by hand: from its upload to its forms, at two widths, without JavaScript too. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sipas2017 } from '../../src/design/surveys/presets/sipas2017.ts';
import { work } from '../collection/imports/importing.ts';
import { handMadeXlsx } from '../collection/imports/samples.ts';
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

describeInBrowser('imports', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();

  beforeAll(async () => {
    await fillSmallCity(running().stores, { survey: sipas2017 });
  });

  async function managersPage(width: number, javaScriptEnabled: boolean): Promise<Page> {
    const { cookie } = await signedIn(running(), await addAccount(running(), [aGrant('manager')]));
    const context = await browser().newContext({ viewport: { width, height: 800 }, javaScriptEnabled });
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: address() }]);
    return await context.newPage();
  }

  /** axe needs JavaScript; where the page has none, only that nothing sticks out is looked at. */
  async function look(page: Page, hasAxe: boolean): Promise<void> {
    if (hasAxe) await expectAccessible(page);
    await expectToFit(page);
  }

  /** Holds the file on its way. @returns what lets it pass */
  async function held(page: Page): Promise<() => void> {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/staff/imports', async (route) => {
      await gate;
      await route.continue();
    });
    return release;
  }

  test.each([
    [1280, true],
    [360, true],
    [360, false],
  ])('at %d px, with JavaScript: %p', async (width, javaScript) => {
    const page = await managersPage(width, javaScript);
    await page.goto(`${address()}/staff/imports`);
    await look(page, javaScript);
    await page.getByRole('link', { name: 'Nhập một tệp' }).click();
    await page.getByRole('button', { name: 'Gửi tệp lên' }).click();
    await page.getByText('Cần chọn một tệp.').first().waitFor();
    await look(page, javaScript);
    const buffer = await handMadeXlsx(width / 40 + (javaScript ? 0 : 1));
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    await page
      .getByLabel('Tệp', { exact: true })
      .setInputFiles({ name: 'Phiếu quý I.xlsx', mimeType, buffer });
    const release = javaScript ? await held(page) : undefined;
    await page.getByRole('button', { name: 'Gửi tệp lên' }).click();
    if (release) {
      await page.getByRole('progressbar', { name: 'Đang gửi tệp' }).waitFor();
      release();
    }
    await page.getByRole('heading', { name: 'Ghép cột: Phiếu quý I.xlsx' }).waitFor();
    await look(page, javaScript);
    await page.getByRole('button', { name: 'Tiếp: nghĩa của các ô' }).click();
    await page.getByText('Xin chọn đơn vị, hoặc chọn cột nêu đơn vị.').first().waitFor();
    await look(page, javaScript);
    await page.getByLabel('Đơn vị được đánh giá').selectOption('ward-a');
    await page.getByRole('button', { name: 'Tiếp: nghĩa của các ô' }).click();
    await page.getByRole('heading', { name: 'Nghĩa của các ô: Phiếu quý I.xlsx' }).waitFor();
    await look(page, javaScript);
    await page.getByLabel('Tên nguồn').fill(`Quý I, ${width} ${javaScript}`);
    await page.getByRole('button', { name: 'Kiểm tra tệp' }).click();
    await page.getByText('đang kiểm tra').waitFor();
    await look(page, javaScript);
    await work(running());
    if (!javaScript) await page.getByRole('link', { name: 'Xem lại tiến độ' }).click();
    await page.getByRole('heading', { name: 'Kết quả kiểm tra' }).waitFor();
    await look(page, javaScript);
    await page
      .locator('summary')
      .filter({ hasText: /^Nhập \d+ phiếu, bỏ qua 1 dòng có lỗi$/ })
      .click();
    await look(page, javaScript);
    await page.getByRole('button', { name: /^Xác nhận: Nhập \d+ phiếu/ }).click();
    await page.getByText('đang nhập').waitFor();
    await work(running());
    if (!javaScript) await page.getByRole('link', { name: 'Xem lại tiến độ' }).click();
    await page.getByText('Phiếu đã nhập').waitFor();
    await look(page, javaScript);
    expect(await page.locator('dd').allInnerTexts()).toContain('đã nhập');
    await page.context().close();
  });
});
