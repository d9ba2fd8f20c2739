/** Methods, surveys and cells for tests, filled in where a test does not care. */
import { addToCell, emptyCell, type Cell } from '../../src/satisfaction/cell.ts';
import { countingPlan, type CountingPlan } from '../../src/satisfaction/countingPlan.ts';
import { countSubmission } from '../../src/satisfaction/contribution.ts';
import { METHOD_DEFAULTS, type Method, type SurveyShape } from '../../src/satisfaction/method.ts';
import type { Sample } from '../../src/satisfaction/estimate.ts';

export type Answers = Readonly<Record<string, number>>;

export function aMethod(changes: Partial<Method> = {}): Method {
  return {
    ...METHOD_DEFAULTS,
    id: 'test',
    name: { vi: 'Thử', en: 'Test' },
    provenance: { source: { vi: 'Thử', en: 'Test' }, statements: [] },
    ...changes,
  };
}

/** Factors A, B, … of so many five-level questions each: A1, A2, B1, … */
export function aShape(questionsByFactor: readonly number[], levels = 5): SurveyShape {
  const names = questionsByFactor.map((_, place) => String.fromCodePoint(65 + place));
  return {
    factors: names.map((id) => ({ id })),
    questions: names.flatMap((factor, place) =>
      Array.from({ length: questionsByFactor[place]! }, (_, k) => ({
        id: `${factor}${k + 1}`,
        factor,
        levels,
      })),
    ),
  };
}

export function aPlan(questionsByFactor: readonly number[], changes: Partial<Method> = {}): CountingPlan {
  return countingPlan(aMethod(changes), aShape(questionsByFactor));
}

export function cellOf(plan: CountingPlan, forms: readonly Answers[]): Cell {
  const cell = emptyCell(plan);
  for (const form of forms) countSubmission(plan, cell, form);
  return cell;
}

/** A cell of forms of which only s and a are known, in one pooled factor. */
export function cellOfPairs(plan: CountingPlan, s: readonly number[], a: readonly number[]): Cell {
  const cell = emptyCell(plan);
  s.forEach((satisfied, i) => {
    addToCell(cell, { counts: true, vector: [satisfied, a[i]!], factors: [0], levelPlaces: [] });
  });
  return cell;
}

export function aSample(cell: Cell): Sample {
  return { strata: [{ cell }], isProbability: false };
}
