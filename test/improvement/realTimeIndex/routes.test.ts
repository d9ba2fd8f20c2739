import { beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { aCase } from '../cases/someCases.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { useApp } from '../../support/app.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let manager: Browser;
const publicPage = async (query = '') =>
  await request(testApp().app).get(`/real-time-index${query}`).expect(200);

const cellsOf = (text: string, name: string) => {
  const row =
    new RegExp(`<tr><th scope="row">(?:<a [^>]*>)?${name}(?:</a>)?</th>(.*?)</tr>`).exec(text)?.[1] ?? '';
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) =>
    cell.replace(/<[^>]*>/g, ' ').trim(),
  );
};

async function putIn(row: string): Promise<void> {
  const table = `Đơn vị;Tháng;Cách nộp;Số hồ sơ;Quá hạn\n${row}`;
  const { headers } = await manager.upload('/staff/caseloads/many/upload', table).expect(303);
  await manager.post(`${String(headers['location'])}/apply`, { base: '0' }).expect(303);
}

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  manager = await colleague(testApp(), 'manager', 'city');
});

describe('group 5 of the real-time service index', () => {
  it('says that there are no data', async () => {
    expect((await publicPage()).text).toContain('Không có dữ liệu của năm này.');
    const { text } = await manager.get('/staff/real-time-index').expect(200);
    expect(cellsOf(text, 'phường ward-a')).toEqual(Array(5).fill('không có dữ liệu'));
    expect((await request(testApp().app).get('/real-time-index?year=last')).status).toBe(400);
  });

  it('shows numerator and denominator of what is worked out, and no index of the survey', async () => {
    await putIn('phường ward-a;01/2026;Tại quầy;200;38');
    for (let count = 0; count < 18; count += 1) {
      const answer = {
        kind: 'answer' as const,
        on: count < 9 ? '2026-01-12' : '2026-06-01',
        unitId: 'ward-a',
      };
      await testApp().stores.cases.add(
        aCase({ week: '2025-12-29', state: 'answered', text: 'Lâu.', answer: 'Xong.', steps: [answer] }),
      );
    }
    const first = (await manager.get('/staff/real-time-index?sort=5.4')).text;
    expect(first.indexOf('>phường ward-a<')).toBeLessThan(first.indexOf('>phường ward-b<'));
    const found = (await manager.get('/staff/real-time-index?q=ward-b&take=index.csv')).text;
    expect(found).not.toContain('ward-a');
    expect(found).toContain('\nphường ward-b,,,,,,\r');
    // (200 − 38 − 18)/200 = 72 % → 4.8; 9/18 = 50 % → 2.777…
    const staff = cellsOf((await manager.get('/staff/real-time-index')).text, 'phường ward-a');
    expect(staff).toEqual([
      'không có dữ liệu',
      '2,78/5 điểm  50,00% (9/18)',
      'không có dữ liệu',
      '4,80/6 điểm  72,00% (144/200)',
      '7,58/11 điểm',
    ]);
  });

  it('takes items 5.1 and 5.3 by hand, with their source, whole or not at all, into the audit', async () => {
    const path = '/staff/real-time-index/ward-a';
    const sound = { year: '2026', points51: '4,25', source51: 'Báo cáo 15', points53: '', source53: '' };
    const invalid = await manager.post(path, { ...sound, points53: '2,01', source53: '' });
    expect([invalid.status, invalid.text]).toEqual([422, expect.stringContaining('id="points53-error"')]);
    expect(invalid.text).toContain('id="source53-error"');
    expect(invalid.text).toContain('value="4,25"');
    expect(invalid.text).toContain('value="2,01"');
    expect((await testApp().stores.enteredItems.list('2026')).size).toBe(0);
    for (const points51 of ['5,01', '-1', '1.234', 'bốn']) {
      expect((await manager.post(path, { ...sound, points51 })).status).toBe(422);
    }
    await manager.post(path, { ...sound, points53: '2', source53: 'Báo cáo 16' }).expect(303);
    await manager.post(path, sound).expect(303); // 5.3 is taken out again
    const { text } = await manager.get(`${path}?year=2026`).expect(200);
    expect(text).toContain('4,25/5 điểm');
    expect(text).toContain('nguồn: Báo cáo 15');
    expect(text).not.toContain('Báo cáo 16');
    await drain(testApp());
    const actions = await testApp().stores.audit.list({ kind: 'realTimeIndex.entered' }, 5);
    expect(new Set(actions.map(({ after }) => after?.['points53']))).toEqual(new Set(['2,00', undefined]));
  });

  it('is shown to everybody in both languages, beside the figures of cases', async () => {
    const { text } = await publicPage('?year=2026&lang=en');
    expect(cellsOf(text, 'ward-a ward')).toEqual([
      '4.25 of 5 points  source: Báo cáo 15',
      '2.78 of 5 points  50.00% (9/18)',
      'no data',
      '4.80 of 6 points  72.00% (144/200)',
      '11.83 of 16 points',
    ]);
    expect(text).toContain('href="/real-time-index?year=2026"');
    expect((await request(testApp().app).get('/answers')).text).toContain('href="/real-time-index"');
  });

  it('is for those of the unit, and put in by those who keep its volumes', async () => {
    const officer = await colleague(testApp(), 'officer', 'ward-b');
    expect((await officer.get('/staff/real-time-index')).text).not.toContain('ward-a');
    expect((await officer.get('/staff/real-time-index/ward-b')).text).not.toContain('<textarea');
    expect((await officer.get('/staff/real-time-index/ward-b')).text).not.toContain('points51');
    expect((await officer.get('/staff/real-time-index/ward-a')).status).toBe(404);
    expect((await officer.get('/staff/real-time-index/none')).status).toBe(404);
    expect(testApp().errors).toEqual([]);
  });
});
