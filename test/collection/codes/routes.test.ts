import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import { useApp } from '../../support/app.ts';
import { aUnit, closingAt, duringAt, fillSmallCity } from '../../support/builders.ts';
import { openForm, sendForm } from '../../support/citizen.ts';
import { describeWith, pdftoppmPath } from '../../support/needs.ts';
import { cut, decoded, renderPages } from '../../support/printed.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp({ publicUrl: 'https://langnghe.example.vn' });
let manager: Browser;
let url = '';

const request = { label: 'Hồ sơ tháng 1', count: '31', round: 'round', unit: 'ward-a', service: '' };

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  await testApp().stores.units.add(aUnit('elsewhere'));
  manager = await colleague(testApp(), 'manager');
  const made = await manager.post('/staff/codes', request).expect(303);
  url = String(made.headers['location']).split('?')[0]!;
});

async function takenTable(): Promise<readonly Record<string, string>[]> {
  const { text } = await manager.get(`${url}/table`).expect(200);
  return parse<Record<string, string>>(text, { bom: true, columns: true });
}

describe('a batch of codes', () => {
  it('is made for a round, a unit and a count, with an access point of its own', async () => {
    const { text } = await manager.get(`${url}?done=made`).expect(200);
    expect(text).toContain('Đã lập lô mã.');
    expect(text).toContain('0% (0/31)');
    expect(text).toContain('phường ward-a');
  });

  it('offers only units of rounds, and first a unit of the first round', async () => {
    const { text } = await manager.get('/staff/codes/new').expect(200);
    expect(text).toContain('<option value="city" selected>');
    expect(text).not.toContain('<option value="elsewhere"');
  });

  it.each([
    ['fewer than 30', { count: '29' }, 'Số mã phải từ 30'],
    ['more than 1000', { count: '1001' }, 'Số mã phải từ 30'],
    ['not a number of', { count: 'many' }, 'Số mã phải từ 30'],
    ['nameless', { label: ' ' }, 'Xin đặt tên cho lô mã'],
    ['a foreign unit’s', { unit: 'elsewhere' }, 'không thuộc đợt đã chọn'],
  ])('keeps what was typed when it wants %s codes', async (_what, change, sentence) => {
    const response = await manager.post('/staff/codes', { ...request, ...change });
    expect([response.status, response.text]).toEqual([422, expect.stringContaining(sentence)]);
    expect(response.text).toContain(`value="${{ ...request, ...change }.label.trim()}"`);
  });

  it('is taken as a table whose codes open the form once each; that is kept in the audit', async () => {
    const rows = await takenTable();
    expect(rows).toHaveLength(31);
    const { 'Mã một lần': code = '', 'Đường dẫn': link = '', Số: serial } = rows[30]!;
    expect(serial).toBe('31');
    expect(link).toBe(`https://langnghe.example.vn/s/${accessCodeOf(link)}#${code.replaceAll('-', '')}`);
    const fields = await openForm(testApp().app, accessCodeOf(link));
    const answers = { 'answer-q1': '5', 'answer-q2': '5', code };
    expect((await sendForm(testApp().app, accessCodeOf(link), { ...fields, ...answers })).status).toBe(303);
    expect((await manager.get('/staff/codes')).text).toContain('3,2%'); // 1 of 31
    await drain(testApp());
    const actions = await testApp().stores.audit.list({ subjectId: url.split('/').at(-1)! }, 10);
    expect(actions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['codes.made', 'codes.taken']));
  });

  it('cannot be made where no round is open or going to be', async () => {
    testApp().clock.now = closingAt;
    const late = await colleague(testApp(), 'manager');
    expect((await late.get('/staff/codes/new')).text).toContain('Chưa có đợt đo lường nào');
    await late.post('/staff/codes', request).expect(400);
    testApp().clock.now = duringAt;
  });

  it('is not in the list of others, which says what to do', async () => {
    const other = await colleague(testApp(), 'manager', 'ward-b');
    expect((await other.get('/staff/codes')).text).toContain('Chưa có lô mã nào');
    await other.get(url).expect(404);
  });
});

function accessCodeOf(link: string): string {
  return /\/s\/(\w+)/.exec(link)?.[1] ?? '';
}

describeWith('pdftoppm', pdftoppmPath, 'printed slips', () => {
  it('carry each code of the table once, to be scanned', async () => {
    const links = (await takenTable()).map((row) => row['Đường dẫn']);
    const { body } = await manager
      .get(`${url}/slips`)
      .buffer()
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('end', () => done(null, Buffer.concat(parts)));
      });
    const dotsPerInch = 84;
    const pages = await renderPages(body as Buffer, dotsPerInch);
    expect(pages).toHaveLength(4);
    const [dotsPerMm, widthMm, heightMm] = [dotsPerInch / 25.4, 105, 59.4];
    const read = pages.flatMap((page) =>
      Array.from({ length: 10 }, (_, index) =>
        decoded(
          cut(page, {
            left: (index % 2) * widthMm * dotsPerMm,
            top: Math.floor(index / 2) * heightMm * dotsPerMm,
            width: widthMm * dotsPerMm,
            height: heightMm * dotsPerMm,
          }),
        ),
      ),
    );
    expect(read.slice(0, 31)).toEqual(links);
    expect(read.slice(31).every((text) => text === undefined)).toBe(true);
  });
});

it('batches are listed fifty to a page, of each its place and what was used of it', async () => {
  const { accessPoints, codes } = testApp().stores;
  const subject = { id: 'lot', label: 'lot' };
  for (let number = 0; number < 50; number += 1) {
    const [id, madeAt] = [`lot-${number}`, new Date(duringAt.getTime() + 1000 + number)];
    const revisions = [{ number: 1, roundId: 'round', unitId: 'ward-b', from: duringAt }];
    await accessPoints.add({ id, code: `LT${number}`, channel: 'code', revisions });
    const entry = auditEntry({ at: madeAt, kind: 'codes.made', unitIds: [], subject });
    await codes.addBatch(
      { id, label: id, count: 30, madeAt, madeBy: { accountId: 'somebody', name: 'somebody' } },
      entry,
    );
  }
  const first = await manager.get('/staff/codes');
  const second = await manager.get('/staff/codes?page=2');
  expect(first.text.match(/href="\/staff\/codes\/lot-/g)).toHaveLength(50);
  expect(first.text).toContain('href="/staff/codes?page=2"');
  expect(second.text).toContain(`href="${url}"`);
  expect(second.text).not.toContain('page=3');
});
