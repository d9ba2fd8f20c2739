/** The pages on kiosks, for staff. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, fillSmallCity } from '../../support/builders.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';
import { newCredential, pairTablet, sendPairing } from '../../support/tablet.ts';

const testApp = useApp();
const here = anAccessPoint('KSK234', 'ward-a', { channel: 'kiosk' });
const there = anAccessPoint('KSK777', 'ward-b', { channel: 'kiosk' });
let manager: Browser;

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  for (const point of [here, there]) await testApp().stores.accessPoints.add(point);
  manager = await colleague(testApp(), 'manager', 'ward-a');
});

describe('pairing by staff', () => {
  it('gives a code that a tablet can use, for points of their own units only', async () => {
    const form = await manager.get('/staff/kiosks/new').expect(200);
    expect(form.text).toContain('KSK234');
    expect(form.text).not.toContain('KSK777');
    const page = await manager.post('/staff/kiosks/pairing-codes', { point: here.id, label: 'Quầy 3' });
    const code = /<code>([2-9A-Z]{4}-[2-9A-Z]{4})<\/code>/.exec(page.text)?.[1] ?? '';
    expect(page.text).toContain('/kiosk/KSK234');
    const paired = await sendPairing(testApp().app, 'KSK234', { code, credential: newCredential() });
    expect(paired.body).toMatchObject({ outcome: 'paired', label: 'Quầy 3' });
    await drain(testApp());
    const kinds = (await testApp().stores.audit.list({ unitIds: ['ward-a'] }, 5)).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['device.pairingCodeMade', 'device.paired']));
  });

  it('asks for a point and a name', async () => {
    const page = await manager
      .post('/staff/kiosks/pairing-codes', { point: 'nowhere', label: ' ' })
      .expect(422);
    expect(page.text).toContain('Xin chọn một điểm khảo sát');
    expect(page.text).toContain('Xin đặt tên cho máy');
  });
});

describe('the fleet page', () => {
  it('tells how each tablet of their units is, and of no other', async () => {
    const tablet = await pairTablet(testApp(), here);
    await pairTablet(testApp(), there);
    const { form } = await tablet.setup();
    await tablet.send(await tablet.sealed(1, { form }));
    await tablet.status({
      lastNumber: 6,
      queued: [[4, 5]],
      oldestQueuedHour: '2026-01-20T01:00:00Z',
      setAside: [{ number: 3, reason: 'incomplete' }],
      clockMs: testApp().clock.now.getTime() - 10 * 60_000,
      persisted: false,
      battery: { percent: 41, charging: true },
      witness: { state: 'broken', checkpointNumber: 7 },
    });
    const fleet = (await manager.get('/staff/kiosks').expect(200)).text;
    expect(fleet).not.toContain('KSK777');
    for (const said of [
      'thiếu phiếu',
      'có phiếu để riêng',
      'sổ cái không khớp',
      'sai giờ',
      'dữ liệu có thể bị xóa',
    ])
      expect(fleet).toContain(said);
    const page = (await manager.get(`/staff/kiosks/${tablet.deviceId}`).expect(200)).text;
    for (const said of [
      '<dd>2</dd>', // waiting
      'từ 08:00 20/01/2026',
      '2: các số 2, 6',
      '3: thiếu câu trả lời bắt buộc',
      'chậm 10 phút',
      '41%, đang sạc',
      'KHÔNG KHỚP sau mốc 7',
    ])
      expect(page).toContain(said);
  });

  it('lets a kiosk be revoked, and says what it still holds', async () => {
    const tablet = await pairTablet(testApp(), here);
    await tablet.status({ lastNumber: 2, queued: [[1, 2]] });
    const url = `/staff/kiosks/${tablet.deviceId}`;
    expect((await manager.get(url)).text).toContain('Máy còn 2 phiếu chưa gửi');
    await manager.post(`${url}/revoke`).expect(303);
    expect((await tablet.status()).body).toEqual({ outcome: 'notPaired' });
    expect((await manager.get(`${url}?done=revoked`)).text).toContain('Đã thu hồi máy');
    await drain(testApp());
    const entries = await testApp().stores.audit.list({ subjectId: tablet.deviceId }, 10);
    expect(entries.map(({ kind }) => kind)).toContain('device.revoked'); // pairing has the same instant: no order
  });
});
