/**
 * Compares two sides of one round, or two rounds, figure by figure: the whole questionnaire, each factor and each
 * question. Units, rounds and methods are read from the current results; periods and groups of responses are slices of
 * one crosstab, with its suppressions.
 */
import type { Localized } from '../../platform/text/localized.ts';
import type { MeasuredRounds } from '../../processing/results/measuredRounds.ts';
import { lineMaker, lineOf, type Line, type MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { scopeKey, scopesIn, WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import { mayStandBeside } from '../../processing/results/sideBySide.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { AnalysisError, Refusal } from './analysis.ts';
import { countedSides, type Counting } from './countedSides.ts';
import type { AnalysisFilter } from './dimensions.ts';

export const compareWays = ['period', 'unit', 'value', 'round', 'method'] as const;
export type CompareWay = (typeof compareWays)[number];

/** A note shown with a comparison. */
type CompareNote = 'surveysDiffer' | 'sameForms' | 'tooClose';

export interface Comparison {
  /** Names of the two sides. */
  readonly names: readonly [Localized, Localized];
  readonly isLater: boolean;
  readonly lines: readonly (Line & { readonly scope: Scope })[];
  readonly notes: readonly CompareNote[];
}

/** Why two things cannot be compared. */
export type CompareError = AnalysisError | 'same' | 'overlap' | 'notAlike' | 'notInBoth' | 'notCountedYet';

/** The error, with the side that it belongs to. */
export type CompareRefusal = Omit<Refusal, 'error'> & { readonly error: CompareError; readonly side: 0 | 1 };

/** Compares two groups of responses within one dimension, periods included. */
export async function compareGroups(
  measured: MeasuredRound,
  {
    unitId,
    sides,
    isLater,
  }: { unitId: string; sides: readonly [AnalysisFilter, AnalysisFilter]; isLater: boolean },
  counting: Counting,
): Promise<Comparison | CompareRefusal> {
  const { dimension } = sides[0];
  const scopes = scopesIn(measured.plan);
  const counted = await countedSides(measured, { unitId, dimensions: [dimension] }, counting);
  const table = counted.tableOf(WHOLE);
  for (const [index, side] of sides.entries()) {
    const at = { side: index as 0 | 1 };
    const first = side.group.key;
    const people = table?.people({ first }) ?? 0;
    if (!table) return { error: 'suppressed', ...at };
    if (people === 0 || table.isSuppressed({ first })) return { error: 'fewForms', ...at };
  }
  const [before, after] = sides.map(({ group }) => ({ first: group.key }));
  return {
    names: [sides[0].group.label, sides[1].group.label],
    isLater,
    notes: [],
    lines: scopes.flatMap((scope) => {
      const ofScope = counted.tableOf(scope);
      if (!ofScope) return [];
      return { scope, ...lineOf(ofScope.figure(after!), ofScope.figure(before!), measured.plan.method) };
    }),
  };
}

/** Compares two units of a round, neither of which lies within the other. */
export function compareUnits(
  measured: MeasuredRound,
  [first, second]: readonly [string, string],
  now: Date,
): Comparison | CompareRefusal {
  const { tree, plan } = measured;
  if (first === second) return { error: 'same', side: 1 };
  if (tree.subtreeIds(first).includes(second) || tree.subtreeIds(second).includes(first))
    return { error: 'overlap', side: 1 };
  const figures = roundFigures(measured, now);
  return {
    names: [tree.name(first), tree.name(second)],
    isLater: false,
    notes: [],
    lines: scopesIn(measured.plan).map((scope) => ({
      scope,
      ...lineOf(figures.of(second, { scope }), figures.of(first, { scope }), plan.method),
    })),
  };
}

/** Compares a unit in two rounds, as collected in each; scopes that only one round asks about are left out. */
export async function compareRounds(
  rounds: Pick<MeasuredRounds, 'measure' | 'measureBefore' | 'sameWay'>,
  { unitId, pair }: { unitId: string; pair: readonly [Round, Round] },
  now: Date,
): Promise<Comparison | CompareRefusal> {
  const [earlier, later] = pair.toSorted((one, other) => one.opensAt.getTime() - other.opensAt.getTime());
  if (earlier!.id === later!.id) return { error: 'same', side: 1 };
  const current = await rounds.measure(later!);
  const previous = await rounds.measureBefore(earlier!, later!);
  if (!current.tree.has(unitId) || !previous.tree.has(unitId)) return { error: 'notInBoth', side: 1 };
  const isAskedAlike = await rounds.sameWay(earlier!.surveyVersionId, later!.surveyVersionId);
  const inBoth = new Set(scopesIn(previous.plan).map(scopeKey));
  const line = lineMaker(now, { current, previous });
  return {
    names: [earlier!.title, later!.title],
    isLater: true,
    notes: isAskedAlike ? [] : ['surveysDiffer'],
    lines: scopesIn(current.plan)
      .filter((scope) => inBoth.has(scopeKey(scope)))
      .map((scope) => {
        const { change, ...sides } = line(unitId, { scope });
        return { scope, ...sides, change: isAskedAlike ? change : undefined };
      }),
  };
}

/**
 * Compares two methods on the same responses. The methods alone explain the difference; chance plays no part, so it has
 * no interval. Factors and questions are compared only where each of them may be.
 */
export async function compareMethods(
  rounds: Pick<MeasuredRounds, 'measureBy'>,
  { main, methodId, unitId }: { main: MeasuredRound; methodId: string; unitId: string },
  now: Date,
): Promise<Comparison | CompareRefusal> {
  const other = await rounds.measureBy(methodId, main);
  if (!other) return { error: 'notCountedYet', side: 1 };
  const counted = new Set(scopesIn(other.plan).map(scopeKey));
  const inBoth = scopesIn(main.plan).filter((scope) => counted.has(scopeKey(scope)));
  const isTold = (scopes: readonly Scope[]) => mayStandBeside(now, [main, other], scopes);
  const shown = [inBoth, [WHOLE]].find(isTold) ?? [];
  const [first, second] = [roundFigures(main, now), roundFigures(other, now)];
  return {
    names: [{ ...main.plan.method.name }, { ...other.plan.method.name }],
    isLater: false,
    notes: ['sameForms', ...(shown.length < inBoth.length ? (['tooClose'] as const) : [])],
    lines: shown.map((scope) => {
      const line = lineOf(second.of(unitId, { scope }), first.of(unitId, { scope }), main.plan.method);
      return { scope, ...line, change: line.change && withoutChance(line.change) };
    }),
  };
}

function withoutChance({
  state,
  points,
  exactPoints,
}: NonNullable<Line['change']>): NonNullable<Line['change']> {
  return { state, points, exactPoints, breaks: [] };
}
