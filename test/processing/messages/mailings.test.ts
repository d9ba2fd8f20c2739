/** Invitations and reminders by mail, from the list to its end, through a mail server that runs as a process of its own. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import {
  mailsTaken,
  mailTo,
  publicUrl,
  someMessaging,
  startMailServer,
  type Outside,
} from '../../platform/messages/someChannels.ts';
import { useApp } from '../../support/app.ts';
import { duringAt } from '../../support/builders.ts';
import { openForm, sendForm } from '../../support/citizen.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';
import { draft, drawnRound, framePath, invitation, path, sender } from './someMailing.ts';

const server: Outside = await startMailServer();
const messaging = someMessaging({ channels: [mailTo(server.port)], consentAbove: 50 });
const testApp = useApp({ messaging, publicUrl }, { formsPerMinute: 1000 });
const day = 86_400_000;
let manager: Browser;
let run: () => Promise<void>;

interface Mail {
  readonly to: string;
  readonly link: string;
  readonly stop: string;
  readonly text: string;
}

/** Mails so far; quoted-printable and base64 are decoded. */
function mails(): readonly Mail[] {
  return mailsTaken(server).map(({ to: [to = ''], text }) => {
    const [head = '', ...rest] = text.split('\r\n\r\n');
    const body = rest.join('\r\n\r\n');
    const decoded = /base64/i.test(head)
      ? Buffer.from(body, 'base64').toString()
      : Buffer.from(
          body
            .replaceAll('=\r\n', '')
            .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
          'latin1',
        ).toString();
    const [link = '', stop = ''] = decoded.match(/https:\S+/g) ?? [];
    return { to, link, stop, text: decoded };
  });
}

async function stored(): Promise<string> {
  const collections = await testApp().connection.db!.listCollections().toArray();
  const found = collections.map(({ name }) => testApp().connection.collection(name).find({}).toArray());
  return JSON.stringify(await Promise.all(found));
}

async function answerBy(link: string): Promise<number> {
  const { pathname, hash } = new URL(link);
  const accessCode = pathname.split('/').at(-1)!;
  const fields = await openForm(testApp().app, accessCode);
  const answers = { 'answer-q1': '5', 'answer-q2': '4', code: hash.slice(1) };
  return (await sendForm(testApp().app, accessCode, { ...fields, ...answers })).status;
}

beforeAll(async () => {
  const fresh = () => colleague(testApp(), 'manager', 'city');
  manager = await fresh();
  await drawnRound(
    testApp(),
    async () => manager,
    (unit, at) =>
      at === 0
        ? `gone-${unit}@example.vn`
        : at === 1
          ? `busy-${unit}@example.vn`
          : at === 2
            ? ''
            : `p${at}-${unit}@example.vn`,
  );
  run = await sender(testApp(), messaging);
});
afterAll(async () => await server.running.end('SIGTERM'));

/** Signs in anew where the clock has moved on. */
async function later(ms: number): Promise<void> {
  testApp().clock.now = new Date(testApp().clock.now.getTime() + ms);
  manager = await colleague(testApp(), 'manager', 'city');
}

describe('a mailing', () => {
  test('is found from the list, and its form knows the column with addresses', async () => {
    expect((await manager.get('/staff/rounds/round')).text).toContain(`href="${framePath}"`);
    expect((await manager.get(framePath)).text).toContain(`href="${path}"`);
    const { text } = await manager.get(path).expect(200);
    expect(text).toMatch(/<option value="Thư điện tử" selected>/);
    expect(text).toContain('{link}');
  });

  test.each([
    ['text', { text: 'không có liên kết {stop}' }, 'phải có link'],
    ['text', { text: '{link}' }, 'phải có stop'],
    ['text', { text: '{link} {stop} {name}' }, 'chỉ được ghi unit'],
    ['text', { text: '' }, 'Xin ghi nội dung'],
    ['subject', { subject: '' }, 'Xin ghi tiêu đề'],
    ['addressField', { addressField: 'Ngôn ngữ' }, 'Không ai trong mẫu có địa chỉ'],
    ['addressField', { addressField: 'Điện thoại' }, 'Xin chọn cột'],
    ['languageField', { languageField: '' }, 'chọn cột ngôn ngữ'],
    ['channel', { channel: 'zalo' }, 'Xin chọn kênh'],
  ])('is refused with a wrong %s, %j', async (field, changes, sentence) => {
    const { text } = await manager.post(path, { ...invitation, ...changes }).expect(422);
    expect(new RegExp(`id="${field}-error">([^<]*)`).exec(text)?.[1]).toContain(sentence);
  });

  test('that would reach nobody makes no codes, so that letters can still be printed', async () => {
    await manager.post(path, { ...invitation, addressField: 'Họ tên' }).expect(422);
    expect((await manager.get(framePath)).text).toContain('Lập mã một lần cho mỗi tầng');
  });

  test('is looked at in both languages before it is sent, with a code that opens nothing', async () => {
    const page = await draft(manager);
    const { text } = await manager.get(page).expect(200);
    expect(text).toContain('#XXXXXXXXXXXX');
    expect(text).toMatch(/phường ward-[ab] mời ông\/bà cho ý kiến đến hết 04\/02\/2026/);
    expect(text).toMatch(/ward-[ab] ward asks for your answer by 4 Feb 2026/);
    expect(text).toContain('2 người được chọn không có địa chỉ');
    expect(text).toMatch(/\/s\/\w+\?lang=en#XXXXXXXXXXXX/);
    await manager.post(`${page}/discard`).expect(303);
    await manager.get(page).expect(404);
    const { text: frame } = await manager.get(framePath).expect(200);
    expect(frame).toContain('Danh sách này được mời bằng thư điện tử, tin nhắn');
    expect(frame).not.toContain('Tải thư mời');
  });

  test('is written again with its texts in the form, in place of the first', async () => {
    const page = await draft(manager, { ...invitation, subject: 'Tiêu đề thứ nhất' });
    const again = await manager.post(`${page}/rewrite`).expect(303);
    const { text } = await manager.get(String(again.headers['location'])).expect(200);
    expect(text).toContain('value="Tiêu đề thứ nhất"');
    expect(text).toContain('{unit} asks for your answer by {until}');
    await manager.get(page).expect(404);
  });

  test('above a number is sent by a second account, which is not the first', async () => {
    const page = await draft(manager);
    await manager.post(`${page}/send`).expect(303);
    await run();
    expect(mails()).toEqual([]);
    await manager.post(`${page}/send`).expect(409);
    expect((await manager.get('/staff')).text).not.toContain('Tin nhắn chờ người thứ hai đồng ý');
    const second = await colleague(testApp(), 'manager', 'city');
    const { text } = await second.get('/staff').expect(200);
    expect(text).toContain('Tin nhắn chờ người thứ hai đồng ý');
    expect(text).toContain(`href="${page}"`);
    await second.post(`${page}/send`).expect(303);
    await second.post(`${page}/send`).expect(409);
    await manager.post(path, invitation).expect(409); // there is an invitation
  });

  test('goes out within the sending hours', async () => {
    await later(12 * 3_600_000); // 21:30
    await run();
    expect(mails()).toEqual([]);
    await later(12 * 3_600_000);
    await run();
    await run();
    await server.running.says(/p39-ward-b/);
    // Of 80 people two have no address, two do not exist, and the server was busy for two.
    expect(mails()).toHaveLength(74);
    expect(new Set(mails().map(({ link }) => link)).size).toBe(74);
    expect(mails().filter(({ text }) => text.includes('asks for your answer'))).toHaveLength(38); // odd ones, less the busy
    const { text } = await manager.get(path).expect(200);
    for (const count of ['đã chuyển cho kênh: 74', 'địa chỉ không đến được: 2', 'chờ gửi: 2'])
      expect(text).toContain(count);
  });

  test('is tried again later where the server was busy, and sends nobody anything twice', async () => {
    await later(60_000);
    await run();
    await run();
    await server.running.says(/busy-ward-b/);
    const to = mails().map((mail) => mail.to);
    expect(new Set(to).size).toBe(to.length);
    expect(to).toHaveLength(76);
    expect((await manager.get(path)).text).toContain('đã gửi xong');
    const file = (await manager.get(`${path}?take=messages.csv`).expect(200)).text;
    expect(file.split('\r\n')[1]).toMatch(/^Lời mời,[^,]+,đã gửi xong,đã chuyển cho kênh: 76/);
    testApp().errors.splice(0); // what the server refused
  });

  test('leaves neither an address nor a code in the store that could be read', async () => {
    const all = await stored();
    expect(all).toContain('Thư điện tử'); // the heading: what the search looks for can be found
    expect(all).not.toContain('example.vn');
    for (const { link } of mails()) expect(all).not.toContain(link.split('#')[1]);
    expect(
      await testApp().stores.frames.isOutside((await testApp().stores.frames.find('round'))!.listId),
    ).toBe(true);
  });

  test('has links that answer once', async () => {
    const { link } = mails().find(({ to }) => to === 'p5-ward-a@example.vn')!;
    expect([await answerBy(link), await answerBy(link)]).toEqual([303, 422]);
  });
});

describe('an address', () => {
  test('gets no more once its owner says so, by the page or by the mail program', async () => {
    const { stop } = mails().find(({ to }) => to === 'p6-ward-a@example.vn')!;
    const { pathname } = new URL(stop);
    const { text } = await request(testApp().app).get(pathname).expect(200);
    expect(text).toContain(`action="${pathname}"`);
    await request(testApp().app).post(pathname).type('form').send('List-Unsubscribe=One-Click').expect(200);
    await request(testApp().app).post(pathname).expect(200); // again
    const made = `${pathname.slice(0, -1)}${pathname.endsWith('A') ? 'B' : 'A'}`;
    const refused = await request(testApp().app).post(made).expect(404);
    expect(refused.text).toContain('Xin mở lại đúng liên kết trong thư');
  });
});

describe('a reminder', () => {
  test('may not come sooner than three days after', async () => {
    await manager.post(path, invitation).expect(409);
    expect((await manager.get(path)).text).toMatch(/Nhắc lần tiếp theo được từ \d\d:\d\d \d\d\/\d\d\/\d{4}/);
    await later(3 * day);
    expect((await manager.get(path)).text).toContain('Soạn: Nhắc lần 1');
  });

  async function remind(): Promise<readonly string[]> {
    const before = mails().length;
    const page = await draft(manager);
    await manager.post(`${page}/send`);
    const second = await colleague(testApp(), 'manager', 'city');
    await second.post(`${page}/send`);
    await run();
    await run();
    const ended = await manager.get(path);
    expect(ended.text).toContain('đã gửi xong');
    const sent = mails().slice(before);
    expect(new Set(sent.map(({ to }) => to)).size).toBe(sent.length);
    return sent.map(({ to }) => to);
  }

  test('goes to all alike while few have answered, but not where nobody was reached or wants it', async () => {
    const reminded = await remind();
    expect(reminded).toContain('p5-ward-a@example.vn'); // has answered, alone
    for (const unreached of ['gone-ward-a@example.vn', 'p6-ward-a@example.vn'])
      expect(reminded).not.toContain(unreached);
    expect(reminded).toHaveLength(75);
    const [first, again] = mails().filter(({ to }) => to === 'p7-ward-a@example.vn');
    expect(again!.link).toBe(first!.link);
  });

  test('leaves out who has answered once ten have, and only of their unit', async () => {
    for (let at = 7; at < 16; at++) {
      const { link } = mails().find(({ to }) => to === `p${at}-ward-a@example.vn`)!;
      expect(await answerBy(link)).toBe(303);
    }
    const { link } = mails().find(({ to }) => to === 'p7-ward-b@example.vn')!;
    expect(await answerBy(link)).toBe(303);
    await later(3 * day);
    const reminded = await remind();
    expect(reminded.filter((to) => to.endsWith('ward-a@example.vn'))).toHaveLength(37 - 10); // p5 and p7 to p15 have answered
    expect(reminded).not.toContain('p5-ward-a@example.vn');
    expect(reminded).toContain('p7-ward-b@example.vn');
    const all = await stored();
    expect(all).not.toContain('example.vn');
  });
});

test('the list takes its messages with it, and only numbers remain', async () => {
  await manager.post(`${framePath}/erase`).expect(303);
  await run();
  const [, , invited] = await testApp().stores.mailings.listOfRound('round');
  expect(invited).toMatchObject({ state: 'erased', counts: { handed: 76, bounced: 2 } });
  expect(await testApp().connection.collection('messages').countDocuments({})).toBe(0);
  const { text } = await manager.get(path).expect(200);
  expect(text).toContain('danh sách đã xóa');
  await manager.post(path, invitation).expect(409);
});

test('who wrote, proposed and sent is in the audit, without an address', async () => {
  await drain(testApp());
  const actions = await testApp().stores.audit.list({}, 200);
  const kinds = actions.map(({ kind }) => kind).filter((kind) => kind.startsWith('mailing.'));
  expect(new Set(kinds)).toEqual(
    new Set(['mailing.drafted', 'mailing.discarded', 'mailing.asked', 'mailing.sent']),
  );
  const sent = actions.filter(({ kind }) => kind === 'mailing.sent');
  expect(sent).toHaveLength(3);
  expect(sent.at(-1)!.after).toEqual({ channel: 'Thư điện tử', people: '78', costDong: '0' });
  expect(JSON.stringify(actions)).not.toContain('@');
  expect(testApp().errors).toEqual([]);
  expect(duringAt < testApp().clock.now).toBe(true);
});
