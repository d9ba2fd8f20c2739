/** The first page of staff in an installation in which nothing was made yet. */
import { expect, it } from '@jest/globals';
import { publishSurvey } from '../../../src/design/surveys/publishSurvey.ts';
import { useApp } from '../../support/app.ts';
import { aRound, aUnit, anAccessPoint, smallSurvey } from '../../support/builders.ts';
import { colleague } from '../../support/staff.ts';

const testApp = useApp();

/** Where the card leads. */
async function steps(role: 'administrator' | 'manager', unitId?: string): Promise<readonly string[]> {
  const { text } = await (await colleague(testApp(), role, unitId)).get('/staff').expect(200);
  const card = text.split('<h2>Bắt đầu</h2>')[1]?.split('</section>')[0] ?? '';
  return [...card.matchAll(/href="([^"]+)"/g)].map(([, url = '']) => url);
}

it('leads whoever starts it from step to step, and is silent once there is a place to answer', async () => {
  expect(await steps('administrator')).toEqual(['/staff/accounts']);
  expect(await steps('manager')).toEqual(['/staff/begin', '/staff/surveys/new', '/staff/rounds/new']);
  expect(await steps('administrator')).toEqual([]); // now there is a manager
  expect(await steps('manager', 'ward-a')).toEqual([]);
  const { stores } = testApp();
  const survey = await publishSurvey(smallSurvey, '2026-01-01', stores.surveys);
  await stores.units.add(aUnit('city', { kind: 'district' }));
  await stores.rounds.add(aRound(survey));
  expect(await steps('manager')).toEqual(['/staff/access-points/new']);
  await stores.accessPoints.add(anAccessPoint('CITY22', 'city'));
  expect(await steps('manager')).toEqual([]);
});
