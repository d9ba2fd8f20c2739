import { describe, expect, test } from '@jest/globals';
import { auditedSuppression, auditedSystem } from '../../../src/statistics/disclosure/auditRelease.ts';
import { disclosedCells } from '../../../src/statistics/disclosure/disclosedCells.ts';
import { suppressRelease, type Suppression } from '../../../src/statistics/disclosure/release.ts';
import { isSmall } from '../../../src/statistics/disclosure/threshold.ts';
import { aProvince, type ProvinceShape } from './provinces.ts';

type Province = ReturnType<typeof aProvince>;
const disclosedBy = async (release: Province, suppression: Suppression) =>
  await disclosedCells(auditedSystem(release, suppression));

/** Only what has fewer than ten respondents. */
const primaryOnly = (release: Province): Suppression => ({
  isSuppressed: (unitId, part) => isSmall(release.cell(unitId, part).respondents),
  keys: new Set(),
});

const shapes: [string, ProvinceShape][] = [
  ['wards of 13', { districts: 2, wards: 6, respondents: [13, 13], skipped: 0.06 }],
  ['wards of 17 who skip a fifth', { districts: 2, wards: 6, respondents: [17, 17], skipped: 0.2 }],
  ['wards of 5 to 20', { districts: 2, wards: 5, respondents: [5, 20], skipped: 0.06 }],
  ['districts of two wards', { districts: 3, wards: 2, respondents: [8, 20], skipped: 0.1 }],
];

describe.each(shapes)('a province with %s', (_, shape) => {
  test.each([1, 2])('discloses no small cell after its audit (%d)', async (seed) => {
    const release = aProvince(seed, shape);
    const suppression = await auditedSuppression(release, disclosedCells);
    const system = auditedSystem(release, suppression!);
    expect(system.cells.length).toBeGreaterThan(0);
    expect(await disclosedCells(system)).toEqual([]);
  });
});

test('an intruder finds the small cells where nothing is suppressed with them', async () => {
  const release = aProvince(1, shapes[1]![1]);
  expect((await disclosedBy(release, primaryOnly(release))).length).toBeGreaterThan(0);
  expect(await disclosedBy(release, suppressRelease(release))).toEqual([]);
});
