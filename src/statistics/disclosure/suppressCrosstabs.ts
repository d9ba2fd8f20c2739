/**
 * Suppression in crosstabs of the same groups that staff may all request: of the index, of factors and of questions, and by periods
 * that make up longer ones. What one table suppresses must not follow from another.
 */
import type { CountingPlan } from '../estimation/countingPlan.ts';
import { questionsIn, scopeKey, WHOLE, type Scope } from '../estimation/scope.ts';
import type { AnswerCell } from './release.ts';
import { suppressCrosstab, type CrosstabCoordinates } from './suppressCrosstab.ts';
import { suppressedBlock } from './suppressTable.ts';
import { isSmall } from './threshold.ts';

type Suppressed = (position: CrosstabCoordinates) => boolean;

/** Something of the groups at a position in the table of a scope. */
type OfScope<Answer> = (scope: Scope, position: CrosstabCoordinates) => Answer;

interface CrossedCell extends AnswerCell {
  /** Respondents of published units in which ten or more all answered alike, so that a reader knows their answers. */
  readonly known: number;
}

export interface CrossedScopes {
  readonly plan: CountingPlan;
  /** The groups of each axis (one or two axes): disjoint, and together covering all respondents. */
  readonly keys: readonly (readonly string[])[];
  readonly cell: OfScope<CrossedCell>;
  /** What other tables suppress. */
  readonly isSuppressed?: OfScope<boolean>;
  /** Of a group of one axis, how many of its respondents no other table shows; all of them unless given. */
  readonly unpublished?: (scope: Scope, position: CrosstabCoordinates, respondents: number) => number;
  readonly longer?: LongerPeriods | undefined;
}

/** An axis of periods that add up to longer ones, which another table publishes: each longer period is a separate table. */
interface LongerPeriods {
  readonly axis: number;
  readonly of: (key: string) => string;
  /** In the table of longer periods. */
  readonly isSuppressed: OfScope<boolean>;
}

/**
 * Decides what is suppressed in the table of each scope.
 *
 * 1. Groups that are too small as a whole, for every scope.
 * 2. Factors, then the questions of each factor. The answers to a factor are those to its questions, so where the table of one
 *    question suppresses a cell, so does that of another (`suppressedBlock`); likewise with factors.
 *
 * @see docs/methodology.md, section 9
 */
export function suppressCrosstabs(crossed: CrossedScopes): (scope: Scope) => Suppressed {
  const { plan, isSuppressed = () => false } = crossed;
  const factors = plan.factors.map((id): Scope => ({ kind: 'factor', id }));
  const tableOf = remembered(scopeKey, (scope: Scope): Suppressed => {
    if (scope.kind === 'whole')
      return suppressScope(crossed, scope, (position) => isSuppressed(scope, position));
    if (scope.kind === 'factor') return ofFactors('')(scope);
    const { factor } = plan.questions.find(({ id }) => id === scope.id)!;
    return ofQuestions(plan.factors[factor]!)(scope);
  });
  const ofFactors = remembered(String, () => suppressTogether(crossed, factors, tableOf(WHOLE)));
  const ofQuestions = remembered(String, (id: string) => {
    const factor: Scope = { kind: 'factor', id };
    const questions = questionsIn(crossed.plan, factor).map((one): Scope => ({ kind: 'question', id: one }));
    return suppressTogether(crossed, questions, tableOf(factor));
  });
  return tableOf;
}

/** Tables of scopes of which another table shows the sum: suppressed until none of them is suppressed alone. */
function suppressTogether(
  crossed: CrossedScopes,
  scopes: readonly Scope[],
  ofSum: Suppressed,
): (scope: Scope) => Suppressed {
  const { keys, cell, isSuppressed: isElsewhere = () => false } = crossed;
  const scopeOf = new Map(scopes.map((scope) => [scopeKey(scope), scope]));
  const positions = new Map(positionsIn(keys).map((position) => [positionKey(position), position]));
  const rows = [...positions.keys()].filter((row) => !ofSum(positions.get(row)!));
  const before: OfScope<boolean> = (scope, position) => ofSum(position) || isElsewhere(scope, position);
  const widened = (isSuppressed: OfScope<boolean>) => {
    const isInBlock = suppressedBlock({
      rows,
      columns: [...scopeOf.keys()],
      respondents: (row, column) => cell(scopeOf.get(column)!, positions.get(row)!).respondents,
      areColumnsDisjoint: false,
      areColumnTotalsKnown: false,
      isSuppressed: (row, column) => isSuppressed(scopeOf.get(column)!, positions.get(row)!),
    });
    return remembered(scopeKey, (scope: Scope) =>
      suppressScope(
        crossed,
        scope,
        (position) => before(scope, position) || isInBlock(positionKey(position), scopeKey(scope)),
      ),
    );
  };
  let tables = widened(before);
  for (;;) {
    const last = tables;
    const isSuppressed: OfScope<boolean> = (scope, position) => last(scope)(position);
    const next = widened(isSuppressed);
    const isSame = scopes.every((scope) =>
      rows.every((row) => next(scope)(positions.get(row)!) === isSuppressed(scope, positions.get(row)!)),
    );
    if (isSame) return last;
    tables = next;
  }
}

/** @param isSuppressed what other tables suppress */
function suppressScope(
  { keys, cell, unpublished = (_, __, count) => count, longer }: CrossedScopes,
  scope: Scope,
  isSuppressed: Suppressed,
): Suppressed {
  const cellAt = (position: CrosstabCoordinates): CrossedCell => cell(scope, position);
  const table = (some: typeof keys, of: typeof cellAt, isElsewhere: Suppressed): Suppressed =>
    suppressCrosstab({
      keys: some,
      respondents: (position) => of(position).respondents,
      known: (position) => of(position).known,
      isAlike: (position) => [of, cellAt].some((one) => areAlike(one(position))),
      unpublished: (position) => unpublished(scope, position, of(position).respondents),
      isSuppressed: isElsewhere,
    });
  if (!longer) return table(keys, cellAt, isSuppressed);
  const { axis } = longer;
  const keyIn = (position: CrosstabCoordinates) => (axis === 0 ? position.first : position.second);
  const at = (position: CrosstabCoordinates, key: string) => ({ ...position, [axis === 0 ? 'first' : 'second']: key }); // prettier-ignore
  const within = remembered(String, (period: string) => {
    const some = keys[axis]!.filter((key) => longer.of(key) === period);
    /** Of all its periods, where the position names none. */
    const cellWithin = remembered(positionKey, (position: CrosstabCoordinates): CrossedCell =>
      keyIn(position) === undefined ? sumOf(some.map((key) => cellAt(at(position, key)))) : cellAt(position),
    );
    return table(
      keys.map((all, one) => (one === axis ? some : all)),
      cellWithin,
      (position) =>
        longer.isSuppressed(scope, at(position, period)) ||
        (keyIn(position) !== undefined && isSuppressed(position)),
    );
  });
  return (position) => {
    const key = keyIn(position);
    return key === undefined ? isSuppressed(position) : within(longer.of(key))(position);
  };
}

/** Whether ten respondents or more all have the highest score, or all the lowest. */
export function areAlike({ respondents, score, scoreMax }: AnswerCell): boolean {
  return respondents > 0 && !isSmall(respondents) && (score === 0 || score === scoreMax);
}

function sumOf(cells: readonly CrossedCell[]): CrossedCell {
  const sum = (of: keyof CrossedCell): number => cells.reduce((all, cell) => all + cell[of], 0);
  return { respondents: sum('respondents'), known: sum('known'), score: sum('score'), scoreMax: sum('scoreMax') }; // prettier-ignore
}

/** Of all cells and totals. */
function positionsIn([rows = [], columns = []]: CrossedScopes['keys']): CrosstabCoordinates[] {
  return [undefined, ...rows].flatMap((first) =>
    [undefined, ...columns].map((second): CrosstabCoordinates => ({ first, second })),
  );
}

/** A unique string for the coordinates of a cell, for use as a key of maps and sets. */
export function positionKey({ first, second }: CrosstabCoordinates): string {
  return JSON.stringify([first ?? null, second ?? null]);
}

/** Computes the value of a key when it is first asked for, and keeps it. */
export function remembered<Key, Value>(
  nameOf: (key: Key) => string,
  valueOf: (key: Key) => Value,
): (key: Key) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (key) => {
    const name = nameOf(key);
    const found = known.get(name) ?? { value: valueOf(key) };
    known.set(name, found);
    return found.value;
  };
}
