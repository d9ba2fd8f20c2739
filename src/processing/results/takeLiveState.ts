/** Computes the live state of an open round from its counts. */
import { randomInt } from 'node:crypto';
import { inTurns } from '../../platform/turns.ts';
import { drawBands, type Measurement } from '../../statistics/disclosure/liveState.ts';
import type { UnitTree } from '../../registers/units/unitTree.ts';
import {
  responsesInSnapshot,
  type LiveState,
  type ResultsSnapshot,
} from '../../statistics/estimation/snapshot.ts';
import { peopleIn } from '../../statistics/estimation/cell.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { estimate, type Stratum } from '../../statistics/estimation/estimate.ts';
import { stratumWeights, weightedTotals } from '../../statistics/estimation/linearisation.ts';
import { ratioToNumber } from '../../statistics/estimation/ratio.ts';
import { momentsOf, partsOf, scopeKey, WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import { slotOf } from './liveSlots.ts';
import { unitCells } from './unitCells.ts';
import { unitStrata } from './unitStrata.ts';

/** A round as input for its live state. */
export interface LiveSource {
  readonly plan: CountingPlan;
  readonly tree: UnitTree;
  /** The units of the round, including all subunits. */
  readonly unitIds: readonly string[];
  readonly populations?: Readonly<Record<string, number>> | undefined;
  readonly isProbability: boolean;
}

/** @param held the state shown so far */
export async function takeLiveState(
  source: LiveSource,
  counted: ResultsSnapshot,
  held: LiveState | undefined,
  now: Date,
): Promise<LiveState> {
  const { plan, tree, unitIds } = source;
  const cells = unitCells(plan, counted, tree);
  const units = unitIds
    .map((unitId) => ({
      unitId,
      respondents: peopleIn(cells.cell(unitId)),
      residual: peopleIn(cells.own(unitId)),
    }))
    .filter(({ respondents }) => respondents > 0);
  const scopes = [WHOLE, ...plan.factors.map((id): Scope => ({ kind: 'factor', id }))];
  const measured: Measurement[] = [];
  for await (const { unitId } of inTurns(units)) {
    const strata = unitStrata({ ...source, cells }, unitId);
    measured.push(...scopes.flatMap((scope) => measurement(source, { unitId, scope, strata })));
  }
  return {
    slotAt: slotOf(now),
    takenAt: now,
    responses: responsesInSnapshot(plan, counted),
    units,
    bands: drawBands(held?.bands ?? [], measured, { at: now, offset: randomShare }),
  };
}

interface Measuring {
  readonly unitId: string;
  readonly scope: Scope;
  readonly strata: readonly Stratum[];
}

function measurement(
  { plan, isProbability }: LiveSource,
  { unitId, scope, strata }: Measuring,
): Measurement[] {
  const { share, answered: respondents } = estimate(plan, scope, { strata, isProbability });
  if (share === undefined) return [];
  const answers = answersOf(plan, scope, strata);
  return [{ unitId, scope: scopeKey(scope), share: ratioToNumber(share), respondents, answers }];
}

/**
 * The inverse of the largest effect of one answer on an index. For part g in stratum h the effect is w_g·(N_h/n_h)/Â_g, as in
 * `estimate`. When pooled, the result is the number of valid answers.
 */
function answersOf(plan: CountingPlan, scope: Scope, strata: readonly Stratum[]): number {
  const measured = strata.map(({ cell, population }) => ({
    moments: momentsOf(plan, scope, cell),
    ...(population !== undefined && { population }),
  }));
  const weights = stratumWeights(measured);
  const totals = weightedTotals(measured, weights);
  const heaviest = weights.reduce((most, weight) => (weight > most ? weight : most), 1n);
  const worths = partsOf(plan, scope).map(({ weight }, g) =>
    Number((totals[2 * g + 1]! * weight.denominator) / (heaviest * weight.numerator)),
  );
  return Math.min(...worths);
}

/** Uniform on [0, 1), finer than one answer of a million respondents. */
function randomShare(): number {
  return randomInt(2 ** 40) / 2 ** 40;
}
