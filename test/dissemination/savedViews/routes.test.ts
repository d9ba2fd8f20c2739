import { beforeAll, describe, expect, test } from '@jest/globals';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import { viewsMax } from '../../../src/dissemination/savedViews/savedView.ts';
import { useApp } from '../../support/app.ts';
import { duringAt, fillSmallCity } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';

const list = '/staff/analysis/views';

describe('saved views', () => {
  const running = useApp();
  let analyst: Browser;
  let other: Browser;
  let ofWard: Browser;

  beforeAll(async () => {
    await fillSmallCity(running().stores);
    analyst = await colleague(running(), 'analyst', 'city');
    other = await colleague(running(), 'analyst', 'city');
    ofWard = await colleague(running(), 'analyst', 'ward-b');
  });

  const save = (fields: Record<string, string>, browser = analyst) => browser.post(list, fields);
  const idOf = async (name: string): Promise<string> => {
    const views = await running().stores.savedViews.listOfAccount(analyst.account.id);
    return views.find((view) => view.name === name)!.id;
  };

  test('are saved from the address of a page, opened, renamed and deleted by their owner', async () => {
    const address = '/staff/analysis?unit=ward-a&rows=channel';
    const form = await analyst.get(`${list}/new?address=${encodeURIComponent(address)}`);
    expect(form.status).toBe(200);
    expect(form.text).toContain('name="address" value="/staff/analysis?unit=ward-a&amp;rows=channel"');
    expect((await save({ name: ' Theo kênh ', address })).headers['location']).toBe(`${list}?done=saved`);
    const { text } = await analyst.get(list);
    expect(text).toContain('<a href="/staff/analysis?unit=ward-a&amp;rows=channel">Theo kênh</a>');
    expect(text).toContain('phường ward-a');

    const path = `${list}/${await idOf('Theo kênh')}`;
    expect((await analyst.get(path)).text).toContain('value="Theo kênh"');
    expect((await analyst.post(path, { name: 'Kênh' })).status).toBe(303);
    expect((await analyst.get(`${list}?q=kenh`)).text).toContain('>Kênh</a>');
    expect((await analyst.get(`${list}?q=khac`)).text).not.toContain('>Kênh</a>');
    expect((await other.get(list)).text).not.toContain('>Kênh</a>');
    expect((await analyst.post(`${path}/remove`)).status).toBe(303);
    expect((await analyst.get(list)).text).not.toContain('>Kênh</a>');
  });

  test('that are shared are seen by those who may analyse the unit, and changed by nobody else', async () => {
    await save({ name: 'Chung', address: '/staff/analysis?unit=city', shared: 'yes' });
    const path = `${list}/${await idOf('Chung')}`;
    expect((await other.get(list)).text).toContain('>Chung</a>');
    expect((await other.get(list)).text).not.toContain(path);
    expect((await ofWard.get(list)).text).not.toContain('Chung');
    for (const answer of [
      await other.get(path),
      await other.post(path, { name: 'x' }),
      await other.post(`${path}/remove`),
    ])
      expect(answer.status).toBe(404);
    expect((await analyst.post(path, { name: 'Riêng' })).status).toBe(303);
    expect((await other.get(list)).text).not.toContain('Riêng');
  });

  test('of somebody whose account is closed are seen by nobody', async () => {
    const { accounts } = running().stores;
    const leaving = await colleague(running(), 'analyst', 'city');
    await save({ name: 'Người đi', address: '/staff/analysis?unit=city', shared: 'yes' }, leaving);
    expect((await other.get(list)).text).toContain('Người đi');
    const entry = auditEntry({ at: duringAt, kind: 'account.closed', unitIds: [], subject: { id: 'x', label: 'x' } }); // prettier-ignore
    await accounts.change(leaving.account.id, () => ({ set: { closedAt: duringAt }, entry }));
    expect((await other.get(list)).text).not.toContain('Người đi');
  });

  test('say what is to be mended, and keep what was typed', async () => {
    const address = '/staff/analysis';
    const unnamed = await save({ name: ' ', address });
    expect([unnamed.status, unnamed.text.includes('Xin đặt tên.')]).toEqual([422, true]);
    const long = await save({ name: 'x'.repeat(81), address });
    expect([long.status, long.text.includes('nhiều nhất 80 ký tự')]).toEqual([422, true]);
    const unshared = await save({ name: 'Tên', address, shared: 'yes' });
    expect([unshared.status, unshared.text.includes('value="Tên"')]).toEqual([422, true]);
    expect(unshared.text).toContain('Muốn chia sẻ, xin chọn đơn vị');
  });

  test('take no other address, no unit of others, and no odd request', async () => {
    const views = running().stores.savedViews;
    const before = (await views.listOfAccount(ofWard.account.id)).length;
    for (const address of ['//example.com', '/staff/accounts', 'javascript:alert(1)', ''])
      expect((await save({ name: 'x', address }, ofWard)).status).toBe(400);
    expect((await ofWard.get(`${list}/new`)).status).toBe(400);
    expect((await ofWard.get(`${list}/new?address=a&address=b`)).status).toBe(400);
    for (const unit of ['city', 'ward-a', 'no-such-unit']) {
      const answer = await save(
        { name: 'x', address: `/staff/analysis?unit=${unit}`, shared: 'yes' },
        ofWard,
      );
      expect(answer.status).toBe(404);
    }
    expect((await ofWard.get(`${list}/none`)).status).toBe(404);
    expect((await ofWard.get(`${list}?page=99999999`)).status).toBe(400);
    expect((await ofWard.get(`${list}?page=9999`)).status).toBe(200);
    expect((await views.listOfAccount(ofWard.account.id)).length).toBe(before);
    expect((await (await colleague(running(), 'officer', 'city')).get(list)).status).toBe(403);
  });

  test('are so many at the most', async () => {
    const { id } = ofWard.account;
    const view = { accountId: id, name: 'x', address: '/staff/analysis', isShared: false, savedAt: duringAt };
    for (let number = 0; number < viewsMax; number++)
      await running().stores.savedViews.add({ ...view, id: `${number}` });
    const { status, text } = await save({ name: 'x', address: '/staff/analysis' }, ofWard);
    expect([status, text.includes(`Đã lưu ${viewsMax} cách xem`)]).toEqual([422, true]);
    expect((await ofWard.get(list)).text).toContain('page=2');
    expect(running().errors).toEqual([]);
  });
});
