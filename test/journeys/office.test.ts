/** The pages on which an office keeps its units, services, rounds and terms: on a telephone, on a desk, and in the dark. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { keepUnitChange } from '../../src/registers/units/keepUnitChange.ts';
import { emptyUnitChange } from '../../src/registers/units/succession.ts';
import { useApp } from '../support/app.ts';
import { fillSmallCity, openingAt } from '../support/builders.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
} from '../support/browser.ts';
import { addAccount, aGrant, signedIn } from '../support/staff.ts';

describeInBrowser('the office’s pages', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  let changeId = '';

  beforeAll(async () => {
    const { stores } = running();
    await fillSmallCity(stores, { round: { sampleKind: 'probability' } });
    await stores.services.add({ id: 'birth', name: { vi: 'Khai sinh' }, field: { vi: 'Hộ tịch' } });
    const order = {
      draft: (id: string) => ({
        ...emptyUnitChange,
        on: '2026-01-10',
        document: { number: '1/NQ', issuedBy: 'thử' },
        founded: [{ id, kind: 'commune' as const, name: { vi: 'phường Mới' }, parentId: 'city' }],
        ended: ['ward-a', 'ward-b'],
        inheritances: ['ward-a', 'ward-b'].map((fromId) => ({ fromId, toId: id, extent: 'whole' as const })),
      }),
      audit: { kind: 'unit.succession' as const, label: 'thử' },
      by: { accountId: 'somebody', name: 'somebody' },
    };
    changeId = (await keepUnitChange(stores, order, openingAt)).change.id;
  });

  async function staffPage(width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
    const grants = [aGrant('manager'), aGrant('administrator')];
    const { cookie } = await signedIn(running(), await addAccount(running(), grants));
    const context = await browser().newContext({ viewport: { width, height: 800 }, colorScheme });
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: address() }]);
    return await context.newPage();
  }

  const paths = [
    '/staff/units/many',
    '/staff/units/new',
    '/staff/units/ward-b',
    '/staff/units/city/change',
    '/staff/successions',
    '/staff/successions/new',
    '/staff/successions/:changeId',
    '/staff/services',
    '/staff/services/new',
    '/staff/services/many',
    '/staff/services/birth',
    '/staff/rounds',
    '/staff/rounds/new',
    '/staff/rounds/round',
    '/staff/rounds/round/frame',
    '/staff/retention',
    '/staff/holidays',
    '/staff/holidays/2026?holiday=2026-08-31',
    '/results/round',
    '/results/round?asOf=2026-01-15',
  ];

  const inTheDark = [
    '/staff/units/many',
    '/staff/successions/:changeId',
    '/staff/services',
    '/staff/services/birth',
    '/staff/retention',
    '/results/round?asOf=2026-01-15',
  ];

  test.each([
    [360, 'light', paths],
    [1280, 'dark', inTheDark],
  ] as const)('leave axe nothing to report and fit, at %d px, %s', async (width, scheme, looked) => {
    const page = await staffPage(width, scheme);
    for (const path of looked) {
      const response = await page.goto(`${address()}${path.replace(':changeId', changeId)}`);
      expect([path, response?.status()]).toEqual([path, 200]);
      await expectAccessible(page);
      await expectToFit(page);
    }
    await page.context().close();
  });

  test('a pasted list of services is tried out, mended and kept without a mouse', async () => {
    const page = await staffPage(1280, 'light');
    await page.goto(`${address()}/staff/services/many`);
    await page.locator('#rows').focus();
    await page.keyboard.type('Khai tử; Hộ tịch\n; Hộ tịch');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Cần ghi tên thủ tục.').first().waitFor();
    await page.locator('#rows').fill('Khai tử; Hộ tịch');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Sẽ thêm 1 thủ tục').waitFor();
    await page.getByRole('button', { name: 'Lưu tất cả' }).press('Enter');
    await page.getByText('Đã lưu danh sách thủ tục.').waitFor();
    const services = await running().stores.services.list();
    expect(services.map(({ name }) => name.vi)).toContain('Khai tử');
    await page.context().close();
  });
});
