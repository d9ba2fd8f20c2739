import { beforeAll, describe, expect, it } from '@jest/globals';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, duringAt, fillSmallCity } from '../../support/builders.ts';
import { aSubmission } from '../../collection/ledger/smallLedger.ts';
import { colleague } from '../../support/staff.ts';

const testApp = useApp();
const dayMs = 24 * 60 * 60 * 1000;
const somebody = { accountId: 'somebody', name: 'binh' };

function noted(kind: 'annulment.asked' | 'device.paired' | 'samplePlan.kept') {
  return auditEntry({ at: duringAt, kind, unitIds: [], subject: { id: 'x', label: 'x' } });
}

beforeAll(async () => {
  const { stores } = testApp();
  const { round } = await fillSmallCity(stores);
  const opensAt = new Date(duringAt.getTime() + 2 * dayMs);
  await stores.rounds.add({ ...round, id: 'next', title: { vi: 'Đợt sau' }, opensAt });
  await stores.rounds.add({
    ...round,
    id: 'far',
    title: { vi: 'Đợt còn xa' },
    opensAt: new Date(duringAt.getTime() + 8 * dayMs),
  });
});

const dashboard = async (
  role: 'manager' | 'officer' | 'clerk' | 'interviewer' | 'administrator',
  unitId?: string,
) => (await (await colleague(testApp(), role, unitId)).get('/staff').expect(200)).text;

/** What stands under a heading. */
function card(text: string, title: string): string {
  return text.split(`<h2>${title}</h2>`)[1]?.split('</section>')[0] ?? '';
}

describe('the home page of staff', () => {
  it('says in one place where there is nothing to do', async () => {
    const quiet = card(await dashboard('manager', 'ward-a'), 'Các mục không có việc chờ xử lý');
    for (const what of ['Kiểm tra:', 'Máy khảo sát:', 'Kế hoạch mẫu:', 'Nhập từ tệp:', 'Hủy phiếu:']) {
      expect(quiet).toContain(what);
    }
    expect(await dashboard('clerk', 'ward-a')).not.toContain('Hủy phiếu:');
  });

  it('names years with coming holidays that are not confirmed, to administrators of the whole installation', async () => {
    // From 20 January: the Hung Kings, 30 April, the make-up day, National Day and Culture Day.
    const title = 'Ngày nghỉ lễ chưa đối chiếu';
    expect(card(await dashboard('administrator'), title)).toContain('Năm 2026: 5 mục sắp tới');
    expect(await dashboard('administrator', 'city')).not.toContain(title);
    expect(await dashboard('manager')).not.toContain(title);
  });

  it('names rounds that are open, and those that open within a week', async () => {
    const rounds = card(await dashboard('officer', 'ward-a'), 'Đợt đo lường');
    expect(rounds).toContain('0 phiếu đã nhận');
    expect(rounds).toContain('Sắp mở · lúc 09:30 22/01/2026');
    expect(rounds).not.toContain('Đợt còn xa');
  });

  it('leads interviewers to the points where they ask, and only there', async () => {
    const { stores } = testApp();
    for (const [id, code, unitId] of [
      ['here', 'ASKA22', 'ward-a'],
      ['there', 'ASKB33', 'ward-b'],
    ] as const)
      await stores.accessPoints.add(anAccessPoint(code, unitId, { id, channel: 'interviewer' }));
    const ask = card(await dashboard('interviewer', 'ward-a'), 'Phỏng vấn');
    expect(ask).toContain('href="/staff/interviews/here"');
    expect(ask).not.toContain('/staff/interviews/there');
    expect(card(await dashboard('manager', 'ward-a'), 'Phỏng vấn')).toBe('');
  });

  it('names units that lag behind the plan, to those who answer for them', async () => {
    const units = ['ward-a', 'ward-b'].map((unitId) => ({ unitId, population: 1000, quota: 40, ask: 50 }));
    const { stores } = testApp();
    const fields = { formula: 'given', total: '80', sharing: 'equal', wanted: 'save' };
    const manager = await colleague(testApp(), 'manager');
    await manager
      .post('/staff/rounds/round/plan', {
        marginPercent: '5',
        expectedPercent: '50',
        designEffect: '1',
        responsePercent: '100',
        'quota-province': '',
        'quota-district': '',
        'quota-commune': '',
        'quota-office': '',
        populations: units.map(({ unitId }) => `phường ${unitId}; 1000`).join('\n'),
        ...fields,
      })
      .expect(303);
    expect(await stores.samplePlans.find('round')).toBeDefined();
    const seen = card(await dashboard('officer', 'ward-b'), 'Đơn vị chậm so với kế hoạch mẫu');
    expect(seen).toContain('phường ward-b');
    expect(seen).toContain('0/40 phiếu');
    expect(seen).not.toContain('phường ward-a');
  });

  it('names kiosks that are silent', async () => {
    const { stores } = testApp();
    const point = anAccessPoint('KSKK22', 'ward-a', { channel: 'kiosk' });
    await stores.accessPoints.add(point);
    await stores.devices.add(
      {
        id: 'tablet',
        accessPointId: point.id,
        label: 'Quầy 1',
        credentialHash: 'x',
        pairedAt: new Date(duringAt.getTime() - 2 * dayMs),
        firstNumber: 1,
      },
      noted('device.paired'),
    );
    expect(card(await dashboard('officer', 'ward-a'), 'Máy khảo sát cần xem')).toContain(
      'mất liên lạc hơn 24 giờ',
    );
    expect(await dashboard('officer', 'ward-b')).not.toContain('mất liên lạc hơn 24 giờ');
  });

  it('names annulments that wait for a second person, but not to whoever asked', async () => {
    const { stores } = testApp();
    const criterion = { kind: 'receipt', receiptCode: 'x' } as const;
    const asked = { criterion, unitIds: ['ward-a'], reason: 'test', note: '', askedAt: duringAt } as const;
    await stores.annulments.add(
      { ...asked, id: 'a', label: 'WARD22', count: 4, state: 'waiting', askedBy: somebody },
      noted('annulment.asked'),
    );
    expect(card(await dashboard('manager'), 'Hủy phiếu chờ người thứ hai')).toContain(
      '4 phiếu · binh đề nghị',
    );
    expect(await dashboard('manager', 'ward-b')).not.toContain('binh đề nghị');
  });

  it('says that forms of the day before yesterday are in no ledger and not counted', async () => {
    await testApp().stores.submissions.add(aSubmission(new Date(duringAt.getTime() - 2 * dayMs), {}));
    const failed = card(await dashboard('manager'), 'Kiểm tra không đạt');
    expect(failed).toContain('09:00 18/01/2026 chưa vào sổ cái');
    expect(failed).toContain('chưa được đếm');
  });
});
