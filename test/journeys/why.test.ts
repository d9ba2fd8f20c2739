/** From the results of a unit to why they moved, in a real browser. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useApp } from '../support/app.ts';
import { aRound, closingAt, duringAt, fillSmallCity, openingAt } from '../support/builders.ts';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  useAddress,
  useBrowser,
} from '../support/browser.ts';
import { countAll } from '../support/counting.ts';

const dayMs = 24 * 60 * 60 * 1000;

describeInBrowser('why an index moved', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();

  beforeAll(async () => {
    const { stores, clock } = running();
    const { survey, points } = await fillSmallCity(stores, { round: { previousRoundId: 'before' } });
    await stores.rounds.add(
      aRound(survey, {
        id: 'before',
        opensAt: new Date(openingAt.getTime() - 60 * dayMs),
        closesAt: new Date(openingAt.getTime() - 30 * dayMs),
      }),
    );
    let sent = 0;
    const send = async (roundId: string, count: number, q3: (form: number) => number) => {
      for (let form = 0; form < count; form++) {
        sent += 1;
        await stores.submissions.add({
          id: `00000000-0000-4000-8000-${String(sent).padStart(12, '0')}`,
          roundId,
          surveyVersionId: survey.id,
          accessPointId: points[form % 2]!.id,
          revision: 1,
          receivedHour: duringAt,
          givenOn: '2026-01-20',
          late: false,
          noticeVersion: '1',
          answers: { q1: 3 + (form % 3), q2: 3 + (form % 3), q3: q3(form) },
          about: {},
          salts: { answers: Buffer.alloc(16) },
          receiptCode: `receipt-${sent}`,
        });
      }
    };
    await send('before', 60, (form) => (form % 3 === 0 ? 2 : 5));
    await send('round', 60, (form) => (form % 3 === 0 ? 5 : 2));
    await countAll(stores);
    clock.now = new Date(closingAt.getTime() + dayMs);
  });

  async function open(language: 'vi' | 'en', width: number): Promise<Page> {
    const context = await browser().newContext({ viewport: { width, height: 740 } });
    const page = await context.newPage();
    await page.goto(`${address()}/results/round/units/city${language === 'en' ? '?lang=en' : ''}`);
    await page.getByRole('link', { name: language === 'vi' ? 'Vì sao chỉ số' : 'Why did the index' }).click();
    return page;
  }

  test('is a step from the results, in words, charts and tables, and easy to read for everybody', async () => {
    const page = await open('vi', 360);
    await page.getByRole('heading', { name: 'Vì sao chỉ số thay đổi?' }).waitFor();
    // Of three questions each a third: q3 fell from 66.67 to 33.33 %, a third of which is 11.11, and the others not.
    await page.getByText('chiếm 11,11 trong 11,11 điểm giảm').first().waitFor();
    await page
      .getByRole('table', { name: /^Theo yếu tố/ })
      .first()
      .waitFor();
    await page.getByRole('img', { name: /^Bốn ô/ }).waitFor();
    await page.getByText('Bảng số liệu và tải về: Theo yếu tố').click();
    expect(await page.getByRole('row', { name: /^Cộng/ }).first().innerText()).toContain('−11,11');
    await expectToFit(page);
    await expectAccessible(page);
    await page.context().close();
  });

  test('is the same in English, with its figures as JSON, in at most 30 KB', async () => {
    const page = await open('en', 1280);
    await page.getByText('accounts for 11.11 of the 11.11 points lost').first().waitFor();
    await expectAccessible(page);
    const reloaded = (await page.reload())!;
    const { responseHeadersSize, responseBodySize } = await reloaded.request().sizes();
    expect(responseHeadersSize + responseBodySize).toBeLessThanOrEqual(30 * 1024);
    await page.getByRole('link', { name: 'This page as JSON' }).click();
    expect(await page.locator('body').innerText()).toContain('"judgedPoints"');
    await page.context().close();
  });
});
