/** Searching screened comments, and the words that they have in common. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Case } from '../../../src/improvement/cases/case.ts';
import { useApp } from '../../support/app.ts';
import { aUnit, fillSmallCity } from '../../support/builders.ts';
import { addAccount, aGrant, colleague, signedIn, type Browser } from '../../support/staff.ts';
import { aCase } from './someCases.ts';

const running = useApp();
let screener: Browser;
let officer: Browser;

const screened = (text: string, changes: Partial<Case> = {}): Case => {
  const {
    original: _original,
    followKeyHash: _mark,
    ...one
  } = aCase({ state: 'assigned', text, ...changes });
  return one;
};

beforeAll(async () => {
  const { stores } = running();
  await fillSmallCity(stores);
  await stores.units.add(aUnit('elsewhere'));
  const cases: Case[] = [
    aCase({ original: 'Ông Tư bắt chờ lâu bí mật' }),
    screened('Chờ lâu ở quầy số hai', { week: '2025-12-29' }),
    screened('Thái độ cán bộ tốt', { state: 'closed' }),
    screened('Chờ lâu ở phường kia', { unitId: 'ward-b' }),
    screened('Chờ lâu nơi khác', { unitId: 'elsewhere' }),
    screened('Chờ lâu tuần này', { week: '2026-01-19' }),
    screened('Chờ lâu, hỏi thêm', { state: 'received', original: 'Chờ lâu bí mật' }),
    ...Array.from({ length: 60 }, (_, number) => screened(`Hồ sơ thiếu giấy tờ, số ${number}`, { week: '2025-06-02' })), // prettier-ignore
  ];
  for (const one of cases) await stores.cases.add(one);
  screener = await colleague(running(), 'clerk', 'city');
  officer = await colleague(running(), 'officer', 'ward-a');
});

const search = async (request: Record<string, string>, browser = officer) =>
  await browser.get(`/staff/cases?${new URLSearchParams({ view: 'screened', ...request }).toString()}`);

describe('the search of comments', () => {
  test('finds words with marks or without, among what is screened, of own units, and not of this week', async () => {
    for (const q of ['cho lau', 'chờ lâu', '"chờ lâu"']) {
      const { status, text } = await search({ q });
      expect(status).toBe(200);
      expect(text).toContain('Chờ lâu ở quầy số hai');
      for (const other of ['phường kia', 'nơi khác', 'tuần này', 'bí mật', 'hỏi thêm', 'Thái độ'])
        expect(text).not.toContain(other);
    }
    const all = await search({ q: 'cho lau' }, screener);
    for (const found of ['quầy số hai', 'phường kia', 'hỏi thêm']) expect(all.text).toContain(found);
    for (const other of ['nơi khác', 'tuần này', 'bí mật']) expect(all.text).not.toContain(other);
  });

  test('looks into nothing that no screener has gone over', async () => {
    const waiting = await search({ view: 'waiting', q: 'bi mat' }, screener);
    expect(waiting.text).toContain('Không có phản ánh nào');
    expect((await search({ view: 'waiting' }, screener)).text).not.toContain('bí mật');
  });

  test('goes by topic, weeks and state', async () => {
    expect((await search({ topic: 'officials' })).text).toContain('Thái độ cán bộ tốt');
    expect((await search({ topic: 'officials' })).text).not.toContain('quầy số hai');
    const early = await search({ from: '2025-12-30', to: '2026-01-01' }); // a Tuesday and the Thursday after
    expect(early.text).toContain('quầy số hai');
    expect(early.text).not.toContain('Thái độ');
    expect(early.text).not.toContain('Hồ sơ thiếu');
    expect((await search({ to: '2025-12-28' })).text).not.toContain('quầy số hai');
    expect((await search({ from: '2026-01-19', to: '2026-01-25' })).text).not.toContain('tuần này');
    expect((await search({ view: 'answered', q: 'thai do' })).text).toContain('Thái độ cán bộ tốt');
    expect((await search({ view: 'open', q: 'thai do' })).text).not.toContain('Thái độ cán bộ tốt');
  });

  test('comes in pages, the newest first, and keeps what was asked', async () => {
    const first = await search({ q: 'ho so' });
    expect(first.text.match(/Hồ sơ thiếu giấy tờ/g)).toHaveLength(50);
    const next = /<a class="button quiet" href="([^"]+)"/.exec(first.text)![1]!.replaceAll('&amp;', '&');
    const second = await officer.get(next);
    expect(second.text.match(/Hồ sơ thiếu giấy tờ/g)).toHaveLength(10);
    expect(second.text).not.toContain('page=3');
    expect((await search({ page: '10000' })).status).toBe(200);
    const all = (await search({})).text;
    expect(all.indexOf('Thái độ')).toBeLessThan(all.indexOf('quầy số hai'));
    expect(all.indexOf('quầy số hai')).toBeLessThan(all.indexOf('Hồ sơ thiếu'));
  });

  test('gives a file of the cases of all pages in either order, of own units and without the comments', async () => {
    const rowsOf = async (sort: string) => {
      const { text } = await search({ sort, take: 'cases.csv' });
      return parse<Record<string, string>>(text, { bom: true, columns: true });
    };
    const [newest, oldest] = [await rowsOf('week'), await rowsOf('-week')];
    expect(newest).toHaveLength(62); // of ward-a, screened, before this week
    expect(newest[0]!['Tuần gửi']).toBe(oldest.at(-1)!['Tuần gửi']);
    expect(newest[0]!['Tuần gửi']).not.toBe(oldest[0]!['Tuần gửi']);
    expect(new Set(newest.map((row) => row['Đơn vị']))).toEqual(new Set(['phường ward-a']));
    expect(JSON.stringify(newest)).not.toContain('Chờ lâu');
  });

  test.each([
    { topic: 'shoe-size' },
    { from: '2026-13-01' },
    { to: 'yesterday' },
    { page: '0' },
    { page: '99999999' },
    { q: 'x'.repeat(201) },
  ])('refuses %j', async (request) => {
    for (const path of ['/staff/cases', '/staff/cases/words']) {
      const { status } = await officer.get(`${path}?${new URLSearchParams(request as Record<string, string>).toString()}`); // prettier-ignore
      expect(status).toBe(400);
    }
    expect((await officer.get('/staff/cases?q=a&q=b')).status).toBe(400);
  });
});

describe('frequent words', () => {
  test('need 30 comments, name what 10 have in common, and lead to the search', async () => {
    const few = await officer.get('/staff/cases/words');
    expect(few.text).toContain('Chưa đủ 30 ý kiến');
    const { status, text } = await officer.get('/staff/cases/words?from=2025-01-01');
    expect(status).toBe(200);
    expect(text).toMatch(/>giấy tờ<\/a><\/th><td class="number" data-label="Số ý kiến">60<\/td>/);
    const file = await officer.get('/staff/cases/words?from=2025-01-01&sort=words&take=words.csv');
    expect(file.text).toMatch(/Từ.Số ý kiến\r\n[^]*giấy tờ.60\r\n/);
    expect(text).not.toMatch(/>thái độ<|>chờ lâu<|>quầy/);
    const link = /href="(\/staff\/cases\?[^"]+)">giấy tờ/.exec(text)![1]!.replaceAll('&amp;', '&');
    expect((await officer.get(link)).text.match(/Hồ sơ thiếu giấy tờ/g)).toHaveLength(50);
  });

  test('are those of own units only', async () => {
    const elsewhere = await colleague(running(), 'officer', 'elsewhere');
    expect((await elsewhere.get('/staff/cases/words?from=2025-01-01')).text).toContain('Chưa đủ 30');
    expect((await search({}, elsewhere)).text).not.toContain('giấy tờ');
    expect((await (await colleague(running(), 'analyst', 'city')).get('/staff/cases/words')).status).toBe(
      403,
    );
  });

  test('speak English', async () => {
    const account = await addAccount(running(), [aGrant('officer', 'ward-a')], { language: 'en' });
    const english = await signedIn(running(), account);
    expect((await english.get('/staff/cases/words')).text).toContain('fewer than 30 screened comments');
    expect((await search({ topic: 'officials' }, english)).text).toMatch(/selected>Officials/);
    expect(running().errors).toEqual([]);
  });
});
