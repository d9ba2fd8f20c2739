/** The register of units of an installation that has just begun. */
import { expect, test } from '@jest/globals';
import { publishSurvey } from '../../../src/design/surveys/publishSurvey.ts';
import { useApp } from '../../support/app.ts';
import { aRound, smallSurvey } from '../../support/builders.ts';
import { colleague } from '../../support/staff.ts';

const testApp = useApp();

test('units are offered from last year or from the first unit on, and from today once there is a round', async () => {
  const { stores } = testApp();
  const manager = await colleague(testApp(), 'manager');
  const offered = async (page: string): Promise<readonly (string | undefined)[]> => {
    const { text } = await manager.get(`/staff/units/${page}`).expect(200);
    return ['on', 'parent'].map((id) => new RegExp(`id="${id}"[^>]* value="([^"]*)"`).exec(text)?.[1]);
  };
  expect((await manager.get('/staff/units')).text).toContain('Hãy thêm đơn vị cao nhất');
  expect(await offered('new')).toEqual(['2025-01-01', '']); // the clock says 20 January 2026
  const top = { name: 'phường city', nameEn: '', kind: 'commune', code: '', parent: '', on: '2025-07-01' };
  await manager.post('/staff/units', top).expect(303);
  expect(await offered('many')).toEqual(['2025-07-01', 'phường city']);
  await stores.rounds.add(aRound(await publishSurvey(smallSurvey, '2026-01-01', stores.surveys)));
  expect(await offered('many')).toEqual(['2026-01-20', 'phường city']);
});

test('a list of units that finds nothing repeats what was looked for', async () => {
  const { text } = await (await colleague(testApp(), 'manager')).get('/staff/units?q=Nowhere');
  expect(text).toContain('Không tìm thấy đơn vị nào có “Nowhere”');
});
