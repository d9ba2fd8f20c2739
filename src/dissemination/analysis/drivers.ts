/**
 * What satisfaction goes along with, in a unit: relative importance of factors, and importance of questions with their
 * intervals. Shown only where the results of the round show the unit's index as a whole and by each factor concerned.
 */
import type { Localized } from '../../platform/text/localized.ts';
import { explainingFactors, type Driver, type Outcome } from '../../processing/columns/driverSums.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { prioritiesOf, type Priority } from '../../processing/results/why.ts';
import type { Interval } from '../../statistics/estimation/interval.ts';
import { FACTORS_MAX } from '../../statistics/estimation/relativeImportance.ts';
import { WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import type { AskedFinding } from './finding.ts';
import { driversTexts } from './driversTexts.ts';

export interface PriorityWithInterval extends Priority {
  readonly importanceInterval?: Interval | undefined;
}

export interface FoundDrivers {
  readonly outcome: Outcome;
  readonly people: number;
  /** R², 0 … 1. */
  readonly explained: number;
  readonly meanCorrelation?: number | undefined;
  readonly factors: readonly Driver[];
  readonly priorities: readonly PriorityWithInterval[];
}

const PEOPLE_MIN = 30;
const PEOPLE_PER_FACTOR = 10;

export async function findDrivers({
  measured,
  unitId,
  scope,
  columns,
  now,
}: AskedFinding): Promise<FoundDrivers | { readonly refusal: Localized }> {
  const { plan, tree, round } = measured;
  const outcome: Outcome = scope.kind === 'question' ? { kind: 'question', id: scope.id } : { kind: 'whole' };
  const factorIds = explainingFactors(plan, outcome);
  if (factorIds.length === 0) return refused('nothing');
  if (factorIds.length > FACTORS_MAX) return refused('tooManyFactors');
  const figures = roundFigures(measured, now);
  const concerned: Scope[] = [WHOLE, scope, ...factorIds.map((id) => ({ kind: 'factor', id }) as const)];
  if (concerned.some((one) => figures.of(unitId, { scope: one }).state === 'hidden'))
    return refused('suppressed');

  const found = await columns.drivers({
    roundId: round.id,
    plan,
    query: { limits: [{ dimension: { kind: 'unit' }, values: tree.subtreeIds(unitId) }] },
    outcome,
  });
  const { people, factors, explained, meanCorrelation, questions } = found;
  if (people < Math.max(PEOPLE_MIN, PEOPLE_PER_FACTOR * factorIds.length)) return refused('fewPeople');
  if (explained === undefined) return refused('nothing');
  const intervals = new Map(questions.map(({ questionId, interval }) => [questionId, interval]));
  return {
    outcome,
    people,
    explained,
    meanCorrelation,
    factors,
    priorities: prioritiesOf(now, { current: measured }, unitId).map((priority) => ({
      ...priority,
      importanceInterval: intervals.get(priority.id),
    })),
  };
}

function refused(reason: keyof (typeof driversTexts)['vi']['refusals']): { readonly refusal: Localized } {
  return { refusal: { vi: driversTexts.vi.refusals[reason], en: driversTexts.en.refusals[reason] } };
}
