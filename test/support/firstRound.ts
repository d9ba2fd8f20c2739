/**
 * From the link of a first start to an open round with a kiosk, posters, thirty units and live figures, by browser only. The
 * journey and the pictures of docs/user/ go the same way, so that the guide cannot show what is not there.
 */
import type { Page } from 'playwright-core';
import { sipas2017 } from '../../src/design/surveys/presets/sipas2017.ts';
import { confirmed } from './browser.ts';
import { hiddenFields } from './citizen.ts';

const password = 'gạch ngói vườn xoài 77';

/** Steps of which the guide has a picture. */
export type GuideStep = 'units' | 'survey' | 'round' | 'points' | 'kiosk' | 'posters' | 'results';

export interface FirstRound {
  readonly page: Page;
  readonly address: string;
  /** That which the program prints when it starts with nothing. */
  readonly firstLink: string;
  /** Called with the page as it is before the step is taken. */
  readonly look: (step: GuideStep) => Promise<void>;
}

const wardCount = 29;

/** @returns address of the results */
export async function walkFirstRound({ page, address, firstLink, look }: FirstRound): Promise<string> {
  const go = (path: string) => page.goto(`${address}${path}`);
  const press = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' }).click();

  await page.goto(firstLink);
  await page.getByLabel('Họ và tên').fill('Nguyễn Minh Quân');
  await page.getByLabel('Tên đăng nhập').fill('minh.quan');
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(password);
  await page.getByLabel('Nhập lại mật khẩu mới').fill(password);
  await press('Lập tài khoản');
  await page.getByLabel('Tên đăng nhập').fill('minh.quan');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await press('Đăng nhập');
  await go('/staff/accounts');
  await page.locator('main tbody a').first().click();
  await page.getByText('Giao thêm vai trò').click();
  await page.locator('#role').selectOption('manager');
  await page.locator('#unit').selectOption('*');
  await press('Giao vai trò');

  await go('/staff/units/new');
  await page.locator('#name').fill('Tỉnh Mẫu');
  await press('Thêm đơn vị');
  await go('/staff/units/many');
  await page.locator('#parent').fill('Tỉnh Mẫu');
  const wards = Array.from({ length: wardCount }, (_, index) => `Phường Mẫu ${index + 1}`);
  await page.locator('#rows').fill(wards.join('\n'));
  await press('Kiểm tra danh sách');
  await look('units');
  await press('Lưu tất cả');

  await go('/staff/surveys/new');
  await page.locator('#from').selectOption(`preset:${sipas2017.surveyId}`);
  await press('Lập bản nháp');
  await look('survey');
  await confirmed(page, 'Công bố phiên bản');

  await go('/staff/rounds/new?period=standing');
  await press('Lưu bản nháp');
  await look('round');
  await press('Ban hành đợt');

  await page.getByRole('link', { name: 'Lập điểm khảo sát' }).click();
  await press('Xem trước');
  await look('points');
  await press(`Lập ${wardCount} điểm`);
  const codes = await page.locator('main tbody th a').allInnerTexts();
  await go('/staff/access-points/new');
  await page.locator('#channel').selectOption('kiosk');
  await page.locator('#units').fill('Phường Mẫu 1');
  await press('Xem trước');
  await press('Lập 1 điểm');

  await go('/staff/kiosks/new');
  await page.getByLabel('Tên máy').fill('Quầy 1');
  await press('Lấy mã ghép');
  await look('kiosk');
  await go('/staff/posters');
  await look('posters');
  await press('Làm tệp PDF');

  for (let person = 0; person < 10; person += 1) await answerAt(page, `${address}/s/${codes[0]}`);
  await go('/results');
  await page.getByRole('link', { name: /Phản hồi hằng ngày/ }).click();
  await waitForFigure(page);
  await look('results');
  return page.url();
}

/** Somebody answers on a telephone of their own. */
async function answerAt(page: Page, url: string): Promise<void> {
  const opened = await page.request.get(url);
  const form = hiddenFields(await opened.text());
  for (const { id } of sipas2017.questions) form[`answer-${id}`] = '4';
  const sent = await page.request.post(url, { form });
  if (!sent.ok()) throw new Error(`an answer was not taken: ${sent.status()}`);
}

/** The program counts by itself, a moment after the last answer. */
async function waitForFigure(page: Page): Promise<void> {
  const figure = page.getByText('100%').first();
  for (let time = 0; time < 60 && !(await figure.isVisible()); time += 1) {
    await page.reload();
    await page.waitForTimeout(500);
  }
}
