import { describe, expect, test } from '@jest/globals';
import { leavesOf, type CriteriaSet, type Rule } from '../../../src/improvement/scorecards/criteria.ts';
import { caseloadRate } from '../../../src/improvement/scorecards/feeds.ts';
import { readGiven, readSheet } from '../../../src/improvement/scorecards/given.ts';
import {
  pointsOfIndex,
  pointsOfRate,
  scoreOf,
  type Fed,
  type Feeds,
} from '../../../src/improvement/scorecards/points.ts';
import {
  fieldResults,
  gapsOf,
  leafChanges,
  resultsOfYear,
  scorecardPart,
} from '../../../src/improvement/scorecards/results.ts';
import { emptyScorecard, type Scorecard } from '../../../src/improvement/scorecards/scorecard.ts';
import {
  handInErrors,
  lockedWith,
  lockErrors,
  passOnErrors,
  withLock,
} from '../../../src/improvement/scorecards/stageActions.ts';
import type { Caseload } from '../../../src/registers/caseloads/caseload.ts';
import { duringAt } from '../../support/builders.ts';
import { partWords } from '../../../src/improvement/scorecards/resultsPage.ts';
import { aLeaf, aSet, someItems } from './someScorecards.ts';

const satisfaction: Rule = { kind: 'satisfaction' };
/** 60 points that are typed (20 free), 30 by survey as in Hà Nội's frame, 10 of volumes. */
const set: CriteriaSet = aSet('city', ['ward-a', 'ward-b'], {
  items: [
    ...someItems.slice(0, 5),
    { code: '2', title: { vi: 'lĩnh vực 2' }, isConfirmed: false },
    aLeaf('2.1', 30, satisfaction),
    aLeaf('2.2', 10, { kind: 'onTime', fullAt: 10_000, zeroBelow: 8000 }),
  ],
});
const given = (points: number, note = '') => ({ points, note });
const card = (changes: Partial<Scorecard> = {}): Scorecard => ({
  ...emptyScorecard(set.id, 'ward-a'),
  leaves: [
    { code: '1.1', self: given(2000), first: given(1500, 'thiếu'), second: given(1800, 'đủ hơn') },
    { code: '1.2', self: given(1000), first: given(0, 'trễ') },
    { code: '1.3', self: given(500) },
    { code: '1.4', self: { points: 1900, rate: { done: 19, of: 20 }, note: '' } },
  ],
  ...changes,
});
const feeds = (one: Partial<Record<string, Fed>> = {}): Feeds =>
  new Map(
    Object.entries({
      '2.1': { points: 2738, rate: 9128, source: 'round 2021' },
      '2.2': { points: 900, rate: 9000, source: 'volumes 2021' },
      ...one,
    }) as [string, Fed][],
  );

describe('points', () => {
  const edges = { fullAt: 9500, zeroBelow: 5000 };
  test.each([
    [{ done: 0, of: 20 }, 0],
    [{ done: 999, of: 2000 }, 0], // 49.95 %
    [{ done: 10, of: 20 }, 1053], // 20 · 50/95 = 10.526
    [{ done: 18, of: 20 }, 1895], // 20 · 90/95 = 18.947
    [{ done: 19, of: 20 }, 2000],
    [{ done: 20, of: 20 }, 2000],
    [{ done: 1, of: 3 }, 0],
  ])('of a rate are cut at both edges: %j', (rate, points) => {
    expect(pointsOfRate(rate, edges, 2000)).toBe(points);
  });

  test('of an index are those of what is published, rounded half up', () => {
    expect(pointsOfIndex({ units: 9128, decimals: 2 }, 1000)).toBe(913); // 9.128
    expect(pointsOfIndex({ units: 9125, decimals: 2 }, 200)).toBe(183); // 1.825
    expect(pointsOfIndex({ units: 1000, decimals: 1 }, 1000)).toBe(1000);
  });

  test('of volumes are of the files that they tell of', () => {
    const line: Caseload = {
      unitId: 'a',
      month: '2025-01',
      filing: 'counter',
      transactions: 60,
      onTime: 50,
      overdue: 5,
    };
    const lines = [
      line,
      { ...line, filing: 'online' as const, transactions: 20, onTime: 20, overdue: 0, returnedByPost: 5 },
    ];
    expect(caseloadRate('onTime', lines)).toEqual({ done: 70, of: 75 });
    expect(caseloadRate('online', lines)).toEqual({ done: 20, of: 80 });
    expect(caseloadRate('postReceived', lines)).toEqual({ done: 0, of: 80 });
    expect(caseloadRate('postReturned', lines)).toEqual({ done: 5, of: 20 });
  });
});

describe('a score', () => {
  test('is the sum of the last words on its leaves', () => {
    const score = scoreOf(set, card(), feeds());
    // 18 + 0 + 5 + 19 = 42 of 60; 27.38 of 30 by survey; 9 of 10 of volumes.
    expect(score.percent).toEqual({ units: 7838, decimals: 2 });
    expect(score.fields).toEqual([
      { code: '1', points: 4200, pointsMax: 6000 },
      { code: '2', points: 3638, pointsMax: 4000 },
    ]);
    expect([score.survey, score.appraisal]).toEqual([
      { points: 2738, pointsMax: 3000 },
      { points: 5100, pointsMax: 7000 },
    ]);
  });

  test('is rescaled to a hundred where no survey was held', () => {
    const score = scoreOf(set, card({ noSurvey: 'không tổ chức' }), feeds({ '2.1': { error: 'noAnswers' } }));
    // 42 + 9 = 51 of 70: 72.857 %
    expect([score.points, score.pointsMax, score.percent.units]).toEqual([5100, 7000, 7286]);
    expect(score.survey).toEqual({ points: 0, pointsMax: 0 });
  });

  test('has bonus and penalty up to the caps of the set, and no more than a hundred', () => {
    const by = { accountId: 'x', name: 'x' };
    const one = (kind: 'bonus' | 'penalty', points: number) => ({
      id: kind,
      kind,
      points,
      reason: 'x',
      by,
      at: duringAt,
    });
    const adjustments = [one('bonus', 150), one('bonus', 100), one('penalty', 30), one('penalty', 40)];
    const score = scoreOf(set, card({ adjustments }), feeds());
    expect([score.bonus, score.penalty, score.percent.units]).toEqual([200, 70, 7838 + 200 - 70]);
    const full = leavesOf(set).map(({ code, pointsMax }) => ({ code, self: given(pointsMax) }));
    const all = {
      '2.1': { points: 3000, rate: 0, source: 'round r' as const },
      '2.2': { points: 1000, rate: 0, source: 'round r' as const },
    };
    expect(scoreOf(set, card({ leaves: full, adjustments }), feeds(all)).percent.units).toBe(10_000);
  });

  test('of a locked scorecard is what it was, whatever becomes of what fed it', () => {
    const locked = lockedWith(set, card({ stage: 'second' }), feeds());
    expect(scoreOf(set, locked, new Map()).percent.units).toBe(7838);
    expect(locked.fed?.map(({ code }) => code)).toEqual(['2.1', '2.2']);
  });
});

describe('what is typed', () => {
  const leaf = (code: string) => leavesOf(set).find((one) => one.code === code)!;
  test.each([
    ['1.1', '20', { points: 2000 }],
    ['1.1', '7,25', { points: 725 }],
    ['1.1', '20,01', { error: 'aboveMax' }],
    ['1.1', '-1', { error: 'notPoints' }],
    ['1.1', '1,234', { error: 'notPoints' }],
    ['1.2', '10', { points: 1000 }],
    ['1.2', '5', { error: 'notAStep' }],
    ['1.3', '5', { points: 500 }],
    ['1.3', '6', { error: 'notAStep' }],
    ['1.4', '19/20', { points: 1900, rate: { done: 19, of: 20 } }],
    ['1.4', '21/20', { error: 'notARate' }],
    ['1.4', '0/0', { error: 'notARate' }],
    ['1.4', '95%', { error: 'notARate' }],
  ])('for %s, %s, is read by its rule', (code, value, expected) => {
    expect(readGiven(leaf(code), { value, note: '' })).toMatchObject(expected);
  });

  test('at an appraisal needs a reason where it differs from what stood', () => {
    const read = (stage: 'first' | 'second', value: string, note: string) =>
      readSheet([leaf('1.1')], card(), { stage, typed: new Map([['1.1', { value, note }]]) });
    expect(read('first', '14', '').errors.get('1.1')).toBe('noReason');
    expect(read('first', '20', '').errors.size).toBe(0);
    expect(read('second', '15', '').errors.size).toBe(0); // as in the first appraisal
    expect(read('second', '20', '').errors.get('1.1')).toBe('noReason');
    expect(read('second', '18', 'đủ hơn').changed).toEqual([]);
    expect(read('second', '', '').changed[0]?.second).toBeUndefined();
  });

  test('does not move a leaf that is locked, by itself or with its field', () => {
    const typed = new Map([['1.1', { value: '1', note: '' }]]);
    for (const lock of ['1', '1.1']) {
      expect(
        readSheet([leaf('1.1')], withLock(card(), lock, true), { stage: 'self', typed }).changed,
      ).toEqual([]);
    }
    const locked = withLock(withLock(card(), '1.1', true), '1', true);
    expect(locked.locks).toEqual(['1']);
    expect(withLock(locked, '1', false).locks).toEqual([]);
  });
});

describe('a stage', () => {
  test('ends when every leaf that somebody has to score is scored', () => {
    const { leaves } = card();
    expect(handInErrors(set, card({ leaves: leaves.slice(1) }))).toEqual([{ kind: 'unscored', code: '1.1' }]);
    expect(handInErrors(set, card())).toEqual([]);
  });

  test('is taken on without the unit only after its last day', () => {
    expect(passOnErrors(set, card(), '2026-02-01')).toEqual([{ kind: 'notOverdue' }]);
    expect(passOnErrors(set, card(), '2026-02-02')).toEqual([]);
  });

  test.each(['noAnswers', 'break', 'hidden', 'unreliable', 'notClosed', 'noRound', 'notAsked'] as const)(
    'is not locked over an index with the error %s, unless no survey was held',
    (error) => {
      const broken = feeds({ '2.1': { error } });
      expect(lockErrors(set, card(), broken)).toEqual([{ kind: 'unfed', code: '2.1', why: error }]);
      expect(lockErrors(set, card({ noSurvey: 'x' }), broken)).toEqual([]);
    },
  );
});

describe('results', () => {
  const scored = (unitId: string, first: number, stage: Scorecard['stage'] = 'locked') => {
    const leaves = [{ code: '1.1', self: given(first) }, ...card().leaves.slice(1)];
    const scorecard = { ...card({ leaves, stage }), unitId };
    return { scorecard, score: scoreOf(set, scorecard, feeds()) };
  };
  const year = { set, units: [scored('a', 1000), scored('b', 2000), scored('c', 1000), scored('d', 500)] };
  const before = {
    set: { ...set, isPublic: true as const },
    units: [scored('a', 1800), scored('b', 1500), scored('d', 400, 'second')],
  };

  test('have places that equal units share, with the change of locked ones', () => {
    const results = resultsOfYear(year, before);
    expect(
      results.map(({ unitId, rank, rankBefore, change }) => [unitId, rank, rankBefore, change?.units]),
    ).toEqual([
      ['b', 1, 2, 500],
      ['a', 2, 1, -800],
      ['c', 2, undefined, undefined],
      ['d', 4, undefined, undefined],
    ]);
  });

  test('give no rank until every scorecard is locked, and leave out one of a public set that is under review', () => {
    const open = { set, units: [...year.units.slice(1), scored('a', 2000, 'second')] };
    const results = resultsOfYear(open, undefined);
    expect(results.map(({ unitId, rank }) => [unitId, rank])).toEqual([
      ['b', undefined],
      ['c', undefined],
      ['d', undefined],
      ['a', undefined],
    ]);
    const [locked, , , unlocked] = results;
    expect(scorecardPart(open, unlocked!, undefined)).toBeUndefined();
    const { headline } = partWords(scorecardPart(open, locked!, undefined)!, 'vi');
    expect(headline).toContain('chưa xếp hạng vì còn bảng điểm chưa khóa');
    const shown = resultsOfYear({ ...open, set: { ...set, isPublic: true } }, undefined);
    expect(shown.map(({ unitId, rank, of }) => [unitId, rank, of])).toEqual([
      ['b', 1, 3],
      ['c', 2, 3],
      ['d', 3, 3],
      ['a', undefined, 3],
    ]);
  });

  test('name what gained and lost, and leave out a leaf that is not the same', () => {
    const [best] = resultsOfYear(year, before);
    const part = scorecardPart(year, best!, set)!;
    expect(part).toMatchObject({
      rank: 1,
      of: 4,
      rankBefore: 2,
      gains: [{ code: '1.1', points: 2000, pointsBefore: 1500 }],
    });
    expect(part.losses).toEqual([]);
    expect(part.fields[0]).toMatchObject({ percent: { units: 7333 }, change: { units: 833 } }); // 44 and 39 of 60
    const renamed = { ...set, items: set.items.map((item) => ({ ...item, title: { vi: 'khác' } })) };
    const other = scoreOf(renamed, year.units[0]!.scorecard, feeds());
    expect(leafChanges(best!.score, other)).toEqual([]);
    expect(fieldResults(set, best!.score, { set: renamed, score: other })[0]?.change).toBeUndefined();
  });

  test('name first what the others have and the unit has not', () => {
    const [own, ...others] = [scored('d', 500), scored('a', 1000), scored('b', 2000)].map(
      ({ score }) => score,
    );
    const gaps = gapsOf(own!, others);
    expect(gaps.map(({ code, gap, othersMean, othersFull }) => [code, gap, othersMean, othersFull])).toEqual([
      ['1.1', 1500, 1500, 1],
      ['1.2', 1000, 0, 0],
      ['1.3', 500, 500, 0],
      ['2.1', 262, 2738, 0],
      ['1.4', 100, 1900, 0],
      ['2.2', 100, 900, 0],
    ]);
  });
});
