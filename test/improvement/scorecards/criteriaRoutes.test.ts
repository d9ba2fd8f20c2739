import { beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { plainTable } from '../../../src/platform/tables/table.ts';
import { xlsxFile } from '../../../src/platform/tables/xlsxWriter.ts';
import { hiddenFields } from '../../support/citizen.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { faultsIn } from '../../support/faults.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let manager: Browser;

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  manager = await colleague(testApp(), 'manager', 'city');
});

const start = { from: 'scorecard-commune', owner: 'city', kind: 'commune', year: '2025' };

/** As a browser sends the form when no file was chosen. */
const withoutFile = ({ cookie, formToken }: Browser, fields: Record<string, string>) =>
  request(testApp().app)
    .post('/staff/scorecards/drafts')
    .set('Cookie', cookie)
    .field({ formToken, ...fields });

async function draftOf(fields: Record<string, string> = start): Promise<string> {
  const { headers } = await withoutFile(manager, fields).expect(303);
  return String(headers['location']).split('?')[0]!;
}

/** What its form sends unseen. */
const hiddenAt = async (url: string) => hiddenFields((await manager.get(url)).text);

const deadlines = {
  self: '2026-02-01',
  first: '2026-02-10',
  explanation: '2026-02-20',
  second: '2026-03-01',
};
const frame = {
  title: 'Bộ tiêu chí phường, xã',
  titleEn: '',
  source: 'Quyết định thử',
  round: 'round',
  bonusMax: '2',
  penaltyMax: '2,5',
  ...deadlines,
};

describe('a set of criteria', () => {
  it('begins with an example, is written item by item, and published once for a group and year', async () => {
    const draft = await draftOf();
    expect((await manager.get(draft)).text).toContain('chưa chọn đợt đo lường');
    await manager.post(`${draft}/publish`, { revision: '1' }).expect(422);
    await manager.post(draft, { ...(await hiddenAt(draft)), ...frame }).expect(303);

    const item = { code: '1.5', title: 'Kiểm tra', titleEn: '', pointsMax: '4', rule: 'rate', note: '' };
    const typed = { ...item, detail: '', confirmed: '' };
    const { was = '' } = await hiddenAt(`${draft}/items/new`);
    const invalid = await manager.post(`${draft}/items/new`, { was, ...typed, code: '1.4' });
    expect([invalid.status, invalid.text]).toEqual([422, expect.stringContaining('id="code-error"')]);
    expect(invalid.text).toContain('value="Kiểm tra"');
    await manager.post(`${draft}/items/new`, { was, ...typed }).expect(303);
    expect((await manager.get(draft)).text).toContain('Tổng điểm các tiêu chí là 104,00');
    await manager.post(`${draft}/items/1.3/remove`, { revision: '3' }).expect(303);
    await manager.post(`${draft}/publish`, { revision: '3' }).expect(409);
    const { headers } = await manager.post(`${draft}/publish`, { revision: '4' }).expect(303);

    const { text } = await manager.get(String(headers['location'])).expect(200);
    expect(text).toContain('1.5. Kiểm tra');
    expect(text).not.toContain('1.3. Tuyên truyền');
    const [set] = await testApp().stores.criteriaSets.list();
    expect(set).toMatchObject({ unitIds: ['ward-a', 'ward-b'], penaltyMax: 250, deadlines });

    const second = await draftOf();
    await manager.post(second, { ...(await hiddenAt(second)), ...frame }).expect(303);
    await manager.post(`${second}/publish`, { revision: '2' }).expect(409);
    expect((await manager.get(second).expect(200)).text).toContain('Ban hành và mở chấm điểm');
    await drain(testApp());
    const published = await testApp().stores.audit.list({ kind: 'criteria.published' }, 5);
    expect(published.map(({ after }) => after?.['units'])).toEqual(['2']);
  });

  it('shows what somebody else saved meanwhile to one who sends something wrong from the page before', async () => {
    const draft = await draftOf({ ...start, year: '2021' });
    const hidden = await hiddenAt(draft);
    await manager.post(draft, { ...hidden, ...frame }).expect(303);
    const late = { ...hidden, ...frame, source: 'Của người sau', bonusMax: 'hai' };
    const { status, text } = await manager.post(draft, late);
    expect([status, text]).toEqual([409, expect.stringContaining('Quyết định thử')]);
    expect(text).toContain('value="Của người sau"');
  });

  it('is written by several at once, each another item, and none of the same item loses what the other wrote', async () => {
    const draft = await draftOf({ ...start, year: '2020' });
    const [one, other] = [`${draft}/items/1.1`, `${draft}/items/1.2`];
    const [first, second, head] = [await hiddenAt(one), await hiddenAt(other), await hiddenAt(draft)];
    const item = { titleEn: '', pointsMax: '4', rule: 'free', detail: '', note: '', confirmed: '' };
    await manager.post(one, { ...item, ...first, code: '1.1', title: 'Một' }).expect(303);
    const autosave = { ...item, ...second, code: '1.2', title: 'Hai', wanted: 'autosave' };
    const { body } = await manager.post(other, autosave).expect(200);
    expect(body).toMatchObject({ isSaved: true, values: { revision: 3 }, url: other });
    await manager.post(draft, { ...head, ...frame }).expect(303);

    const late = await manager.post(one, {
      ...item,
      ...first,
      code: '1.1',
      title: 'Của người sau',
      pointsMax: 'x',
    });
    expect([late.status, late.text]).toEqual([409, expect.stringMatching(/<td[^>]*>Một<\/td>/)]);
    expect(late.text).toContain('value="Của người sau"');
    const refused = await manager.post(other, { ...autosave, title: '' }).expect(200);
    expect(refused.body).toEqual({ sentences: [expect.stringContaining('đã lưu bản nháp này')] });
    expect((await manager.get(draft)).text).toMatch(/1\.1\. Một[\s\S]*1\.2\. Hai/);
  });

  it('gives back an item that was removed, and removes it again, each as the draft stands', async () => {
    const draft = await draftOf({ ...start, year: '2022' });
    expect((await manager.get(draft)).text).not.toContain('Hoàn tác');
    await manager.post(`${draft}/undo`, { revision: '1' }).expect(409);
    await manager.post(`${draft}/items/1.3/remove`, { revision: '1' }).expect(303);
    expect((await manager.get(draft)).text).not.toContain('1.3. Tuyên truyền');
    await manager.post(`${draft}/undo`, { revision: '1' }).expect(409);
    await manager.post(`${draft}/undo`, { revision: '2' }).expect(303);
    expect((await manager.get(draft)).text).toContain('1.3. Tuyên truyền');
    await manager.post(`${draft}/undo`, { revision: '3' }).expect(303);
    expect((await manager.get(draft)).text).not.toContain('1.3. Tuyên truyền');
  });

  it('begins with that of last year, which keeps its own', async () => {
    const [set] = await testApp().stores.criteriaSets.list();
    expect((await manager.get(`/staff/scorecards/new?from=${set!.id}`)).text).toContain('value="2026"');
    const draft = await draftOf({ ...start, from: set!.id, year: '2026' });
    const { text } = await manager.get(draft);
    expect(text).toContain('1.5. Kiểm tra');
    expect(text).toContain('value="2027-01-15"');
    await manager.post(`${draft}/discard`, { revision: '2' }).expect(409);
    await manager.post(`${draft}/discard`, { revision: '1' }).expect(303);
    expect((await manager.get(draft)).status).toBe(404);
  });

  it('begins with the sheet of an office, or says what is wrong with it and where', async () => {
    const head = ['STT', 'Lĩnh vực/Tiêu chí/Tiêu chí thành phần', 'Điểm tối đa', 'Cách chấm'];
    const good = await xlsxFile([
      { name: 'Bảng', ...plainTable(head, [['1', 'Chỉ đạo', 100, 'Chấm tự do']]) },
    ]);
    const { headers } = await manager.upload('/staff/scorecards/drafts', good, start).expect(303);
    expect((await manager.get(String(headers['location']))).text).toContain('1. Chỉ đạo');

    const bad = await xlsxFile([
      { name: 'Bảng', ...plainTable(head, [['1', 'Chỉ đạo', 101, 'Chấm tự do']]) },
    ]);
    for (const [file, said] of [
      [bad, '2 Điểm tối đa Điểm tối đa phải là số'],
      ['đây không phải bảng', 'Không thấy dòng tên cột'],
      [Buffer.from([0x4d, 0x5a, 0, 0x90, 0, 3]), 'không phải bảng CSV hoặc XLSX'],
    ] as const) {
      const refused = await manager.upload('/staff/scorecards/drafts', file, start);
      expect([refused.status, faultsIn(refused.text)]).toEqual([422, expect.stringContaining(said)]);
    }
    const before = (await testApp().stores.criteriaDrafts.list()).length;
    await manager.upload('/staff/scorecards/drafts', bad, start);
    expect(await testApp().stores.criteriaDrafts.list()).toHaveLength(before);
  });

  it('names each field of the frame that is wrong, and keeps what was typed', async () => {
    const draft = await draftOf({ ...start, year: '2024' });
    const sent = { ...frame, title: '', bonusMax: '101', first: '2026-01-01', second: 'mai' };
    const { status, text } = await manager.post(draft, { ...(await hiddenAt(draft)), ...sent });
    expect(status).toBe(422);
    for (const field of ['title', 'bonusMax', 'first', 'second'])
      expect(text).toContain(`id="${field}-error"`);
    expect(text).toContain('value="101"');
    expect((await withoutFile(manager, { ...start, year: '25' })).status).toBe(422);
  });

  it('is for those of the unit that scores', async () => {
    const stranger = await colleague(testApp(), 'manager', 'ward-a');
    expect((await withoutFile(stranger, start)).status).toBe(404);
    expect((await stranger.get(await draftOf({ ...start, year: '2023' }))).status).toBe(404);
    expect(testApp().errors).toEqual([]);
  });
});
