import { beforeAll, describe, expect, test } from '@jest/globals';
import { carryOutAnnulments } from '../../../src/collection/annulments/carryOutAnnulments.ts';
import { checkRecords } from '../../../src/collection/ledger/checkRecords.ts';
import { loadVerifier } from '../../../src/collection/ledger/verifier.ts';
import { logOf, seal } from '../ledger/smallLedger.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { answer } from '../../support/citizen.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

describe('annulling', () => {
  const running = useApp();
  let asking: Browser;
  let agreeing: Browser;
  const receipts: string[] = [];
  const empty = { receipt: '', point: '', fromDay: '', toDay: '', reason: 'pressed', note: '' };
  const day = { point: 'WARD22', fromDay: '2026-01-20', toDay: '2026-01-20' };
  let hour = 0;

  beforeAll(async () => {
    await fillSmallCity(running().stores);
    for (let form = 0; form < 40; form += 1) {
      const sent = await answer(running().app, form < 35 ? 'WARD22' : 'WARD33', { q1: 5, q2: 4 });
      receipts.push((sent.headers['location'] as string).slice('/receipts/'.length));
    }
    await sealNext();
    running().clock.now = new Date('2026-01-22T09:30:00+07:00');
    asking = await colleague(running(), 'manager', 'city');
    agreeing = await colleague(running(), 'manager');
  });

  async function sealNext(): Promise<void> {
    hour += 1;
    await seal(
      running().stores,
      running().signers,
      new Date(Date.parse('2026-01-22T03:05:00Z') + hour * 3_600_000),
    );
  }
  const carryOut = async (): Promise<void> => {
    await carryOutAnnulments(running().stores, running().clock.now, () => false);
  };
  const counted = (): Promise<number> => running().stores.submissions.countOfRound('round');

  test('one form, found by its receipt, is annulled at once, and by nobody twice', async () => {
    const asked = await asking.post('/staff/annulments', {
      ...empty,
      receipt: receipts[0]!,
      note: 'two taps',
    });
    expect(asked.status).toBe(303);
    const url = asked.headers['location'] as string;
    await carryOut();
    expect((await asking.get(url)).text).toContain('Đã hủy');
    expect(await counted()).toBe(39);
    const again = await asking.post('/staff/annulments', { ...empty, receipt: receipts[0]! });
    expect(again.status).toBe(422);
    expect(again.text).toContain('Không có phiếu nào khớp mà chưa bị hủy.');
    const id = url.slice('/staff/annulments/'.length, url.indexOf('?'));
    const kept = await running().stores.annulments.find(id);
    expect(JSON.stringify(kept)).not.toContain(receipts[0]!.replaceAll('-', ''));
  });

  test('more than three wait for a second account, who sees no answer either', async () => {
    const asked = await asking.post('/staff/annulments', { ...empty, ...day });
    const url = (asked.headers['location'] as string).split('?')[0]!;
    await carryOut();
    expect(await counted()).toBe(39);
    const own = await asking.post(`${url}/agree`);
    expect(own.headers['location']).toContain('done=late');
    expect((await asking.get(url)).text).toContain('cần một tài khoản khác đồng ý');
    await asking.post('/staff/account/language', { language: 'en', back: url });
    const inEnglish = await asking.get(url);
    expect(inEnglish.text).toContain('<h1>Point WARD22, received from 20 Jan 2026 to 20 Jan 2026</h1>');
    await asking.post('/staff/account/language', { language: 'vi', back: url });

    const page = await agreeing.get(url);
    expect(page.text).toContain('34');
    expect(page.text).not.toMatch(/Hài lòng|level/);
    await agreeing.post(`${url}/agree`);
    await carryOut();
    expect(await counted()).toBe(5);
    const done = await running().stores.annulments.find(url.slice('/staff/annulments/'.length));
    expect([done?.state, done?.annulledCount]).toEqual(['done', 34]); // the 35th was annulled before
    expect((await agreeing.post(`${url}/refuse`)).headers['location']).toContain('done=late');
  });

  test('what a crash cut short is finished by the next run, and nothing is annulled twice', async () => {
    const asked = await asking.post('/staff/annulments', { ...empty, ...day, point: 'WARD33' });
    const url = (asked.headers['location'] as string).split('?')[0]!;
    await agreeing.post(`${url}/agree`);
    let steps = 0;
    await carryOutAnnulments(running().stores, running().clock.now, () => ++steps > 2);
    expect(await counted()).toBe(3);
    await carryOut();
    expect(await counted()).toBe(0);
    await carryOut();
  });

  test('the ledger says so of each, the checks agree, and the audit knows who', async () => {
    await sealNext();
    const { stores, signers } = running();
    const lines = await logOf(stores, signers);
    const verifier = await loadVerifier();
    const now = Date.parse('2026-01-23T00:00:00Z');
    const checked = await verifier.verifyLog(() => lines, { now });
    expect(checked.rounds).toEqual([{ round: 'round', submissions: 40, late: 0, annulled: 40, counted: 0 }]);
    expect((await stores.ledger.findLast())?.totals).toMatchObject([{ submissions: 40, annulled: 40 }]);
    expect(await checkRecords(stores, new Date(now))).toEqual({ logged: 40, waiting: 0, errors: [] });
    await drain(running());
    const kinds = (await stores.audit.list({}, 20)).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['annulment.asked', 'annulment.agreed']));
    const receipt = await asking.get(`/receipts/${receipts[0]}`);
    expect(receipt.text).toContain('Phiếu này đã bị hủy và không được tính.');
  });

  test.each([
    [422, {}, 'Xin nhập mã biên nhận'],
    [404, { receipt: 'ABCD' }, 'Không có phiếu nào mang mã biên nhận này'],
    [404, { ...day, point: 'NONE22' }, 'Không có điểm khảo sát nào mang mã này'],
    [422, { ...day, toDay: '2026-01-22' }, 'ngày cuối phải trước hôm nay'],
    [422, { ...day, fromDay: '2026-01-21' }, 'ngày cuối phải trước hôm nay'],
    [422, { ...day, fromDay: 'x' }, 'ngày cuối phải trước hôm nay'],
    [422, { ...day, fromDay: '2026-01-01', toDay: '2026-01-02' }, 'Không có phiếu nào khớp'],
    [422, { ...day, reason: 'because' }, 'Xin chọn lý do.'],
  ])('is answered with %i and what is to be mended: %j', async (status, request, sentence) => {
    const answered = await asking.post('/staff/annulments', { ...empty, ...request });
    expect(answered.status).toBe(status);
    expect(answered.text).toContain(sentence);
  });

  test('a form that waits for its checkpoint is not annulled yet', async () => {
    const sent = await answer(running().app, 'WARD22', { q1: 1, q2: 1 });
    const receipt = (sent.headers['location'] as string).slice('/receipts/'.length);
    const asked = await asking.post('/staff/annulments', { ...empty, receipt });
    expect(asked.text).toContain('Phiếu này chưa vào sổ cái.');
  });
});
