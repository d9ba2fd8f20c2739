import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AccessPoint } from '../../../src/design/accessPoints/accessPoint.ts';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, aUnit, fillSmallCity } from '../../support/builders.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let manager: Browser;

beforeAll(async () => {
  const { stores } = testApp();
  const { round } = await fillSmallCity(stores);
  await stores.rounds.add({ ...round, id: 'kiosks', channels: ['kiosk'] });
  await stores.units.add(aUnit('elsewhere'));
  manager = await colleague(testApp(), 'manager');
});

function request(changes: Record<string, string> = {}): Record<string, string> {
  return {
    id: randomUUID(),
    channel: 'paper',
    round: 'round',
    service: '',
    units: 'phường ward-a\r\nward-b ward',
    codes: '100',
    again: 'no',
    action: 'make',
    ...changes,
  };
}

const make = (changes: Record<string, string> = {}) => manager.post('/staff/access-points', request(changes));
const all = (): Promise<readonly AccessPoint[]> => testApp().stores.accessPoints.list();

describe('making access points for many units', () => {
  it('starts with the lowest units of the round', async () => {
    const { text } = await manager.get('/staff/access-points/new?round=round').expect(200);
    expect(text).toContain('>phường ward-a\nphường ward-b</textarea>');
  });

  it('shows first what will be made, and what is printed, and makes nothing', async () => {
    const before = (await all()).length;
    const { text } = await make({
      channel: 'qr',
      units: 'phường city\nphường ward-a',
      action: 'preview',
    }).expect(200);
    expect(text).toContain('Sẽ lập 1 điểm mã QR. Bỏ qua 1 đơn vị đã có.');
    expect(text).toContain('áp phích A4');
    expect(text).toMatch(/phường ward-a<\/th><td[^>]*>đã có WARD22</);
    expect(await all()).toHaveLength(before);
  });

  it('goes back from the preview to the form as it was filled', async () => {
    const { text } = await make({ units: 'phường ward-b', again: 'yes', action: 'edit' }).expect(200);
    expect(text).toContain('>phường ward-b</textarea>');
    expect(text).toContain('<option value="yes" selected>');
  });

  it('makes one a unit, once however often it is sent, and leaves out those that are there', async () => {
    const sent = request();
    await manager.post('/staff/access-points', sent).expect(303);
    await manager.post('/staff/access-points', sent).expect(303);
    await make().expect(303);
    const paper = (await all()).filter(({ channel }) => channel === 'paper');
    expect(new Set(paper.map(({ revisions: [first] }) => first?.unitId))).toEqual(
      new Set(['ward-a', 'ward-b']),
    );
    expect(paper).toHaveLength(2);
    await make({ again: 'yes' }).expect(303);
    expect((await all()).filter(({ channel }) => channel === 'paper')).toHaveLength(4);
    await drain(testApp());
    expect(await testApp().stores.audit.list({ kind: 'accessPoint.made' }, 10)).toHaveLength(4);
  });

  it('makes a batch of codes a unit', async () => {
    const sent = request({ channel: 'code', codes: '30' });
    await manager.post('/staff/access-points', sent).expect(303);
    await manager.post('/staff/access-points', sent).expect(303);
    expect((await testApp().stores.codes.listBatches()).map(({ count }) => count)).toEqual([30, 30]);
  });

  it.each([
    ['a unit that there is not', { units: 'phường nowhere' }, 'Không có đơn vị “phường nowhere”'],
    ['a unit twice', { units: 'phường ward-a\nPhường  WARD-A' }, 'được ghi hai lần'],
    ['a unit that is not in the round', { units: 'phường elsewhere' }, 'phường elsewhere không thuộc đợt'],
    ['no unit', { units: ' \n' }, 'ít nhất một đơn vị'],
    ['a channel that the round has not', { round: 'kiosks' }, 'Đợt này không dùng kênh'],
    ['too few codes to hide anybody among', { channel: 'code', codes: '29' }, 'số mã từ 30 đến 1000'],
  ])(
    'refuses %s beside the field, keeps what was typed, and makes nothing',
    async (_title, changes, said) => {
      const before = (await all()).length;
      const answer = await make({ again: 'yes', ...changes });
      expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(said)]);
      expect(answer.text).toContain('<option value="yes" selected>');
      expect(await all()).toHaveLength(before);
    },
  );

  it('refuses what its page does not send', async () => {
    await make({ channel: 'import' }).expect(400);
    await make({ round: 'unknown' }).expect(400);
    expect((await make({ id: '1' })).status).toBe(400);
  });
});

describe('changing an access point', () => {
  const change = async (code: string, fields: Record<string, string>) => {
    const point = (await testApp().stores.accessPoints.findByCode(code))!;
    const number = String(point.revisions.at(-1)?.number);
    return await manager.post(`/staff/access-points/${point.id}/revisions`, { number, ...fields });
  };

  // Pages for citizens keep a point for a few seconds: each test asks for its address once.
  it('pauses, resumes and ends it; who opens it is told', async () => {
    expect((await change('WARD22', { action: 'pause' })).status).toBe(303);
    expect((await manager.get('/s/WARD22')).status).toBe(410);
    expect((await manager.get('/staff/access-points?state=paused')).text).toContain('WARD22');
    expect((await change('WARD22', { action: 'pause' })).status).toBe(409);
    expect((await change('WARD22', { action: 'resume' })).status).toBe(303);
    expect((await manager.get('/staff/access-points?state=open&q=WARD22')).text).toContain('>WARD22</a>');
    expect((await change('WARD22', { action: 'end' })).status).toBe(303);
    expect((await change('WARD22', { action: 'resume' })).status).toBe(409);
  });

  it('gives an ended one another unit, under the same code', async () => {
    const move = { action: 'move', round: 'round', unit: 'city', service: '' };
    await testApp().stores.accessPoints.add(anAccessPoint('MVED22', 'ward-a'));
    await change('MVED22', { action: 'end' });
    expect((await change('MVED22', { ...move, unit: 'elsewhere' })).status).toBe(409);
    const refused = await change('MVED22', { ...move, round: 'kiosks' });
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('Chưa chuyển được')]);
    expect(refused.text).toMatch(/<details open>[^]*id="round-error"[^]*<option value="city" selected>/);
    expect((await change('MVED22', move)).status).toBe(303);
    const point = (await testApp().stores.accessPoints.findByCode('MVED22'))!;
    expect(point.revisions.map(({ number, unitId, stop }) => [number, unitId, stop])).toEqual([
      [1, 'ward-a', undefined],
      [2, 'ward-a', 'ended'],
      [3, 'city', undefined],
    ]);
    expect((await manager.get('/s/MVED22').expect(200)).text).toContain('phường city');
  });

  it('tells the second of two who change it at once', async () => {
    expect((await change('WARD33', { action: 'pause' })).status).toBe(303);
    expect((await change('WARD33', { action: 'end', number: '1' })).status).toBe(409);
  });
});
