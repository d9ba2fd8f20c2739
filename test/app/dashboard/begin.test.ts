/** The four questions of a new installation. */
import { expect, it } from '@jest/globals';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { surveyVersionId } from '../../../src/design/surveys/survey.ts';
import { useApp } from '../../support/app.ts';
import { colleague, drain } from '../../support/staff.ts';

const testApp = useApp();

it('makes the office, publishes the model survey and leads to the units below, once', async () => {
  const manager = await colleague(testApp(), 'manager');
  const { stores } = testApp();
  const shown = await manager.get('/staff/begin').expect(200);
  expect(shown.text).not.toContain('name="languages"'); // an administrator decides on them
  const refused = await manager.post('/staff/begin', { office: ' ', kind: 'province', survey: 'preset' });
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Xin ghi tên cơ quan')]);
  expect(await stores.surveys.list()).toEqual([]);

  const answers = { office: 'Tỉnh Mẫu', kind: 'province', languages: ['km'], survey: 'preset' };
  const { headers } = await manager.post('/staff/begin', answers).expect(303);
  expect(headers['location']).toBe('/staff/units/many');
  const [unit, ...others] = await stores.units.list();
  expect([unit?.names[0]?.text, unit?.kind, others]).toEqual([{ vi: 'Tỉnh Mẫu' }, 'province', []]);
  expect((await stores.surveys.list()).map(({ id }) => id)).toEqual([surveyVersionId(sipas2017)]);
  expect((await stores.languages.current()).settings.km.offered).toBe(false);
  await drain(testApp());
  const kinds = (await stores.audit.list({}, 10)).map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['unit.added', 'survey.published']));

  const again = await manager.post('/staff/begin', { ...answers, office: 'Tỉnh Khác' }).expect(303);
  expect(again.headers['location']).toBe('/staff/units');
  expect(await stores.units.list()).toHaveLength(1);
});
