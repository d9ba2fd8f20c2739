import { describe, expect, test } from '@jest/globals';
import { designEffect, effectiveSize } from '../../src/satisfaction/effectiveSize.ts';
import { estimate } from '../../src/satisfaction/estimate.ts';
import {
  figure,
  roundDesignEffect,
  shareOfFigure,
  type FigureContext,
} from '../../src/satisfaction/figure.ts';
import { WHOLE } from '../../src/satisfaction/scope.ts';
import { aPlan, aSample, cellOf, cellOfPairs } from './build.ts';

const plan = aPlan([1]);
const published: FigureContext = { unitsBasis: 'asCollected', purpose: 'publication', designEffect: 1 };
const repeated = (times: number, value: number) => Array.from({ length: times }, () => value);
const yesNo = (yes: number, no: number) =>
  cellOfPairs(plan, [...repeated(yes, 1), ...repeated(no, 0)], repeated(yes + no, 1));

describe('the effective size', () => {
  // 4 people, (s, a) = (2, 2), (0, 2), (1, 2), (2, 2): R = 5/8, residuals ¾, −5/4, −¼, ¾ with squares summing to 2.75;
  // v = 4/3 · 2.75/64 = 0.0572916…; R(1−R)/v = (15/64)/(11/192) = 45/11; deff = v·64/(15/64·8) = (11/3)/(15/8) = 88/45.
  const cell = cellOfPairs(plan, [2, 0, 1, 2], [2, 2, 2, 2]);
  const sample = estimate(plan, WHOLE, aSample(cell));

  test('of one unit alone is R(1−R)/v', () => {
    expect(designEffect([sample])).toBeCloseTo(88 / 45, 12);
    expect(effectiveSize(sample, designEffect([sample]), 'share')).toBeCloseTo(45 / 11, 12);
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

  test('grows by the population correction', () => {
    const drawn = { strata: [{ cell, population: 8 }], isProbability: true };
    // Half of the population was asked: v halves and n_eff doubles.
    expect(effectiveSize(estimate(plan, WHOLE, drawn), 88 / 45, 'share')).toBeCloseTo(90 / 11, 12);
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
    expect(shown.effectiveSize).toBeCloseTo(399, 9);
    expect(shareOfFigure(shown)).toEqual({ numerator: 365n, denominator: 400n });
    expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
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

  test('of everyone needs no interval to be certain', () => {
    const everyone = { strata: [{ cell: yesNo(20, 10), population: 30 }], isProbability: true };
    const shown = figure(plan, WHOLE, everyone, published);
    expect(shown).toMatchObject({ state: 'shown', everyoneAsked: true, sample: 'probability' });
    expect(shown).not.toHaveProperty('effectiveSize');
  });

  test('takes its design effect from the units of the round', () => {
    const unit = aSample(cellOfPairs(plan, [2, 0, 1, 2], [2, 2, 2, 2]));
    expect(roundDesignEffect(plan, WHOLE, [unit, unit])).toBeCloseTo(88 / 45, 12);
  });
});
