/**
 * From an installation with units and no account to four members of staff, by browser only; and every page of theirs
 * held against WCAG, narrow and wide, light and dark.
 */
import { beforeAll, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { allows } from '../../src/access/accounts/authority.ts';
import type { Role } from '../../src/access/accounts/role.ts';
import { defaultStaffSettings } from '../../src/access/accounts/staffSettings.ts';
import type { Feature } from '../../src/access/feature.ts';
import { linkLifetimeMs, sealFirstLink } from '../../src/access/accounts/links.ts';
import { features } from '../../src/app/features.ts';
import { groupedMenu, loadPages, routesOf } from '../../src/app/pages.ts';
import { totpCode, totpStep } from '../support/totp.ts';
import { jobKindsOf } from '../../src/app/jobKinds.ts';
import { runJobs } from '../../src/access/jobs/runJobs.ts';
import { useApp } from '../support/app.ts';
import { duringAt, fillSmallCity } from '../support/builders.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
} from '../support/browser.ts';
import { drain, goodPassword } from '../support/staff.ts';

describeInBrowser('staff of a new installation', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  const pages = new Map<string, Page>();
  let menu: ReturnType<typeof groupedMenu> = [];

  beforeAll(async () => {
    const declared: readonly Feature[] = features;
    const usual = declared.filter(({ isOn }) => isOn?.(defaultStaffSettings) ?? true);
    menu = groupedMenu(routesOf(await loadPages(usual)));
    await fillSmallCity(running().stores);
  });

  async function newPage(
    options: Parameters<ReturnType<typeof browser>['newContext']>[0] = {},
  ): Promise<Page> {
    const context: BrowserContext = await browser().newContext({
      viewport: { width: 1280, height: 900 },
      javaScriptEnabled: false,
      ...options,
    });
    return await context.newPage();
  }

  async function setPassword(page: Page): Promise<void> {
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill(goodPassword);
    await page.getByLabel('Nhập lại mật khẩu mới').fill(goodPassword);
  }

  async function signIn(page: Page, name: string): Promise<void> {
    await page.getByLabel('Tên đăng nhập').fill(name);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(goodPassword);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByRole('heading', { name: 'Việc cần làm', level: 1 }).waitFor();
  }

  const menuOf = async (page: Page): Promise<string[]> =>
    await page.getByRole('navigation', { name: 'Mục' }).getByRole('link').allInnerTexts();

  const menuInTable = (...roles: Role[]): string[] =>
    menu.flatMap(({ access, label }) => {
      const isOpen =
        access === 'staff' ||
        (typeof access === 'object' && roles.some((role) => allows(role, access.permission)));
      return isOpen ? [label.vi] : [];
    });

  test('the first administrator is made by the printed link, and signs in', async () => {
    const installation = await running().stores.installation.open('real');
    const expiresAt = new Date(duringAt.getTime() + linkLifetimeMs);
    const page = await newPage();
    await page.goto(`${address()}/staff`);
    await page.getByText('Hệ thống chưa có tài khoản nào').waitFor();
    const link = `${address()}/staff/first/${sealFirstLink(expiresAt, installation.key('first link'))}`;
    const looking = await newPage({ viewport: { width: 360, height: 800 }, javaScriptEnabled: true });
    await looking.goto(link);
    await expectAccessible(looking);
    await page.goto(link);
    await page.getByLabel('Họ và tên').fill('Nguyễn Minh Quân');
    await page.getByLabel('Tên đăng nhập').fill('minh.quan');
    await setPassword(page);
    await page.getByRole('button', { name: 'Lập tài khoản' }).click();
    await page.getByText('Đã lập tài khoản quản trị').waitFor();
    await signIn(page, 'minh.quan');
    expect(await menuOf(page)).toEqual(menuInTable('administrator', 'manager'));
    pages.set('administrator', page);
  });

  const colleagues: readonly { role: Role; roleName: string; unit: string; name: string }[] = [
    { role: 'officer', roleName: 'Cán bộ đơn vị', unit: 'phường ward-a', name: 'van.binh' },
    { role: 'manager', roleName: 'Quản lý khảo sát', unit: 'phường city', name: 'thi.lan' },
    { role: 'auditor', roleName: 'Người kiểm tra', unit: 'Toàn hệ thống', name: 'thi.em' },
  ];

  test.each(colleagues)(
    'the $role is made by the administrator, sets a password, and sees exactly this menu',
    async ({ role, roleName, unit, name }) => {
      const administrator = pages.get('administrator')!;
      await administrator.getByRole('link', { name: 'Tài khoản', exact: true }).click();
      await administrator.getByRole('link', { name: 'Lập tài khoản' }).click();
      await administrator.getByLabel('Họ và tên').fill(`Người ${role}`);
      await administrator.getByLabel('Tên đăng nhập').fill(name);
      await administrator.getByLabel('Vai trò').selectOption(role);
      expect(await administrator.locator('#role option:checked').innerText()).toContain(roleName);
      const unitId = await administrator.locator('#unit option', { hasText: unit }).getAttribute('value');
      await administrator.getByLabel('Đơn vị', { exact: true }).selectOption(unitId);
      await administrator.getByRole('button', { name: 'Lập tài khoản' }).click();
      const link = await administrator.getByLabel('Liên kết').inputValue();

      const page = await newPage();
      await page.goto(link);
      await setPassword(page);
      await page.getByRole('button', { name: 'Đặt mật khẩu' }).click();
      await page.getByText('Đã đặt mật khẩu').waitFor();
      await signIn(page, name);
      expect(await menuOf(page)).toEqual(menuInTable(role));
      pages.set(role, page);
    },
  );

  test('what a role does not open is not there, and says so', async () => {
    const officer = pages.get('officer')!;
    expect((await officer.goto(`${address()}/staff/accounts`))?.status()).toBe(403);
    await officer.getByText('Vai trò của ông/bà không bao gồm việc này').waitFor();
    const auditor = pages.get('auditor')!;
    await auditor.getByRole('link', { name: 'Tài khoản', exact: true }).click();
    expect(await auditor.getByRole('link', { name: 'Lập tài khoản' }).count()).toBe(0);
  });

  test('the language is changed by a button, and kept', async () => {
    const manager = pages.get('manager')!;
    await manager.getByRole('button', { name: 'English' }).click();
    await manager.getByRole('heading', { name: 'To do', level: 1 }).waitFor();
    expect(await manager.locator('html').getAttribute('lang')).toBe('en');
    await manager.getByRole('button', { name: 'Tiếng Việt' }).click();
    await manager.getByRole('heading', { name: 'Việc cần làm', level: 1 }).waitFor();
  });

  test('a unit is chosen from the keyboard alone', async () => {
    const manager = pages.get('manager')!;
    await manager.locator('.unit').focus();
    await manager.keyboard.press('Enter');
    await manager.getByRole('button', { name: 'phường ward-b' }).focus();
    await manager.keyboard.press('Enter');
    await manager.getByRole('heading', { name: 'Việc cần làm', level: 1 }).waitFor();
    expect(await manager.locator('.unit').innerText()).toBe('Đơn vị: phường ward-b');
  });

  test('a job shows its progress by itself where scripts run, and ends with a download', async () => {
    const page = await newPage({ javaScriptEnabled: true });
    await page.goto(`${address()}/staff`);
    await signIn(page, 'thi.em');
    await page.getByRole('link', { name: 'Nhật ký', exact: true }).click();
    await drain(running());
    await page.getByRole('button', { name: 'Xuất ra tệp CSV' }).click();
    await page.getByText('đang chờ').waitFor();
    const { stores, errors, clock } = running();
    const logError = (error: (typeof errors)[number]) => errors.push(error);
    await runJobs(
      { jobs: stores.jobs, kinds: jobKindsOf(stores), now: () => clock.now, logError },
      { number: 1, isOver: () => false },
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải kết quả' }).click(), // there when the script has seen the end
    ]);
    expect(download.suggestedFilename()).toBe('nhat-ky.csv');
    expect(errors).toEqual([]);
  });

  test.each([
    { width: 360, colorScheme: 'light' },
    { width: 1280, colorScheme: 'dark' },
  ] as const)(
    'axe finds nothing on any page, $width px wide and $colorScheme',
    async ({ width, colorScheme }) => {
      const page = await newPage({ viewport: { width, height: 800 }, colorScheme, javaScriptEnabled: true });
      await page.goto(`${address()}/staff/sign-in`);
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click(); // empty: the browser asks for the fields
      await signIn(page, 'minh.quan');
      const accounts = await running().stores.accounts.list();
      const [job] = await running().stores.jobs.list(1);
      for (const path of [
        '/staff',
        '/staff/accounts',
        '/staff/accounts/new',
        `/staff/accounts/${accounts[0]?.id}`,
        '/staff/accounts/nobody',
        '/staff/audit',
        '/staff/jobs',
        `/staff/jobs/${job?.id}`,
        '/staff/unit',
        '/staff/account',
        '/staff/account/second-factor',
      ]) {
        await page.goto(`${address()}${path}`);
        await expectAccessible(page);
        await expectToFit(page);
      }
      await page.goto(`${address()}/staff/accounts/new`);
      await page.getByLabel('Tên đăng nhập').fill('Không Đúng');
      await page.getByLabel('Họ và tên').fill('Ai đó');
      await page.getByRole('button', { name: 'Lập tài khoản' }).click();
      await page.getByText('Chưa thực hiện được').waitFor();
      await expectAccessible(page);
      expect(running().errors).toEqual([]);
    },
    240_000,
  );

  test('axe finds nothing on the pages that are seen once', async () => {
    const page = await newPage({ viewport: { width: 360, height: 800 }, javaScriptEnabled: true });
    const { stores, clock } = running();
    await page.goto(`${address()}/staff`);
    await signIn(page, 'minh.quan');
    const account = await stores.accounts.findByName('thi.lan');
    await page.goto(`${address()}/staff/accounts/${account?.id}`);
    await page.getByRole('button', { name: 'Cấp liên kết đặt mật khẩu' }).click();
    const link = await page.getByLabel('Liên kết').inputValue();
    await expectAccessible(page);
    await page.goto(link);
    await expectAccessible(page);

    await page.goto(`${address()}/staff/account/second-factor`);
    const secret = (await stores.accounts.findByName('minh.quan'))?.offeredSecret ?? Buffer.alloc(0);
    const codeAt = (now: Date) => totpCode(secret, totpStep(now));
    await page.getByLabel('Mã 6 chữ số').fill(codeAt(clock.now));
    await page.getByLabel('Mật khẩu hiện tại').fill(goodPassword);
    await page.getByRole('button', { name: 'Bật', exact: true }).click();
    await page.getByRole('heading', { name: 'Mã khôi phục' }).waitFor();
    await expectAccessible(page);
    await page.goto(`${address()}/staff/account`);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByLabel('Tên đăng nhập').fill('minh.quan');
    await page.getByLabel('Mật khẩu', { exact: true }).fill(goodPassword);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByRole('heading', { name: 'Xác thực hai bước' }).waitFor();
    await expectAccessible(page);
    clock.now = new Date(clock.now.getTime() + 30_000);
    await page.getByLabel('Mã xác thực').fill(codeAt(clock.now));
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('heading', { name: 'Việc cần làm', level: 1 }).waitFor();
    expect(running().errors).toEqual([]);
  });
});
