/** A manager makes codes; somebody scans a slip, somebody else types theirs on a telephone without JavaScript. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sipas2017 } from '../../src/design/surveys/presets/sipas2017.ts';
import { publishSurvey } from '../../src/design/surveys/publishSurvey.ts';
import { someCodes } from '../collection/codes/someCodes.ts';
import { useApp } from '../support/app.ts';
import { aRound, fillSmallCity } from '../support/builders.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
  weightOf,
} from '../support/browser.ts';
import { addAccount, aGrant, signedIn } from '../support/staff.ts';

describeInBrowser('one-time codes', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  let made: Awaited<ReturnType<typeof someCodes>>;

  beforeAll(async () => {
    await fillSmallCity(running().stores);
    made = await someCodes(running().stores);
  });

  async function newPage(width: number, javaScriptEnabled = true): Promise<Page> {
    const context = await browser().newContext({ viewport: { width, height: 740 }, javaScriptEnabled });
    return await context.newPage();
  }

  async function answerAndSend(page: Page): Promise<void> {
    for (const question of ['q1', 'q2']) await page.locator(`#${question} .levels label`).last().click();
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  }

  test('a scanned code goes into the form and out of the address, and is sent in the body', async () => {
    const page = await newPage(360);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${address()}/s/${made.accessCode}#${made.codes[0]}`);
    await expect(page.getByLabel('Mã một lần').inputValue()).resolves.toBe(made.codes[0]);
    expect(page.url()).toBe(`${address()}/s/${made.accessCode}`);
    await expectAccessible(page);
    await answerAndSend(page);
    await page.waitForURL(/\/receipts\//);
    expect(asked.filter((url) => url.includes(made.codes[0]!))).toEqual([]);
    await page.context().close();
  });

  test('the form of 22 criteria with a field for the code weighs at most 30 KB', async () => {
    const { stores } = running();
    const survey = await publishSurvey(sipas2017, '2026-01-01', stores.surveys);
    await stores.rounds.add(aRound(survey, { id: 'long' }));
    const long = await someCodes(stores, 30, 'ward-a', 'long');
    const page = await newPage(360);
    const { bytes, hosts } = await weightOf(page, `${address()}/s/${long.accessCode}#${long.codes[0]}`);
    expect(await page.getByLabel('Mã một lần').inputValue()).toBe(long.codes[0]); // its script was loaded as well
    expect(await page.locator('fieldset .levels').count()).toBe(22);
    expect(hosts).toEqual([new URL(address()).host]);
    expect(bytes).toBeLessThanOrEqual(30 * 1024);
    await page.context().close();
  });

  test('without JavaScript the code is typed; a mistake is said at the field, and nothing is lost', async () => {
    const page = await newPage(360, false);
    await page.goto(`${address()}/s/${made.accessCode}`);
    await answerAndSend(page);
    await page.getByText('Xin nhập mã một lần').waitFor();
    expect(await page.locator('#q1 input:checked').count()).toBe(1);
    await page.getByLabel('Mã một lần').fill(made.codes[1]!.toLowerCase());
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await page.waitForURL(/\/receipts\//);
    await page.context().close();
  });

  test.each([360, 1280])(
    'a manager makes a batch; the pages leave axe nothing to report and fit, at %d px',
    async (width) => {
      const account = await addAccount(running(), [aGrant('manager')]);
      const [name = '', value = ''] = (await signedIn(running(), account)).cookie.split('=');
      const page = await newPage(width);
      await page.context().addCookies([{ name, value, url: address() }]);
      const look = async () => {
        await expectAccessible(page);
        await expectToFit(page);
      };
      await page.goto(`${address()}/staff/codes`);
      await look();
      await page.getByRole('link', { name: 'Lập lô mã' }).click();
      await look();
      await page.getByLabel('Tên lô').fill('Hồ sơ tháng 1');
      await page.getByLabel('Số mã').fill('10');
      await page.getByRole('button', { name: 'Lập lô mã' }).click();
      await page.getByRole('link', { name: 'Số mã phải từ 30' }).waitFor();
      await look();
      await page.getByLabel('Số mã').fill('30');
      await page.getByRole('button', { name: 'Lập lô mã' }).click();
      await page.getByText('Đã lập lô mã.').waitFor();
      await look();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Tải phiếu phát (PDF)' }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/^ma-mot-lan-\w{6}\.pdf$/);
      await page.context().close();
    },
  );
});
