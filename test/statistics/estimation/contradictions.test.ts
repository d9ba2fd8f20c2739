import { describe, expect, test } from '@jest/globals';
import { reportedFigures } from '../oracles/reported.ts';
import { contradictionsIn, type FigureToCheck } from '../../../src/statistics/estimation/contradictions.ts';

describe('a reported figure', () => {
  const report: FigureToCheck = {
    valueHundredths: 9128,
    changeHundredths: -786,
    rank: 5,
    of: 12,
    ranksGained: -5,
  };

  test('at place 5 after losing 5 places was at place 0, which there is not', () => {
    expect(contradictionsIn(report)).toEqual([{ kind: 'previousRankImpossible', previousRank: 0 }]);
  });

  test.each(reportedFigures.filter(({ reportedRankChange }) => reportedRankChange !== undefined))(
    'of "$what" is contradicted or not',
    ({ value, change, rank, reportedRankChange, contradiction }) => {
      const found = contradictionsIn({
        valueHundredths: Math.round(value * 100),
        changeHundredths: Math.round(change * 100),
        rank: rank,
        of: 12,
        ranksGained: reportedRankChange,
      });
      expect(found.length > 0).toBe(contradiction);
    },
  );

  test('is compared with what was reported before', () => {
    const earlier = { valueHundredths: 9913, rank: 2 };
    expect(contradictionsIn({ ...report, ranksGained: -3, rank: 4 }, earlier)).toEqual([
      { kind: 'rankDiffersFromEarlier', previousRank: 1, reportedRank: 2 },
      { kind: 'differsFromEarlier', previousHundredths: 9914, reportedHundredths: 9913 },
    ]);
  });

  test('that no year can have is named', () => {
    expect(contradictionsIn({ valueHundredths: 10_050, rank: 13, of: 12 })).toEqual([
      { kind: 'rankImpossible', rank: 13, of: 12 },
      { kind: 'valueImpossible', valueHundredths: 10_050 },
    ]);
    expect(contradictionsIn({ valueHundredths: 9500, changeHundredths: -600 })).toEqual([
      { kind: 'previousValueImpossible', previousHundredths: 10_100 },
    ]);
  });
});
