/** The page of one unit, for staff. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { useApp } from '../../support/app.ts';
import { aUnit, fillSmallCity } from '../../support/builders.ts';
import { colleague } from '../../support/staff.ts';

const testApp = useApp();

beforeAll(async () => {
  const { stores } = testApp();
  await fillSmallCity(stores);
  await stores.units.add(aUnit('elsewhere', { kind: 'district' }));
  await stores.units.add(
    aUnit('moved', {
      names: [
        { text: { vi: 'xã Tân Hội', en: 'Tân Hội commune' }, from: '2020-01-01', to: '2025-07-01' },
        { text: { vi: 'phường Hồng Ngự', en: 'Hồng Ngự ward' }, from: '2025-07-01' },
      ],
      codes: [
        { code: '29965', from: '2020-01-01', to: '2025-07-01' },
        { code: '29955', from: '2025-07-01' },
      ],
      parents: [
        { unitId: 'elsewhere', from: '2020-01-01', to: '2025-07-01' },
        { unitId: 'city', from: '2025-07-01' },
      ],
    }),
  );
});

/** Each line of the history as one text. */
const historyIn = (page: string): string[] =>
  [...page.split('<tbody>')[1]!.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    row
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );

describe('the page of a unit', () => {
  it('tells every name, code and parent it has had, with the last day of each', async () => {
    const manager = await colleague(testApp(), 'manager', 'city');
    const { text } = await manager.get('/staff/units/moved').expect(200);
    expect(text).toContain('<h1>phường Hồng Ngự</h1>');
    expect(historyIn(text)).toEqual([
      'Tên phường Hồng Ngự 01/07/2025 đến nay',
      'Mã 29955 01/07/2025 đến nay',
      'Trực thuộc phường city 01/07/2025 đến nay',
      'Tên xã Tân Hội 01/01/2020 30/06/2025',
      'Mã 29965 01/01/2020 30/06/2025',
      'Trực thuộc phường elsewhere 01/01/2020 30/06/2025',
    ]);
    expect(text).toContain('href="/staff/units/city"');
    expect(text).not.toContain('href="/staff/units/elsewhere"'); // not theirs to look at
  });

  it('leads to the units below it, and is reached from the list', async () => {
    const manager = await colleague(testApp(), 'manager', 'city');
    const { text } = await manager.get('/staff/units/city').expect(200);
    for (const id of ['ward-a', 'ward-b', 'moved']) expect(text).toContain(`href="/staff/units/${id}"`);
    expect((await manager.get('/staff/units')).text).toContain('href="/staff/units/ward-a"');
  });

  it('does not exist for those whose units lie elsewhere, and neither does an unknown one', async () => {
    const manager = await colleague(testApp(), 'manager', 'ward-a');
    for (const id of ['ward-b', 'nowhere']) {
      expect((await manager.get(`/staff/units/${id}`)).status).toBe(404);
    }
  });
});
