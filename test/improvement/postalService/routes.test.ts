import { beforeAll, describe, expect, it } from '@jest/globals';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let manager: Browser;

const heading = 'Đơn vị;Tháng;Cách nộp;Số hồ sơ;Trả qua bưu chính';
const cellsOf = (text: string, name: string) => {
  const row =
    new RegExp(`<tr><th scope="row">(?:<a [^>]*>)?${name}(?:</a>)?</th>(.*?)</tr>`).exec(text)?.[1] ?? '';
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell);
};

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  manager = await colleague(testApp(), 'manager', 'city');
});

async function putIn(...rows: readonly string[]): Promise<void> {
  const { headers } = await manager
    .upload('/staff/caseloads/many/upload', [heading, ...rows].join('\n'))
    .expect(303);
  const { text } = await manager.get(String(headers['location']));
  const base = /name="base" value="(\d+)"/.exec(text)?.[1] ?? '';
  await manager.post(`${String(headers['location'])}/apply`, { base }).expect(303);
}

describe('public post', () => {
  it('says that there is nothing yet', async () => {
    expect((await manager.get('/staff/postal-service').expect(200)).text).toContain('Chưa có số hồ sơ nào');
  });

  it('is shown of each unit with all below it, against the same months of the year before', async () => {
    await putIn(
      'phường ward-a;12/2025;Tại quầy;60;',
      'phường ward-a;12/2025;Bưu chính công ích;20;15',
      'phường ward-b;12/2025;Tại quầy;20;5',
      'phường ward-a;12/2024;Bưu chính công ích;10;2',
      'phường ward-a;12/2024;Tại quầy;90;',
      'phường ward-a;11/2024;Bưu chính công ích;500;', // a month that 2025 has not
    );
    const { text } = await manager.get('/staff/postal-service').expect(200);
    expect(cellsOf(text, 'phường city')).toEqual(['100', '20,00%', '+10,00 điểm', '50,00%', '+30,00 điểm']);
    expect(cellsOf(text, 'phường ward-a')).toEqual(['80', '25,00%', '+15,00 điểm', '75,00%', '+55,00 điểm']);
    expect(cellsOf(text, 'phường ward-b')).toEqual(['20', '0,00%', '–', '25,00%', '–']);
    const taken = (await manager.get('/staff/postal-service?year=2025&take=post.csv').expect(200)).text;
    expect(taken).toContain('\nphường ward-a,80,25.00,15.00,,75.00,55.00,\r');
    const ofUnit = await manager.get('/staff/postal-service/ward-b?year=2025&take=post.csv').expect(200);
    expect(ofUnit.text).toContain('\n12/2025,20,0.00,,,25.00,,\r');
    expect(text).toContain('take=post.xlsx');
    const order = (await manager.get('/staff/postal-service?year=2025&sort=-received')).text;
    expect([...order.matchAll(/<th scope="row"><a [^>]*>phường ([\w-]+)/g)].map(([, name]) => name)).toEqual([
      'ward-b',
      'city',
      'ward-a',
    ]);
    const found = (await manager.get('/staff/postal-service?year=2025&q=ward-b&take=post.csv')).text;
    expect([found.includes('ward-b,20,'), found.includes('ward-a')]).toEqual([true, false]);
    const before = (await manager.get('/staff/postal-service?year=2024')).text;
    expect(cellsOf(before, 'phường ward-a')[0]).toBe('600');
    expect((await manager.get('/staff/postal-service?year=nextyear')).status).toBe(400);
  });

  it('refuses more returned than there were', async () => {
    const row = 'phường ward-a;12/2025;Tại quầy;60;61';
    const { status, text } = await manager.upload('/staff/caseloads/many/upload', [heading, row].join('\n'));
    expect([status, text]).toEqual([422, expect.stringContaining('nhiều hơn số hồ sơ')]);
  });

  it('is held against the target of the year, which is in the audit', async () => {
    const path = '/staff/postal-service/ward-a/target';
    const invalid = await manager.post(path, { year: '2025', received: '101', returned: '20' });
    expect([invalid.status, invalid.text]).toEqual([422, expect.stringContaining('id="received-error"')]);
    expect(invalid.text).toContain('value="101"');
    expect(invalid.text).toContain('value="20"');
    await manager.post(path, { year: '2025', received: '25', returned: '75,01' }).expect(303);
    const shown = cellsOf((await manager.get('/staff/postal-service/ward-a')).text, '2025');
    expect([shown[1], shown[3]]).toEqual([
      expect.stringContaining('mục tiêu 25,00%: đạt'),
      expect.stringContaining('mục tiêu 75,01%: chưa đạt'),
    ]);
    await manager.post(path, { year: '2025', received: '', returned: '80' }).expect(303);
    const { text } = await manager.get('/staff/postal-service/ward-a');
    expect(cellsOf(text, '2025')).toEqual([
      '80',
      '25,00%',
      '+15,00 điểm',
      expect.stringMatching(/^75,00%.*mục tiêu 80,00%: chưa đạt/),
      '+55,00 điểm',
    ]);
    expect(cellsOf(text, '12/2025')).toHaveLength(5);
    expect(text).toContain('mới có của 20 trong 80 hồ sơ');
    await drain(testApp());
    const actions = await testApp().stores.audit.list({ kind: 'postalTarget.kept' }, 5);
    expect(new Set(actions.map(({ after }) => after?.['received']))).toEqual(new Set(['', '25.00']));
  });

  it('is for those of the unit, and its target for those who keep its volumes', async () => {
    const officer = await colleague(testApp(), 'officer', 'ward-b');
    const { text } = await officer.get('/staff/postal-service').expect(200);
    expect(text).not.toContain('ward-a');
    expect((await officer.get('/staff/postal-service/ward-b')).text).not.toContain('Lưu mục tiêu');
    expect((await officer.get('/staff/postal-service/ward-a')).status).toBe(404);
    expect((await officer.get('/staff/postal-service/none')).status).toBe(404);
    expect(testApp().errors).toEqual([]);
  });
});
