import { beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { ref } from '../../../src/dissemination/api/answerSchemas.ts';
import { aUnit } from '../../support/builders.ts';
import { analysedRound } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { addAccount, aGrant } from '../../support/staff.ts';
import { readPublishedSchemas, type PublishedSchemas } from './publishedSchemas.ts';
import { addKey } from './someKeys.ts';

const running = useApp();
const round = analysedRound(running);
let published: PublishedSchemas;

beforeAll(async () => {
  await round.setUp([
    { ward: 0, count: 60, q1: 5, q3: 5, age: 'under25' },
    { ward: 0, count: 40, q1: 4, q3: 3, age: 'over60' },
    { ward: 0, count: 40, q1: 1, q3: 2, age: 'over60' },
    { ward: 1, count: 40, q1: 5, q3: 5, age: 'under25' },
  ]);
  const { stores } = running();
  const parents = [{ unitId: 'city', from: '2026-02-01' }];
  await stores.units.add(aUnit('ward-c', { validFrom: '2026-02-01', parents }));
  await stores.rounds.add({ ...(await stores.rounds.find('round'))!, id: 'later', unitsOn: '2026-02-01' });
  published = await readPublishedSchemas(running().server);
});

async function keyOf(role: 'analyst' | 'manager', unitId = 'city'): Promise<string> {
  return (await addKey(running(), await addAccount(running(), [aGrant(role, unitId)]))).secret;
}

async function finding(path: string, key: string) {
  return await request(running().app)
    .get(`/api/v1/rounds/round/units/${path}`)
    .set('Authorization', `Bearer ${key}`)
    .set('Accept-Language', 'en');
}

test('drivers come with intervals, and the shares of factors add up to 1', async () => {
  const { status, body } = await finding('city/drivers', await keyOf('analyst'));
  expect([status, published.errorsBy(ref('Drivers'), body)]).toEqual([200, []]);
  const { people, factors } = body as { people: number; factors: { share: number; interval: number[] }[] };
  expect(people).toBe(180);
  expect(factors.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 3);
  for (const { share, interval } of factors) {
    expect(interval[0]).toBeLessThan(share);
    expect(interval[1]).toBeGreaterThan(share);
  }
});

test('gaps name their groups, with the difference of the figures and its p-value after correction', async () => {
  const { status, body } = await finding('city/gaps', await keyOf('analyst'));
  expect([status, published.errorsBy(ref('Gaps'), body)]).toEqual([200, []]);
  const { gaps } = body as { gaps: { group: string; points: number; adjustedP: number; figure: { valuePercent: number }; others: { valuePercent: number } }[] }; // prettier-ignore
  const young = gaps.find(({ group }) => group === 'under25')!;
  expect(young.points).toBeCloseTo(young.figure.valuePercent - young.others.valuePercent, 9);
  expect(young.adjustedP).toBeLessThan(0.05);
  expect(JSON.stringify(body)).not.toContain('exactShare');
});

test.each(['drivers', 'gaps', 'nonresponse', 'target', 'comments', 'drift?by=week'])(
  'no number of %s has more digits than the pages and files, since exact ones would give exact sums',
  async (path) => {
    const { status, text } = await finding(`city/${path}`, await keyOf('analyst'));
    expect([status, text.match(/"\w+":(\[?-?\d*\.\d{5,}|-?\d+e-)/g)]).toEqual([200, null]);
    expect(text.match(/(percent|points)":\[?-?\d+\.\d{3,}/gi)).toBeNull();
  },
);

test('a finding that cannot be made says why, in both languages', async () => {
  const { status, body } = await finding('city/small-units', await keyOf('analyst'));
  expect([status, published.errorsBy(ref('SmallUnits'), body)]).toEqual([200, []]);
  const { reason } = body as { reason: object };
  expect(reason).toMatchObject({
    en: 'At least five subunits with published results are needed.',
  });
});

test('an outcome that drivers do not explain is named as the parameter that is wrong', async () => {
  const { status, body } = await finding('city/drivers?of=factor:access', await keyOf('analyst'));
  expect([status, (body as { errors: { parameter: string }[] }).errors[0]!.parameter]).toEqual([400, 'of']);
});

test('keys of other units and of other roles find nothing', async () => {
  expect((await finding('city/gaps', await keyOf('analyst', 'ward-b'))).status).toBe(404);
  expect((await finding('city/gaps', await keyOf('manager'))).status).toBe(403);
});

test('a unit that only another round has is not answered with the findings of a unit of this one', async () => {
  const key = await keyOf('analyst');
  for (const path of ['ward-c/gaps', 'ward-c/drift?by=week'])
    expect([path, (await finding(path, key)).status]).toEqual([path, 404]);
  expect((await finding('ward-b/gaps', key)).status).toBe(200);
});

test('nothing is said while responses wait for the ledger', async () => {
  await round.add({ ward: 0, count: 1, q1: 5 }, false);
  const { status, body } = await finding('city/gaps', await keyOf('analyst'));
  expect([status, (body as { detail: string }).detail]).toEqual([
    409,
    expect.stringContaining('waiting for the ledger'),
  ]);
});
