/**
 * Takes the pictures of docs/user/analysis.md from a running demo (`npm run demo` prints the account of the analyst):
 * `npx tsx scripts/analysisPictures.ts http://localhost:3000 NAME PASSWORD [FOLDER]` writes them to docs/user/, or to the folder.
 */
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { projectFolder } from '../src/platform/projectFolder.ts';
import { chromiumPath } from '../test/support/programs.ts';

const [address, name, password, folder = join(projectFolder(), 'docs', 'user')] = process.argv.slice(2);
if (password === undefined) throw new Error('address, name and password of the analyst are needed');

const city = 'round=2021&unit=tp-hong-ngu';
/** The chart of a page, by its position. */
const pictures = [
  { file: 'why', path: `/staff/analysis/compare?${city}&by=round&b=2020`, chart: 0 },
  { file: 'where', path: `/staff/analysis/small-units?${city}`, chart: 0 },
  { file: 'whom', path: `/staff/analysis/gaps?${city}`, chart: 0 },
  { file: 'drivers', path: `/staff/analysis/drivers?${city}`, chart: 0 },
  { file: 'first', path: `/staff/analysis/drivers?${city}`, chart: 1 },
  { file: 'topics', path: '/staff/analysis/comments?round=2021', chart: 0 },
];

/** The first rows of a long chart are enough, and keep the file below 100 kB. */
const heightMax = 520;

const browser = await chromium.launch({
  ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: 900, height: 3000 } });
  page.setDefaultTimeout(60_000);
  await page.goto(`${address}/staff/sign-in`);
  await page.fill('input[name="name"]', name!);
  await page.fill('input[name="password"]', password);
  await page.press('input[name="password"]', 'Enter');
  await page.waitForURL((url) => url.pathname === '/staff');
  for (const { file, path, chart } of pictures) {
    await page.goto(`${address}${path}`);
    const to = join(folder, `analysis-${file}.png`);
    const figure = page.locator('main figure').nth(chart);
    await figure.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await figure.boundingBox())!;
    await page.screenshot({ path: to, clip: { x, y, width, height: Math.min(height, heightMax) } });
  }
} finally {
  await browser.close();
}
