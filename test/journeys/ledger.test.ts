/** From an answer to a proof that a stranger's program accepts, in a real browser with JavaScript switched off. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { verifierFile } from '../../src/collection/ledger/verifier.ts';
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

const run = promisify(execFile);

describeInBrowser('following an answer into the ledger', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lang-nghe-ledger-'));
    await fillSmallCity(running().stores);
    for (let form = 0; form < 40; form += 1) await answer(running().app, 'WARD33', { q1: 5, q2: 4 });
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function newPage(javaScriptEnabled: boolean, width = 360): Promise<Page> {
    const context = await browser().newContext({ javaScriptEnabled, viewport: { width, height: 740 } });
    return await context.newPage();
  }

  async function download(page: Page): Promise<string> {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải biên nhận (tệp)' }).click(),
    ]);
    const path = join(folder, file.suggestedFilename());
    await file.saveAs(path);
    return path;
  }

  test('answer, receipt, checkpoint, proof downloaded, verified with the single file', async () => {
    const { stores, signers } = running();
    const page = await newPage(false);
    await page.goto(`${address()}/s/WARD22`);
    for (const question of ['q1', 'q2']) await page.locator(`#${question} .levels label`).last().click();
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await page.getByText('Sổ cái và chữ ký').click();
    await page.getByText('đang chờ ghi vào sổ cái').waitFor();
    const verifier = verifierFile();
    const promised = await run(process.execPath, [verifier, 'receipt', await download(page)]);
    expect(promised.stdout).toContain('Promised: in the log by the end of 2026-01-21.');

    await seal(stores, signers, new Date('2026-01-20T03:05:00Z'));
    await page.reload();
    await page.getByText('Sổ cái và chữ ký').click();
    await page.getByText('Đã có trong sổ cái từ mốc kiểm tra số 1').waitFor();
    const receipt = await download(page);
    const proven = await run(process.execPath, [verifier, 'receipt', receipt]);
    expect(proven.stdout).toMatch(/^In the log: entry \d+, since checkpoint 1 of 2026-01-20T03:00:00Z\./);

    await page.goto(`${address()}/ledger/sheet`);
    const key = signers.identity.firstKey;
    await page.getByText(key).waitFor();
    const checked = await run(process.execPath, [verifier, address(), '--receipt', receipt, '--key', key]);
    expect(checked.stdout).toContain('41 entries, unbroken up to checkpoint 1.');
    expect(checked.stdout).toContain('Round round: 41 received (0 late), 0 annulled, 41 left.');
    expect(checked.stdout).toMatch(/Your receipt: entry \d+, in the log since checkpoint 1\./);

    const kept = join(folder, 'witness.txt');
    const visited = await run(process.execPath, [verifier, 'witness', address(), kept]);
    expect(visited.stdout).toContain(key);
    const again = await run(process.execPath, [verifier, 'witness', address(), kept]);
    expect(again.stdout).toBe('No new checkpoint.\n');
    const known = await run(process.execPath, [verifier, address(), '--known', kept]);
    expect(known.stdout).toContain('41 entries');
    await page.context().close();
  });

  test('a log that was altered ends the program with 1 and the first error, an unreachable one with 2', async () => {
    const response = await fetch(`${address()}/ledger/log.txt`);
    const log = join(folder, 'altered.txt');
    await writeFile(log, (await response.text()).replace('"revision":1', '"revision":2'));
    const altered = run(process.execPath, [verifierFile(), log]);
    await expect(altered).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^ERROR: .*(Entry|Checkpoint) \d+/),
    });
    const nobody = run(process.execPath, [verifierFile(), 'http://127.0.0.1:1']);
    await expect(nobody).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Could not check'),
    });
    const usage = run(process.execPath, [verifierFile(), '--nonsense']);
    await expect(usage).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('node verify.mjs LOG'),
    });
  });

  test('the pages leave axe nothing to report, and a receipt is at most 30 KB', async () => {
    const page = await newPage(true);
    const receipt = (await answer(running().app, 'WARD22', { q1: 5, q2: 5 })).headers['location'] as string;
    for (const path of [
      '/ledger',
      '/ledger?lang=en&code=WRONG',
      '/ledger/checkpoints/1',
      '/ledger/sheet',
      receipt,
    ]) {
      await page.goto(`${address()}${path}`);
      await expectAccessible(page);
      await expectToFit(page);
    }
    await page.context().close();

    const fresh = await newPage(false);
    let bytes = 0;
    const session = await fresh.context().newCDPSession(fresh);
    await session.send('Network.enable');
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await fresh.goto(`${address()}${receipt}`, { waitUntil: 'networkidle' });
    expect(bytes).toBeGreaterThan(5000);
    expect(bytes).toBeLessThanOrEqual(30 * 1024);
    await fresh.context().close();
  });
});
