import { beforeAll, describe, expect, test } from '@jest/globals';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';
import { someDays } from '../../collection/quality/someDays.ts';

describe('the quality pages', () => {
  const testApp = useApp();
  let manager: Browser;
  let pointIds: readonly string[];

  beforeAll(async () => {
    const { points } = await fillSmallCity(testApp().stores);
    pointIds = points.map(({ id }) => id);
    const [forged, honest] = points.map(({ id }) => ({ accessPointId: id, revision: 1 }));
    const forging = { time: 'anyTime', style: 'allBest' } as const;
    await someDays(testApp().stores, forged!, { today: '2026-01-20', forging });
    await someDays(testApp().stores, honest!, { today: '2026-01-20' });
    manager = await colleague(testApp(), 'manager');
  });

  const pageOf = async (browser: Browser, at: number) =>
    await browser.get(`/staff/quality/${pointIds[at]}/1`);

  test('put first the point that bears a sign, and call it no more than that', async () => {
    const { text } = await manager.get('/staff/quality').expect(200);
    expect(text.indexOf('WARD22')).toBeLessThan(text.indexOf('WARD33'));
    expect(text.match(/class="tag"/g)?.length).toBeGreaterThan(0);
    expect(text).toContain('Dấu hiệu không phải bằng chứng');
    const point = await pageOf(manager, 0);
    expect(point.text).toContain('dồn thành cụm');
    expect(point.text).toContain('có thể là một người điền liên tiếp');
    expect((await pageOf(manager, 1)).text).toContain('Không thấy dấu hiệu nào');
  });

  test('show hours, gaps, flags and the other points, and no figure while the round is open', async () => {
    const { text } = await pageOf(manager, 0);
    for (const words of [
      'Phiếu theo giờ trong ngày',
      '1 đến 2 phút',
      'một mức cho mọi câu',
      'WARD22, mã QR (điểm này)',
    ])
      expect(text).toContain(words);
    expect(text).toContain('Chỉ so sánh sau khi đợt kết thúc');
  });

  test('are for the units of the caller, and for roles that may', async () => {
    const elsewhere = await colleague(testApp(), 'manager', 'ward-b');
    const { text } = await elsewhere.get('/staff/quality').expect(200);
    expect(text).not.toContain('WARD22');
    expect((await pageOf(elsewhere, 0)).status).toBe(404);
    expect((await pageOf(await colleague(testApp(), 'officer', 'ward-a'), 0)).status).toBe(403);
    for (const path of ['nowhere/1', `${pointIds[0]}/7`, `${pointIds[0]}/x`]) {
      await manager.get(`/staff/quality/${path}`).expect(404);
    }
  });

  test('give no share of fewer than ten forms', async () => {
    const location = { accessPointId: pointIds[1]!, revision: 1 };
    await testApp().connection.collection('pointDays').deleteMany({ accessPointId: pointIds[1] });
    await testApp().stores.quality.addCounts(location, new Date('2026-01-19T02:00:00Z'), { forms: 3, apart: 1, 'flags.tooFast': 1 }); // prettier-ignore
    const { text } = await pageOf(manager, 1);
    expect(text).toContain('dưới 10 phiếu');
    expect(text).not.toContain('33,3%');
    expect(text).toMatch(/điền quá nhanh<\/th><td[^>]*>–</);
  });

  test('after the close, a unit’s figure is there, and said to be the same where nothing is set apart', async () => {
    const { clock } = testApp();
    clock.now = new Date('2026-02-10T09:00:00+07:00');
    const { text } = await pageOf(await colleague(testApp(), 'manager'), 0);
    expect(text).toContain('Chỉ số của đơn vị, có và không có phiếu bị gắn cờ');
    expect(text).not.toContain('Chỉ so sánh sau khi đợt kết thúc');
  });
});
