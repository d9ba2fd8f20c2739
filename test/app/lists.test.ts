/** Every list of staff pages: what its headings, page sizes and files lead to. */
import { beforeAll, expect, it } from '@jest/globals';
import { useApp } from '../support/app.ts';
import { fillSmallCity } from '../support/builders.ts';
import { colleague, drain, type Browser } from '../support/staff.ts';

const testApp = useApp();
const browsers = new Map<string, Browser>();

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  for (const role of ['administrator', 'manager', 'auditor'] as const)
    browsers.set(role, await colleague(testApp(), role));
  await browsers.get('auditor')!.post('/staff/audit/export').expect(303);
  await drain(testApp());
});

const linksIn = (page: string, part: RegExp): string[] =>
  [...page.matchAll(/href="([^"]+)"/g)]
    .map(([, url = '']) => url.replaceAll('&amp;', '&'))
    .filter((url) => part.test(url));

it.each([
  ['administrator', 'accounts'],
  ['administrator', 'holidays'],
  ['administrator', 'units'],
  ['auditor', 'audit'],
  ['auditor', 'jobs'],
  ['manager', 'access-points'],
  ['manager', 'methods'],
  ['manager', 'rounds'],
  ['manager', 'surveys'],
])('the %s sorts the list of %s by each heading that is a link, and downloads it', async (role, name) => {
  const browser = browsers.get(role)!;
  const { text } = await browser.get(`/staff/${name}`).expect(200);
  expect(text).not.toMatch(/<th[^>]*><\/th>/); // a column of buttons has no heading
  const sortings = linksIn(text, /[?&]sort=/);
  expect(sortings.length > 0 || name === 'jobs').toBe(true);
  for (const url of sortings) {
    const sorted = await browser.get(url).expect(200);
    expect(sorted.text).toMatch(/<th scope="col"[^>]* aria-sort="(?:ascending|descending)">/);
  }
  const files = linksIn(text, /[?&]take=/);
  expect(files.length > 0 || name === 'audit').toBe(true);
  for (const url of files) await browser.get(url).buffer(true).expect(200);
  expect(testApp().errors).toEqual([]);
});
