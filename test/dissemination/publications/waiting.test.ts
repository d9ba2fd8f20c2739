/** A round that has just closed, with responses that the ledger does not have yet. */
import { expect, test } from '@jest/globals';
import { aSubmission, seal } from '../../collection/ledger/smallLedger.ts';
import { useApp } from '../../support/app.ts';
import { closingAt, fillSmallCity } from '../../support/builders.ts';
import { colleague } from '../../support/staff.ts';

const testApp = useApp();

test('the checks that wait for the ledger are not errors, and the page says when to come back', async () => {
  const { stores, signers, clock } = testApp();
  const { survey } = await fillSmallCity(stores);
  const point = (await stores.accessPoints.findByCode('WARD22'))!;
  const given = { accessPointId: point.id, surveyVersionId: survey.id, about: {} };
  const lastHour = new Date(closingAt.getTime() - 30 * 60_000);
  for (let form = 0; form < 30; form += 1)
    await stores.submissions.add(aSubmission(lastHour, { ...given, answers: { q1: 5, q2: 4 } }));
  clock.now = new Date(closingAt.getTime() + 60_000); // 00:01: the hour before is not over for the ledger
  const manager = await colleague(testApp(), 'manager', 'city');
  const { text } = await manager.get('/staff/publications/new?round=round').expect(200);
  expect(text).not.toContain('✗');
  expect(text.match(/… Đang chờ/g)).toHaveLength(4);
  expect(text).toMatch(/Dự kiến xong lúc 0?0:02,? /);
  const refused = await manager.post('/staff/publications', { round: 'round', whatChanged: '' });
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Dự kiến xong lúc')]);
  clock.now = new Date(closingAt.getTime() + 3 * 60_000);
  const soon = await (
    await colleague(testApp(), 'manager', 'city')
  ).get('/staff/publications/new?round=round');
  expect(soon.text).toContain('Xin mở lại trang này sau ít phút');
  await seal(stores, signers, clock.now);
});
