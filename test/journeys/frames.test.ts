/** A manager draws a sample from a list, without JavaScript; every step held against WCAG, wide and on a phone. */
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
import { colleague } from '../support/staff.ts';

describeInBrowser('the frame of a round', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  let page: Page;
  let looking: Page;
  let shots = 0;

  /** The same page as it is shown now, at the width of a phone. */
  async function look(): Promise<void> {
    await looking.goto(page.url());
    await expectAccessible(looking);
    await expectToFit(looking);
    const folder = process.env['SHOTS'];
    if (folder === undefined) return;
    shots += 1;
    await page.screenshot({ path: `${folder}/frame-${shots}-wide.png`, fullPage: true });
    await looking.screenshot({ path: `${folder}/frame-${shots}-narrow.png`, fullPage: true });
  }

  beforeAll(async () => {
    await fillSmallCity(running().stores, { round: { sampleKind: 'probability' } });
    const contexts = [
      { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
      { viewport: { width: 360, height: 740 } },
    ];
    const pages = contexts.map(async (options) => {
      const { cookie } = await colleague(running(), 'manager', 'city');
      const [name = '', value = ''] = cookie.split('=');
      const context = await browser().newContext(options);
      context.setDefaultTimeout(15_000);
      await context.addCookies([{ name, value, url: address() }]);
      return await context.newPage();
    });
    [page, looking] = (await Promise.all(pages)) as [Page, Page];
  });

  test('goes from a list to a draw, codes and outcomes', async () => {
    const lines = ['ward-a', 'ward-b'].flatMap((ward, which) =>
      Array.from({ length: 60 }, (_, i) => `Trần Thị Mẫu ${which}${i};phường ${ward};${i} đường Hùng Vương`),
    );
    const buffer = Buffer.from(['Họ tên;Đơn vị;Địa chỉ', ...lines].join('\n'));
    const choose = async (): Promise<void> => {
      await page
        .getByLabel('Tệp CSV hoặc XLSX')
        .setInputFiles({ name: 'danh sách.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('button', { name: 'Gửi danh sách lên' }).click();
    };
    await page.goto(`${address()}/staff/rounds/round/plan`);
    await page.getByRole('link', { name: 'Danh sách và chọn mẫu' }).click();
    await page.getByLabel('Mục đích').fill('Mời trả lời đợt thử');
    await page.getByLabel('Các cột cần để liên hệ').fill('Họ tên\nĐịa chỉ');
    await choose();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Ngày xóa danh sách').fill('2026-03-01');
    await page.getByLabel('Cột đơn vị').fill('Đơn vị');
    await choose();
    await page.getByText('Đã nhận danh sách.').waitFor();
    await look();
    await page.getByLabel('Tổng số người mời').fill('60');
    await page.getByRole('button', { name: 'Ấn định cỡ mẫu' }).click();
    await page.getByText('Đã ấn định cỡ mẫu.').waitFor();
    await page.getByLabel('Hạt giống').fill('482913');
    await page.getByLabel('Công bố ở đâu, khi nào').fill('Xổ số Tiền Giang 18/01/2026');
    await look();
    await page.getByRole('button', { name: 'Rút thăm 60 người' }).click();
    await page.getByRole('link', { name: 'Rút lại để kiểm tra' }).click();
    await page.getByText('ra đúng những người ấy').waitFor();
    await page.getByRole('button', { name: 'Lập mã một lần cho mỗi tầng' }).click();
    await page.getByLabel('Từ chối').first().fill('3');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu.').waitFor();
    await look();
    const frame = await running().stores.frames.find('round');
    expect(frame?.strata[0]?.outcomes).toEqual({ refused: 3, notReached: 0, ineligible: 0 });
  });
});
