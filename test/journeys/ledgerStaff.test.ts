/** The pages by which staff annul, erase and spot-check, held against WCAG, narrow and wide. */
import { beforeAll, expect, test } from '@jest/globals';
import { seal } from '../collection/ledger/smallLedger.ts';
import { useApp } from '../support/app.ts';
import { fillSmallCity } from '../support/builders.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
} from '../support/browser.ts';
import { answer } from '../support/citizen.ts';
import { colleague, type Browser } from '../support/staff.ts';

describeInBrowser('staff and the ledger', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  const pages: { name: string; by: Browser; path: string }[] = [];

  beforeAll(async () => {
    const { stores, signers, clock, app } = running();
    await fillSmallCity(stores);
    for (let form = 0; form < 34; form += 1) await answer(app, 'WARD22', { q1: 5, q2: 4 });
    clock.now = new Date('2026-01-22T03:10:00Z');
    await seal(stores, signers, clock.now);
    const manager = await colleague(running(), 'manager');
    const auditor = await colleague(running(), 'auditor');
    const day = { point: 'WARD22', fromDay: '2026-01-20', toDay: '2026-01-20' };
    const request = { ...day, receipt: '', reason: 'pressed', note: 'Máy ở quầy 3' };
    const asked = await manager.post('/staff/annulments', request);
    const draw = {
      checkpointNumber: '1',
      count: '6',
      seed: '583921',
      seedSource: 'Xổ số Đồng Tháp 19/01/2026',
    };
    const ordered = await auditor.post('/staff/spot-checks', draw);
    pages.push(
      { name: 'annulments', by: manager, path: '/staff/annulments' },
      { name: 'annulment', by: manager, path: asked.headers['location'] as string },
      { name: 'erasures', by: manager, path: '/staff/erasures' },
      { name: 'spot-checks', by: auditor, path: '/staff/spot-checks' },
      { name: 'minutes', by: auditor, path: ordered.headers['location'] as string },
    );
  });

  test.each([360, 1280])('%i pixels wide, each page fits and leaves axe nothing to report', async (width) => {
    expect(pages.map(({ path }) => path)).not.toContain(undefined);
    for (const { by, path } of pages) {
      const context = await browser().newContext({ viewport: { width, height: 800 } });
      const [name = '', value = ''] = by.cookie.split('=');
      await context.addCookies([{ name, value, url: address() }]);
      const page = await context.newPage();
      await page.goto(`${address()}${path}`);
      await expectAccessible(page);
      await expectToFit(page);
      await context.close();
    }
  });
});
