import { describe, expect, it } from '@jest/globals';
import { candidatesOf } from '../../../src/improvement/commendations/candidates.ts';
import { basisText } from '../../../src/improvement/commendations/commendationPage.ts';
import { scoreCandidates } from '../../../src/improvement/commendations/scoreCandidates.ts';
import { resultsOfYear } from '../../../src/improvement/scorecards/results.ts';
import { scoreOf } from '../../../src/improvement/scorecards/points.ts';
import { emptyScorecard, type Stage } from '../../../src/improvement/scorecards/scorecard.ts';
import { aLeaf, aSet } from '../scorecards/someScorecards.ts';
import { aContent } from './someList.ts';

const everyUnit = (): boolean => true;
const proposed = (content: ReturnType<typeof aContent>, isAsked = everyUnit) =>
  candidatesOf(content, isAsked).map(({ kind, isLevel, candidates }) => [
    kind,
    isLevel,
    candidates.map(({ unitId, basis }) => `${unitId} ${basis.rule}`),
  ]);

describe('who is proposed', () => {
  it('are those who may be first and cannot be last, best first, in each group', () => {
    const content = aContent([
      { id: 'c', percent: 90, ranks: [3, 3, 4] },
      { id: 'b', percent: 94.9, ranks: [2, 1, 2] },
      { id: 'a', percent: 95, ranks: [1, 1, 2] },
      { id: 'o', percent: 80, ranks: [1, 1, 1], kind: 'office' },
      { id: 'p', percent: 70, ranks: [2, 2, 2], kind: 'office' },
      { id: 'd' },
    ]);
    expect(proposed(content)).toEqual([
      ['commune', false, ['a topSet', 'b topSet']],
      ['office', false, ['o topSet']],
    ]);
    expect(proposed(content, () => false)).toEqual([]);
  });

  it('is nobody where whoever may be first may be last, nor a unit that has no other beside it', () => {
    const alike = aContent([
      { id: 'a', percent: 95, ranks: [1, 1, 2] },
      { id: 'b', percent: 94, ranks: [2, 1, 2] },
    ]);
    expect(proposed(alike)).toEqual([['commune', true, []]]);
    expect(proposed(aContent([{ id: 'a', percent: 95 }]))).toEqual([['commune', false, []]]);
  });

  it('are the three that rose most, beyond chance and without a break', () => {
    const content = aContent([
      { id: 'a', percent: 80, rose: [3, 'rose'] },
      { id: 'b', percent: 81, rose: [9, 'notToldApart'] },
      { id: 'c', percent: 82, rose: [8, 'rose', 'method'] },
      { id: 'd', percent: 83, rose: [5, 'rose'] },
      { id: 'e', percent: 84, rose: [-4, 'fell'] },
      { id: 'f', percent: 85, rose: [4, 'rose'] },
      { id: 'g', percent: 86, rose: [2, 'rose'] },
    ]);
    expect(proposed(content)).toEqual([['commune', false, ['d rose', 'f rose', 'a rose']]]);
  });

  it('comes with what the rule went by, in both languages', () => {
    const [group] = candidatesOf(
      aContent([
        { id: 'a', percent: 95.4, ranks: [1, 1, 2], rose: [1.25, 'rose'] },
        { id: 'b', percent: 90, ranks: [2, 1, 3] },
        { id: 'c', percent: 80, ranks: [3, 2, 3] },
      ]),
      everyUnit,
    );
    const [top, rise] = group!.candidates.map(({ basis }) => basis);
    expect(basisText(top!, 'vi')).toBe(
      'Nhóm dẫn đầu: 95,40%, hạng 1–2 trong 3 đơn vị (Đợt 2025, bản công bố số 1)',
    );
    expect(basisText(rise!, 'en')).toBe(
      'Improved: 95.40%, up 1.25 percentage points (Round 2025, publication no. 1)',
    );
  });
});

describe('who is proposed by scorecards', () => {
  /** A year in which units get so many of 100 points. */
  const aYear = (year: number, points: Record<string, number>, stage: Stage = 'locked') => {
    const set = aSet('city', Object.keys(points), { year, items: [aLeaf('1', 100)] });
    const units = Object.entries(points).map(([unitId, self]) => {
      const leaves = [{ code: '1', self: { points: self * 100, note: '' } }];
      const scorecard = { ...emptyScorecard(set.id, unitId), stage, leaves };
      return { scorecard, score: scoreOf(set, scorecard, new Map()) };
    });
    return { set, units };
  };
  const proposedBy = (
    year: ReturnType<typeof aYear>,
    before?: ReturnType<typeof aYear>,
    isAsked = everyUnit,
  ) =>
    scoreCandidates({ year, results: resultsOfYear(year, before) }, isAsked)?.candidates.map(
      ({ unitId, basis }) => `${unitId} ${basis.rule}`,
    );
  const points = { a: 90, b: 90, c: 80, d: 70, e: 60 };
  const before = aYear(2024, { a: 90, b: 91, c: 70, d: 50, e: 59 });

  it('are all who share the first place, and the three that gained most', () => {
    expect(proposedBy(aYear(2025, points), before)).toEqual([
      'a scoredFirst',
      'b scoredFirst',
      'd scoreRose',
      'c scoreRose',
      'e scoreRose',
    ]);
    expect(proposedBy(aYear(2025, points), undefined, () => false)).toEqual([]);
  });

  it('is nobody while a scorecard of the group may still change, nor a unit alone', () => {
    expect(proposedBy(aYear(2025, points, 'second'), before)).toBeUndefined();
    expect(proposedBy(aYear(2025, { a: 90 }))).toBeUndefined();
  });

  it('comes with the points that it goes by', () => {
    const year = aYear(2025, points);
    const candidates = scoreCandidates({ year, results: resultsOfYear(year, before) }, everyUnit)!.candidates;
    expect(basisText(candidates[0]!.basis, 'vi')).toBe(
      'Hạng nhất chỉ số CCHC: 90,00% trong 5 đơn vị (Bộ tiêu chí thử, năm 2025)',
    );
    expect(basisText(candidates[2]!.basis, 'en')).toBe(
      'PAR INDEX 70.00%, up 20.00 percentage points since the year before (Bộ tiêu chí thử, 2025)',
    );
  });
});
