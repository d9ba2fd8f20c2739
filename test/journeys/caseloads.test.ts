/** A manager enters the caseload by a file, sets an alert, and plans and follows a round, without JavaScript; every page held against WCAG. */
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

describeInBrowser('the caseload and the sample plan', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  let page: Page;
  let looking: Page;

  /** The same page as it is shown now, at the width of a phone. */
  async function look(): Promise<void> {
    await looking.goto(page.url());
    await expectAccessible(looking);
    await expectToFit(looking);
  }

  const choose = async (rows: readonly string[]): Promise<void> => {
    const text = ['Đơn vị;Tháng;Cách nộp;Số hồ sơ', ...rows].join('\n');
    const file = { name: 'số hồ sơ.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await page.getByLabel('Tệp CSV hoặc XLSX').setInputFiles(file);
    await page.getByRole('button', { name: 'Kiểm tra tệp' }).click();
  };

  beforeAll(async () => {
    await fillSmallCity(running().stores);
    const manager = await colleague(running(), 'manager');
    const [name = '', value = ''] = manager.cookie.split('=');
    const cookie = { name, value, url: address() };
    const wide = await browser().newContext({
      viewport: { width: 1280, height: 900 },
      javaScriptEnabled: false,
    });
    const narrow = await browser().newContext({ viewport: { width: 360, height: 740 } });
    for (const context of [wide, narrow]) await context.addCookies([cookie]);
    [page, looking] = [await wide.newPage(), await narrow.newPage()];
  });

  test('a file with an error is refused, a sound one is tried out, stored, and sets the plan', async () => {
    await page.goto(`${address()}/staff/caseloads`);
    await page.getByRole('link', { name: 'Nhập nhiều dòng' }).click();
    await look();
    await choose(['phường ward-a;12/2025;Fax;12']);
    await page.getByText('Chưa lưu gì: có 1 chỗ cần sửa').first().waitFor();
    await choose(['phường ward-a;12/2025;Tại quầy;300', 'phường ward-b;12/2025;Tại quầy;100']);
    await page.getByText('số hồ sơ.csv').waitFor();
    await look();
    await page.getByRole('button', { name: 'Đồng ý, lưu tất cả' }).click();
    await page.getByText('Đã lưu tất cả các dòng.').waitFor();
    await look();

    for (const path of ['/staff/postal-service', '/staff/postal-service/ward-a', '/staff/real-time-index']) {
      await page.goto(address() + path);
      await look();
    }

    await page.goto(`${address()}/staff/real-time-index/ward-a`);
    await page.getByLabel('Điểm mục 5.1 (0 đến 5)').fill('4,5');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Xin ghi nguồn của điểm này.').first().waitFor();
    await page.getByLabel('Nguồn của điểm mục 5.1').fill('Báo cáo số 15');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('nguồn: Báo cáo số 15').waitFor();
    await look();
    for (const path of ['/real-time-index', '/real-time-index?lang=en']) {
      await page.goto(address() + path);
      await look();
    }

    await page.goto(`${address()}/staff/rounds/round/plan`);
    await page.getByRole('button', { name: 'Tính thử' }).click();
    await page.getByText('Cần 200 phiếu').waitFor(); // 400/(1 + 400·0.0025)
    await look();
    await page.getByRole('button', { name: 'Lưu làm kế hoạch của đợt' }).click();
    await page.getByText('Đã lưu kế hoạch mẫu.').waitFor();
    await page.getByText('Bảng theo kênh và tỷ lệ trả lời').click();
    expect(await page.getByRole('row', { name: /phường ward-a 150 0 150/ }).count()).toBeGreaterThan(0);
    await look();
    expect(running().errors).toEqual([]);
  });

  test('an alert is set', async () => {
    await page.goto(`${address()}/staff/alerts`);
    await page.getByRole('link', { name: 'Đặt cảnh báo' }).click();
    await page.getByLabel('Cảnh báo khi').selectOption('rateBelow');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByLabel('Tỷ lệ').selectOption('item54');
    await page.getByLabel('Cảnh báo khi dưới (%)').fill('90');
    await look();
    await page.getByRole('button', { name: 'Đặt cảnh báo' }).click();
    await page.getByText('Đã đặt cảnh báo.').waitFor();
    await look();
    await page.goto(`${address()}/staff/alerts`);
    await look();
    expect(running().errors).toEqual([]);
  });
});
