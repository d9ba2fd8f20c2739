/** An interviewer's tablet in a real browser, for a day without a network: killed in between, nothing lost, doubled or readable. */
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { publishSurvey } from '../../src/design/surveys/publishSurvey.ts';
import { useApp } from '../support/app.ts';
import {
  anAccessPoint,
  aRound,
  duringAt,
  fillSmallCity,
  openingAt,
  smallSurvey,
} from '../support/builders.ts';
import { describeInBrowser, expectAccessible } from '../support/browser.ts';
import {
  droppingThirdAcknowledgement,
  pairOnPage,
  startKioskBrowser,
  startNetwork,
  storageOf,
  type Handler,
  type KioskBrowser,
  type Network,
} from '../support/kioskBrowser.ts';
import { colleague } from '../support/staff.ts';

/** Every step of a tablet waits for the disk more than once; on a busy machine that may take many seconds. */
jest.setTimeout(240_000);

describeInBrowser('a tablet with a day pass', () => {
  const running = useApp({ offlineInterviews: true });
  const pin = '4711';
  const hour = 60 * 60 * 1000;
  const plain: Handler = (req, res) => running().app(req, res);
  let network: Network;
  let folder = '';
  let tablet: KioskBrowser | undefined;

  beforeAll(async () => {
    const { stores } = running();
    await fillSmallCity(stores);
    const changed = await publishSurvey(
      { ...smallSurvey, surveyId: 'changed' },
      '2026-01-01',
      stores.surveys,
    );
    await stores.rounds.add(aRound(changed, { id: 'changed' }));
    network = await startNetwork(plain);
  });
  afterEach(async () => {
    await tablet?.kill();
    tablet = undefined;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    network.serve(plain);
    running().clock.now = duringAt;
  });
  afterAll(() => network.down());

  /** A tablet with a pass for eight hours, at a point of its own that moves to another survey after three. */
  async function tabletWithPass(code: string, answers: number): Promise<Page> {
    const point = anAccessPoint(code, 'ward-a', {
      channel: 'interviewer',
      revisions: [
        { number: 1, roundId: 'round', unitId: 'ward-a', from: openingAt },
        { number: 2, roundId: 'changed', unitId: 'ward-a', from: new Date(duringAt.getTime() + 3 * hour) },
      ],
    });
    await running().stores.accessPoints.add(point);
    const interviewer = await colleague(running(), 'interviewer', 'ward-a');
    const fields = { label: 'Máy thôn 4', hours: '8', answers: String(answers) };
    const given = await interviewer.post(`/staff/interviews/${point.id}/passes`, fields).expect(200);
    folder = await mkdtemp(join(tmpdir(), 'lang-nghe-tablet-'));
    tablet = await startKioskBrowser(folder);
    const { page } = tablet;
    await page.goto(`${network.url}/kiosk/${code}`);
    await pairOnPage(page, /<code>([\w-]+)<\/code>/.exec(given.text)?.[1] ?? '', pin);
    await page.locator('body.locked').waitFor();
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    return page;
  }

  async function killAndRestart(code: string): Promise<Page> {
    await tablet!.kill();
    tablet = await startKioskBrowser(folder);
    await tablet.page.goto(`${network.url}/kiosk/${code}`);
    return tablet.page;
  }

  async function unlock(page: Page, typed = pin): Promise<void> {
    await page.locator('body.locked').waitFor();
    await page.getByLabel('Nhập mã PIN').fill(typed);
    await page.getByRole('button', { name: 'Bắt đầu phỏng vấn' }).click();
  }

  /** Types a wrong PIN, and waits until the field is empty again. */
  async function guess(page: Page): Promise<void> {
    await unlock(page, '0000');
    const field = page.getByLabel('Nhập mã PIN');
    while ((await field.inputValue()) !== '') await wait(20);
  }

  const secret = (person: number): string => `người thứ ${person} nói về chị Hoa`;

  /** Asks a person everything, up to the last screen. */
  async function ask(page: Page, person: number): Promise<void> {
    await page.getByRole('button', { name: 'Bắt đầu', exact: true }).click();
    for (const level of ['Hài lòng', 'Không hài lòng', 'Hài lòng'])
      await page.getByRole('button', { name: level, exact: true }).click();
    await page.getByRole('button', { name: 'Trên 60' }).click();
    await page.locator('textarea').fill(secret(person));
  }

  async function finish(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Tiếp', exact: true }).click();
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  }

  async function expectThanks(page: Page): Promise<void> {
    await page.getByText('Phiếu đã được lưu chắc chắn').waitFor();
    // The thanks go by themselves after 12 seconds: on a slow machine before the button is pressed.
    const next = page.getByRole('button', { name: 'Người tiếp theo' });
    await next.click({ timeout: 15_000 }).catch(() => undefined);
  }

  async function interview(page: Page, person: number): Promise<void> {
    await ask(page, person);
    await finish(page);
    await expectThanks(page);
  }

  const countOf = async (roundId: string) => await running().stores.submissions.countOfRound(roundId);

  /** Sends from the staff menu, again and again, until nothing waits. */
  async function bringIn(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Nhân viên' }).click();
    await page.getByLabel('Nhập mã PIN').fill(pin);
    await page.getByRole('button', { name: 'Mở' }).click();
    await network.up();
    const queue = page.getByText('Phiếu chờ gửi').locator('xpath=following-sibling::dd');
    while ((await queue.innerText()) !== '0') {
      await page.getByRole('button', { name: 'Gửi ngay' }).click();
      await page.locator('body.menu').waitFor();
    }
  }

  test('takes five interviews in the dark over reload, crash and full disk, brings each in once, and is then empty', async () => {
    const code = 'NTV222';
    const before = await countOf('round');
    let page = await tabletWithPass(code, 5);
    await network.down();
    await unlock(page);
    await page.getByText('Xin đọc cho người dân nghe').waitFor();
    await interview(page, 1);

    await ask(page, 2);
    expect(await page.getByText('Tôi muốn nhận trả lời').count()).toBe(0); // an interviewer could follow the case
    await page.reload();
    await unlock(page);
    expect(await page.locator('html').innerHTML()).not.toContain(secret(2));
    await interview(page, 2);

    await ask(page, 3);
    page = await killAndRestart(code);
    await unlock(page);
    await interview(page, 3);

    await page.evaluate(`{
      const { add } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.add = function () {
        IDBObjectStore.prototype.add = add;
        throw new DOMException('full', 'QuotaExceededError');
      };
    }`);
    await ask(page, 4);
    await finish(page);
    await page.getByRole('heading', { name: 'Chưa lưu được phiếu' }).waitFor();
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await expectThanks(page);

    await interview(page, 5);
    await page.getByText('Giấy công tác đã hết giờ hoặc hết số phiếu').waitFor();
    const kept = await storageOf(page, `kiosk-${code}`);
    expect(kept).toContain('small'); // the survey is there: this is the right storage
    for (const person of [1, 2, 3, 4, 5]) expect(kept).not.toContain(secret(person));
    expect(await countOf('round')).toBe(before);

    running().clock.now = new Date(duringAt.getTime() + 4 * hour); // the point has another survey now
    network.serve(droppingThirdAcknowledgement(plain));
    await bringIn(page);
    expect([await countOf('round'), await countOf('changed')]).toEqual([before + 5, 0]);
    const [device] = await running().stores.devices.list();
    expect(await running().stores.devices.arrivedNumbers(device!.id)).toEqual([[1, 5]]);

    await page.getByRole('button', { name: 'Đóng' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Ghép máy' }).waitFor();
    const left = await storageOf(page, `kiosk-${code}`);
    expect(left).not.toContain('small');
    expect(left).not.toMatch(/"[\w-]{43}"/); // no credential
  });

  test('brings in what was taken before its hours ended, and takes nothing after them', async () => {
    const code = 'NTV333';
    const before = await countOf('round');
    const page = await tabletWithPass(code, 50);
    await unlock(page);
    await page.locator('body.start').waitFor();
    await network.down();
    await interview(page, 1);
    await page.locator('body.start').waitFor();
    running().clock.now = new Date(duringAt.getTime() + 9 * hour);
    await bringIn(page);
    expect(await countOf('round')).toBe(before + 1);
    await page.getByRole('button', { name: 'Đóng' }).click();
    await page.getByRole('button', { name: 'Ghép máy' }).or(page.locator('body.closed')).first().waitFor();
    expect(await page.getByRole('button', { name: 'Bắt đầu', exact: true }).count()).toBe(0);
  });

  test('is locked when nobody touches it and when it is opened anew, and stops guessing of its PIN', async () => {
    const page = await tabletWithPass('NTV444', 50);
    await expectAccessible(page);
    await unlock(page);
    await page.locator('body.start').waitFor();
    await expectAccessible(page);
    await page.clock.install();
    await page.reload();
    await page.clock.pauseAt(Date.now() + 5_000);
    await unlock(page);
    await page.getByRole('button', { name: 'Bắt đầu', exact: true }).click();
    await page.clock.runFor(9 * 60_000);
    expect(await page.locator('body.question').count()).toBe(1); // an interview has pauses
    await page.clock.runFor(90_000);
    await page.locator('body.locked').waitFor();
    for (let tries = 0; tries < 4; tries++) await guess(page);
    await page.getByText('Mã PIN không đúng').waitFor();
    await guess(page);
    await page.getByText('Sai quá nhiều lần').waitFor();
    await unlock(page);
    await page.getByText('Sai quá nhiều lần').waitFor();
    expect(await page.locator('body.start').count()).toBe(0);
  });
});
