import { beforeAll, describe, expect, it } from '@jest/globals';
import { currentLines } from '../../../src/registers/datasets/importBatch.ts';
import type { Caseload } from '../../../src/registers/caseloads/caseload.ts';
import { caseloadDataset } from '../../../src/registers/caseloads/caseloadDataset.ts';
import { useApp } from '../../support/app.ts';
import { aUnit, fillSmallCity } from '../../support/builders.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let manager: Browser;

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  await testApp().stores.units.add(aUnit('elsewhere'));
  manager = await colleague(testApp(), 'manager', 'city');
});

const heading = 'Đơn vị;Tháng;Cách nộp;Số hồ sơ;Đúng hạn;Quá hạn';
const file = (...rows: readonly string[]): string => [heading, ...rows].join('\n');

async function kept(): Promise<readonly Caseload[]> {
  const lines = currentLines(
    await testApp().stores.importBatches.list<Caseload>('caseloads'),
    caseloadDataset.keyOf,
  );
  return [...lines.values()];
}

/** Where a delivery waits. */
async function sent(browser: Browser, content: string): Promise<string> {
  const { headers } = await browser.upload('/staff/caseloads/many/upload', content).expect(303);
  return String(headers['location']);
}

async function apply(browser: Browser, url: string) {
  const { text } = await browser.get(url).expect(200);
  const base = /name="base" value="(\d+)"/.exec(text)?.[1] ?? '';
  return await browser.post(`${url}/apply`, { base });
}

describe('caseloads', () => {
  it('are tried out, and then stored as a whole', async () => {
    expect((await manager.get('/staff/caseloads')).text).toContain('Chưa có số hồ sơ nào');
    const url = await sent(
      manager,
      file('phường ward-a;12/2025;Tại quầy;12;10;2', 'ward-b ward;12/2025;Online;7;;'),
    );
    expect((await manager.get(url)).text).toContain('Sẽ thêm 2 dòng mới, thay 0 dòng, 0 dòng giữ nguyên');
    expect(await kept()).toEqual([]);
    expect((await apply(manager, url)).headers['location']).toBe('/staff/caseloads?done=applied');
    expect(await kept()).toHaveLength(2);
    const { text } = await manager.get('/staff/caseloads');
    expect(text).toContain('phường ward-a');
    expect(text).toContain('2 trong 2 dòng');
  });

  it('are pasted as well, and refused at their rows', async () => {
    const paste = async (rows: string) =>
      await manager.post('/staff/caseloads/many', { wanted: 'preview', rows });
    const wrong = await paste('phường ward-a;08/2025;Tại quầy;x;;');
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('phường ward-a;08/2025')]);
    const { headers } = await paste('phường ward-a\t\t08/2025\tTại quầy\t3\t3\t0');
    const { text } = await manager.get(String(headers['location'])).expect(200);
    expect(text).toContain('Sẽ thêm 1 dòng mới');
    expect(text).toContain('dán hoặc nhập tay');
  });

  it('are replaced by what is sent again, and the trial says by what', async () => {
    const url = await sent(
      manager,
      file('phường ward-a;12/2025;Tại quầy;15;10;2', 'phường ward-b;12/2025;Trực tuyến;7;;'),
    );
    const { text } = await manager.get(url);
    expect(text).toContain('Sẽ thêm 0 dòng mới, thay 1 dòng, 1 dòng giữ nguyên');
    expect(text).toContain('Số hồ sơ 12 → Số hồ sơ 15');
    await apply(manager, url);
    expect((await kept()).map(({ transactions }) => transactions)).toEqual([15, 7]);
    await apply(manager, url); // sent twice
    expect(await testApp().stores.importBatches.lastNumber('caseloads')).toBe(2);
  });

  it('are shown again when somebody else was faster', async () => {
    const mine = await sent(manager, file('phường ward-a;11/2025;Tại quầy;1;1;0'));
    const { text } = await manager.get(mine);
    const base = /name="base" value="(\d+)"/.exec(text)![1]!;
    await apply(manager, await sent(manager, file('phường ward-a;11/2025;Tại quầy;2;2;0')));
    const moved = await manager.post(`${mine}/apply`, { base }).expect(303);
    expect((await manager.get(String(moved.headers['location']))).text).toContain(
      'Số hồ sơ 2, Đúng hạn 2 → ',
    );
    expect((await kept()).find(({ month }) => month === '2025-11')?.transactions).toBe(2);
  });

  it('are refused with every error by row and column, and nothing is stored', async () => {
    const before = await kept();
    const response = await manager.upload(
      '/staff/caseloads/many/upload',
      file(
        'phường elsewhere;12/2025;Tại quầy;x;;',
        'phường ward-a;12/2025;Fax;1;1;1',
        'phường ward-b;12/2025;Online;3;;;9',
      ),
    );
    expect(response.status).toBe(422);
    const rows = [
      ...response.text.matchAll(/<tr><th scope="row" class="number"[^>]*>(\d+)<\/th><td[^>]*>([^<]*)</g),
    ];
    expect(rows.map(([, row, column]) => [row, column])).toEqual(
      [
        ['2', 'Đơn vị'],
        ['2', 'Số hồ sơ'],
        ['3', 'Cách nộp'],
        ['3', 'Số hồ sơ'],
        ['4', '–'],
      ].filter(([row, column]) => !(row === '3' && column === 'Số hồ sơ')),
    );
    expect(await kept()).toEqual(before);
  });

  it.each([
    [
      'a row that is there twice',
      file('phường ward-a;12/2025;Online;1;;', 'ward-a ward;2025-12;Trực tuyến;1;;'),
      'Trùng với dòng 2',
    ],
    ['a column that is missing', 'Đơn vị;Tháng\nphường ward-a;12/2025', 'Thiếu cột này'],
    ['no rows', heading, 'Bảng chưa có dòng nào'],
    ['nothing', '', 'Tệp không có dòng nào'],
    ['another encoding', Buffer.from([0xd0, 0xf0, 0x2c, 0xb8]), 'Windows-1258'],
  ])('are refused with %s', async (_what, content, sentence) => {
    const response = await manager.upload('/staff/caseloads/many/upload', content);
    expect([response.status, response.text]).toEqual([422, expect.stringContaining(sentence)]);
  });

  it('are typed line by line, and what was typed stays with its error', async () => {
    const fields = {
      unit: 'phường ward-a',
      service: '',
      month: '10/2025',
      filing: 'Tại quầy',
      transactions: 'many',
      onTime: '',
      overdue: '',
      returnedByPost: '',
    };
    const { text, status } = await manager.post('/staff/caseloads', fields);
    expect(status).toBe(422);
    expect(text).toContain('value="many"');
    expect(text).toContain('id="transactions-error"');
    const { headers } = await manager.post('/staff/caseloads', { ...fields, transactions: '44' }).expect(303);
    await apply(manager, String(headers['location']));
    expect((await kept()).find(({ month }) => month === '2025-10')?.transactions).toBe(44);
  });

  it('come back from their own export, and the template has its headings', async () => {
    const { text } = await manager.get('/staff/caseloads/export/csv?period=2025-12').expect(200);
    expect(text).toContain('phường ward-a,,12/2025,Tại quầy,15,10,2');
    expect((await manager.get(await sent(manager, text))).text).toContain('2 dòng giữ nguyên');
    const { body } = await manager
      .get('/staff/caseloads/template/xlsx')
      .buffer()
      .responseType('blob')
      .expect(200);
    const refused = await manager.upload('/staff/caseloads/many/upload', body as Buffer);
    expect(refused.text).toContain('Bảng chưa có dòng nào');
    await manager.get('/staff/caseloads/export/pdf').expect(404);
    const exports = await testApp().stores.audit.list({ kind: 'list.taken' }, 10);
    expect(exports.map(({ subject, after }) => [subject.id, after])).toEqual([
      ['/staff/caseloads', { format: 'csv' }],
    ]);
  });

  it('of others are not seen, nor is what they sent; the change is in the audit', async () => {
    const other = await colleague(testApp(), 'manager', 'elsewhere');
    expect((await other.get('/staff/caseloads')).text).not.toContain('ward-a');
    const url = await sent(manager, file('phường ward-a;09/2025;Tại quầy;1;1;0'));
    await other.get(url).expect(404);
    await other.post(`${url}/apply`, { base: '0' }).expect(404);
    await drain(testApp());
    const actions = await testApp().stores.audit.list({ kind: 'caseloads.changed', unitIds: ['ward-a'] }, 20);
    expect(actions.map(({ after }) => after?.['replaced'])).toContain('1');
    expect(testApp().errors).toEqual([]);
  });
});
