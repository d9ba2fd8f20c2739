/**
 * Takes the screenshots of docs/user/: starts the program in an empty folder and performs the steps of a first round in
 * a browser. `npx tsx scripts/userGuide.ts [FOLDER]` writes them to docs/user/, or to the folder.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { projectFolder } from '../src/platform/projectFolder.ts';
import { walkFirstRound } from '../test/support/firstRound.ts';
import { runSource } from '../test/support/process.ts';
import { chromiumPath } from '../test/support/programs.ts';

const folder = process.argv[2] ?? join(projectFolder(), 'docs', 'user');
const data = await mkdtemp(join(tmpdir(), 'lang-nghe-guide-'));
const server = runSource('src/main.ts', { env: { DATA_DIR: data, PORT: '0', MONGODB_URI: '' } });
const browser = await chromium.launch({
  ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const [, firstLink = ''] = await server.says(/first-administrator: (\S+)/);
  const page = await browser.newPage({ viewport: { width: 900, height: 640 } });
  page.setDefaultTimeout(20_000);
  const { clicks } = await walkFirstRound({
    page,
    address: new URL(firstLink).origin,
    firstLink,
    async look(step) {
      await page.evaluate("document.querySelector('main').scrollIntoView()");
      await page.screenshot({ path: join(folder, `${step}.png`) });
    },
  });
  process.stdout.write(`${clicks} clicks to an open round with posters and a kiosk\n`);
} finally {
  await browser.close();
  await server.end('SIGTERM');
  await rm(data, { recursive: true });
}
