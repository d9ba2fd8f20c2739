/** The form within a page of another site: 127.0.0.1 and localhost are two sites for a browser. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { useApp } from '../support/app.ts';
import { describeInBrowser, expectAccessible, useAddress, useBrowser } from '../support/browser.ts';
import { fillSmallCity } from '../support/builders.ts';

/** A site whose pages show ours in a frame, at the same path. */
async function someSite() {
  const site = createServer(({ url }, res) => {
    const frame = `<iframe title="form" src="${address()}${url}" width="600" height="900"></iframe>`;
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    res.end(
      `<!doctype html><html lang="vi"><title>portal</title><main><h1>Portal</h1>${frame}</main></html>`,
    );
  }).listen(0, 'localhost');
  await once(site, 'listening');
  return { site, origin: `http://localhost:${(site.address() as AddressInfo).port}` };
}

const [portal, stranger] = [await someSite(), await someSite()];
const running = useApp({ embedOrigins: [portal.origin] });
const address = useAddress(() => running().app);

describeInBrowser('a form in a frame of another site', () => {
  const browser = useBrowser();

  beforeAll(async () => {
    await fillSmallCity(running().stores);
  });

  afterAll(() => {
    for (const { site } of [portal, stranger]) {
      site.closeAllConnections();
      site.close();
    }
  });

  test.each([true, false])(
    'is sent once by a double press and leads to its receipt, without a cookie (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const before = await running().stores.submissions.countOfRound('round');
      const context = await browser().newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(`${portal.origin}/embed/s/WARD22`);
      const frame = page.frameLocator('iframe');
      for (const id of ['q1', 'q2']) await frame.locator(`#${id} .levels label`).nth(4).click();
      await frame.locator('.send button').dblclick();
      await frame.getByText('Cảm ơn ông/bà!').waitFor();
      expect(new URL(page.frames()[1]!.url()).pathname).toMatch(/^\/embed\/receipts\//);
      expect(await context.cookies()).toEqual([]);
      await context.close();
      expect(await running().stores.submissions.countOfRound('round')).toBe(before + 1);
      expect(running().errors).toEqual([]);
    },
  );

  test('is accessible, as is the badge', async () => {
    const page = await browser().newPage();
    for (const path of ['/embed/s/WARD22', '/embed/units/city']) {
      await page.goto(address() + path);
      await expectAccessible(page);
    }
    await page.close();
  });

  test('is not shown by a site that the settings do not name', async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    await page.goto(`${stranger.origin}/embed/s/WARD22`);
    expect(await page.frames()[1]!.locator('form').count()).toBe(0);
    await context.close();
  });
});
