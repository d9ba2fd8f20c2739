import { expect, test } from '@jest/globals';
import { countedSides } from '../../../src/dissemination/analysis/countedSides.ts';
import { dimensionsOf } from '../../../src/dissemination/analysis/dimensions.ts';
import { unitTreeOn } from '../../../src/registers/units/unitTree.ts';
import { WHOLE } from '../../../src/statistics/estimation/scope.ts';
import { afterClosing, aMeasuredRound, type GivenForms } from '../../processing/results/measured.ts';
import { aUnit } from '../../support/builders.ts';

const tree = unitTreeOn(
  [
    aUnit('province', { kind: 'province' }),
    ...['east', 'west'].map((id) => aUnit(id, { kind: 'district', parentId: 'province' })),
    ...['e1', 'e2'].map((id) => aUnit(id, { parentId: 'east' })),
    ...['w1', 'w2'].map((id) => aUnit(id, { parentId: 'west' })),
  ],
  '2026-01-05',
);

/** Which groups of a dimension the table of a unit suppresses. */
async function suppressedIn(unitId: string, by: string, forms: readonly Omit<GivenForms, 'answers'>[]) {
  const made = aMeasuredRound(forms.map((form) => ({ ...form, answers: { q1: 5, q2: 2 } })));
  const measured = { ...made, tree, round: { ...made.round, unitIds: ['province'] } };
  const dimension = dimensionsOf(measured, [], unitId).find(({ id }) => id === by)!;
  const columns = { count: () => Promise.reject(new Error('the tallies have all')) };
  const { keys, tableOf } = await countedSides(measured, { unitId, dimensions: [dimension] }, { columns, now: afterClosing }); // prettier-ignore
  return keys[0]!.filter((first) => tableOf(WHOLE)!.isSuppressed({ first })).sort();
}

const channels = (unitId: string, qr: number, kiosk: number, paper: number) => [
  { unitId, count: qr, channel: 'qr' },
  { unitId, count: kiosk, channel: 'kiosk' },
  { unitId, count: paper, channel: 'paper' },
];

test('a group that protects another district is suppressed in the wards of its own as well', async () => {
  const forms = [
    ...channels('e1', 50, 14, 60),
    ...channels('e2', 80, 0, 70),
    ...channels('w1', 90, 5, 95),
    ...channels('w2', 90, 0, 95),
  ];
  // Nobody else of the district answered at a kiosk, so the ward would say what the district does not.
  expect(await suppressedIn('east', 'channel', forms)).toContain('kiosk');
  expect(await suppressedIn('e1', 'channel', forms)).toContain('kiosk');
});

test('a group that everybody sees protects none in the table of staff', async () => {
  const byAge = (ageBand: string | undefined, count: number) => ({ unitId: 'e1', count, about: ageBand ? { ageBand } : {} }); // prettier-ignore
  const forms = [byAge('under25', 4), byAge('over60', 12), byAge('from25to34', 50), byAge(undefined, 40)];
  // Results show nothing of those who did not say, and so nothing else has to go with the four.
  expect(await suppressedIn('province', 'about:ageBand', forms)).toEqual(['', 'under25']);
});
