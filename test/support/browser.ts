import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Express } from 'express';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumPath, describeWith } from './needs.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A describe block for journeys in a real browser. */
export function describeInBrowser(title: string, tests: () => void): void {
  describeWith('Chromium', chromiumPath, title, tests);
}

/** How long a step takes is the machine's affair. */
export const stepMsMax = 100_000;

/** One browser for the tests of a file. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({
      timeout: stepMsMax,
      ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    browser.on('context', (context) => context.setDefaultTimeout(stepMsMax));
  });
  afterAll(async () => {
    await browser?.close();
  });
  return () => {
    if (!browser) throw new Error('the browser is there from beforeAll on');
    return browser;
  };
}

/** Serves an app on a port of its own for the tests of a file. */
export function useAddress(app: () => Express): () => string {
  let server: Server | undefined;
  let address = '';
  beforeAll(async () => {
    const made = createServer(app());
    server = made;
    await new Promise<void>((resolve) => {
      made.listen(0, '127.0.0.1', resolve);
    });
    address = `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  });
  return () => address;
}

/** Opens a page. @returns what it loads: requests, bytes with headers, and the hosts that it comes from */
export async function weightOf(
  page: Page,
  url: string,
): Promise<{ bytes: number; hosts: string[]; requests: number }> {
  const sizes: Promise<number>[] = [];
  const hosts = new Set<string>();
  page.on('response', (response) => {
    hosts.add(new URL(response.url()).host);
    const measured = response.request().sizes();
    sizes.push(
      measured.then(({ responseHeadersSize, responseBodySize }) => responseHeadersSize + responseBodySize),
    );
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  return { bytes, hosts: [...hosts], requests: sizes.length };
}

/** Holds a page against WCAG 2.2 AA and axe's best practices, once its stylesheets are there. axe itself needs a page with JavaScript on. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

/** No page is wider than its window. It needs no JavaScript of the page. */
export async function expectToFit(page: Page): Promise<void> {
  const root = 'document.documentElement';
  const over = await page.evaluate(`${root}.scrollWidth - ${root}.clientWidth`);
  expect([page.url(), page.viewportSize()?.width, over]).toEqual([page.url(), page.viewportSize()?.width, 0]);
}
