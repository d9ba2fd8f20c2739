/** What the form does more where JavaScript runs: nothing is lost on the way, and nothing is counted twice. */
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import type { SurveyContent } from '../../src/design/surveys/survey.ts';
import { useApp } from '../support/app.ts';
import { fillSmallCity, smallSurvey } from '../support/builders.ts';
import { addRecording } from '../support/silence.ts';
import { describeInBrowser, expectAccessible, useAddress, useBrowser } from '../support/browser.ts';

/** The second question is for those who are dissatisfied with the first. */
const conditional: SurveyContent = {
  ...smallSurvey,
  formatVersion: 2,
  questions: smallSurvey.questions.map((question) =>
    question.id === 'q2' ? { ...question, askedIf: { questionId: 'q1', levels: [1, 2] } } : question,
  ),
};

describeInBrowser('the form with JavaScript', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();
  let context: BrowserContext;
  let surveyId = '';

  beforeAll(async () => {
    surveyId = (await fillSmallCity(running().stores, { survey: conditional })).survey.id;
  });
  afterEach(async () => {
    await context.close();
  });

  /** @param before runs in each page ahead of its scripts */
  async function openForm(before = ''): Promise<Page> {
    context = await browser().newContext({ viewport: { width: 360, height: 640 } });
    await context.addInitScript(before);
    const page = await context.newPage();
    await page.goto(`${address()}/s/WARD22`);
    return page;
  }

  const choose = async (page: Page, id: string, level: number) =>
    await page
      .locator(`#${id} .levels label`)
      .nth(level - 1)
      .click();
  const send = async (page: Page) => await page.locator('.send button').click();
  const receipt = async (page: Page) => {
    await page.getByText('Cảm ơn ông/bà!').waitFor();
    return new URL(page.url()).pathname;
  };
  const received = async () => await running().stores.submissions.countOfRound('round');
  const isChosen = async (page: Page, id: string, level: number) =>
    await page.locator(`#${id} input[value="${level}"]`).isChecked();

  test('asks a conditional question only when it is due, and counts what is asked', async () => {
    const page = await openForm();
    const second = page.locator('#q2');
    const counted = async () => await page.locator('.progress').getAttribute('data-of');
    expect([await second.isVisible(), await counted()]).toEqual([false, '/2']);
    await choose(page, 'q1', 1);
    expect([await second.isVisible(), await counted()]).toEqual([true, '/3']);
    await choose(page, 'q2', 3);
    await choose(page, 'q1', 5);
    expect([await second.isVisible(), await counted()]).toEqual([false, '/2']);
    await send(page);
    expect(await receipt(page)).toMatch(/^\/receipts\//);
  });

  test('comes back with what is missing, its focus there, and can be sent then', async () => {
    const page = await openForm();
    await choose(page, 'q1', 2);
    await send(page);
    await page.getByText('còn 1 chỗ cần bổ sung').waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('answer-q2');
    await expectAccessible(page);
    await choose(page, 'q2', 4);
    await send(page);
    await receipt(page);
    await expectAccessible(page);
  });

  test('has the answers again after a reload, and nothing of them once they are sent', async () => {
    const page = await openForm();
    await choose(page, 'q1', 4);
    await page.getByLabel('Tuổi').selectOption({ label: 'Trên 60' });
    await page.getByLabel(/góp ý/).fill('Ghế ít quá');
    await page.reload();
    await page.getByText('Đã mở lại các câu trả lời').waitFor();
    expect(await isChosen(page, 'q1', 4)).toBe(true);
    expect(await page.getByLabel('Tuổi').inputValue()).toBe('over60');
    expect(await page.getByLabel(/góp ý/).inputValue()).toBe('Ghế ít quá');
    await send(page);
    await receipt(page);
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual([]);
    await page.goto(`${address()}/s/WARD22`);
    expect(await isChosen(page, 'q1', 4)).toBe(false);
  });

  test('does not speak of earlier answers to somebody who gave none', async () => {
    const page = await openForm();
    await page.reload();
    await page.getByLabel('Giữ câu trả lời trên máy này').waitFor();
    expect(await page.locator('.restored').isVisible()).toBe(false);
    await choose(page, 'q1', 4);
    await page.reload();
    await page.locator('.restored').waitFor();
  });

  test('forgets at once, and from then on, for somebody who shares the device', async () => {
    const page = await openForm();
    await choose(page, 'q1', 4);
    await page.getByLabel('Giữ câu trả lời trên máy này').uncheck();
    await choose(page, 'q3', 2);
    await page.reload();
    expect([await isChosen(page, 'q1', 4), await isChosen(page, 'q3', 2)]).toEqual([false, false]);
    expect(await page.getByLabel('Giữ câu trả lời trên máy này').isChecked()).toBe(false);
  });

  test('forgets what is a day old, and what somebody wants to start again', async () => {
    const page = await openForm();
    await choose(page, 'q1', 4);
    await page.reload();
    await page.getByRole('button', { name: 'Xóa, trả lời từ đầu' }).click();
    await page.locator('.restored').waitFor({ state: 'hidden' });
    expect(await isChosen(page, 'q1', 4)).toBe(false);
    await choose(page, 'q1', 3);
    await page.evaluate(`for (const [name, kept] of Object.entries(localStorage))
      localStorage.setItem(name, JSON.stringify({ ...JSON.parse(kept), atMs: Date.now() - 25 * 3600 * 1000 }))`);
    await page.reload();
    expect(await isChosen(page, 'q1', 3)).toBe(false);
  });

  test('says that it waits for the network, and sends once when the network is back', async () => {
    const before = await received();
    const page = await openForm();
    const network = await context.newCDPSession(page);
    const setOffline = async (offline: boolean) =>
      await network.send('Network.emulateNetworkConditions', {
        offline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    await choose(page, 'q1', 5);
    await setOffline(true);
    await send(page);
    await page.getByText('Mất kết nối, phiếu chưa gửi được').waitFor();
    expect([await received(), await isChosen(page, 'q1', 5)]).toEqual([before, true]);
    await setOffline(false);
    await receipt(page);
    expect(await received()).toBe(before + 1);
  });

  test.each(['sent again on the same page', 'sent again after a reload'])(
    'whose receipt was lost on the way is one form when it is %s',
    async (way) => {
      const before = await received();
      const page = await openForm();
      let stored = '';
      await page.route(
        '**/s/WARD22',
        async (route) => {
          const answer = await route.fetch({ maxRedirects: 0 });
          stored = answer.headers()['location']!;
          await route.abort();
        },
        { times: 1 },
      );
      await choose(page, 'q1', 5);
      await send(page);
      await page.getByText('Mất kết nối, phiếu chưa gửi được').waitFor();
      expect(await received()).toBe(before + 1);
      if (way.endsWith('reload')) await page.reload();
      await send(page);
      expect(await receipt(page)).toBe(stored);
      expect(await received()).toBe(before + 1);
    },
  );

  test('takes the page of a proxy for no answer, and keeps what was chosen', async () => {
    const page = await openForm();
    await page.route('**/s/WARD22', async (route) => await route.fulfill({ body: '<h1>Wi-Fi</h1>' }), {
      times: 1,
    });
    await choose(page, 'q1', 5);
    await send(page);
    await page.getByText('Mất kết nối, phiếu chưa gửi được').waitFor();
    expect(await isChosen(page, 'q1', 5)).toBe(true);
    await send(page);
    await receipt(page);
  });

  test('shows larger letters, on the next page too', async () => {
    const page = await openForm();
    const size = async () => await page.evaluate('getComputedStyle(document.documentElement).fontSize');
    expect(await size()).toBe('16px');
    await page.getByRole('button', { name: 'Chữ to hơn' }).click();
    expect(await size()).toBe('20px');
    await page.reload();
    expect(await size()).toBe('20px');
    await expectAccessible(page);
  });

  const voices = (...languages: string[]) => `
    window.said = [];
    speechSynthesis.getVoices = () => ${JSON.stringify(languages.map((lang) => ({ lang })))};
    speechSynthesis.speak = ({ text }) => said.push(text);
    window.SpeechSynthesisUtterance = function (text) { this.text = text; };`;

  test('reads a question aloud with its levels, where the browser speaks the language', async () => {
    const page = await openForm(voices('en-US', 'vi-VN'));
    await page.getByRole('button', { name: 'Nghe câu 1' }).click();
    expect(await page.evaluate('said')).toEqual([
      '1. Chỗ ngồi. Rất không hài lòng. Không hài lòng. Bình thường. Hài lòng. Rất hài lòng. Không có ý kiến',
    ]);
    await expectAccessible(page);
  });

  test('offers no reading in a voice of another language', async () => {
    const page = await openForm(voices('en-US'));
    await page.getByRole('button', { name: 'Chữ to hơn' }).waitFor();
    expect(await page.locator('.listen').count()).toBe(0);
  });

  test('plays the recording of a question, whatever voices the browser has', async () => {
    await addRecording(running(), { survey: surveyId, question: 'q1' });
    const page = await openForm(`${voices('en-US')}
      window.Audio = class extends Audio {
        constructor(url) { super(url); this.addEventListener('ended', () => (document.documentElement.dataset.ended = '')); }
      };`);
    expect(await page.locator('.listen').count()).toBe(1);
    await page.getByRole('button', { name: 'Nghe câu 1' }).click();
    await page.locator('html[data-ended]').waitFor();
    expect(await page.evaluate('said')).toEqual([]);
  });

  test('is sent by a browser that has nothing of all this', async () => {
    const page = await openForm(`
      for (const name of ['fetch', 'localStorage', 'speechSynthesis'])
        Object.defineProperty(window, name, { value: undefined });`);
    await choose(page, 'q1', 5);
    await send(page);
    expect(await receipt(page)).toMatch(/^\/receipts\//);
  });
});
