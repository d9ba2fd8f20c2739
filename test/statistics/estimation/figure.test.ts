import { describe, expect, test } from '@jest/globals';
import { wilsonInterval } from '../../../src/statistics/estimation/interval.ts';
import { designEffect, effectiveSize } from '../../../src/statistics/sampling/effectiveSize.ts';
import { estimate } from '../../../src/statistics/estimation/estimate.ts';
import {
  figure,
  roundDesignEffect,
  shareOfFigure,
  type FigureContext,
} from '../../../src/statistics/estimation/figure.ts';
import { WHOLE } from '../../../src/statistics/estimation/scope.ts';
import { aPlan, aSample, cellOf, cellOfPairs } from '../../processing/results/build.ts';

const plan = aPlan([1]);
const published: FigureContext = { unitsBasis: 'asCollected', purpose: 'publication', designEffect: 1 };
const repeated = (times: number, value: number) => Array.from({ length: times }, () => value);
const yesNo = (yes: number, no: number) =>
  cellOfPairs(plan, [...repeated(yes, 1), ...repeated(no, 0)], repeated(yes + no, 1));

describe('the effective size', () => {
  // 4 people, (s, a) = (2, 2), (0, 2), (1, 2), (2, 2): R = 5/8, residuals ¾, −5/4, −¼, ¾ with squares summing to 2.75;
  // v = 4/3 · 2.75/64 = 0.0572916…; R(1−R)/v = (15/64)/(11/192) = 45/11. Two answers a person: half a person more gives
  // deff = (v·64 + ½·2²)/(15/64·8 + ½·2) = (17/3)/(23/8) = 136/69, and 8/deff = 69/17, a little less than 45/11.
  const cell = cellOfPairs(plan, [2, 0, 1, 2], [2, 2, 2, 2]);
  const sample = estimate(plan, WHOLE, aSample(cell));

  test('of one unit alone is less than R(1−R)/v by half a person whose answers are all alike', () => {
    expect(designEffect([sample])).toBeCloseTo(136 / 69, 12);
    expect(effectiveSize(sample, designEffect([sample]), 'share')).toBeCloseTo(69 / 17, 12);
    expect(effectiveSize(sample, 1.5, 'share')).toBeCloseTo(45 / 11, 12);
  });

  test('of a unit in a round of many is R(1−R)/v, the half person being one of hundreds', () => {
    const units = Array.from({ length: 1000 }, () => sample);
    expect(designEffect(units)).toBeCloseTo(88 / 45, 3);
  });

  test('of one dissatisfied answer among 660 is near the number of people, since two would have said as much', () => {
    // R = 659/660 with one answer of 22 dissatisfied: v says that answers are independent, on the word of one person.
    const thirty = estimate(
      plan,
      WHOLE,
      aSample(cellOfPairs(plan, [21, ...repeated(29, 22)], repeated(30, 22))),
    );
    const size = effectiveSize(thirty, designEffect([thirty]), 'share')!;
    expect(size).toBeGreaterThan(30);
    expect(size).toBeLessThan(33);
  });

  test('does not exceed what the round’s design effect makes of its answers, nor their number', () => {
    expect(effectiveSize(sample, 4, 'share')).toBe(2);
    const alternating = estimate(plan, WHOLE, aSample(cellOfPairs(plan, [1, 1, 1, 2], [2, 2, 2, 2])));
    // R = 5/8; squares of residuals 3·(¼)² + (¾)² = ¾; v = 4/3·¾/64 = 1/64; R(1−R)/v = 15 > A = 8
    expect(effectiveSize(alternating, 0.5, 'share')).toBe(8);
    expect(effectiveSize(alternating, 0.5, 'mean')).toBeCloseTo(15, 12);
  });

  test('where nobody disagrees is the number of people, or what the round makes of their answers', () => {
    const all = estimate(plan, WHOLE, aSample(cellOfPairs(plan, [2, 2, 2], [2, 2, 2])));
    expect(effectiveSize(all, designEffect([all]), 'share')).toBe(3);
    expect(effectiveSize(all, 1.5, 'share')).toBe(4);
  });

  test('of a mean, where all answered alike between the ends, is not known', () => {
    const alike = estimate(plan, WHOLE, aSample(cellOfPairs(plan, [1, 1], [2, 2])));
    expect(effectiveSize(alike, 1, 'mean')).toBeUndefined();
    expect(effectiveSize(alike, designEffect([alike]), 'share')).toBe(2);
  });

  test('is that of the few who carry the weight, however many answered elsewhere', () => {
    // w = 1 for 1,000 answers of 1,000 people, who are everyone and certain; 500,000 for each of 2:
    // K = (1000 + 1,000,000)²/((1 − 2/10⁶)·500,000²·2) = 2.004…, and deff is 1 with one answer each.
    const strata = [
      { cell: yesNo(995, 5), population: 1000 },
      { cell: yesNo(2, 0), population: 1_000_000 },
    ];
    const measured = estimate(plan, WHOLE, { strata, isProbability: true });
    expect([measured.variance, measured.isCensus]).toEqual([0, false]);
    expect(effectiveSize(measured, 1, 'share')).toBeCloseTo(1_001_000 ** 2 / (0.999998 * 5e11), 9);
  });

  test('grows by the population correction', () => {
    const drawn = { strata: [{ cell, population: 8 }], isProbability: true };
    // Half of the population was asked: v halves and n_eff doubles.
    expect(effectiveSize(estimate(plan, WHOLE, drawn), 88 / 45, 'share')).toBeCloseTo(90 / 11, 12);
    expect(effectiveSize(estimate(plan, WHOLE, drawn), 4, 'share')).toBe(4);
    const everyone = { strata: [{ cell, population: 4 }], isProbability: true };
    expect(effectiveSize(estimate(plan, WHOLE, everyone), 88 / 45, 'share')).toBe(Infinity);
  });

  test('has nothing to go by where nothing was answered', () => {
    const nothing = estimate(plan, WHOLE, aSample(cellOf(plan, [])));
    expect(designEffect([nothing])).toBe(1);
    expect(designEffect([])).toBe(1);
    expect(effectiveSize(nothing, 1, 'share')).toBeUndefined();
  });
});

describe('a figure', () => {
  test('carries value, people, interval and method', () => {
    const shown = figure(plan, WHOLE, aSample(yesNo(365, 35)), published);
    expect(shown).toMatchObject({
      state: 'shown',
      method: 'test@1',
      value: { units: 9125, decimals: 2 },
      exactShare: '365/400',
      people: 400,
      sample: 'selfSelected',
    });
    if (shown.state !== 'shown') throw new Error('not shown');
    // One answer each: R(1−R)/v is n − 1.
    expect(shown.effectiveSize).toBe(399);
    expect(shareOfFigure(shown)).toEqual({ numerator: 365n, denominator: 400n });
    expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
  });

  test('has a whole effective size and the interval of that size, which do not give the exact variance', () => {
    const shown = figure(plan, WHOLE, aSample(yesNo(365, 35)), { ...published, designEffect: 1.7 });
    if (shown.state !== 'shown') throw new Error('not shown');
    // 400 answers, each worth 1/1.7 of one: 235.29
    expect(shown.effectiveSize).toBe(235);
    const { low, up } = wilsonInterval(365 / 400, 235);
    expect(shown.intervalPercent).toEqual([100 * low, 100 * up]);
  });

  test('of nobody says that nobody has answered', () => {
    const figureOfNobody = figure(plan, WHOLE, aSample(cellOf(plan, [{ A1: 0 }])), published);
    expect(figureOfNobody).toMatchObject({ state: 'none', reason: 'noAnswers' });
  });

  test('of nine people is hidden and holds nothing to work it out from', () => {
    const hidden = figure(plan, WHOLE, aSample(yesNo(5, 4)), published);
    expect(Object.keys(hidden).sort()).toEqual([
      'method',
      'reason',
      'sample',
      'scope',
      'state',
      'unitsBasis',
    ]);
    expect(hidden).toMatchObject({ state: 'hidden', reason: 'fewPeople' });
    expect(figure(plan, WHOLE, aSample(yesNo(90, 4)), { ...published, complementary: true })).toMatchObject({
      state: 'hidden',
      reason: 'fewPeople',
    });
  });

  test('that is not reliable is not published, but seen in an open round', () => {
    const few = aSample(yesNo(12, 8));
    expect(figure(plan, WHOLE, few, published)).toMatchObject({
      state: 'unreliable',
      people: 20,
      reason: 'fewerThanThirtyEffective',
    });
    expect(figure(plan, WHOLE, few, { ...published, purpose: 'monitoring' })).toMatchObject({
      state: 'shown',
      unreliability: 'fewerThanThirtyEffective',
    });
  });

  test('of a question answered by few is hidden, however many filled in the form', () => {
    const two = aPlan([2]);
    const forms = Array.from({ length: 40 }, (_, i) => (i < 9 ? { A1: 4, A2: 2 } : { A1: 4 }));
    const sample = aSample(cellOf(two, forms));
    expect(figure(two, { kind: 'question', id: 'A2' }, sample, published).state).toBe('hidden');
    expect(figure(two, { kind: 'question', id: 'A1' }, sample, published).state).toBe('shown');
  });

  describe('of several strata', () => {
    const [many, few] = [{ vi: 'Phường Đông' }, { vi: 'Phường Vắng' }];
    const strataOf = (size: number, population: number) => ({
      strata: [
        { cell: yesNo(300, 50), population: 4000, name: many },
        { cell: yesNo(size, 0), population, name: few },
      ],
      isProbability: true,
    });

    test('is unreliable with fewer than five people in one, and names it', () => {
      const [four, five] = [4, 5].map((size) => figure(plan, WHOLE, strataOf(size, 40), published));
      expect(four).toMatchObject({ state: 'unreliable', reason: 'stratumTooSmall', stratum: few });
      expect(five).toMatchObject({ state: 'shown' });
      expect(five).not.toHaveProperty('stratum');
      const watched = figure(plan, WHOLE, strataOf(4, 40), { ...published, purpose: 'monitoring' });
      expect(watched).toMatchObject({ state: 'shown', unreliability: 'stratumTooSmall', stratum: few });
    });

    test('is not unreliable for a stratum of four of whom all answered', () => {
      expect(figure(plan, WHOLE, strataOf(4, 4), published)).toMatchObject({ state: 'shown' });
    });

    test('names the one that carries most of the uncertainty where that is too much', () => {
      expect(figure(plan, WHOLE, strataOf(12, 16_000), published)).toMatchObject({
        state: 'unreliable',
        reason: 'fewerThanThirtyEffective',
        stratum: few,
      });
    });

    test('names the one that has no answer, or more than people', () => {
      expect(figure(plan, WHOLE, strataOf(0, 40), published)).toMatchObject({
        state: 'none',
        reason: 'stratumUnanswered',
        stratum: few,
      });
      expect(figure(plan, WHOLE, strataOf(12, 6), published)).toMatchObject({
        reason: 'moreThanPopulation',
        stratum: few,
      });
    });
  });

  test('of everyone needs no interval to be certain', () => {
    const everyone = { strata: [{ cell: yesNo(20, 10), population: 30 }], isProbability: true };
    const shown = figure(plan, WHOLE, everyone, published);
    expect(shown).toMatchObject({ state: 'shown', everyoneAsked: true, sample: 'probability' });
    expect(shown).not.toHaveProperty('effectiveSize');
  });

  test('takes its design effect from the units of the round', () => {
    const unit = aSample(cellOfPairs(plan, [2, 0, 1, 2], [2, 2, 2, 2]));
    expect(roundDesignEffect(plan, WHOLE, [unit, unit])).toBeCloseTo(112 / 57, 12); // (22/3 + 2)/(15/4 + 1)
  });
});
