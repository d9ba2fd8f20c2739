/** From a comment at a kiosk to a published answer and the citizen's verdict, in real browsers, in both languages. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { collectComments } from '../../src/improvement/cases/collectComments.ts';
import type { PageLanguage } from '../../src/platform/text/localized.ts';
import { useApp } from '../support/app.ts';
import { anAccessPoint, duringAt, fillSmallCity } from '../support/builders.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
  weightOf,
} from '../support/browser.ts';
import { pairOnPage, startKioskBrowser, type KioskBrowser } from '../support/kioskBrowser.ts';
import { addAccount, aGrant, signedIn } from '../support/staff.ts';
import { addPairingCode } from '../support/tablet.ts';

jest.setTimeout(240_000);

const words = {
  vi: {
    language: 'Tiếng Việt',
    start: 'Bắt đầu',
    notSaid: 'Không trả lời',
    next: 'Tiếp',
    skip: 'Bỏ qua câu này',
    request: 'Tôi muốn nhận trả lời',
    send: 'Gửi phiếu',
    screened: 'Nội dung chuyển cho đơn vị',
    assign: 'Giao đơn vị',
    text: 'Nội dung',
    answer: 'Trả lời',
    publish: 'Công khai',
    key: 'Khóa theo dõi',
    open: 'Xem phản ánh',
    helped: 'Có, đã giải quyết được',
    thanked: 'Đã ghi nhận ý kiến của ông/bà về câu trả lời.',
  },
  en: {
    language: 'English',
    start: 'Start',
    notSaid: 'I prefer not to say',
    next: 'Next',
    skip: 'Skip this question',
    request: 'I would like an answer',
    send: 'Send',
    screened: 'What the unit will read',
    assign: 'Assign',
    text: 'Text',
    answer: 'Answer',
    publish: 'Publish',
    key: 'Follow-up key',
    open: 'Show the comment',
    helped: 'Yes, it is resolved',
    thanked: 'Your rating of the answer has been recorded.',
  },
} as const;

describeInBrowser('a comment that is answered', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  const weekLater = new Date(duringAt.getTime() + 7 * 86_400_000);
  let folder = '';
  let tablet: KioskBrowser;

  beforeAll(async () => {
    const { stores } = running();
    await fillSmallCity(stores);
    const point = anAccessPoint('TABET22', 'ward-a', { channel: 'kiosk' });
    await stores.accessPoints.add(point);
    const code = await addPairingCode(running(), point);
    folder = await mkdtemp(join(tmpdir(), 'lang-nghe-cases-'));
    tablet = await startKioskBrowser(folder);
    const { page } = tablet;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${address()}/kiosk/TABET22`);
    await pairOnPage(page, code, '4711');
    await page.getByText('Có mạng').waitFor();
  });
  afterAll(async () => {
    await tablet?.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  async function shoot(page: Page, name: string): Promise<void> {
    const shots = process.env['SHOTS'];
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  }

  /** Answers at the kiosk with a comment, and asks for a key. @returns the key */
  async function commentAtKiosk(language: PageLanguage, comment: string): Promise<string> {
    const t = words[language];
    const { page } = tablet;
    await page.locator('body.start').waitFor();
    await page.getByRole('button', { name: t.language }).click();
    await page.getByRole('button', { name: t.start }).click();
    for (const question of ['q1', 'q2', 'q3']) {
      await page.locator('body.question .faces button').nth(3).waitFor();
      const text = { q1: /Chỗ ngồi|Seats/, q2: /Thiết bị|Equipment/, q3: /Phí|Fees/ }[question]!;
      await page.getByRole('heading', { name: text }).waitFor();
      await page.locator('body.question .faces button').nth(3).click();
    }
    await page.getByRole('button', { name: t.notSaid }).click();
    await page.locator('#comment').fill(comment);
    await page.getByRole('button', { name: t.request }).click();
    await expectAccessible(page);
    await shoot(page, `kiosk-comment-${language}`);
    await page.getByRole('button', { name: t.next }).click();
    await page.getByRole('button', { name: t.send }).click();
    const key = (await page.locator('.follow .code').textContent()) ?? '';
    await page.locator('.receipt').waitFor();
    await expectAccessible(page);
    await shoot(page, `kiosk-key-${language}`);
    return key;
  }

  async function staffPage(role: 'clerk' | 'officer', language: PageLanguage, width: number): Promise<Page> {
    const account = await addAccount(running(), [aGrant(role, 'city')], { language });
    const { cookie } = await signedIn(running(), account);
    const context = await browser().newContext({ viewport: { width, height: 900 } });
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: address() }]);
    return await context.newPage();
  }

  async function expectFine(page: Page, name: string): Promise<void> {
    await expectAccessible(page);
    await expectToFit(page);
    await shoot(page, name);
  }

  test.each([
    ['vi', 360],
    ['en', 1280],
  ] as const)('goes from a kiosk to a verdict, in %s at %d px', async (language, width) => {
    const t = words[language];
    running().clock.now = duringAt;
    const key = await commentAtKiosk(language, `Chờ lâu ở quầy (${language})`);
    await collectComments(running().stores, weekLater, () => false);
    running().clock.now = weekLater;

    const clerk = await staffPage('clerk', language, width);
    await clerk.goto(`${address()}/staff/cases`);
    await expectFine(clerk, `list-${width}`);
    await clerk.locator('tbody a').first().click();
    await expectFine(clerk, `screening-${width}`);
    await clerk.getByLabel(t.screened).fill(`Chờ lâu, đã che (${language})`);
    await clerk.getByRole('button', { name: t.assign, exact: true }).click();
    await clerk.locator('.done').waitFor();
    const caseUrl = clerk.url();

    const officer = await staffPage('officer', language, width);
    await officer.goto(caseUrl);
    await expectFine(officer, `handling-${width}`);
    await officer.getByLabel(t.text, { exact: true }).fill('Đã mở thêm một quầy.');
    await officer.getByRole('button', { name: t.answer, exact: true }).click();
    await officer.locator('.done').waitFor();
    await expectFine(officer, `answered-${width}`);

    await clerk.goto(caseUrl);
    await clerk.getByRole('button', { name: t.publish, exact: true }).click();
    await clerk.locator('.done').waitFor();

    const context = await browser().newContext({ viewport: { width, height: 900 } });
    const citizen = await context.newPage();
    const lang = language === 'vi' ? '' : '?lang=en';
    await citizen.goto(`${address()}/answers${lang}`);
    await citizen.getByText(`Chờ lâu, đã che (${language})`).waitFor();
    await expectFine(citizen, `answers-${width}`);
    await citizen.goto(`${address()}/cases${lang}`);
    await expectFine(citizen, `follow-${width}`);
    await citizen.getByLabel(t.key).fill(key);
    await citizen.getByRole('button', { name: t.open }).click();
    await citizen.getByText('Đã mở thêm một quầy.').waitFor();
    await expectFine(citizen, `followed-${width}`);
    await citizen.getByRole('button', { name: t.helped }).click();
    await citizen.getByText(t.thanked).waitFor();
    await expectFine(citizen, `judged-${width}`);
    expect(citizen.url()).not.toContain(key);

    await officer.reload();
    expect(await officer.locator('.facts').textContent()).toMatch(/Câu trả lời hữu ích|The answer helped/);
    await tablet.page.getByRole('button', { name: /Người tiếp theo|Next person/ }).click();
    for (const page of [clerk, officer, citizen]) await page.context().close();
  });

  test('may be given at /feedback without JavaScript, in less than 30 KB', async () => {
    running().clock.now = duringAt;
    const context = await browser().newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 800 },
    });
    const page = await context.newPage();
    const { bytes, hosts } = await weightOf(page, `${address()}/feedback`);
    expect(bytes).toBeLessThan(30_000);
    expect(hosts).toHaveLength(1);
    await page.getByLabel('Cơ quan', { exact: true }).selectOption('ward-b');
    await page.getByLabel('Ý kiến của ông/bà').fill('Cần thêm ghế.');
    await page.getByLabel(/Tôi muốn nhận trả lời/).check();
    await shoot(page, 'feedback-360');
    await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
    expect(await page.locator('.receipt-code code').textContent()).toMatch(/^\w{4}(-\w{4}){4}$/);
    await shoot(page, 'key-360');
    await context.close();
  });

  test('is asked for on the form and at /feedback by pages that axe finds nothing on', async () => {
    running().clock.now = duringAt;
    const context = await browser().newContext({ viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    for (const path of ['/feedback', '/feedback?lang=en', '/s/WARD22', '/']) {
      await page.goto(`${address()}${path}`);
      await expectFine(page, `page${path.replace(/\W/g, '-')}`);
    }
    await context.close();
  });
});
