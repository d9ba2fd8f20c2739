/** A manager looks at what the quality pages point to. */
import { beforeAll, test } from '@jest/globals';
import { someDays } from '../collection/quality/someDays.ts';
import { useApp } from '../support/app.ts';
import { fillSmallCity } from '../support/builders.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
} from '../support/browser.ts';
import { addAccount, aGrant, signedIn } from '../support/staff.ts';

describeInBrowser('the quality pages', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();

  beforeAll(async () => {
    const { points } = await fillSmallCity(running().stores);
    const forging = { time: 'anyTime', style: 'allBest' } as const;
    const location = { accessPointId: points[0].id, revision: 1 };
    await someDays(running().stores, location, { today: '2026-01-20', forging });
  });

  test.each([
    ['vi', 360],
    ['en', 1280],
  ] as const)('leave axe nothing to report and fit, in %s at %d px', async (language, width) => {
    const account = await addAccount(running(), [aGrant('manager')], { language });
    const { cookie } = await signedIn(running(), account);
    const context = await browser().newContext({ viewport: { width, height: 900 } });
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: address() }]);
    const page = await context.newPage();
    await page.goto(`${address()}/staff/quality`);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'WARD22' }).click();
    await page.waitForURL(/\/staff\/quality\/.+/);
    await expectAccessible(page);
    await expectToFit(page);
    const shots = process.env['SHOTS'];
    if (shots !== undefined) await page.screenshot({ path: `${shots}/quality-${width}.png`, fullPage: true });
    await context.close();
  });
});
