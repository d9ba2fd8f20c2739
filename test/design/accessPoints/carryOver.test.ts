/** Points of a round that is over go on in the next one. */
import { beforeAll, expect, it } from '@jest/globals';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, aRound, closingAt, duringAt, fillSmallCity } from '../../support/builders.ts';
import { colleague, drain } from '../../support/staff.ts';

const testApp = useApp();
const nextCloses = new Date(closingAt.getTime() + 30 * 24 * 60 * 60 * 1000);
const revision = { number: 1, roundId: 'round', unitId: 'ward-a', from: duringAt };

async function targets(): Promise<Record<string, string>> {
  const points = await testApp().stores.accessPoints.list();
  const last = points.map(({ code, revisions }) => [code, revisions.at(-1)!] as const);
  return Object.fromEntries(last.map(([code, { roundId, unitId }]) => [code, `${roundId} ${unitId}`]));
}

beforeAll(async () => {
  const { stores, clock } = testApp();
  const { survey } = await fillSmallCity(stores, { round: { previousRoundId: 'first' } });
  await stores.accessPoints.add(anAccessPoint('KSKT22', 'ward-b', { channel: 'kiosk' }));
  await stores.accessPoints.add(
    anAccessPoint('CDES22', 'ward-a', { channel: 'code', revisions: [revision] }),
  );
  await stores.accessPoints.add(
    anAccessPoint('STPP22', 'ward-a', { revisions: [{ ...revision, to: duringAt, stop: 'ended' }] }),
  );
  const unused = { ...revision, roundId: 'first', from: new Date('2025-01-01') };
  await stores.accessPoints.add(anAccessPoint('FRST22', 'ward-a', { revisions: [unused] }));
  const times = { opensAt: closingAt, closesAt: nextCloses };
  await stores.rounds.add(aRound(survey, { id: 'next', previousRoundId: 'round', ...times }));
  clock.now = duringAt;
  const early = { opensAt: new Date('2025-01-01'), closesAt: new Date('2025-06-01') };
  await stores.rounds.add(aRound(survey, { id: 'first', ...early }));
});

it('keeps in use what is printed and paired, and leaves codes and what was stopped behind', async () => {
  const before = await targets();
  const early = await colleague(testApp(), 'manager');
  expect((await early.get('/staff/rounds/next').expect(200)).text).toContain('Dùng tiếp 1 điểm');

  testApp().clock.now = new Date(closingAt.getTime() + 1000);
  const wardManager = await colleague(testApp(), 'manager', 'ward-b');
  expect((await wardManager.get('/staff/rounds/next').expect(200)).text).toContain('Dùng tiếp 2 điểm');
  await wardManager.post('/staff/rounds/next/points').expect(303);
  expect(await targets()).toEqual({ ...before, KSKT22: 'next ward-b', WARD33: 'next ward-b' });

  const manager = await colleague(testApp(), 'manager');
  const moved = await manager.post('/staff/rounds/next/points').expect(303);
  const { text } = await manager.get(String(moved.headers['location'])).expect(200);
  expect(text).toContain('Các điểm của đợt trước nay được dùng cho đợt này.');
  const carried = Object.entries(before).map(([code, target]) => [
    code,
    target.replace(/round|first/, 'next'),
  ]);
  const after = { ...Object.fromEntries(carried), CDES22: before['CDES22'], STPP22: before['STPP22'] };
  expect(await targets()).toEqual(after);
  expect((await manager.get('/staff/rounds/next').expect(200)).text).not.toContain('Dùng tiếp');
  await drain(testApp());
  const actions = await testApp().stores.audit.list({}, 20);
  expect(actions.filter(({ kind }) => kind === 'accessPoint.moved').length).toBe(
    Object.keys(after).length - 2,
  );
});
