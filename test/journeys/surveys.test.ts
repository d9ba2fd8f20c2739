/** A manager writes a survey from a version, is told what is wrong with it, mends it and publishes it: in a real browser. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useApp } from '../support/app.ts';
import { describeInBrowser, expectAccessible, useAddress, useBrowser } from '../support/browser.ts';
import { confirmed } from '../support/confirmed.ts';
import { fillSmallCity } from '../support/builders.ts';
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
      const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
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
    await page.getByLabel('Chỉ hỏi nếu đã trả lời câu').selectOption('q3');
    await page.getByText('điều kiện trỏ tới chính câu này').waitFor();
    await expectWell(page);
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByRole('link', { name: 'Câu 3: điều kiện trỏ tới' }).click();
    await page.getByLabel('Chỉ hỏi nếu đã trả lời câu').selectOption('q1');
    await page.getByLabel('bằng một trong các mức').fill('1, 2');
    await page.getByLabel('Tiếng Việt').fill('Ông/bà đã đứng chờ bao lâu?');
    await page.getByText('Phần này không có lỗi').waitFor();
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByRole('button', { name: 'Đưa câu 3 lên' }).press('Enter');
    await confirmed(page, 'Công bố phiên bản');
    expect(await page.locator('.done').textContent()).toContain('không sửa được nữa');
    await expectWell(page);
    await page.getByRole('link', { name: 'Đợt thử' }).click();
    expect(await page.locator('.error-summary').textContent()).toContain('Hãy lập đợt mới');
    await expectWell(page);
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
