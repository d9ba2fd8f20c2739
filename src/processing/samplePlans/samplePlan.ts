/** How many answers a round needs from each unit, and why. A round has one plan; earlier versions are in the audit log. */
import { allocate, allocateByQuota, type Allocation } from '../../statistics/sampling/allocation.ts';
import { cochranSize, yamaneSize } from '../../statistics/sampling/sampleSize.ts';
import type { UnitKind } from '../../registers/units/unit.ts';

export const formulas = ['yamane', 'cochran', 'given'] as const;
export const sharings = ['proportional', 'equal', 'neyman', 'quota'] as const;

/** The inputs for the sample size; percents 0–100. With quotas by kind of unit, the size is their sum. */
export interface SizeRequest {
  readonly formula: (typeof formulas)[number];
  readonly marginPercent: number;
  /** Cochran's p; 50 gives the largest sample. */
  readonly expectedPercent: number;
  readonly designEffect: number;
  /** The expected response rate: answers per hundred people asked. */
  readonly responsePercent: number;
  /** For the formula `given`. */
  readonly total: number;
}

export interface PlanRequest {
  readonly size: SizeRequest;
  readonly sharing: (typeof sharings)[number];
  readonly quotaByKind: Readonly<Partial<Record<UnitKind, number>>>;
}

export interface PlannedUnit {
  readonly unitId: string;
  /** People or transactions that the unit represents. */
  readonly population: number;
  /** Required answers. */
  readonly quota: number;
}

export interface SamplePlan extends PlanRequest {
  /** The id of the round. */
  readonly id: string;
  readonly units: readonly PlannedUnit[];
  readonly savedAt: Date;
  readonly savedBy: { readonly accountId: string; readonly name: string };
  readonly madeUp?: true | undefined;
}

export interface PlannableUnit {
  readonly unitId: string;
  readonly kind: UnitKind;
  readonly population: number;
  /** √(p(1−p)) of the round before, if its figure is shown. */
  readonly spread?: number | undefined;
}

export type PlanError = 'noPopulation' | 'moreThanPopulation' | 'noQuota';

/** @returns each unit with its quota, or why there is none */
export function planUnits(
  { size, sharing, quotaByKind }: PlanRequest,
  units: readonly PlannableUnit[],
): readonly PlannedUnit[] | PlanError {
  const population = units.reduce((sum, unit) => sum + unit.population, 0);
  if (population === 0) return 'noPopulation';
  const keyed = units.map(({ unitId, spread, ...unit }) => ({
    ...unit,
    key: unitId,
    ...(spread === undefined ? {} : { spread }),
  }));
  const total = sharing === 'quota' ? 0 : answersWanted(size, population);
  if (total > population) return 'moreThanPopulation';
  const quotas =
    sharing === 'quota'
      ? allocateByQuota(keyed, new Map(Object.entries(quotaByKind)))
      : allocate(total, keyed, sharing satisfies Allocation);
  if ([...quotas.values()].every((quota) => quota === 0)) return 'noQuota';
  return units.map(({ unitId, population: people }) => ({
    unitId,
    population: people,
    quota: quotas.get(unitId)!,
  }));
}

export function answersWanted(size: SizeRequest, population: number): number {
  const { formula, marginPercent, expectedPercent, designEffect, total } = size;
  const marginShare = hundredth(marginPercent);
  if (formula === 'given') return total;
  if (formula === 'yamane') return yamaneSize(population, marginShare);
  return cochranSize({ population, marginShare, expectedShare: hundredth(expectedPercent), designEffect });
}

/** People to ask to get this many answers; exceeds the population if even asking everybody is not enough. */
export function peopleToAsk(answers: number, { responsePercent }: SizeRequest): number {
  return Math.ceil((answers * 100) / responsePercent - 1e-9);
}

/** Exact: 7 percent is 0.07, not 0.07000000000000001. */
function hundredth(percent: number): number {
  return Number((percent / 100).toFixed(6));
}
