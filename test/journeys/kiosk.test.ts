/** A kiosk in a real browser: days without a network, killed in between, and nothing lost, doubled or shown to the next person. */
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { AccessPoint } from '../../src/design/accessPoints/accessPoint.ts';
import type { Device } from '../../src/collection/devices/device.ts';
import { counterSmiley } from '../../src/design/surveys/presets/counterSmiley.ts';
import { publishSurvey } from '../../src/design/surveys/publishSurvey.ts';
import { useApp } from '../support/app.ts';
import { anAccessPoint, aRound, duringAt, fillSmallCity, openingAt } from '../support/builders.ts';
import { describeInBrowser, expectAccessible, expectToFit } from '../support/browser.ts';
import {
  damageQueued,
  droppingThirdAcknowledgement,
  pairOnPage,
  startKioskBrowser,
  startNetwork,
  storageOf,
  type Handler,
  type KioskBrowser,
  type Network,
} from '../support/kioskBrowser.ts';
import { addRecording } from '../support/silence.ts';
import { colleague, type Browser as StaffBrowser } from '../support/staff.ts';
import { addPairingCode, lowerKiosk } from '../support/tablet.ts';

/** What Chrome 61 and Safari 11.1 lack of what this browser has. */
const withoutNewFunctions = `for (const [owner, names] of [
  [Object, ['fromEntries', 'groupBy', 'hasOwn']],
  [Array.prototype, ['at', 'flat', 'flatMap', 'findLast', 'toSorted']],
  [String.prototype, ['at', 'matchAll', 'replaceAll', 'trimStart', 'trimEnd']],
  [Promise, ['allSettled', 'any']],
  [Element.prototype, ['replaceChildren', 'toggleAttribute']],
  [Crypto.prototype, ['randomUUID']],
  [Intl, ['Locale', 'PluralRules']],
  [window, ['AbortController', 'AbortSignal', 'BigInt', 'queueMicrotask', 'structuredClone']],
]) for (const name of names) delete owner[name];`;

/** Every step of a tablet waits for the disk more than once; on a busy machine that may take many seconds. */
jest.setTimeout(240_000);

describeInBrowser('a kiosk at a counter', () => {
  const running = useApp({ publicUrl: 'http://kiosk.test' }); // it is called by other names than the machine's own
  const pin = '4711';
  let network: Network;
  let manager: StaffBrowser;
  let folder = '';
  let tablet: KioskBrowser | undefined;

  const plain: Handler = (req, res) => running().app(req, res);

  beforeAll(async () => {
    const { stores } = running();
    await fillSmallCity(stores);
    const faces = await publishSurvey(counterSmiley, '2026-01-01', stores.surveys);
    await stores.rounds.add(aRound(faces, { id: 'faces' }));
    await stores.rounds.add(
      aRound(
        await publishSurvey({ ...counterSmiley, surveyId: 'faces-again' }, '2026-01-01', stores.surveys),
        {
          id: 'faces-again',
        },
      ),
    );
    network = await startNetwork(plain);
    manager = await colleague(running(), 'manager', 'city');
  });
  afterEach(async () => {
    await tablet?.kill();
    tablet = undefined;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    network.serve(plain);
    running().clock.now = duringAt;
  });
  afterAll(() => network.down());

  /** A kiosk at a point of its own, paired with a browser whose storage starts empty. */
  async function pairedKiosk(
    code: string,
    roundIds: readonly string[],
    { movesAt, before = '' }: { movesAt?: Date; before?: string } = {},
  ): Promise<Page> {
    const point: AccessPoint = anAccessPoint(code, 'ward-a', {
      channel: 'kiosk',
      revisions: roundIds.map((roundId, index) => ({
        number: index + 1,
        roundId,
        unitId: index === 0 ? 'ward-a' : 'ward-b',
        from: index === 0 ? openingAt : movesAt!,
      })),
    });
    await running().stores.accessPoints.add(point);
    const pairingCode = await addPairingCode(running(), point);
    folder = await mkdtemp(join(tmpdir(), 'lang-nghe-kiosk-'));
    tablet = await startKioskBrowser(folder);
    const { page } = tablet;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.addInitScript(before);
    await page.goto(`${network.url}/kiosk/${code}`);
    await pairOnPage(page, pairingCode, pin);
    await page.getByText('Có mạng').waitFor();
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    return page;
  }

  async function killAndRestart(code: string): Promise<Page> {
    await tablet!.kill();
    tablet = await startKioskBrowser(folder);
    const { page } = tablet;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${network.url}/kiosk/${code}`);
    return page;
  }

  /** One person: a face, perhaps one of the two further questions, and gone. */
  async function press(page: Page, level: number): Promise<void> {
    await page
      .locator('body.face .faces.large button')
      .nth(level - 1)
      .click();
    await page
      .locator('body.extras .faces')
      .nth(0)
      .locator('button')
      .nth(level - 1)
      .click();
    await page.getByRole('button', { name: 'Xong' }).click();
    await page.getByText('Phiếu đã được lưu chắc chắn').waitFor();
    // The thanks go by themselves after 12 seconds: on a slow machine before the button is pressed.
    const next = page.getByRole('button', { name: 'Người tiếp theo' });
    await next.click({ timeout: 15_000 }).catch(() => undefined);
    await page.locator('body.face').waitFor();
  }

  async function openMenu(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Nhân viên' }).click();
    await page.getByLabel('Nhập mã PIN').fill(pin);
    await page.getByRole('button', { name: 'Mở' }).click();
    await page.locator('body.menu').waitFor();
  }

  async function sendNow(page: Page): Promise<void> {
    await openMenu(page);
    await page.getByRole('button', { name: 'Gửi ngay' }).click();
  }

  /** The tablet's clock goes on by `page.clock.runFor` only. */
  async function stopClock(page: Page): Promise<void> {
    await page.clock.install();
    await page.reload();
    await page.clock.pauseAt(Date.now() + 5_000);
  }

  /** axe waits for timers too; a thousandth of a second at a time is enough for it. */
  async function whileTimeCreeps(page: Page, action: Promise<void>): Promise<void> {
    const state = { isOver: false };
    const over = action.finally(() => {
      state.isOver = true;
    });
    while (!state.isOver) await page.clock.runFor(1);
    await over;
  }

  const closeMenu = (page: Page) => page.getByRole('button', { name: 'Đóng' }).click();

  /** The device that is paired with a point. */
  async function deviceAt(code: string): Promise<Device> {
    const point = await running().stores.accessPoints.findByCode(code);
    const devices = await running().stores.devices.list();
    return devices.find(({ accessPointId, revokedAt }) => accessPointId === point?.id && !revokedAt)!;
  }

  /** What the fleet page says of a kiosk, line by line. */
  async function fleetSays(code: string): Promise<Record<string, string>> {
    const { text } = await manager.get(`/staff/kiosks/${(await deviceAt(code)).id}`);
    const facts = [...text.matchAll(/<dt>([^<]+)<\/dt><dd>([^<]*)<\/dd>/g)];
    return { ...Object.fromEntries(facts.map(([, name, value]) => [name, value])), page: text };
  }

  const countOf = async (roundId: string) => await running().stores.submissions.countOfRound(roundId);

  /** Answers until the given person has had their turn. */
  async function pressUpTo(last: number, page: Page): Promise<void> {
    for (; persons < last; persons++) await press(page, 1 + (persons % 5));
  }
  let persons = 0;

  /** Nine people, the battery runs out, eight more, it runs out again; the tablet has never seen the server meanwhile. */
  async function seventeenInTheDark(code: string): Promise<Page> {
    let page = tablet!.page;
    persons = 0;
    await network.down();
    for (const last of [9, 17]) {
      await pressUpTo(last, page);
      await page.getByText('Mất mạng').waitFor();
      page = await killAndRestart(code);
    }
    await damageQueued(page, `kiosk-${code}`, 13);
    return page;
  }

  /**
   * Sends through a network that loses acknowledgements, which ends a round each time, until nothing waits. The menu is
   * open before the network is there: else the tablet may notice it first, and load a newer program under the finger.
   */
  async function bringIn(page: Page, code: string): Promise<void> {
    await openMenu(page);
    await network.up();
    const queue = page.getByText('Phiếu chờ gửi').locator('xpath=following-sibling::dd');
    while ((await queue.innerText()) !== '0') {
      expect((await fleetSays(code))['Số phiếu bị thiếu']).toBe('không có');
      await page.getByRole('button', { name: 'Gửi ngay' }).click();
      await page.locator('body.menu').waitFor();
    }
    expect(await page.getByText('13: máy chủ không mở được').count()).toBe(1);
  }

  /** What has to be true of a tablet that brought in all but the thirteenth of its answers. */
  async function expectAllButOne(code: string, taken: number, arrived: number[][]): Promise<void> {
    const fleet = await fleetSays(code);
    expect(fleet).toMatchObject({
      'Phiếu máy đã nhận': String(taken),
      'Phiếu đã về máy chủ': String(taken - 1),
      'Phiếu chờ gửi': '0',
      'Phiếu chờ lâu nhất': 'không có',
      'Số phiếu bị thiếu': 'không có',
    });
    expect(fleet['page']).toContain('13: máy chủ không mở được');
    expect(await running().stores.devices.arrivedNumbers((await deviceAt(code)).id)).toEqual(arrived);
  }

  /** The numbers are a set and the submissions bear an hour, so nothing tells in which order they came. */
  async function expectNoOrder(code: string): Promise<void> {
    const kept: string[] = [];
    for await (const { submission } of running().stores.submissions.eachRecord())
      kept.push(JSON.stringify(submission));
    const text = kept.join('\n');
    expect(text).not.toContain((await deviceAt(code)).id);
    expect(text).not.toMatch(/"number"|"sequence"/);
    const instants = text.match(/\d{4}-\d\d-\d\dT\d\d:[^"]*/g) ?? [];
    expect(instants.filter((instant) => !instant.endsWith(':00:00.000Z'))).toEqual([]);
  }

  test('takes 25 answers without a network, is killed twice, and brings 24 in once each', async () => {
    const code = 'KSK222';
    await pairedKiosk(code, ['faces']);
    expect(await fleetSays(code)).toMatchObject({ 'Phiếu chờ gửi': '0', 'Phiếu máy đã nhận': '0' });
    const page = await seventeenInTheDark(code);
    const footerEnds = `document.querySelector('footer').getBoundingClientRect().bottom`;
    expect(await page.evaluate(footerEnds)).toBe(800);
    await pressUpTo(25, page);
    expect(await countOf('faces')).toBe(0);
    // The server knows what the tablet last told it, and when.
    expect(await fleetSays(code)).toMatchObject({
      'Phiếu chờ gửi': '0',
      'Liên lạc lần cuối': '09:30 20/01/2026',
    });

    network.serve(droppingThirdAcknowledgement(plain));
    await bringIn(page, code);
    expect(await countOf('faces')).toBe(24);
    await expectAllButOne(code, 25, [[1, 12], [14, 25]]); // prettier-ignore
    await expectNoOrder(code);
  });

  test('does the same when program, survey and unit change between the 17th and the 18th', async () => {
    const code = 'KSK333';
    const movesAt = new Date('2026-01-21T00:00:00+07:00');
    await pairedKiosk(code, ['faces', 'faces-again'], { movesAt });
    const [faces, again] = [await countOf('faces'), await countOf('faces-again')];
    const page = await seventeenInTheDark(code);

    // The same server with another program, and the point moved to another unit and survey meanwhile.
    network.serve(droppingThirdAcknowledgement(newerProgram(plain)));
    running().clock.now = new Date('2026-01-22T10:00:00+07:00');
    manager = await colleague(running(), 'manager', 'city'); // the session of two days ago is over
    await bringIn(page, code);
    expect([await countOf('faces'), await countOf('faces-again')]).toEqual([faces + 16, again]);
    await expectAllButOne(code, 17, [[1, 12], [14, 17]]); // prettier-ignore
    await closeMenu(page);
    await page.locator('body[data-version=newer]').waitFor();

    await network.down();
    await pressUpTo(25, page);
    await bringIn(page, code);
    expect([await countOf('faces'), await countOf('faces-again')]).toEqual([faces + 16, again + 8]);
    await expectAllButOne(code, 25, [[1, 12], [14, 25]]); // prettier-ignore
    await expectNoOrder(code);
    const { accessPointId, report } = await deviceAt(code);
    expect(report?.programVersion).toBe('newer');
    const revisions: Record<string, number> = {};
    for await (const { submission } of running().stores.submissions.eachRecord()) {
      if (submission.accessPointId !== accessPointId) continue;
      const { roundId, revision } = submission;
      revisions[`${roundId} ${revision}`] = (revisions[`${roundId} ${revision}`] ?? 0) + 1;
    }
    expect(revisions).toEqual({ 'faces 1': 16, 'faces-again 2': 8 });
  });

  /** The app as it would be with another version of the kiosk's program. */
  function newerProgram(app: Handler): Handler {
    return (req, res) => {
      const end = res.end.bind(res) as (body?: unknown) => typeof res;
      const isProgram = /^\/kiosk\/(shell|sw\.js|KSK)/.test(req.url ?? '');
      if (isProgram) {
        Object.assign(res, {
          end: (body?: unknown) => {
            const text = Buffer.isBuffer(body) || typeof body === 'string' ? body.toString() : '';
            const changed = text
              .replace(/data-version="\w+"/, 'data-version="newer"')
              .replace(/const version = "\w+"/, 'const version = "newer"')
              .replace(/"programVersion":"\w+"/, '"programVersion":"newer"');
            res.setHeader('Content-Length', Buffer.byteLength(changed));
            return end(changed);
          },
        });
      }
      app(req, res);
    };
  }

  test('shows nothing of the last person to the next: not by back, reload, history, a crash or in its storage', async () => {
    let page = await pairedKiosk('KSK444', ['round']);
    const secret = 'cán bộ quầy ba quát tôi';
    const answerUpTo = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Bắt đầu' }).click();
      for (const level of ['Rất không hài lòng', 'Hài lòng', 'Không hài lòng'])
        await page.getByRole('button', { name: level, exact: true }).click();
      await page.getByRole('button', { name: 'Trên 60' }).click();
      await page.locator('textarea').fill(secret);
    };
    const expectNothing = async (): Promise<void> => {
      await page.locator('body.start').waitFor();
      const seen = await page.evaluate<{ page: string; kept: string }>(`({
        page: document.documentElement.outerHTML,
        kept: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state, location.href]),
      })`);
      expect(seen.page).not.toContain(secret);
      expect(seen.kept).not.toMatch(/quát|over60|answer/);
      expect(await page.locator('main [aria-pressed=true]').count()).toBe(0);
      await page.getByRole('button', { name: 'Bắt đầu' }).click();
      expect(await page.locator('main [aria-pressed=true]').count()).toBe(0);
      await page.reload();
      await page.locator('body.start').waitFor();
    };

    await answerUpTo();
    await page.reload();
    await expectNothing();

    await answerUpTo();
    await page.goto(`${network.url}/results`);
    await page.goBack();
    await expectNothing();

    await answerUpTo();
    page = await killAndRestart('KSK444');
    await expectNothing();

    await answerUpTo();
    await page.getByRole('button', { name: 'Tiếp' }).click();
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await page.getByRole('button', { name: 'Cần thêm thời gian' }).click();
    await page.getByText('Biên nhận của ông/bà').waitFor();
    const code = await page.locator('.code').innerText();
    await page.getByRole('button', { name: 'Người tiếp theo' }).click();
    await page.goBack({ timeout: 2000 }).catch(() => undefined); // there may be nothing behind it
    if (!page.url().includes('/kiosk/')) await page.goForward();
    await expectNothing();

    const everything = await storageOf(page, 'kiosk-KSK444');
    expect(everything).toContain('small'); // the survey is there: this is the right storage
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(code);
  });

  test('clears the screen when nobody touches it, after a countdown that can be prolonged', async () => {
    const page = await pairedKiosk('KSK555', ['round']);
    await stopClock(page);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await page.getByRole('button', { name: 'Hài lòng', exact: true }).click();
    for (let again = 0; again < 3; again++) {
      await page.clock.runFor(61_000);
      await page.getByRole('heading', { name: 'Ông/bà còn ở đây không?' }).waitFor();
      if (again === 0) await whileTimeCreeps(page, expectAccessible(page));
      await page.getByRole('button', { name: 'Tôi trả lời tiếp' }).click();
      await page.getByText('Câu 2 / 3').waitFor();
    }
    await page.getByRole('button', { name: 'Nhân viên' }).click(); // by mistake
    await page.getByRole('button', { name: 'Đóng' }).click();
    await page.getByText('Câu 2 / 3').waitFor();
    await page.getByRole('button', { name: 'Quay lại' }).click();
    expect(
      await page.getByRole('button', { name: 'Hài lòng', exact: true }).getAttribute('aria-pressed'),
    ).toBe('true');
    await page.clock.runFor(61_000);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Are you still there?' }).waitFor();
    await page.clock.runFor(61_000 + 21_000);
    await page.locator('body.start').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    expect(await page.locator('main [aria-pressed=true]').count()).toBe(0);
  });

  test('counts a face that was pressed by somebody who walked away, and no form that was not sent', async () => {
    const before = await countOf('faces');
    const page = await pairedKiosk('KSK666', ['faces']);
    await stopClock(page);
    await page.getByRole('button', { name: 'Hài lòng', exact: true }).click();
    await page.locator('body.extras').waitFor();
    await page.clock.runFor(61_000);
    await page.getByText('máy ghi những gì ông/bà đã chọn').waitFor();
    await page.clock.runFor(21_000);
    await page.getByText('Phiếu đã được lưu chắc chắn').waitFor();
    await page.getByText('Biên nhận của ông/bà').waitFor();
    expect(await countOf('faces')).toBe(before + 1);
  });

  test('is worked by the keyboard alone, in either language, and leaves axe nothing to report', async () => {
    const page = await pairedKiosk('KSK777', ['faces']);
    await expectAccessible(page);
    const tabTo = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 30; presses++) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate<string>('document.activeElement.textContent.trim()');
        if (focused === name) return;
      }
      throw new Error(`no way by Tab to ${name}`);
    };
    await tabTo('English');
    await page.keyboard.press('Enter');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await tabTo('Very satisfied');
    const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await page.keyboard.press('Space');
    await page.locator('body.extras').waitFor();
    await expectAccessible(page);
    await tabTo('Done');
    await page.keyboard.press('Enter');
    await page.locator('body.thanks').waitFor();
    await tabTo('I need more time');
    await page.keyboard.press('Enter');
    await page.getByText('Your receipt').waitFor();
    await expectAccessible(page);
    await tabTo('Next person');
    await page.keyboard.press('Enter');
    await page.locator('body.face').waitFor();
    await sendNow(page);
    await page.locator('body.menu').waitFor();
    await expectAccessible(page);
  });

  test('shows a whole form, and staff its fleet, with nothing for axe to report', async () => {
    const page = await pairedKiosk('KSK4AA', ['round']);
    const look = async (screen: string): Promise<void> => {
      await page.locator(`body.${screen}`).waitFor();
      await expectAccessible(page);
    };
    await look('start');
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await look('question');
    for (const level of ['Hài lòng', 'Hài lòng', 'Không hài lòng'])
      await page.getByRole('button', { name: level, exact: true }).click();
    await look('about');
    await page.getByRole('button', { name: 'Trên 60' }).click();
    await look('comment');
    await page.getByRole('button', { name: 'Tiếp' }).click();
    await look('send');
    await page.getByRole('button', { name: 'Nhân viên' }).click();
    await look('pin');

    const [name = '', value = ''] = manager.cookie.split('=');
    await page.context().addCookies([{ name, value, url: network.url }]);
    const { id } = await deviceAt('KSK4AA');
    for (const path of ['', '/new', `/${id}`]) {
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${network.url}/staff/kiosks${path}`);
        if (width === 360) await look('staff');
        await expectToFit(page);
      }
    }
    await page.goto(`${network.url}/staff/kiosks/new`);
    await page.getByLabel('Tên máy').fill('Quầy 7');
    await page.locator('main button').click();
    await page.locator('main code').waitFor();
    await look('staff');
  });

  test('is not paired where the connection is not secure, and says what is missing', async () => {
    folder = await mkdtemp(join(tmpdir(), 'lang-nghe-kiosk-'));
    tablet = await startKioskBrowser(folder);
    const { page } = tablet;
    await page.goto(`${network.url.replace('127.0.0.1', 'kiosk.test')}/kiosk/KSK777`);
    await page.getByText('✗ Kết nối an toàn (https): thiếu').waitFor();
    await page.getByText('✗ Mở được khi mất mạng (service worker): thiếu').waitFor();
    expect(await page.getByRole('button', { name: 'Ghép máy' }).count()).toBe(0);
    expect(await page.locator('input').count()).toBe(0);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('whose certificate is trusted').waitFor();
    await expectAccessible(page);
  });

  test('whose storage cannot be opened says so, and tries again by itself', async () => {
    const page = await pairedKiosk('KSK3AA', ['faces']);
    await page.addInitScript(`
      if (!sessionStorage.getItem('isSecondTry')) {
        sessionStorage.setItem('isSecondTry', 'yes');
        indexedDB.open = () => { throw new Error('locked'); };
      }`);
    await stopClock(page);
    await page.getByRole('heading', { name: 'Máy chưa mở được bộ nhớ' }).waitFor();
    await page.clock.runFor(11_000);
    await page.locator('body.face').waitFor();
    const isOnline = page.getByText('Có mạng');
    await isOnline.waitFor(); // it is still paired, and the server answers it
    expect(await isOnline.count()).toBe(1);
  });

  test('opens its staff menu to the PIN alone, and stops guessing even over a reload', async () => {
    const page = await pairedKiosk('KSK999', ['faces']);
    const guess = async (typed: string): Promise<void> => {
      await page.getByRole('button', { name: 'Nhân viên' }).click();
      await page.getByLabel('Nhập mã PIN').fill(typed);
      await page.getByRole('button', { name: 'Mở' }).click();
    };
    for (let tries = 0; tries < 4; tries++) {
      await guess('0000');
      await page.getByText('Mã PIN không đúng').waitFor();
      await page.reload();
      await page.locator('body.face').waitFor();
    }
    await guess('0000');
    await page.getByText('Sai quá nhiều lần').waitFor();
    await page.reload();
    await page.locator('body.face').waitFor();
    await guess(pin);
    await page.getByText('Sai quá nhiều lần').waitFor();
    expect(await page.locator('body.menu').count()).toBe(0);
  });

  test('that was revoked says so, keeps what it holds, and sends it once it is paired again', async () => {
    const before = await countOf('faces');
    const page = await pairedKiosk('KSK2AA', ['faces']);
    const device = await deviceAt('KSK2AA');
    await manager.post(`/staff/kiosks/${device.id}/revoke`).expect(303);
    await press(page, 3);
    await page.getByText('Máy này đã bị thu hồi').waitFor();
    expect(await page.getByText('khi có mạng').count()).toBe(0);
    expect(await page.locator('#network').isVisible()).toBe(false);
    expect(await countOf('faces')).toBe(before);

    const point = await running().stores.accessPoints.findByCode('KSK2AA');
    const code = await addPairingCode(running(), point!);
    await sendNow(page);
    await page.getByRole('button', { name: 'Ghép lại máy này' }).click();
    await pairOnPage(page, code, pin);
    await page.locator('body.face').waitFor();
    await sendNow(page);
    await page.getByText('Phiếu chờ gửi').locator('xpath=following-sibling::dd[text()="0"]').waitFor();
    expect(await countOf('faces')).toBe(before + 1);
    const again = await deviceAt('KSK2AA');
    expect(await running().stores.devices.arrivedNumbers(again.id)).toEqual([[1, 1]]);
  });

  test('reads a screen aloud and shows larger letters, to one person and not to the next', async () => {
    const page = await pairedKiosk('KSK6AA', ['faces'], {
      before: `window.said = [];
        speechSynthesis.getVoices = () => [{ lang: 'vi-VN' }];
        speechSynthesis.speak = ({ text }) => said.push(text);
        window.SpeechSynthesisUtterance = function (text) { this.text = text; };`,
    });
    const html = page.locator('html');
    await page.getByRole('button', { name: 'Nghe đọc' }).click();
    const question = await page.locator('h1').innerText();
    const [said] = await page.evaluate<string[]>('said');
    expect(said).toContain(`${question}. Rất không hài lòng. Không hài lòng. `);
    await page.getByRole('button', { name: 'Chữ to hơn' }).click();
    expect(await html.getAttribute('class')).toBe('larger');
    await expectAccessible(page);
    await press(page, 5);
    expect(await html.getAttribute('class')).toBe('');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.getByRole('button', { name: 'Read aloud' }).count()).toBe(0);
  });

  test('plays the recording of a question without a network, and no question without one', async () => {
    const { surveys } = running().stores;
    const { id: survey, content } = await publishSurvey(counterSmiley, '2026-01-01', surveys);
    await addRecording(running(), { survey, question: content.questions[0]!.id });
    const page = await pairedKiosk('KSK8AA', ['faces'], {
      before: `window.Audio = class extends Audio {
          constructor(url) { super(url); this.addEventListener('ended', () => (document.documentElement.dataset.ended = '')); }
        };`,
    });
    await page.evaluate(`(async () => {
      const cache = await caches.open('recordings');
      while ((await cache.keys()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    })()`);
    await network.down();
    await page.getByRole('button', { name: 'Nghe đọc' }).click();
    await page.locator('html[data-ended]').waitFor();
    await network.up();
    await page.locator('.faces.large button').first().click();
    await page.locator('body.extras').waitFor();
    expect(await page.getByRole('button', { name: 'Nghe đọc' }).count()).toBe(0);
  });

  test('takes and sends an answer in a browser of 2017, as the build gives it the program', async () => {
    const lowered = await mkdtemp(join(tmpdir(), 'lang-nghe-lowered-'));
    await lowerKiosk(lowered);
    const sentLowered: string[] = [];
    network.serve((req, res) => {
      const [, script] = /^\/kiosk\/files\/\w+\/(\w+\.js)$/.exec(req.url ?? '') ?? [];
      if (script === undefined || script === 'messages.js') {
        plain(req, res);
        return;
      }
      sentLowered.push(script);
      res.setHeader('Content-Type', 'text/javascript').end(readFileSync(join(lowered, script)));
    });
    const before = await countOf('faces');
    const page = await pairedKiosk('KSK5AA', ['faces'], { before: withoutNewFunctions });
    await page.locator('body.face .faces.large button').first().click();
    await page.getByRole('button', { name: 'Xong' }).click();
    await page.getByText('Biên nhận của ông/bà').waitFor();
    expect(await countOf('faces')).toBe(before + 1);
    expect(sentLowered).toEqual(expect.arrayContaining(['main.js', 'hpke.js', 'messageFormat.js']));
    await rm(lowered, { recursive: true });
  });

  test('lets what is sent pass the service worker untouched', async () => {
    const page = await pairedKiosk('KSK888', ['faces']);
    await page.reload();
    expect(await page.evaluate<string>('navigator.serviceWorker.controller?.state')).toBe('activated');
    const bodies: string[] = [];
    network.serve((req, res) => {
      if (!(req.url ?? '').includes('/probe')) {
        plain(req, res);
        return;
      }
      const parts: Buffer[] = [];
      req.on('data', (part: Buffer) => parts.push(part));
      req.on('end', () => {
        bodies.push(`${req.method} ${Buffer.concat(parts).toString('hex')}`);
        res.end('seen');
      });
    });
    const fromWorker: string[] = [];
    page.on('response', (response) => {
      if (response.fromServiceWorker()) fromWorker.push(`${response.request().method()} ${response.url()}`);
    });
    const seen = await page.evaluate<string[]>(`(async () => {
      const body = Uint8Array.from({ length: 256 }, (_, index) => index);
      const send = async (method) => await (await fetch('/kiosk/probe', { method, body })).text();
      return [await send('POST'), await send('PUT'), await send('PATCH')];
    })()`);
    expect(seen).toEqual(['seen', 'seen', 'seen']);
    const all = Buffer.from(Uint8Array.from({ length: 256 }, (_, index) => index)).toString('hex');
    expect(bodies).toEqual([`POST ${all}`, `PUT ${all}`, `PATCH ${all}`]);
    await press(page, 5);
    await page.reload();
    expect(fromWorker.filter((line) => !line.startsWith('GET '))).toEqual([]);
    expect(fromWorker.some((line) => line.startsWith('GET '))).toBe(true);
  });
});
