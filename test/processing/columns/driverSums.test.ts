import { describe, expect, test } from '@jest/globals';
import { chunkBuilder, type ColumnRow } from '../../../src/processing/columns/chunk.ts';
import { heldChunk } from '../../../src/processing/columns/heldChunk.ts';
import { driverCounter, type Outcome } from '../../../src/processing/columns/driverSums.ts';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import {
  addImportanceNumbers,
  importanceSumsIn,
  noImportanceNumbers,
} from '../../../src/statistics/estimation/importanceNumbers.ts';
import { importance } from '../../../src/statistics/estimation/priorities.ts';
import {
  addCrossProducts,
  crossProductsLength,
  relativeImportance,
} from '../../../src/statistics/estimation/relativeImportance.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { aMethod, smallSurvey } from '../../support/builders.ts';

const plan = countingPlan(aMethod(), surveyShape(smallSurvey));

/** Two questions of one factor and one of another; every tenth leaves the other factor out. */
const answersOf = (form: number): Record<string, number> => {
  const [q1, q2, q3] = [1 + (form % 5), 1 + ((form * 3) % 7 % 5), 1 + ((form + (form % 3)) % 5)]; // prettier-ignore
  return form % 10 === 9 ? { q1, q2, q3: 0 } : { q1, q2, q3 };
};
const forms = Array.from({ length: 120 }, (_, form) => form);

function rowOf(form: number): ColumnRow {
  return {
    position: form,
    surveyVersionId: 'first',
    placed: { accessPointId: 'a', revision: 1, unitId: form < 100 ? 'ward-a' : 'ward-b', serviceId: '', channel: 'qr' }, // prettier-ignore
    day: '2026-01-20',
    late: form === 0,
    answers: answersOf(form),
    about: {},
  };
}

function driversOf(outcome: Outcome, rowsAtMost: number) {
  const counter = driverCounter({
    plan,
    outcome,
    query: { limits: [{ dimension: { kind: 'unit' }, values: ['ward-a'] }] },
    annulled: Uint32Array.of(1),
    below: 90,
  });
  let builder = chunkBuilder(undefined, { rowsAtMost });
  for (const form of forms) {
    if (builder.isFull) {
      counter.add(heldChunk(builder.packed()));
      builder = chunkBuilder(undefined, { rowsAtMost });
    }
    builder.add(rowOf(form));
  }
  counter.add(heldChunk(builder.packed()));
  return counter.result();
}

describe('drivers from columns', () => {
  // Form 0 is late, form 1 annulled, and from 90 on the log is not read.
  const counted = forms.slice(2, 90).map(answersOf).filter(({ q3 }) => q3 !== 0); // prettier-ignore
  const height = (level: number): number => (level - 1) / 4;

  test('take the mean of all answers as the outcome, and respondents who rated every factor', () => {
    const sums = new Float64Array(crossProductsLength(2));
    for (const { q1, q2, q3 } of counted) {
      const [one, two, three] = [q1!, q2!, q3!].map(height) as [number, number, number];
      addCrossProducts(sums, [(one + two) / 2, three, (one + two + three) / 3]);
    }
    const expected = relativeImportance(sums, 2)!;
    const { people, explained, factors } = driversOf({ kind: 'whole' }, 1000);
    expect(people).toBe(counted.length);
    expect(explained).toBeCloseTo(1, 9);
    expect(factors.map(({ factorId }) => factorId)).toEqual(['access', 'procedures']);
    for (const [index, { share, interval }] of factors.entries()) {
      expect(share).toBeCloseTo(expected.shares[index]!, 9);
      expect(interval!.low).toBeLessThan(share);
      expect(interval!.up).toBeGreaterThan(share);
    }
  });

  test('leave the explained question out of its factor', () => {
    const sums = new Float64Array(crossProductsLength(2));
    for (const { q1, q2, q3 } of counted) addCrossProducts(sums, [height(q2!), height(q3!), height(q1!)]);
    const { explained, factors } = driversOf({ kind: 'question', id: 'q1' }, 1000);
    const expected = relativeImportance(sums, 2)!;
    expect(explained).toBeCloseTo(expected.explained, 9);
    expect(factors[0]!.share).toBeCloseTo(expected.shares[0]!, 9);
  });

  test('deal more respondents than blocks in rounds, and lose none of them', () => {
    const many = Array.from({ length: 2500 }, (_, form) => form);
    const counter = driverCounter({ plan, outcome: { kind: 'whole' }, query: {}, annulled: new Uint32Array(0), below: 1e9 }); // prettier-ignore
    const [builder, numbers] = [chunkBuilder(), noImportanceNumbers(plan)];
    for (const form of many) builder.add({ ...rowOf(form), late: false });
    for (const form of many)
      addImportanceNumbers(plan, numbers, plan.questions.map(({ id }) => answersOf(form)[id]!)); // prettier-ignore
    counter.add(heldChunk(builder.packed()));
    const { people, questions } = counter.result();
    expect(people).toBe(2250);
    expect(questions.map((question) => question.importance)).toEqual(
      importanceSumsIn(numbers).map(importance),
    );
  });

  test('do not depend on how the rows are cut into chunks', () => {
    expect(driversOf({ kind: 'whole' }, 7)).toEqual(driversOf({ kind: 'whole' }, 1000));
  });
});
