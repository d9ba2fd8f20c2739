/** A manager makes a list of commendations, adds the signed decision, and prints it: in a real browser, on a telephone. */
import { beforeAll, expect, test } from '@jest/globals';
import { addPublication } from '../improvement/commendations/someList.ts';
import { aPdf } from '../registers/evidence/someFiles.ts';
import { useApp } from '../support/app.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
} from '../support/browser.ts';
import { colleague, type Browser as SignedIn } from '../support/staff.ts';

describeInBrowser('a list of commendations', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  let manager: SignedIn;

  beforeAll(async () => {
    await addPublication(running().stores);
    manager = await colleague(running(), 'manager', 'city');
  });

  test('is made, with evidence, recorded and printed, and shows no error to axe', async () => {
    const context = await browser().newContext({ viewport: { width: 360, height: 800 } });
    const [name = '', value = ''] = manager.cookie.split('=');
    await context.addCookies([{ name, value, url: address() }]);
    const page = await context.newPage();
    const isSound = async () => {
      await expectAccessible(page);
      await expectToFit(page);
    };

    await page.goto(`${address()}/staff/commendations`);
    await page.getByRole('link', { name: 'Lập danh sách' }).click();
    await page.getByLabel('Tên danh sách').fill('Khen thưởng năm 2025');
    await isSound();
    await page.getByRole('button', { name: 'Lập danh sách' }).click();
    await page.getByRole('button', { name: 'Đưa phường a vào danh sách' }).click();
    await page.getByLabel('Họ và tên').fill('Nguyễn Văn Thử');
    await page.getByRole('button', { name: 'Thêm' }).last().click();
    expect(await page.locator('#post-error').textContent()).toContain('Xin điền');
    await isSound();
    await page.getByLabel('Chức vụ').fill('Công chức phường a');
    await page.getByLabel('Thành tích').last().fill('Tận tình');
    await page.getByRole('button', { name: 'Thêm' }).last().click();
    expect(await page.locator('#people').textContent()).toBe('Cá nhân (1)');

    await page.getByRole('link', { name: 'Văn bản kèm theo' }).click();
    const program = { name: 'quyết định.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') };
    await page.getByLabel('Tệp').setInputFiles(program);
    await page.getByRole('button', { name: 'Gửi tệp' }).click();
    expect(await page.locator('#file-error').textContent()).toContain('dù tên ghi thế nào');
    await page.getByLabel('Tệp').setInputFiles({ ...program, buffer: aPdf() });
    await page.getByRole('button', { name: 'Gửi tệp' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'quyết định.pdf' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('quyết định.pdf');
    await page.locator('summary.button').filter({ hasText: 'Rút tệp' }).click();
    await page.getByRole('button', { name: 'Xác nhận: Rút tệp quyết định.pdf', exact: true }).click();
    await isSound();

    await page.getByRole('link', { name: 'Quay lại' }).click();
    await page.getByLabel('Số quyết định').fill('12/QĐ-UBND');
    await page.getByLabel('Ngày ký').fill('2026-01-19');
    await page.getByLabel('Người ký').fill('Chủ tịch');
    await page.getByRole('button', { name: 'Ghi quyết định' }).click();
    expect(await page.locator('main').textContent()).toContain('Số 12/QĐ-UBND ngày 19/01/2026');
    await page.getByRole('link', { name: 'Trang để in' }).click();
    expect(await page.locator('main').textContent()).toContain('Nguyễn Văn Thử');
    await isSound();
    await page.goto(`${address()}/staff/commendations`);
    await isSound();
    await context.close();
  });
});
