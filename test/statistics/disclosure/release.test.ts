import { describe, expect, test } from '@jest/globals';
import {
  suppressRelease,
  figureKey,
  WHOLE,
  type AnswerCell,
  type Part,
  type Release,
} from '../../../src/statistics/disclosure/release.ts';
import { aProvince, partsOf } from './provinces.ts';

const factor: Part = { scope: { kind: 'factor', id: 'f' } };
const question = (id: string): Part => ({ scope: { kind: 'question', id } });

/** A city of wards with three questions in one factor: respondents by ward and question, one of them not satisfied. */
function aCity(wards: Readonly<Record<string, readonly [q1: number, q2: number, q3: number]>>): Release {
  const factors = [{ part: factor, questions: ['q1', 'q2', 'q3'].map(question) }];
  const cells = new Map<string, AnswerCell>();
  const put = (unitId: string, part: Part, respondents: number, answers: number): void => {
    const {
      respondents: before,
      score,
      scoreMax,
    } = cells.get(figureKey(unitId, part)) ?? { respondents: 0, score: 0, scoreMax: 0 };
    cells.set(figureKey(unitId, part), {
      respondents: before + respondents,
      score: score + Math.max(0, answers - 1),
      scoreMax: scoreMax + answers,
    });
  };
  for (const [ward, counts] of Object.entries(wards)) {
    for (const unitId of [ward, 'city']) {
      counts.forEach((count, at) => put(unitId, question(`q${at + 1}`), count, count));
      const [most, all] = [Math.max(...counts), counts[0] + counts[1] + counts[2]];
      for (const part of [WHOLE, factor]) put(unitId, part, most, all);
    }
  }
  return {
    unitIds: ['city', ...Object.keys(wards)],
    childIds: (unitId) => (unitId === 'city' ? Object.keys(wards) : []),
    factors,
    flags: [],
    cell: (unitId, part) => cells.get(figureKey(unitId, part)) ?? { respondents: 0, score: 0, scoreMax: 0 },
  };
}

const suppressedIn = (release: Release): string[] => {
  const { isSuppressed } = suppressRelease(release);
  return release.unitIds.flatMap((unitId) =>
    partsOf(release)
      .filter((part) => isSuppressed(unitId, part))
      .map((part) => figureKey(unitId, part)),
  );
};

describe('a closed round', () => {
  test('publishes everything where every figure has ten respondents', () => {
    expect(suppressedIn(aCity({ a: [10, 12, 15], b: [40, 40, 40] }))).toEqual([]);
  });

  test('suppresses a small ward with the smallest other, and all of their figures', () => {
    const found = suppressedIn(aCity({ a: [9, 9, 9], b: [40, 40, 40], c: [30, 30, 30] }));
    expect(new Set(found.map((key) => key.split(' ')[0]))).toEqual(new Set(['a', 'c']));
    expect(found).toHaveLength(2 * 5);
  });

  test('suppresses a question of few respondents in a block of two wards and two questions', () => {
    const found = suppressedIn(aCity({ a: [40, 40, 3], b: [50, 50, 50], c: [60, 45, 60] }));
    expect(found.sort()).toEqual(['a question q1', 'a question q3', 'b question q1', 'b question q3'].sort());
  });

  test('shows the index of a unit, whatever few of its questions were answered', () => {
    expect(suppressedIn(aCity({ a: [12, 12, 1], b: [12, 12, 1], c: [12, 12, 12] }))).not.toContain(
      'a whole ',
    );
  });

  test('keeps suppressed what an earlier release suppressed', () => {
    const release = aCity({ a: [40, 40, 40], b: [50, 50, 50] });
    const { keys } = suppressRelease({ ...release, inherited: new Set(['a question q1']) });
    expect(keys.size).toBe(4); // the block around it
  });

  test('suppresses a question below a unit of which it is suppressed', () => {
    const release = aProvince(3, { districts: 3, wards: 3, respondents: [30, 40], skipped: 0.05 });
    const [district] = release.childIds('province');
    const { isSuppressed } = suppressRelease({
      ...release,
      inherited: new Set([figureKey(district!, question('q00'))]),
    });
    for (const ward of release.childIds(district!)) expect(isSuppressed(ward, question('q00'))).toBe(true);
  });
});

describe('groups of respondents', () => {
  const ages = ['young', 'middle', 'old'];
  const cityOf = (counts: readonly number[], silent: number): Release => ({
    ...aCity({ a: [60, 60, 60], b: [60, 60, 60] }),
    grouped: {
      unitId: 'city',
      splits: [{ groups: ages.map((value) => ({ dimension: 'about', value })), isByUnit: true }],
    },
    cell(unitId, part) {
      const respondents =
        'dimension' in part
          ? counts[ages.indexOf(part.value)]!
          : counts.reduce((sum, one) => sum + one, silent);
      return { respondents, score: Math.max(0, respondents - 2), scoreMax: respondents };
    },
  });
  const suppressedAges = (release: Release) => {
    const { isSuppressed } = suppressRelease(release);
    return ages.filter((value) => isSuppressed('city', { dimension: 'about', value }));
  };

  test('are suppressed below ten respondents, with the smallest other', () => {
    expect(suppressedAges(cityOf([4, 50, 30], 0))).toEqual(['young', 'old']);
  });

  test('are published beside ten respondents who named none, and suppressed beside fewer', () => {
    expect(suppressedAges(cityOf([40, 50, 30], 12))).toEqual([]);
    expect(suppressedAges(cityOf([40, 50, 30], 4))).toEqual(['old']);
  });

  test('are published for the whole round only', () => {
    const { isSuppressed } = suppressRelease(cityOf([40, 50, 30], 12));
    expect(isSuppressed('a', { dimension: 'about', value: 'young' })).toBe(true);
  });
});

describe('respondents with a flag', () => {
  const flag = { dimension: 'flag', value: 'apart' } as const;
  /** Wards of 60 respondents, of whom so many have the flag. */
  const suppressedFlags = (flagged: Readonly<Record<string, number>>): string[] => {
    const city = aCity(Object.fromEntries(Object.keys(flagged).map((id) => [id, [60, 60, 60] as const])));
    const all = Object.values(flagged).reduce((sum, count) => sum + count, 0);
    const release: Release = {
      ...city,
      flags: [flag],
      cell(unitId, part) {
        if (!('dimension' in part)) return city.cell(unitId, part);
        const respondents = flagged[unitId] ?? all;
        return { respondents, score: 0, scoreMax: respondents };
      },
    };
    const { isSuppressed } = suppressRelease(release);
    return release.unitIds.filter((unitId) => isSuppressed(unitId, flag));
  };

  test('are compared with the others where both are ten or more', () => {
    expect(suppressedFlags({ a: 20, b: 0, c: 30 })).toEqual([]);
  });

  test('are suppressed with the smallest other unit where they are few, or where few have none', () => {
    expect(suppressedFlags({ a: 3, b: 15, c: 30 })).toEqual(['a', 'b']);
    expect(suppressedFlags({ a: 57, b: 15, c: 30 })).toEqual(['a', 'b']);
  });
});

test('a province of wards with thirteen respondents publishes nearly all of its figures', () => {
  const release = aProvince(1, { districts: 12, wards: 12, respondents: [13, 13], skipped: 0.06 });
  const { isSuppressed } = suppressRelease(release);
  const figures = release.unitIds.flatMap((unitId) =>
    partsOf(release).map((part) => isSuppressed(unitId, part)),
  );
  // 16 cells are small; the rule before this one suppressed a fifth of such a province.
  expect(figures).toHaveLength(157 * 28);
  expect(figures.filter(Boolean).length).toBeLessThan(figures.length / 50);
});
