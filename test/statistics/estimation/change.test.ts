import { describe, expect, test } from '@jest/globals';
import { changes } from '../oracles/changes.ts';
import { changeBetween, differenceInterval, movementOf } from '../../../src/statistics/estimation/change.ts';
import { figure, type FigureContext } from '../../../src/statistics/estimation/figure.ts';
import { wilsonInterval } from '../../../src/statistics/estimation/interval.ts';
import { WHOLE } from '../../../src/statistics/estimation/scope.ts';
import { aPlan, aSample, cellOf, cellOfPairs } from '../../processing/results/build.ts';

const plan = aPlan([1]);
const context: FigureContext = { unitsBasis: 'asCollected', purpose: 'publication', designEffect: 1 };

/** 1,000 people of 22 answers each, so many satisfied in all. */
const round = (satisfied: number) => {
  const most = Math.floor(satisfied / 1000);
  const pairs = Array.from({ length: 1000 }, (_, i) => most + (i < satisfied % 1000 ? 1 : 0));
  return cellOfPairs(
    plan,
    pairs,
    pairs.map(() => 22),
  );
};
const shown = (satisfied: number, changed: Partial<FigureContext> = {}) =>
  figure(plan, WHOLE, aSample(round(satisfied)), { ...context, ...changed });

describe('Newcombe’s interval', () => {
  test.each(changes)('of $x1/$n1 − $x0/$n0', ({ x1, n1, x0, n0, differenceLowUp }) => {
    const [later, earlier] = [
      { share: x1 / n1, ...wilsonInterval(x1 / n1, n1) },
      { share: x0 / n0, ...wilsonInterval(x0 / n0, n0) },
    ];
    const { low, up } = differenceInterval(later, earlier);
    expect([(later.share - earlier.share) * 100, low * 100, up * 100]).toEqual(
      differenceLowUp.map((value) => expect.closeTo(value, 10) as unknown),
    );
  });

  test.each([
    [{ low: 0.001, up: 0.02 }, 'rose'],
    [{ low: -0.02, up: -0.001 }, 'fell'],
    [{ low: 0, up: 0.02 }, 'notToldApart'],
    [{ low: -0.02, up: 0 }, 'notToldApart'],
  ] as const)('of %p: %s', (interval, movement) => {
    expect(movementOf(interval)).toBe(movement);
  });
});

describe('a change', () => {
  test('of published figures is their difference: 91.28 − 99.14', () => {
    const change = changeBetween(shown(20_082), shown(21_811), 'published');
    expect(change).toMatchObject({
      state: 'shown',
      points: { units: -786, decimals: 2 },
      movement: 'fell',
      breaks: [],
    });
  });

  test('of exact figures may differ from it in the last place', () => {
    const [later, earlier] = [shown(20_077), shown(20_076)]; // 91.2590… and 91.2545…: 91.26 and 91.25
    expect(changeBetween(later, earlier, 'published')).toMatchObject({ points: { units: 1, decimals: 2 } });
    expect(changeBetween(later, earlier, 'exact')).toMatchObject({
      points: { units: 0, decimals: 2 },
      exactPoints: expect.closeTo(100 / 22_000, 12) as unknown,
      movement: 'notToldApart',
    });
  });

  test('marks what lies between its figures', () => {
    const other = aPlan([1], { version: 2 });
    const later = figure(
      other,
      WHOLE,
      { ...aSample(round(20_000)), isProbability: true },
      { ...context, seriesBreak: 'units' },
    );
    expect(changeBetween(later, shown(20_000), 'published')).toMatchObject({
      breaks: ['units', 'method', 'sample'],
    });
    expect(
      changeBetween(shown(20_000, { unitsBasis: { asOfOn: '2025-07-01' } }), shown(20_000), 'exact'),
    ).toMatchObject({
      breaks: ['units'],
    });
  });

  test('of what is not shown is not shown', () => {
    const hidden = figure(plan, WHOLE, aSample(cellOf(plan, [])), context);
    expect(changeBetween(hidden, shown(20_000), 'published')).toEqual({
      state: 'none',
      reason: 'laterNotShown',
    });
    expect(changeBetween(shown(20_000), hidden, 'published')).toEqual({
      state: 'none',
      reason: 'earlierNotShown',
    });
  });

  test('without an interval does not say which way it went', () => {
    const one = figure(plan, WHOLE, aSample(round(20_000)), { ...context, purpose: 'monitoring' });
    if (one.state !== 'shown') throw new Error('not shown');
    const { intervalPercent, ...withoutInterval } = one;
    expect(intervalPercent).toBeDefined();
    expect(changeBetween(withoutInterval, one, 'exact')).not.toHaveProperty('movement');
  });
});
