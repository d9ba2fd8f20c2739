import { beforeAll, describe, expect, test } from '@jest/globals';
import { eraseSubmission } from '../../../src/collection/erasures/eraseSubmission.ts';
import { checkRecords } from '../../../src/collection/ledger/checkRecords.ts';
import { submissionEntry } from '../../../src/collection/ledger/entry.ts';
import { leafHash } from '../../../src/collection/ledger/merkle.ts';
import { loadVerifier } from '../../../src/collection/ledger/verifier.ts';
import { readReceiptCode } from '../../../src/collection/submissions/receipt.ts';
import { logOf, seal } from '../ledger/smallLedger.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { openForm, sendForm } from '../../support/citizen.ts';
import { colleague, type Browser } from '../../support/staff.ts';

describe('erasing a part of a form', () => {
  const running = useApp();
  let manager: Browser;
  let receipt = '';
  const request = { part: 'both', reason: 'onRequest' };

  beforeAll(async () => {
    await fillSmallCity(running().stores);
    manager = await colleague(running(), 'manager', 'ward-a');
    receipt = await send('Tôi tên là Nguyễn Văn A');
  });

  async function send(comment: string, point = 'WARD22'): Promise<string> {
    const form = await openForm(running().app, point);
    const fields = { ...form, 'answer-q1': '5', 'answer-q2': '4', comment };
    const sent = await sendForm(running().app, point, fields);
    return (sent.headers['location'] as string).slice('/receipts/'.length);
  }
  const stored = async () => (await running().stores.submissions.findByReceipt(readReceiptCode(receipt)!))!;
  const sealAt = async (time: string): Promise<void> => {
    await seal(running().stores, running().signers, new Date(time));
  };

  test('waits until the form is in the log', async () => {
    const answered = await manager.post('/staff/erasures', { receipt, ...request });
    expect(answered.status).toBe(422);
    expect(answered.text).toContain('Phiếu này chưa vào sổ cái.');
  });

  test('takes content and salt away for good; the answers, the entry and its proof stay', async () => {
    await sealAt('2026-01-21T03:05:00Z');
    const before = await stored();
    expect((await manager.post('/staff/erasures', { receipt, ...request })).status).toBe(303);
    const after = await stored();
    expect(after.comment).toBeUndefined();
    expect(after.about).toEqual({});
    expect(after.salts).toEqual({ ...before.salts, about: undefined, comment: undefined });
    expect(after.answers).toEqual(before.answers);
    expect(submissionEntry(after)).toBe(submissionEntry(before));
    const file = JSON.parse((await manager.get(`/receipts/${receipt}.json`)).text) as object;
    expect((await loadVerifier()).verifyReceipt(file)).toMatchObject({ checkpoint: { number: 1 } });
  });

  test('is an entry with account and reason; done again it changes nothing; the checks agree', async () => {
    await manager.post('/staff/erasures', { receipt, ...request });
    await sealAt('2026-01-21T04:05:00Z');
    const { stores, signers } = running();
    const lines = await logOf(stores, signers);
    const logEntries = await stores.ledger.listEntries(['erasure'], { from: 0, to: 99, count: 9 });
    const leaf = leafHash(submissionEntry(await stored())).toString('hex');
    expect(logEntries.map(({ text }) => JSON.parse(text) as object)).toEqual(
      expect.arrayContaining(
        ['about', 'comment'].map((part) =>
          expect.objectContaining({ part, leaf, reason: 'onRequest', account: manager.account.id }),
        ),
      ),
    );
    expect(logEntries).toHaveLength(2);
    const now = new Date('2026-01-21T05:00:00Z');
    await (await loadVerifier()).verifyLog(() => lines, { now: now.getTime() });
    expect((await checkRecords(stores, now)).errors).toEqual([]);
    expect(await stores.audit.list({ kind: 'submission.partErased' }, 9)).toHaveLength(1);
  });

  test('an act that was noted, and then the process ended, is carried out with its checkpoint', async () => {
    const { stores, signers } = running();
    receipt = await send('Số hồ sơ 0123');
    await sealAt('2026-01-22T03:05:00Z');
    const dying = { erase: () => Promise.reject(new Error('the process is gone')) };
    const erasing = eraseSubmission(
      await stored(),
      { parts: ['comment'], reason: 'namesPerson', accountId: 'x' },
      { ...stores, submissions: dying },
      new Date('2026-01-22T04:00:00Z'),
    );
    await expect(erasing).rejects.toThrow('the process is gone');
    expect((await stored()).comment).toBe('Số hồ sơ 0123');
    await seal(stores, signers, new Date('2026-01-22T05:05:00Z'));
    expect((await stored()).comment).toBeUndefined();
    expect((await checkRecords(stores, new Date('2026-01-22T06:00:00Z'))).errors).toEqual([]);
  });

  test('a form of another unit does not exist for this account', async () => {
    const foreign = await send('khác', 'WARD33');
    const answered = await manager.post('/staff/erasures', { receipt: foreign, ...request });
    expect(answered.status).toBe(404);
    expect(answered.text).toContain('Không có phiếu nào mang mã biên nhận này');
  });

  test('nothing chosen is told field by field', async () => {
    const answered = await manager.post('/staff/erasures', { receipt, part: '', reason: 'why' });
    expect(answered.text).toContain('Xin chọn phần cần xóa.');
    expect(answered.text).toContain('Xin chọn lý do.');
    const empty = await manager.post('/staff/erasures', { receipt: '', part: 'both', reason: 'why' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Xin ghi mã biên nhận.');
    expect(empty.text).toContain('<details class="confirm">');
  });
});
