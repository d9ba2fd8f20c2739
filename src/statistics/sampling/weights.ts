/** The exact weight of each component under a method, adding to 1 within a scope. */
import assert from 'node:assert/strict';
import type { CountingPlan } from '../estimation/countingPlan.ts';
import type { Scope } from '../estimation/scope.ts';
import {
  ONE,
  productOfRatios,
  ratio,
  ratioOfDecimal,
  sumOfRatios,
  ZERO,
  type Ratio,
} from '../estimation/ratio.ts';

/**
 * Weights by index of the plan's components; 0 outside the scope. Not for the aggregation `pooled`.
 *
 *     meanOfQuestions, meanOfFactors    w_c = 1 / number of components in the scope
 *     weighted                          w_c = given_c / Σ given
 *     weighted, with contents           w_c = W_content/ΣW · given_c / Σ given within the content
 *
 * Within one factor, only the relative weights of its components matter. If they all have weight zero in the index, the
 * figure of the factor weights them equally.
 *
 * @throws AssertionError when a weight is missing: `methodErrors` reports this to users beforehand
 * @see docs/methodology.md, section 3
 */
export function componentWeights(plan: CountingPlan, scope: Scope): readonly Ratio[] {
  return scope.kind === 'factor' ? weightsWithin(plan, scope.id) : weightsInAll(plan);
}

function weightsWithin(plan: CountingPlan, factorId: string): readonly Ratio[] {
  const isWithin = plan.components.map(({ factor }) => plan.factors[factor] === factorId);
  const given = plan.components.map(({ id }, index) => (isWithin[index] ? givenWeight(plan, id) : ZERO));
  const isAlike = given.every(({ numerator }) => numerator === 0n);
  const weights = isAlike ? isWithin.map((within) => (within ? ONE : ZERO)) : given;
  const total = sumOfRatios(weights);
  return weights.map((weight) => over(weight, total));
}

function weightsInAll(plan: CountingPlan): readonly Ratio[] {
  const given = plan.components.map(({ id }) => givenWeight(plan, id));
  const contents = plan.components.map(({ factor }) => contentOf(plan, factor));
  const names = [...new Set(contents)];
  const contentWeights = names.map((name) => (name === undefined ? ONE : contentWeight(plan, name)));
  const contentTotal = sumOfRatios(contentWeights);
  const totals = names.map((name) => sumOfRatios(given.filter((_, index) => contents[index] === name)));

  return given.map((weight, index) => {
    const content = names.indexOf(contents[index]);
    if (weight.numerator === 0n) return ZERO;
    return productOfRatios(over(contentWeights[content]!, contentTotal), over(weight, totals[content]!));
  });
}

function givenWeight(plan: CountingPlan, id: string): Ratio {
  if (plan.method.aggregation !== 'weighted') return ONE;
  const weight = plan.method.weights?.byId[id];
  assert(weight !== undefined, `method ${plan.method.id} has no weight for ${id}`);
  return ratioOfDecimal(weight);
}

/** The content within which a component is weighted, if the method weights contents. */
function contentOf({ method, contents }: CountingPlan, factor: number): string | undefined {
  const isWeighed = method.aggregation === 'weighted' && method.weights?.contents !== undefined;
  return isWeighed ? contents[factor] : undefined;
}

function contentWeight(plan: CountingPlan, content: string): Ratio {
  const weight = plan.method.weights?.contents?.[content];
  assert(weight !== undefined, `method ${plan.method.id} has no weight for content ${content}`);
  return ratioOfDecimal(weight);
}

function over(part: Ratio, total: Ratio): Ratio {
  return productOfRatios(part, ratio(total.denominator, total.numerator));
}
