/** Clerks key sheets by keyboard alone, with a network that comes and goes; an interviewer asks a person. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { PaperBatch } from '../../src/collection/paper/batch.ts';
import { sipas2017 } from '../../src/design/surveys/presets/sipas2017.ts';
import { addBatch, aKeying } from '../collection/paper/somePaper.ts';
import { useApp } from '../support/app.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
} from '../support/browser.ts';
import { anAccessPoint, duringAt, fillSmallCity } from '../support/builders.ts';
import { addAccount, aGrant, signedIn } from '../support/staff.ts';

describeInBrowser('paper and interviews', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();

  beforeAll(async () => {
    await fillSmallCity(running().stores, { survey: sipas2017 });
    const revisions = [{ number: 1, roundId: 'round', unitId: 'ward-a', from: duringAt }];
    const points = [
      anAccessPoint('PAPER2', 'ward-a', { channel: 'paper', revisions }),
      anAccessPoint('ASKED2', 'ward-a', { channel: 'interviewer', revisions }),
    ];
    for (const point of points) await running().stores.accessPoints.add(point);
  });

  async function pageOf(
    roles: readonly ('clerk' | 'interviewer' | 'manager')[],
    width = 1280,
  ): Promise<Page> {
    const account = await addAccount(
      running(),
      roles.map((role) => aGrant(role)),
    );
    const [name = '', value = ''] = (await signedIn(running(), account)).cookie.split('=');
    const context = await browser().newContext({ viewport: { width, height: 800 } });
    await context.addCookies([{ name, value, url: address() }]);
    return await context.newPage();
  }

  const levels = (from: number): string =>
    sipas2017.questions.map((_, index) => String(1 + ((from + index) % 5))).join('');

  async function keptLevels({ id }: PaperBatch): Promise<Record<string, string>> {
    const { sheets } = (await running().stores.paper.find(id))!;
    return Object.fromEntries(
      Object.entries(sheets).map(([number, { first }]) => [
        number,
        sipas2017.questions
          .map((question) => first?.answers[question.id] ?? first?.marks?.[question.id])
          .join(''),
      ]),
    );
  }

  async function waitUntilSent(page: Page): Promise<void> {
    await page.locator('[data-waiting]').waitFor({ state: 'hidden' });
  }

  test('no key is lost at full speed, while sheets are under way, without a network, and over a reload', async () => {
    const batch = await addBatch(running().stores, { announced: 4 });
    const page = await pageOf(['clerk']);
    let isDown = false;
    let dropped = 0;
    await page.route('**/keyings/first.json', async (route) => {
      if (isDown) await route.abort();
      else if (dropped++ === 0) {
        await route.fetch(); // it arrives, and the answer is lost
        await route.abort();
      } else await route.continue();
    });
    await page.goto(`${address()}/staff/paper/${batch.id}/keyings/first`);
    expect(`${levels(0)}\n`.length).toBeLessThanOrEqual(24);
    await page.keyboard.type(`${levels(0)}\n${levels(1)}\n`);
    await page.getByText('Đã lưu 2/4 tờ').waitFor();

    isDown = true;
    await page.keyboard.type(`${levels(2)}\n${levels(3).slice(0, 9)}`);
    await page.getByText('Chưa gửi được lên máy chủ').waitFor();
    await page.reload();
    await page.getByText('Đang chờ gửi:').waitFor();
    expect(await page.getByLabel('Tờ số').inputValue()).toBe('4');
    isDown = false;
    await page.keyboard.type(`${levels(3).slice(9)}\n`);
    await waitUntilSent(page);
    expect(await keptLevels(batch)).toEqual({ 1: levels(0), 2: levels(1), 3: levels(2), 4: levels(3) });
    await page.reload();
    await page.getByText('Đã nhập đủ số tờ').waitFor();
    expect(await page.evaluate('localStorage.length')).toBe(0);
    await page.context().close();
  });

  test('a slip is undone, a sheet is taken back, and marks are kept, all without leaving the keyboard', async () => {
    const batch = await addBatch(running().stores, { announced: 2 });
    const page = await pageOf(['clerk']);
    await page.goto(`${address()}/staff/paper/${batch.id}/keyings/first`);
    await page.keyboard.type('555');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('-');
    await page.keyboard.type(`9*/.${'4'.repeat(18)}\n`); // 9 is no level
    await waitUntilSent(page);
    expect(await keptLevels(batch)).toEqual({ 1: `5doubleunreadable${'4'.repeat(18)}` });

    await page.keyboard.press('Backspace'); // the sheet that was stored
    await page.getByText('Đã mở lại tờ vừa lưu').waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await waitUntilSent(page);
    expect(await keptLevels(batch)).toEqual({ 1: `1doubleunreadable${'4'.repeat(18)}` });

    await page.keyboard.type('12\n'); // not all is keyed: the sheet stays, at the question that is open
    await page.getByText('Câu 3 chưa nhập').waitFor();
    await page.keyboard.type(`${'3'.repeat(20)}25`); // two about the person
    await page.keyboard.press('Enter');
    await waitUntilSent(page);
    const { sheets } = (await running().stores.paper.find(batch.id))!;
    expect(Object.keys(sheets[2]?.first?.about ?? {})).toHaveLength(1); // sex has no fifth option
    await page.context().close();
  });

  test('a sheet that somebody else keyed is set aside, shown, and can be opened again', async () => {
    const batch = await addBatch(running().stores, { announced: 2 });
    const page = await pageOf(['clerk']);
    await page.goto(`${address()}/staff/paper/${batch.id}/keyings/first`);
    await running().stores.paper.keep({ batchId: batch.id, number: 1, pass: 'first' }, aKeying());
    await page.keyboard.type(`${levels(0)}\n`);
    await page.getByText('Tờ 1 chưa lưu được').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Mở lại tờ này' }).press('Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('2\n\n');
    await waitUntilSent(page);
    expect((await keptLevels(batch))[2]).toBe(levels(0));
    await page.context().close();
  });

  test('the pages leave axe nothing to report, and fit on a telephone and a desk', async () => {
    const { stores } = running();
    const batch = await addBatch(stores, { announced: 2, keyedTwice: true });
    const sheet = { batchId: batch.id, number: 1 };
    const answers = Object.fromEntries(sipas2017.questions.map(({ id }) => [id, 4]));
    await stores.paper.keep({ ...sheet, pass: 'first' }, aKeying({ by: 'an', answers }));
    await stores.paper.keep(
      { ...sheet, pass: 'second' },
      aKeying({ by: 'b', answers: { ...answers, q7: 5 } }),
    );
    const page = await pageOf(['manager', 'clerk', 'interviewer']);
    for (const path of [
      '/paper',
      '/paper/new',
      `/paper/${batch.id}`,
      `/paper/${batch.id}/keyings/first`,
      `/paper/${batch.id}/keyings/second`,
      `/paper/${batch.id}/differences`,
      '/interviews',
      '/access-points/new',
    ]) {
      await page.goto(`${address()}/staff${path}`);
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        await expectToFit(page);
      }
      await expectAccessible(page);
    }
    await page.context().close();
  });

  test('an interviewer asks, enters, and gives the receipt; the channel is kept and the account is not', async () => {
    const page = await pageOf(['interviewer'], 800);
    await page.goto(`${address()}/staff/interviews`);
    await page.getByRole('link', { name: /Hỏi một người.*ASKED2/ }).click();
    await page.getByText('Phiếu có người hỗ trợ').waitFor();
    await expectAccessible(page);
    for (const { id } of sipas2017.questions) await page.locator(`#${id} .levels label`).last().click();
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual([]); // one device for many people
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await page.getByText('Mã biên nhận đưa cho người dân').waitFor();
    await expectAccessible(page);
    const code = (await page.locator('main code').textContent())!.replaceAll('-', '');
    const stored = (await running().stores.submissions.findByReceipt(code))!;
    const point = await running().stores.accessPoints.find(stored.accessPointId);
    expect(point?.channel).toBe('interviewer');
    await page.getByRole('link', { name: 'Hỏi người tiếp theo' }).click();
    expect(await page.locator('input:checked').count()).toBe(0);
    await page.context().close();
  });
});
