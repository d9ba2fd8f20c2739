import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { counterSmiley } from '../../../src/design/surveys/presets/counterSmiley.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { publishSurvey } from '../../../src/design/surveys/publishSurvey.ts';
import { hiddenFields } from '../../support/citizen.ts';
import { useApp } from '../../support/app.ts';
import { aUnit, anAccessPoint, duringAt, fillSmallCity } from '../../support/builders.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let manager: Browser;
let other: Browser;
let surveyId = '';

beforeAll(async () => {
  const { stores } = testApp();
  await fillSmallCity(stores);
  await stores.units.add(aUnit('gone', { parentId: 'city', validTo: '2026-03-01' }));
  surveyId = (await publishSurvey(sipas2017, '2026-01-02', stores.surveys)).id;
  [manager, other] = [await colleague(testApp(), 'manager'), await colleague(testApp(), 'manager')];
});

function typed(changes: Record<string, string> = {}): Record<string, string> {
  return {
    titleVi: 'Đợt sáu tháng đầu năm',
    titleEn: '',
    survey: surveyId,
    method: 'sipas-2017@1',
    opens: '2026-03-02T07:30',
    closes: '2026-04-01T17:00',
    units: 'phường ward-a\nphường ward-b',
    previous: '',
    sampleKind: 'selfSelected',
    resultsFor: 'everybody',
    channels: 'kiosk',
    ...changes,
  };
}

async function drafted(changes: Record<string, string> = {}): Promise<string> {
  const id = randomUUID();
  await manager.post('/staff/rounds', { id, ...typed(changes) }).expect(303);
  return `/staff/rounds/drafts/${id}`;
}

describe('a new round', () => {
  it.each([
    ['the rest of the year', 'period=year', '', '2027-01-01T00:00'],
    ['the second half', 'period=secondHalf', '2026-07-01T00:00', '2027-01-01T00:00'],
    ['every day from now on', 'period=standing', '', '2027-01-01T00:00'],
  ])('starts from a usual period: %s', async (_title, request, opens, closes) => {
    const { text } = await manager.get(`/staff/rounds/new?${request}`).expect(200);
    expect(text).toContain(`name="opens" type="datetime-local" value="${opens}"`);
    expect(text).toContain(`name="closes" type="datetime-local" value="${closes}"`);
    expect(text).toContain('phường city</textarea>');
  });

  it('starts from the next period where that of this year is over, and from the method of the survey', async () => {
    await publishSurvey(counterSmiley, '2026-11-29', testApp().stores.surveys);
    testApp().clock.now = new Date('2026-11-29T14:00:00Z');
    const late = await colleague(testApp(), 'manager');
    const { text } = await late.get('/staff/rounds/new?period=firstHalf').expect(200);
    testApp().clock.now = duringAt;
    expect(text).toContain('name="opens" type="datetime-local" value="2027-01-01T00:00"');
    expect(text).toContain('name="closes" type="datetime-local" value="2027-07-01T00:00"');
    expect(text).toContain('sáu tháng đầu năm 2027');
    expect(text).toMatch(/<option value="counter-smiley@1" selected>/);
  });

  it('can be made like one that is there, which it is then compared with', async () => {
    const { text } = await manager.get('/staff/rounds/new?copyOf=round').expect(200);
    expect(text).toContain('<option value="round" selected>');
    await manager.get('/staff/rounds/new?copyOf=unknown').expect(404);
  });

  it.each([
    ['closes before it opens', { closes: '2026-03-02T07:00' }, 'Giờ đóng phải sau giờ mở.'],
    ['is over already', { opens: '2025-01-01T00:00', closes: '2025-02-01T00:00' }, 'Giờ đóng đã qua.'],
    ['never ends', { closes: '2036-01-01T00:00' }, 'Một đợt dài nhất hai năm'],
    ['opens on no day', { opens: '2026-02-30T07:00' }, 'Xin ghi ngày và giờ.'],
    ['has no title', { titleVi: ' ' }, 'Xin ghi tên đợt.'],
    ['names a unit that there is not', { units: 'phường nowhere' }, 'Không có đơn vị “phường nowhere”'],
    ['names a unit that will have ended', { units: 'phường gone' }, 'chưa hoặc không còn hoạt động'],
    ['names a unit twice', { units: 'phường city\nphường ward-a' }, 'đã nằm trong một đơn vị khác'],
    ['is asked nowhere', { channels: 'smoke' }, 'Xin chọn ít nhất một kênh.'],
    ['has a method for other scales', { method: 'satisfaction-3-level@1' }, 'satisfaction-3-level@1: '],
    ['has a method that lacks its weights', { method: 'sipas-2023-frame@1' }, 'Còn thiếu trọng số'],
  ])('that %s is refused beside the field, with what was typed', async (_title, changes, said) => {
    const before = (await testApp().stores.roundDrafts.list()).length;
    const answer = await manager.post('/staff/rounds', {
      id: randomUUID(),
      ...typed({ sampleKind: 'probability', ...changes }),
    });
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(said)]);
    expect(answer.text).toContain('<option value="probability" selected>');
    expect(await testApp().stores.roundDrafts.list()).toHaveLength(before);
  });

  it('sent twice is one draft', async () => {
    const fields = { id: randomUUID(), ...typed() };
    await manager.post('/staff/rounds', fields).expect(303);
    await manager.post('/staff/rounds', fields).expect(303);
    const found = (await testApp().stores.roundDrafts.list()).filter(({ id }) => id === fields.id);
    expect(found).toHaveLength(1);
  });
});

describe('a draft', () => {
  it('is seen by nobody who answers or looks at rounds, until it is scheduled; then it opens by itself', async () => {
    const url = await drafted({ further: 'sipas-2017@1' });
    const id = url.split('/').at(-1)!;
    expect(await testApp().stores.rounds.find(id)).toBeUndefined();
    expect((await manager.get(url).expect(200)).text).toContain('mở 07:30 02/03/2026');
    await manager.post(`${url}/publish`, { revision: '1' }).expect(303);
    await manager.post(`${url}/publish`, { revision: '1' }).expect(303); // pressed twice
    const round = (await testApp().stores.rounds.find(id))!;
    expect(round).toMatchObject({
      opensAt: new Date('2026-03-02T00:30:00Z'),
      closesAt: new Date('2026-04-01T10:00:00Z'),
      unitIds: ['ward-a', 'ward-b'],
      unitsOn: '2026-03-02',
      methodIds: ['sipas-2017@1'],
      channels: ['kiosk'],
    });
    await manager.get(url).expect(303);
    await manager.post(url, { was: 'x', ...typed() }).expect(404);
    await drain(testApp());
    const { text } = await (await colleague(testApp(), 'auditor')).get(`/staff/audit?subject=${id}`);
    expect(text).toContain('Mở đợt khảo sát');
    testApp().clock.now = new Date('2026-03-02T00:30:00Z');
    const page = await (await colleague(testApp(), 'manager')).get(`/staff/rounds/${id}`);
    testApp().clock.now = duringAt;
    expect(page.text).toContain('<dd>đang mở</dd>');
  });

  it('edited by two: the second is told, with both texts, and may then save hers', async () => {
    const url = await drafted();
    const { was = '' } = hiddenFields((await manager.get(url)).text);
    await other.post(url, { was, ...typed({ titleVi: 'Tên của người kia' }) }).expect(303);
    const mine = typed({ titleVi: 'Tên của tôi' });
    const told = await manager.post(url, { was, ...mine }).expect(409);
    expect(told.text).toMatch(/>Tên của người kia<\/td>.*>Tên của tôi<\/td>/s);
    await manager.post(url, { ...hiddenFields(told.text), ...mine }).expect(303);
    await manager.post(`${url}/publish`, { revision: '2' }).expect(409);
    await manager.post(`${url}/discard`, { revision: '3' }).expect(303);
    await manager.get(url).expect(404);
  });

  it('whose time has gone by cannot be scheduled', async () => {
    const url = await drafted({ opens: '', closes: '2026-01-21T00:00' });
    testApp().clock.now = new Date('2026-01-22T00:00:00Z');
    const late = await colleague(testApp(), 'manager');
    const answer = await late.post(`${url}/publish`, { revision: '1' });
    testApp().clock.now = duringAt;
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('Giờ đóng phải sau giờ mở.')]);
  });
});

describe('the closing of a round', () => {
  async function scheduled(changes: Record<string, string>): Promise<string> {
    const url = await drafted(changes);
    const { headers } = await manager.post(`${url}/publish`, { revision: '1' });
    return String(headers['location']).split('?')[0]!;
  }

  it('is moved with a reason that the audit keeps, and not without', async () => {
    const url = await scheduled({ opens: '' });
    const closing = { closes: '2026-05-01T17:00', reason: 'Lũ lụt ở ba xã', action: 'move' };
    const refused = await manager.post(`${url}/closing`, { ...closing, reason: '' });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Xin ghi lý do.')]);
    await manager.post(`${url}/closing`, { ...closing, closes: '2026-01-10T00:00' }).expect(422);
    await manager.post(`${url}/closing`, closing).expect(303);
    const round = await testApp().stores.rounds.find(url.split('/').at(-1)!);
    expect(round?.closesAt).toEqual(new Date('2026-05-01T10:00:00Z'));
    await drain(testApp());
    const id = url.split('/').at(-1)!;
    const [entry] = await testApp().stores.audit.list({ subjectId: id, kind: 'round.closingMoved' }, 5);
    expect(entry?.after?.['reason']).toBe('Lũ lụt ở ba xã');
  });

  it('can be now: its points take no form any more, and it is not opened again', async () => {
    const url = await scheduled({ opens: '' });
    const roundId = url.split('/').at(-1)!;
    const point = anAccessPoint('CASE22', 'ward-a');
    await testApp().stores.accessPoints.add({
      ...point,
      revisions: [{ number: 1, roundId, unitId: 'ward-a', from: duringAt }],
    });
    expect((await manager.get(url)).text).toContain('Đóng ngay: 1 điểm khảo sát thôi nhận phiếu');
    await manager.post(`${url}/closing`, { closes: '', reason: 'Xong sớm', action: 'now' }).expect(303);
    await manager.get('/s/CASE22').expect(410);
    expect((await manager.get(url)).text).toContain(`/staff/publications/new?round=${roundId}`);
    const again = { closes: '2026-05-01T17:00', reason: 'Mở lại', action: 'move' };
    expect((await manager.post(`${url}/closing`, again).expect(410)).text).toContain('không mở lại được');
  });

  it('of a round that has not opened calls it off', async () => {
    const url = await scheduled({});
    await manager.post(`${url}/closing`, { closes: '', reason: 'Hoãn', action: 'now' }).expect(303);
    expect((await manager.get(url)).text).toContain('<dd>đã đóng</dd>');
  });
});

describe('the list of rounds', () => {
  it('shows drafts to managers only, sorts, and filters by state', async () => {
    await drafted({ titleVi: 'Bản nháp riêng' });
    const request = '/staff/rounds?state=open&sort=name';
    expect((await manager.get(request).expect(200)).text).toMatch(/Bản nháp riêng<\/a>/);
    const officer = await colleague(testApp(), 'officer', 'ward-a');
    const { text } = await officer.get(request).expect(200);
    expect(text).toContain('Đợt thử');
    expect(text).not.toContain('Bản nháp riêng');
    expect(text).not.toContain('Lập đợt mới');
    await manager.get('/staff/rounds?sort=luck').expect(400);
  });
});
