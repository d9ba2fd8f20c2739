/** What an open round shows for a unit: the bands of its index and of each factor. Everything else is shown after the close. */
import type { Part } from '../../statistics/disclosure/release.ts';
import type { LiveState } from '../../statistics/estimation/snapshot.ts';
import { MINIMUM_RESPONDENTS } from '../../statistics/disclosure/threshold.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { frameOf, type Figure } from '../../statistics/estimation/figure.ts';
import type { Regrouping } from './regroup.ts';
import { scopeKey, WHOLE } from '../../statistics/estimation/scope.ts';

export interface LiveContext {
  readonly plan: CountingPlan;
  readonly live: LiveState;
  readonly isProbability: boolean;
  /** With the units of another day, nothing is shown: a second grouping of the same answers would narrow down the first. */
  readonly regrouping?: Regrouping | undefined;
}

/** @returns a function that gives the figure of a unit and part */
export function liveFigures({ plan, live, isProbability, regrouping }: LiveContext) {
  const bands = new Map(live.bands.map((band) => [`${band.unitId} ${band.scope}`, band]));
  const respondentsOf = new Map(live.units.map(({ unitId, respondents }) => [unitId, respondents]));
  const unitsBasis = regrouping ? { asOfOn: regrouping.on } : 'asCollected';

  return (unitId: string, of: Part): Figure => {
    const scope = 'dimension' in of ? WHOLE : of.scope;
    const frame = frameOf(plan, scope, { unitsBasis, isProbability });
    if ('dimension' in of || scope.kind === 'question' || regrouping)
      return { state: 'hidden', reason: 'roundOpen', ...frame };
    const band = bands.get(`${unitId} ${scopeKey(scope)}`);
    if (band) {
      const { low, high, respondents, drawnAt } = band;
      return { state: 'live', low, high, people: tens(respondents), asOf: drawnAt.toISOString(), ...frame };
    }
    const people = respondentsOf.get(unitId) ?? 0;
    if (people === 0) return { state: 'none', reason: 'noAnswers', ...frame };
    const needs = people < MINIMUM_RESPONDENTS ? 'respondents' : 'answers';
    return { state: 'collecting', people, needs, ...frame };
  };
}

/** The number of respondents of a unit including all its subunits; public and not rounded. */
export function respondentsIn({ units }: LiveState, unitId: string): number {
  return units.find((one) => one.unitId === unitId)?.respondents ?? 0;
}

function tens(count: number): number {
  return count - (count % 10);
}
