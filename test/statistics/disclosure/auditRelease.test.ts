import { describe, expect, test } from '@jest/globals';
import { auditedRanges, isDisclosed } from '../../../src/statistics/disclosure/auditedRanges.ts';
import { auditedSystem } from '../../../src/statistics/disclosure/auditedSystem.ts';
import { auditedSuppression } from '../../../src/statistics/disclosure/auditRelease.ts';
import { suppressRelease, type Suppression } from '../../../src/statistics/disclosure/release.ts';
import { isSmall } from '../../../src/statistics/disclosure/threshold.ts';
import { aProvince, type ProvinceShape } from './provinces.ts';

const rangesOf = async (release: ReturnType<typeof aProvince>, suppression: Suppression) =>
  await auditedRanges(auditedSystem(release, suppression), 1);

/** Only what has fewer than ten respondents. */
const primaryOnly = (release: ReturnType<typeof aProvince>): Suppression => ({
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
    const { suppression, disclosed } = await auditedSuppression(release, (system) =>
      auditedRanges(system, 1),
    );
    expect(disclosed).toEqual([]);
    expect(auditedSystem(release, suppression).cells.length).toBeGreaterThan(0);
  });
});

test('an intruder finds the small cells where nothing is suppressed with them', async () => {
  const release = aProvince(1, shapes[1]![1]);
  const found = (await rangesOf(release, primaryOnly(release))).filter(isDisclosed);
  expect(found.length).toBeGreaterThan(0);
  expect((await rangesOf(release, suppressRelease(release))).filter(isDisclosed)).toEqual([]);
});

test('ranges hold the scores that were given', async () => {
  const release = aProvince(2, shapes[2]![1]);
  for (const { unitId, part, low, high } of await rangesOf(release, suppressRelease(release))) {
    const { score } = release.cell(unitId!, part);
    expect(low <= score + 1e-6 && score - 1e-6 <= high).toBe(true);
  }
});
