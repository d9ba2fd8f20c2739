import { describe, expect, it, test } from '@jest/globals';
import { fieldLines, laggards, timeShareOf } from '../../../src/processing/samplePlans/fieldState.ts';
import { planForm, planRequestOf, populationsOf } from '../../../src/processing/samplePlans/input.ts';
import {
  answersWanted,
  peopleToAsk,
  planUnits,
  type PlanRequest,
} from '../../../src/processing/samplePlans/samplePlan.ts';
import { samplePlanTexts } from '../../../src/processing/samplePlans/texts.ts';

const size: PlanRequest['size'] = {
  formula: 'yamane',
  marginPercent: 5,
  expectedPercent: 50,
  designEffect: 1,
  responsePercent: 80,
  total: 0,
};
const units = [
  { unitId: 'a', kind: 'district', population: 60_000, spread: 0.1 },
  { unitId: 'b', kind: 'commune', population: 40_000, spread: 0.3 },
  { unitId: 'c', kind: 'commune', population: 610 },
] as const;
const quotas = (changes: Partial<PlanRequest>) => {
  const planned = planUnits({ size, sharing: 'proportional', quotaByKind: {}, ...changes }, units);
  return typeof planned === 'string' ? planned : planned.map(({ quota }) => quota);
};

describe('a sample plan', () => {
  it('has the sizes of the sources', () => {
    expect(answersWanted(size, 100_610)).toBe(399);
    expect(answersWanted({ ...size, formula: 'cochran' }, 100_610)).toBe(383);
    expect(answersWanted({ ...size, formula: 'given', total: 77 }, 100_610)).toBe(77);
    // Margins that are no binary fraction: 1/0.07² = 204.08…, so 100,610/(1 + 100,610·0.0049) = 203.67 → 204
    expect(answersWanted({ ...size, marginPercent: 7 }, 100_610)).toBe(204);
  });

  it('says how many people to ask', () => {
    expect(peopleToAsk(399, size)).toBe(499); // 399/0.8 = 498.75
    expect(peopleToAsk(400, size)).toBe(500);
  });

  it('shares answers out by each rule', () => {
    expect(quotas({})).toEqual([238, 159, 2]); // 399 · 60,000/100,610 = 237.95; 158.63; 2.42
    expect(quotas({ sharing: 'equal' })).toEqual([133, 133, 133]);
    // Weights 6000, 12000 and 610·0.5 = 305: 399 · 6000/18305 = 130.78; 261.57; 6.65
    expect(quotas({ sharing: 'neyman' })).toEqual([131, 261, 7]);
    expect(quotas({ sharing: 'quota', quotaByKind: { district: 500, commune: 150 } })).toEqual([
      500, 150, 150,
    ]);
  });

  it('says why there is none', () => {
    expect(quotas({ size: { ...size, formula: 'given', total: 200_000 } })).toBe('moreThanPopulation');
    expect(quotas({ sharing: 'quota', quotaByKind: { province: 5 } })).toBe('noQuota');
    expect(planUnits({ size, sharing: 'equal', quotaByKind: {} }, [])).toBe('noPopulation');
  });
});

describe('what the form sends', () => {
  const { vi } = samplePlanTexts;
  const sent = {
    ...planForm.empty.typed,
    formula: 'cochran',
    marginPercent: '3,5',
    expectedPercent: '50',
    designEffect: '1.4',
    responsePercent: '80%',
    total: 'unused',
    sharing: 'neyman',
  } as const;

  it('is read with a comma, a point or a percent sign, and only where the formula wants it', () => {
    const { request, errors } = planRequestOf(sent, vi);
    expect(errors).toEqual({});
    expect(request.size).toEqual({ formula: 'cochran', marginPercent: 3.5, expectedPercent: 50, designEffect: 1.4, responsePercent: 80, total: 0 }); // prettier-ignore
  });

  it.each([
    ['marginPercent', { marginPercent: '0' }],
    ['marginPercent', { marginPercent: '51' }],
    ['expectedPercent', { expectedPercent: '100' }],
    ['designEffect', { designEffect: 'one' }],
    ['responsePercent', { responsePercent: '' }],
    ['total', { formula: 'given' }],
    ['quota-commune', { sharing: 'quota', 'quota-commune': '1,5' }],
  ] as const)('is refused at %s: %j', (field, changes) => {
    expect(Object.keys(planRequestOf({ ...sent, ...changes }, vi).errors)).toEqual([field]);
  });

  it('names populations line by line', () => {
    const called = (name: string) => ({ A: ['a'], B: ['b'], AB: ['a', 'b'] })[name] ?? [];
    expect([...populationsOf('A; 1.200\n\nB;\r\n', called, vi).populations]).toEqual([
      ['a', 1200],
      ['b', 0],
    ]);
    for (const [text, line] of [
      ['A;x', 1],
      ['A;1\nC;1', 2],
      ['AB;1', 1],
      ['A;1\nA;2', 2],
      ['A', 1],
    ] as const) {
      expect(populationsOf(text, called, vi).error).toContain(`Dòng ${line}:`);
    }
  });
});

test('units are behind, on track or done, held against the time that is over', () => {
  const plan = {
    units: [
      { unitId: 'late', population: 1000, quota: 100 },
      { unitId: 'later', population: 1000, quota: 100 },
      { unitId: 'fine', population: 1000, quota: 100 },
      { unitId: 'done', population: 1000, quota: 20 },
      { unitId: 'full', population: 20, quota: 20 },
    ],
  };
  const received = new Map(Object.entries({ late: 49, later: 3, fine: 50, done: 20, full: 21, other: 5 }));
  const lines = fieldLines(plan, received, 0.5);
  expect(Object.fromEntries(lines.map(({ unitId, state }) => [unitId, state]))).toEqual({
    late: 'lagging',
    later: 'lagging',
    fine: 'onTrack',
    done: 'met',
    full: 'tooMany',
    other: 'unplanned',
  });
  expect(laggards(lines, 0.5).map(({ unitId, missing }) => [unitId, missing])).toEqual([
    ['later', 97],
    ['late', 51],
  ]);
  const [atOnce] = fieldLines({ units: plan.units.slice(0, 1) }, new Map(), 0.009);
  expect(atOnce?.state).toBe('onTrack'); // nine tenths of a form
  const round = { opensAt: new Date(0), closesAt: new Date(100) };
  expect([-5, 25, 200].map((at) => timeShareOf(round, new Date(at)))).toEqual([0, 0.25, 1]);
});
