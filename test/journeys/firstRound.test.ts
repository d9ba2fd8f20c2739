/** A person with nothing but a browser, in front of a program that was just started for the first time. */
import { expect, test } from '@jest/globals';
import { describeInBrowser, expectAccessible, useBrowser } from '../support/browser.ts';
import { walkFirstRound, type GuideStep } from '../support/firstRound.ts';
import { useFolders } from '../support/folder.ts';
import { runSource } from '../support/process.ts';

describeInBrowser('the first round of an installation', () => {
  const browser = useBrowser();
  const newFolder = useFolders();

  test('is open, with thirty units, posters and a kiosk, after at most forty clicks, none of them at an address', async () => {
    const server = runSource('src/main.ts', {
      env: { DATA_DIR: await newFolder(), PORT: '0', MONGODB_URI: '' },
    });
    try {
      const [, firstLink = ''] = await server.says(/first-administrator: (\S+)/);
      const context = await browser().newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const seen: GuideStep[] = [];
      const { clicks, results } = await walkFirstRound({
        page,
        address: new URL(firstLink).origin,
        firstLink,
        async look(step) {
          seen.push(step);
          await expectAccessible(page);
        },
      });
      expect(results).toContain('/results/');
      expect(clicks).toBeLessThanOrEqual(40);
      expect(seen).toEqual(['begin', 'units', 'round', 'points', 'posters', 'kiosk', 'results']);
      await page.getByText('100%').first().waitFor();
    } finally {
      await server.end('SIGTERM');
    }
  }, 240_000);
});
