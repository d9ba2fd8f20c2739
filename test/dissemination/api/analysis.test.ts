import { beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { ref } from '../../../src/dissemination/api/answerSchemas.ts';
import { analysedRound } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { caseloadBatch } from '../../support/caseloads.ts';
import { addAccount, aGrant } from '../../support/staff.ts';
import { readPublishedSchemas, type PublishedSchemas } from './publishedSchemas.ts';
import { addKey } from './someKeys.ts';

const running = useApp();
const round = analysedRound(running);
let published: PublishedSchemas;
let key: string;

beforeAll(async () => {
  await round.setUp([
    { ward: 0, count: 150 },
    { ward: 0, count: 50, q1: 2 },
    { ward: 1, count: 40 },
    { ward: 1, count: 40, q1: 2 },
  ]);
  await caseloadBatch(running(), [
    { unitId: 'ward-a', month: '2026-01', filing: 'counter', transactions: 200 },
    { unitId: 'ward-b', month: '2026-01', filing: 'online', transactions: 200 },
  ]);
  published = await readPublishedSchemas(running().server);
  key = (await addKey(running(), await addAccount(running(), [aGrant('analyst', 'city')]))).secret;
});

async function ask(path: string, secret = key) {
  return await request(running().app)
    .get(`/api/v1/rounds/round/units/${path}`)
    .set('Authorization', `Bearer ${secret}`)
    .set('Accept-Language', 'en');
}

test('who did not answer comes with the calibrated index, and with no sum of a group', async () => {
  const { status, body } = await ask('city/nonresponse?of=question:q1');
  expect([status, published.errorsBy(ref('Nonresponse'), body)]).toEqual([200, []]);
  const { calibration } = body as { calibration: { share: number; weightingEffect: number } };
  expect(calibration.share).toBe(0.625); // half of 150/200 and half of 40/80
  expect(calibration.weightingEffect).toBe(1.225);
  expect(JSON.stringify(body)).not.toContain('exactShare');
});

test('a target is held against units and questions', async () => {
  const { status, body } = await ask('city/target?of=question:q1&targetPercent=80');
  expect([status, published.errorsBy(ref('TargetGap'), body)]).toEqual([200, []]);
  const { units, targetPercent } = body as { units: { unitId: string; toMove: number }[]; targetPercent: number }; // prettier-ignore
  expect(targetPercent).toBe(80);
  expect(units[0]).toMatchObject({ unitId: 'city', toMove: 34 }); // 190 of 280 are satisfied, 224 are needed
  const refused = ['0', '100.01', '80%', '1e1'].map(async (target) => (await ask(`city/target?targetPercent=${target}`)).status); // prettier-ignore
  expect(await Promise.all(refused)).toEqual([400, 400, 400, 400]);
});

test('drift comes by phases, with the periods that are shown', async () => {
  const { status, body } = await ask('city/drift?of=question:q1&by=week');
  expect([status, published.errorsBy(ref('Drift'), body)]).toEqual([200, []]);
  const { phases } = body as { phases: { points: object[]; isProvisional: boolean }[] };
  expect(phases).toMatchObject([{ points: [{ share: 0.6786, people: 280 }], isProvisional: true, changes: [] }]); // prettier-ignore
  expect((await ask('city/drift?of=question:q99')).status).toBe(400);
});

test('keys of other units and of other roles find nothing', async () => {
  const other = async (role: 'analyst' | 'manager', unitId: string) =>
    (await addKey(running(), await addAccount(running(), [aGrant(role, unitId)]))).secret;
  for (const kind of ['nonresponse', 'target', 'drift']) {
    expect((await ask(`city/${kind}`, await other('analyst', 'ward-b'))).status).toBe(404);
    expect((await ask(`city/${kind}`, await other('manager', 'city'))).status).toBe(403);
  }
  expect(running().errors).toEqual([]);
});

test('nothing is said while responses wait for the ledger', async () => {
  await round.add({ ward: 0, count: 1 }, false);
  for (const kind of ['nonresponse', 'target', 'drift']) expect((await ask(`city/${kind}`)).status).toBe(409);
});
