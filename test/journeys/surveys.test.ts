/** A manager writes a survey from a version, is told what is wrong with it, mends it and publishes it: in a real browser. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useApp } from '../support/app.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
} from '../support/browser.ts';
import { sipas2017 } from '../../src/design/surveys/presets/sipas2017.ts';
import { confirmed } from '../support/confirmed.ts';
import { fillSmallCity } from '../support/builders.ts';
import { clicker } from '../support/firstRound.ts';
import { colleague, type Browser as SignedIn } from '../support/staff.ts';

describeInBrowser('writing a survey', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  let manager: SignedIn;
  let surveyId = '';
  let draftUrl = '';

  beforeAll(async () => {
    surveyId = (await fillSmallCity(running().stores)).survey.id;
    manager = await colleague(running(), 'manager');
  });

  async function openPage(): Promise<Page> {
    const context = await browser().newContext({ viewport: { width: 360, height: 800 } });
    const [name = '', value = ''] = manager.cookie.split('=');
    await context.addCookies([{ name, value, url: address() }]);
    return await context.newPage();
  }

  /** On a telephone, and in its width on a screen, too. */
  async function expectWell(page: Page): Promise<void> {
    await expectAccessible(page);
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await expectToFit(page);
    }
  }

  test('begins from the list of surveys', async () => {
    const page = await openPage();
    await page.goto(`${address()}/staff/surveys`);
    await expectWell(page);
    await page.getByRole('link', { name: 'Lập bản nháp' }).click();
    await expectWell(page);
    await page.getByLabel('Bắt đầu từ').selectOption(surveyId);
    await page.getByRole('button', { name: 'Lập bản nháp' }).click();
    draftUrl = page.url();
    await expectWell(page);
    await page.context().close();
  });

  test('tells an error while it is written and where it is, and ends in a version', async () => {
    const page = await openPage();
    await page.goto(draftUrl);
    await page.getByRole('button', { name: 'Thêm câu hỏi vào yếu tố này' }).first().click();
    await page.waitForLoadState(); // what listens is loaded last
    await page.getByText('Điều kiện, yếu tố, mã').click();
    await page.getByLabel('Chỉ hỏi nếu đã trả lời câu').selectOption('q3');
    await page.getByText('điều kiện trỏ tới chính câu này').waitFor();
    await expectWell(page);
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByRole('link', { name: 'Câu 3: điều kiện trỏ tới' }).click();
    await page.getByLabel('Chỉ hỏi nếu đã trả lời câu').selectOption('q1');
    for (const level of ['Rất không hài lòng', 'Không hài lòng'])
      await page.getByLabel(level, { exact: true }).check();
    await page.getByLabel('Tiếng Việt').fill('Ông/bà đã đứng chờ bao lâu?');
    await page.getByLabel('Tiếng Việt').press('Tab'); // leaving a field saves it
    await page.getByText('Phần này không có lỗi').waitFor();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByRole('button', { name: 'Đưa câu 3 lên' }).press('Enter');
    await page.getByRole('button', { name: 'Bỏ câu 1' }).click();
    await page.getByRole('button', { name: 'Hoàn tác lần sửa cuối' }).click();
    await confirmed(page, 'Công bố phiên bản');
    expect(await page.locator('.done').textContent()).toContain('không sửa được nữa');
    await expectWell(page);
    await page.getByRole('link', { name: 'Đợt thử' }).click();
    expect(await page.locator('.error-summary').textContent()).toContain('Hãy lập đợt mới');
    await expectWell(page);
    await page.context().close();
  });

  test('takes at most ten clicks from the list to a version with 22 questions in five factors, with the form beside it', async () => {
    const page = await openPage();
    await page.setViewportSize({ width: 1280, height: 900 });
    const hand = clicker(page);
    const questions = sipas2017.factors.flatMap(({ id, title }) => [
      `# ${title.vi}`,
      ...sipas2017.questions.filter(({ factorId }) => factorId === id).map(({ text }) => text.vi),
    ]);
    await page.goto(`${address()}/staff/surveys`);
    await hand.follow('Lập bản nháp');
    await hand.type('Tên phiếu', 'Phiếu của thành phố');
    await hand.press('Lập bản nháp');
    await hand.type('Danh sách', questions.join('\n'));
    await hand.press('Xem danh sách');
    await page.getByText('22 câu hỏi, 5 yếu tố').waitFor();
    await expectWell(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await hand.press('Thêm 22 câu hỏi');
    await page.locator('[data-preview] fieldset').nth(21).waitFor({ state: 'attached' });
    await expectAccessible(page);
    await hand.confirm('Công bố phiên bản');
    expect(await page.locator('h1').textContent()).toBe('Phiếu của thành phố');
    expect(hand.clicks()).toBeLessThanOrEqual(10);
    await page.context().close();
  });

  test('is written question after question, and each is in the form beside it once its field is left', async () => {
    const page = await openPage();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${address()}/staff/surveys/new?from=${surveyId}`);
    await page.getByRole('button', { name: 'Lập bản nháp' }).click();
    await page.getByRole('button', { name: 'Thêm câu hỏi vào yếu tố này' }).first().click();
    for (const text of ['Nước uống', 'Lối đi']) {
      await page.locator('[data-preview] fieldset').first().waitFor(); // the script is there
      await page.getByLabel('Tiếng Việt').fill(text);
      await page.getByLabel('Cách trả lời').focus();
      await page.locator('[data-preview]').getByText(text).waitFor();
      await page.getByRole('button', { name: 'Lưu và thêm câu' }).click();
    }
    await page.getByRole('button', { name: 'Không thêm nữa' }).click();
    await page.getByText('Phiếu không có lỗi').waitFor();
    expect(await page.locator('.parts').first().innerText()).toMatch(/Nước uống[\s\S]*Lối đi/);
    await page.getByRole('link', { name: 'Sửa câu 3' }).click();
    await page.getByLabel('Cách trả lời').selectOption('kind:choice'); // saved at once
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    for (const option of ['Trực tiếp', 'Trực tuyến'])
      await page
        .getByRole('group', { name: option === 'Trực tiếp' ? 'Lựa chọn 1' : 'Lựa chọn 2' })
        .getByLabel('Tiếng Việt')
        .fill(option);
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.locator('[data-preview]').getByText('Trực tuyến').waitFor();
    await page.context().close();
  });

  test('is looked at as on a telephone and as on a kiosk', async () => {
    const page = await openPage();
    await page.goto(`${address()}/staff/surveys/${surveyId}/preview/phone`);
    await expectWell(page);
    await page.goto(`${address()}/staff/surveys/${surveyId}/preview/kiosk`);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Very satisfied' }).click();
    await page.getByRole('heading', { name: 'Equipment' }).waitFor();
    await expectAccessible(page);
    await page.context().close();
  });
});
