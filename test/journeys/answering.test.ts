/** A citizen's way from the form to the index, in a real browser with JavaScript switched off. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sipas2017 } from '../../src/design/surveys/presets/sipas2017.ts';
import { useApp } from '../support/app.ts';
import { fillSmallCity } from '../support/builders.ts';
import { describeInBrowser, expectAccessible, useAddress, useBrowser, weightOf } from '../support/browser.ts';
import { answer } from '../support/citizen.ts';
import { countAll } from '../support/counting.ts';

describeInBrowser('answering the form of 22 criteria', () => {
  const running = useApp();
  const address = useAddress(() => running().app);
  const browser = useBrowser();

  const everybodySatisfied = Object.fromEntries(sipas2017.questions.map(({ id }) => [id, 4]));

  beforeAll(async () => {
    await fillSmallCity(running().stores, { survey: sipas2017 });
    for (let form = 0; form < 60; form++) await answer(running().app, 'WARD22', everybodySatisfied);
  });

  async function newPage(javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser().newContext({ javaScriptEnabled, viewport: { width: 360, height: 740 } });
    return await context.newPage();
  }

  /** Chooses level 5 throughout, by the label that a finger would touch. */
  async function answerAll(page: Page): Promise<void> {
    await page.goto(`${address()}/s/WARD22`);
    for (const { id } of sipas2017.questions) await page.locator(`#${id} .levels label`).last().click();
  }

  /** What the results say: respondents behind the band of the index, in tens, and responses received. */
  async function peopleAndReceived(): Promise<[people: number, received: number]> {
    await countAll(running().stores);
    const results = await fetch(`${address()}/results/round/units/ward-a.json`);
    const { satisfactionIndex, formsReceivedInRound } = (await results.json()) as {
      satisfactionIndex: { figure: { people: number } };
      formsReceivedInRound: number;
    };
    return [satisfactionIndex.figure.people, formsReceivedInRound];
  }

  test('is counted at once in the responses received, while the index waits for its time', async () => {
    const page = await newPage(false);
    expect(await peopleAndReceived()).toEqual([60, 60]);
    await answerAll(page);
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
    expect(await peopleAndReceived()).toEqual([60, 61]);
    for (let form = 0; form < 9; form++) await answer(running().app, 'WARD22', everybodySatisfied);
    expect(await peopleAndReceived()).toEqual([60, 70]);
    await page.context().close();
  });

  test('changes its language by a submit that keeps what was chosen and written', async () => {
    const page = await newPage(false);
    await page.goto(`${address()}/s/WARD22`);
    await page.locator('#q3 .levels label').nth(1).click();
    await page.getByLabel('Tuổi').selectOption({ label: 'Trên 60' });
    await page.getByLabel(/góp ý/).fill('Ghế ít quá');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('#q3').getByLabel('Dissatisfied', { exact: true }).isChecked()).toBe(true);
    expect(await page.getByLabel('Age', { exact: true }).inputValue()).toBe('over60');
    expect(await page.getByLabel(/anything you would like to add/).inputValue()).toBe('Ghế ít quá');
    await page.context().close();
  });

  test('sent with two questions left out comes back, focused on the first of them, and nothing is lost', async () => {
    const page = await newPage(false);
    await answerAll(page);
    await page.goto(`${address()}/s/WARD22`);
    for (const { id } of sipas2017.questions.slice(2))
      await page.locator(`#${id} .levels label`).first().click();
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await page.getByText('còn 2 chỗ cần bổ sung').waitFor();
    expect(await page.locator('input:checked').count()).toBe(20);
    expect(
      await page
        .locator('#q1 input')
        .first()
        .evaluate((input) => input.matches(':focus')),
    ).toBe(true);
    await page.context().close();
  });

  test('gone back to after sending opens a new form, empty, for another person', async () => {
    const page = await newPage(false);
    await answerAll(page);
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
    await page.goBack();
    expect(await page.locator('input:checked').count()).toBe(0);
    await page.context().close();
  });

  test('weighs at most 30 KB with everything that it loads, from our own server alone', async () => {
    const page = await newPage(true);
    const { bytes, hosts, requests } = await weightOf(page, `${address()}/s/WARD22`);
    expect(hosts).toEqual([new URL(address()).host]);
    expect(requests).toBe(3); // the page, its styles and its script
    expect(bytes).toBeGreaterThan(5 * 1024);
    expect(bytes).toBeLessThanOrEqual(30 * 1024);
    await page.context().close();
  });

  test('has targets of at least 44 px for a finger', async () => {
    const page = await newPage(true);
    await page.goto(`${address()}/s/WARD22`);
    const boxes = await page
      .locator('fieldset label')
      .evaluateAll((labels) =>
        labels.map((label) => ({ width: label.clientWidth, height: label.clientHeight })),
      );
    expect(boxes).toHaveLength(22 * 6);
    expect(boxes.filter(({ width, height }) => width < 44 || height < 44)).toEqual([]);
    await page.context().close();
  });

  test('and its receipt, results and errors leave axe nothing to report', async () => {
    const page = await newPage(true);
    for (const path of ['/', '/s/WARD22?lang=en', '/results', '/results/round', '/results/round?lang=en']) {
      await page.goto(address() + path);
      await expectAccessible(page);
    }
    await page.goto(`${address()}/s/WARD22`);
    await page.locator('.send button').click();
    await page.locator('.error-summary').waitFor();
    await expectAccessible(page);
    await answerAll(page);
    await page.locator('.send button').click();
    await expectAccessible(page);
    await page.context().close();
  });
});
