/** Adding, changing and ending a unit, for staff. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { outboxCollections } from '../../../src/app/stores.ts';
import type { Unit } from '../../../src/registers/units/unit.ts';
import { unitTreeOn } from '../../../src/registers/units/unitTree.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { faultsIn } from '../../support/faults.ts';
import { colleague, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let manager: Browser;
let cityManager: Browser;

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  manager = await colleague(testApp(), 'manager');
  cityManager = await colleague(testApp(), 'manager', 'city');
});

const typed = (changes: Record<string, string> = {}) => ({
  name: 'phường Mới',
  nameEn: '',
  kind: 'commune',
  code: '',
  parent: 'phường city',
  on: '2026-01-05',
  ...changes,
});

async function unitNamed(name: string): Promise<Unit> {
  const units = await testApp().stores.units.list();
  return units.find(({ names }) => names.some(({ text }) => text.vi === name))!;
}

describe('a unit', () => {
  it('is added below another, is there at once, and the form is ready for the next one', async () => {
    const added = await cityManager.post('/staff/units', typed({ name: 'phường Một', code: '30001' }));
    expect(added.status).toBe(303);
    const next = await cityManager.get(String(added.headers['location'])).expect(200);
    expect(next.text).toContain('Đã thêm đơn vị');
    expect(next.text).toContain('value="phường city"');
    const { id } = await unitNamed('phường Một');
    expect((await cityManager.get(`/staff/units/${id}`).expect(200)).text).toContain('30001');
    const tree = unitTreeOn(await testApp().stores.units.list(), '2026-01-05');
    expect(tree.childIds('city')).toContain(id);
  });

  it('is added at the top by those only who answer for everything', async () => {
    const top = typed({ name: 'tỉnh Mới', kind: 'province', parent: '' });
    const refused = await cityManager.post('/staff/units', top).expect(422);
    expect(refused.text).toContain('Cần ghi đơn vị cấp trên trong phạm vi của ông/bà.');
    const added = await manager.post('/staff/units', top).expect(303);
    const next = await manager.get(String(added.headers['location'])).expect(200);
    expect(next.text).toContain('Đã thêm đơn vị, không trực thuộc đơn vị nào.');
    expect((await unitNamed('tỉnh Mới')).parents).toEqual([]);
  });

  it.each([
    ['name', { name: '' }, 'Cần ghi tên đơn vị.'],
    ['code', { code: '3 0' }, 'Mã chỉ gồm chữ cái'],
    ['on', { on: '31/01/2026' }, 'Cần ghi ngày theo dạng'],
    ['parent', { parent: 'phường Nowhere' }, 'Vào ngày đó không có đơn vị nào tên hoặc mã như vậy.'],
    ['code', { code: '30077' }, 'Mã này đang thuộc về một đơn vị khác vào ngày đó.'],
  ])('with an error of %s is not kept, and the form comes back filled in', async (field, wrong, sentence) => {
    await manager.post('/staff/units', typed({ name: `phường ${field} 77`, code: '30077' }));
    const before = await testApp().stores.units.list();
    const { text } = await manager
      .post('/staff/units', typed({ nameEn: 'Half-typed ward', ...wrong }))
      .expect(422);
    expect(new RegExp(`id="${field}-error">([^<]*)`).exec(text)?.[1]).toContain(sentence);
    expect(text).toContain('value="Half-typed ward"');
    expect(await testApp().stores.units.list()).toEqual(before);
  });

  it('takes another name, code and parent from a day on, and is as it was before', async () => {
    await manager.post('/staff/units', typed({ name: 'phường Hai', code: '30002' }));
    const { id } = await unitNamed('phường Hai');
    const form = await manager.get(`/staff/units/${id}/change`).expect(200);
    expect(form.text).toContain('value="30002"');
    const moved = {
      name: 'phường Hai Mới',
      nameEn: '',
      code: '30003',
      parent: 'phường ward-a',
      on: '2026-03-01',
    };
    await manager.post(`/staff/units/${id}/change`, moved).expect(303);
    const units = await testApp().stores.units.list();
    const [before, after] = [unitTreeOn(units, '2026-02-28'), unitTreeOn(units, '2026-03-01')];
    expect([before.name(id).vi, before.parentId(id)]).toEqual(['phường Hai', 'city']);
    expect([after.name(id).vi, after.parentId(id)]).toEqual(['phường Hai Mới', 'ward-a']);
    const same = await manager.post(
      `/staff/units/${id}/change`,
      typed({ name: 'phường Hai', code: '30002' }),
    );
    expect([same.status, same.text.includes('Chưa có gì thay đổi.')]).toEqual([422, true]);
  });

  it('ends from a day on, but not on a day that a round has taken its units as of', async () => {
    const early = await manager.post('/staff/units/ward-b/end', { on: '2026-01-05' }).expect(422);
    expect(early.text).toContain('Có đợt đo lường lấy danh sách đơn vị');
    await manager.post('/staff/units/ward-b/end', { on: '2026-03-01' }).expect(303);
    const units = await testApp().stores.units.list();
    expect([
      unitTreeOn(units, '2026-02-28').has('ward-b'),
      unitTreeOn(units, '2026-03-01').has('ward-b'),
    ]).toEqual([true, false]);
    await manager.post('/staff/units/ward-b/end', { on: '2026-04-01' }).expect(422);
  });

  it('does not end while others belong to it', async () => {
    const { text } = await manager.post('/staff/units/city/end', { on: '2027-01-01' }).expect(422);
    expect(text).toContain('xin chuyển đơn vị trực thuộc trước');
  });

  it('added twice at once is judged against the other, and each act is in the audit', async () => {
    const twice = typed({ name: 'phường Ba', code: '30009' });
    const statuses = await Promise.all(
      [1, 2].map(async () => (await manager.post('/staff/units', twice)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([303, 422]));
    const { stores } = testApp();
    await stores.audit.drain(outboxCollections, () => false);
    const entries = await stores.audit.list({ kind: 'unit.added' }, 100);
    expect(entries.filter(({ subject }) => subject.label === 'phường Ba')).toHaveLength(1);
  });
});

describe('many units', () => {
  const pasted = (rows: string, wanted = 'keep') => ({
    kind: 'commune',
    parent: 'phường city',
    on: '2026-01-05',
    rows,
    wanted,
  });
  const rows = 'xã Năm; 40005\r\n\nẤp Sáu\t40006\tXã năm\nxã Bảy';

  it('are tried out and then kept as one act, also below each other', async () => {
    const before = (await testApp().stores.units.listChanges()).length;
    const tried = await cityManager.post('/staff/units/many', pasted(rows, 'preview')).expect(200);
    expect(tried.text).toContain('3 đơn vị sẽ được thêm. Chưa có gì được lưu.');
    expect(await testApp().stores.units.listChanges()).toHaveLength(before);
    const kept = await cityManager.post('/staff/units/many', pasted(rows)).expect(303);
    const list = await cityManager.get(String(kept.headers['location'])).expect(200);
    for (const said of ['Đã thêm các đơn vị', 'xã Năm', 'xã Bảy']) expect(list.text).toContain(said);
    expect(await testApp().stores.units.listChanges()).toHaveLength(before + 1);
    const tree = unitTreeOn(await testApp().stores.units.list(), '2026-01-05');
    const [five, six] = [await unitNamed('xã Năm'), await unitNamed('Ấp Sáu')];
    expect([tree.parentId(six.id), tree.parentId(five.id)]).toEqual([five.id, 'city']);
  });

  it('that were kept by mistake are undone without a document, or with a whole one', async () => {
    const kept = await manager
      .post('/staff/units/many', { ...pasted('xã Nhầm'), on: '2026-06-01' })
      .expect(303);
    expect((await manager.get(String(kept.headers['location']))).text).toContain('có thể hủy ở');
    const undo = `/staff/successions/${(await testApp().stores.units.listChanges()).at(-1)!.id}/undo`;
    await manager.post(undo, { number: '1/QĐ', issuedBy: '' }).expect(422);
    await manager.post(undo, { number: '', issuedBy: '' }).expect(303);
    expect(await unitNamed('xã Nhầm')).toBeUndefined();
  });

  it.each([
    ['', 'Bảng chưa có dòng nào'],
    ['xã A\n; 50001', '2 Tên Cần ghi tên đơn vị.'],
    ['xã A; 5 1', '1 Mã Mã chỉ gồm chữ cái'],
    ['xã A; 1; Nowhere', '1 Trực thuộc Vào ngày đó không có đơn vị nào'],
    ['xã A; 50001\nxã B; 50001', '1, 2 – Mã này đang thuộc về một đơn vị khác'],
    ['xã Năm', '1 – Vào ngày đó đã có một đơn vị cùng tên'],
    ['xã A; 1; xã B\nxã B; 2; xã A', '1, 2 – Các đơn vị sẽ trực thuộc lẫn nhau'],
    ['xã A; 1; phường city; x', '1 Cấp Không có cấp nào tên như vậy.'],
    ['xã A; 1; phường city; cơ quan; x', '1 – Dòng này có nhiều ô hơn số cột'],
  ])('with an error are not kept, none of them, and the list comes back: %j', async (wrong, sentence) => {
    const before = await testApp().stores.units.list();
    const { text } = await manager.post('/staff/units/many', pasted(wrong)).expect(422);
    expect(faultsIn(text)).toContain(sentence);
    expect(text).toContain(`${wrong}</textarea>`);
    expect(await testApp().stores.units.list()).toEqual(before);
  });

  it('without a parent are named before they are stored, first among the rows', async () => {
    const orphaned = { ...pasted('xã Dưới; ; xã Đỉnh\nxã Đỉnh', 'preview'), parent: '' };
    const { text } = await manager.post('/staff/units/many', orphaned).expect(200);
    expect(text).toContain('1 đơn vị không trực thuộc đơn vị nào và sẽ đứng đầu cây đơn vị');
    expect(text).toMatch(/<tbody>\s*<tr><th scope="row">xã Đỉnh.*Đứng đầu, không trực thuộc đơn vị nào/);
    const usual = await manager.post('/staff/units/many', pasted('xã Dưới', 'preview')).expect(200);
    expect(usual.text).not.toContain('đứng đầu cây đơn vị');
  });

  it('are corrected at the form that was sent, which comes first with what was typed', async () => {
    const forms = (text: string) => text.split('<main')[1]!.split('<form ').slice(1);
    const wrong = { ...pasted('xã A'), on: '2026-02-31' };
    const list = await manager.post('/staff/units/many', wrong).expect(422);
    const file = await manager.upload('/staff/units/many/upload', 'Mã\n1', { ...basis, on: '2026-02-31' });
    for (const [{ text }, action, ids] of [
      [list, '/staff/units/many', ['on']],
      [file, '/staff/units/many/upload', ['file-on', 'file']],
    ] as const) {
      const [sent = '', other = ''] = forms(text);
      expect(sent).toContain(`action="${action}"`);
      expect(sent).toContain('value="2026-02-31"');
      expect([...sent.matchAll(/class="error" id="([^"]+)-error"/g)].map(([, id]) => id)).toEqual(ids);
      expect(other).not.toContain('class="error"');
      const summary = [...text.matchAll(/<li><a href="#([^"]+)"/g)].map(([, id]) => id);
      expect(summary).toEqual(ids);
    }
  });

  const basis = { kind: 'commune', parent: 'phường city', on: '2026-01-05' };
  const upload = (file: string | Buffer) => cityManager.upload('/staff/units/many/upload', file, basis);

  it('come from a file as well, whose rows the form then has, each with its own level', async () => {
    const file = 'Mã đơn vị,Tên,Cấp,Trực thuộc\r\n40011,xã Mười,,\r\n\r\n,Phòng Mười,cơ quan,xã mười\r\n';
    const before = (await testApp().stores.units.listChanges()).length;
    const tried = await upload(file).expect(200);
    expect(tried.text).toContain('2 đơn vị sẽ được thêm. Chưa có gì được lưu.');
    expect(await testApp().stores.units.listChanges()).toHaveLength(before);
    const fromFile = /name="rows"[^>]*>([^<]*)</.exec(tried.text)?.[1] ?? '';
    await cityManager.post('/staff/units/many', pasted(fromFile)).expect(303);
    const [ten, office] = [await unitNamed('xã Mười'), await unitNamed('Phòng Mười')];
    expect([ten.kind, ten.codes[0]?.code, office.kind, office.parents[0]?.unitId]).toEqual([
      'commune',
      '40011',
      'office',
      ten.id,
    ]);
  });

  it.each([
    [Buffer.from([0x54, 0xea, 0x6e, 0x0a, 0xf0, 0x0a]), 'Chữ trong tệp không theo UTF-8'],
    ['Mã\n1', '1 Tên Thiếu cột này.'],
    ['Tên,Mã\nxã A,1\n\nxã B,5 1', '4 Mã Mã chỉ gồm chữ cái'],
  ])('of a file with an error are not kept: %#', async (wrong, sentence) => {
    const before = await testApp().stores.units.listChanges();
    const { text } = await upload(wrong).expect(422);
    expect(faultsIn(text)).toContain(sentence);
    expect(await testApp().stores.units.listChanges()).toEqual(before);
  });
});
