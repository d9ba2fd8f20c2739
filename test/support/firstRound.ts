/**
 * From the link of a first start to an open round with posters, a kiosk, thirty units and live figures, by clicks on what the
 * pages show. The journey and the pictures of docs/user/ go the same way, so that the guide cannot show what is not there.
 */
import type { Page } from 'playwright-core';
import { sipas2017 } from '../../src/design/surveys/presets/sipas2017.ts';
import { hiddenFields } from './citizen.ts';
import { confirmed } from './confirmed.ts';

const password = 'gạch ngói vườn xoài 77';

/** Steps of which the guide has a picture. */
export type GuideStep = 'begin' | 'units' | 'round' | 'points' | 'kiosk' | 'posters' | 'results';

export interface FirstRound {
  readonly page: Page;
  readonly address: string;
  /** That which the program prints when it starts with nothing. */
  readonly firstLink: string;
  /** Called with the page as it is before the step is taken. */
  readonly look: (step: GuideStep) => Promise<void>;
}

const wardCount = 29;

/** A hand that works the pages as a person does, and counts: never by an address typed. */
export function clicker(page: Page) {
  let clicks = 0;
  const main = page.locator('main');
  const pressed = async (press: Promise<void>): Promise<void> => {
    clicks += 1;
    await press;
  };
  return {
    clicks: () => clicks,
    follow: (name: string | RegExp) =>
      pressed(
        main
          .getByRole('link', { name, exact: typeof name === 'string' })
          .first()
          .click(),
      ),
    /** Unfolds the menu first where it is folded. */
    async menu(name: string): Promise<void> {
      const menu = page.getByRole('navigation');
      const line = menu.getByRole('link', { name, exact: true });
      if (!(await line.isVisible())) await pressed(menu.locator('summary').click());
      await pressed(line.click());
    },
    press: (name: string | RegExp) =>
      pressed(page.getByRole('button', { name, exact: typeof name === 'string' }).click()),
    /** A click into the field, and typing. */
    type: (label: string | RegExp, text: string) =>
      pressed(
        page
          .getByLabel(label, { exact: typeof label === 'string' })
          .first()
          .fill(text),
      ),
    /** A click that opens the list, and one that chooses. */
    async choose(label: string, value: string): Promise<void> {
      await pressed(
        main
          .getByLabel(label, { exact: true })
          .selectOption(value)
          .then(() => undefined),
      );
      clicks += 1;
    },
    async confirm(name: string): Promise<void> {
      await confirmed(page, name);
      clicks += 2;
    },
  };
}

/** @returns the clicks until the round is open with posters and a kiosk, and the address of the results */
export async function walkFirstRound({
  page,
  address,
  firstLink,
  look,
}: FirstRound): Promise<{ readonly clicks: number; readonly results: string }> {
  const hand = clicker(page);
  await page.goto(firstLink);
  await makeFirstAccount(hand);

  await hand.follow(/Trả lời bốn câu hỏi/);
  await hand.type('Cơ quan dùng phần mềm', 'Tỉnh Mẫu');
  await look('begin');
  await hand.press('Bắt đầu');
  const wards = Array.from({ length: wardCount }, (_, index) => `Phường Mẫu ${index + 1}`);
  await hand.type('Danh sách', wards.join('\n'));
  await hand.press('Kiểm tra danh sách');
  await look('units');
  await hand.press('Lưu tất cả');

  await hand.menu('Việc cần làm');
  await hand.follow(/Lập và mở đợt/);
  await hand.press('Lưu bản nháp');
  await look('round');
  await hand.confirm('Mở đợt khảo sát');

  await hand.follow('Lập điểm khảo sát');
  await hand.press('Xem trước');
  await look('points');
  await hand.press(`Lập ${wardCount} điểm`);
  const [code = ''] = await page.locator('main tbody th a').allInnerTexts();
  await hand.follow('In áp phích hàng loạt');
  await look('posters');
  await hand.press('Làm tệp PDF');
  await pairKiosk(hand, look);
  const clicks = hand.clicks();

  for (let person = 0; person < 10; person += 1) await answerAt(page, `${address}/s/${code}`);
  await page.goto(`${address}/results`);
  await hand.follow(/Đo lường sự hài lòng năm/);
  await waitForFigure(page);
  await look('results');
  return { clicks, results: page.url() };
}

async function makeFirstAccount(hand: ReturnType<typeof clicker>): Promise<void> {
  await hand.type('Họ và tên', 'Nguyễn Minh Quân');
  await hand.type('Tên đăng nhập', 'minh.quan');
  await hand.type('Mật khẩu mới', password);
  await hand.type('Nhập lại mật khẩu mới', password);
  await hand.press('Lập tài khoản');
  await hand.type('Tên đăng nhập', 'minh.quan');
  await hand.type('Mật khẩu', password);
  await hand.press('Đăng nhập');
}

async function pairKiosk(hand: ReturnType<typeof clicker>, look: FirstRound['look']): Promise<void> {
  await hand.menu('Máy khảo sát');
  await hand.follow('Ghép máy mới');
  await hand.follow('Lập điểm khảo sát cho máy');
  await hand.type('Đơn vị', 'Phường Mẫu 1');
  await hand.press('Xem trước');
  await hand.press('Lập 1 điểm');
  await hand.follow('Ghép máy khảo sát');
  await hand.type('Tên máy', 'Quầy 1');
  await hand.press('Lấy mã ghép');
  await look('kiosk');
}

/** Somebody answers on a telephone of their own. */
async function answerAt(page: Page, url: string): Promise<void> {
  const opened = await page.request.get(url);
  const form = hiddenFields(await opened.text());
  for (const { id } of sipas2017.questions) form[`answer-${id}`] = '4';
  const sent = await page.request.post(url, { form });
  if (!sent.ok()) throw new Error(`an answer was not taken: ${sent.status()}`);
}

/** The program counts by itself, a moment after the last answer. */
async function waitForFigure(page: Page): Promise<void> {
  const figure = page.getByText('100%').first();
  for (let time = 0; time < 60 && !(await figure.isVisible()); time += 1) {
    await page.reload();
    await page.waitForTimeout(500);
  }
}
