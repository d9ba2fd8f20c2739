/**
 * Forms of a unit put apart along up to two dimensions, and figures made of them. What is hidden is decided with every
 * group of both dimensions in sight, also where a page shows a slice: the other slices could be asked for.
 */
import type { ColumnQuery, CountedGroup } from '../columns/columnQuery.ts';
import type { ColumnReader } from '../columns/columnReader.ts';
import { crosstab, type Crosstab, type CrosstabContext, type CrosstabPlace } from '../columns/crosstab.ts';
import { cellOver, peopleIn } from '../satisfaction/cell.ts';
import type { PlannedQuestion } from '../satisfaction/countingPlan.ts';
import type { FigureOf } from '../satisfaction/hiddenFigures.ts';
import {
  hiddenInRound,
  hiddenLevels,
  levelKey,
  levelsTogether,
  type LevelSlice,
} from '../satisfaction/levels.ts';
import type { MeasuredRound } from '../satisfaction/results.ts';
import { roundFigures } from '../satisfaction/roundFigures.ts';
import { questionsIn, scopeKey, WHOLE, type Scope } from '../satisfaction/scope.ts';
import { aboutValue } from '../satisfaction/tally.ts';
import { MINIMUM_PEOPLE } from '../satisfaction/variants.ts';
import { OWN, type AnalysisDimension } from './dimensions.ts';
import { cutPlaces, hiddenAlone, hiddenDays, monthsOf } from './hiddenBeside.ts';
import { keepsBundles, type Bundle } from './period.ts';

export interface Counting {
  readonly columns: Pick<ColumnReader, 'count'>;
  readonly now: Date;
}

export interface CountedSides {
  /** By dimension, its groups with somebody in them, and levels of which it is not told whether there is anybody. */
  readonly keys: readonly (readonly string[])[];
  readonly groups: readonly CountedGroup[];
  /** How many cells there are without the margins. */
  readonly cells: number;
  /** Of the table in which it is decided what is hidden, where this is a slice of it. */
  readonly cellsBeside?: number;
  /** Undefined where no hiding is enough. */
  readonly tableOf: (scope: Scope) => Crosstab | undefined;
  /** Days that a period has all or none of; none where no dimension is one of periods. */
  readonly bundlesIn: (scope: Scope) => readonly Bundle[];
  /** Of a dimension that is a question, its levels by themselves or together: in all, or in a group of the other dimension. */
  readonly levelsIn: (side: number, other?: string) => readonly (readonly number[])[];
}

export interface AskedSides {
  readonly unitId: string;
  readonly dimensions: readonly AnalysisDimension[];
  /** What figures are to be made of: no more than that is counted. */
  readonly scopes: readonly Scope[];
}

/** Other tables of the same forms, which can be asked for as well: what they hide this one does not tell. */
export interface Besides {
  /** By day, where a dimension is one of periods: the unit, and those above it. */
  readonly days: readonly CountedSides[];
  /** By day and the other dimension, where periods are crossed with one. */
  readonly daily: CountedSides | undefined;
  /** By each dimension alone, where that table is a slice of a wider one. */
  readonly alone: readonly (CountedSides | undefined)[];
}

export async function countTogether(
  measured: MeasuredRound,
  asked: AskedSides,
  { columns, now }: Counting,
  { days, daily, alone }: Besides,
): Promise<CountedSides> {
  const { round, plan, tree } = measured;
  const { unitId, dimensions, scopes } = asked;
  const count = (axes: ColumnQuery['axes']) =>
    columns.count({
      roundId: round.id,
      plan,
      query: {
        axes,
        limits: [{ dimension: { kind: 'unit' }, values: tree.subtreeIds(unitId) }],
        ...questionsOf(measured, scopes),
      },
    });
  const groups = await count(dimensions.map(({ axis }) => axis));

  const isHidden = hiddenOnResults(measured, unitId, now);
  const contextOf = (scope: Scope, hidden: readonly CrosstabPlace[]): CrosstabContext => ({
    plan,
    scope,
    isProbability: round.sampleKind === 'probability',
    purpose: 'publication',
    designEffect: roundFigures(measured, now).designEffect(scope),
    hiddenElsewhere: hidden,
    toldElsewhere: onResults()
      .filter(({ isShown }) => isShown)
      .map(({ place }) => place),
    sums: monthsOf(dimensions, keys),
  });

  /** A unit below, or what is the unit's own. */
  function isUnitHidden(scope: Scope, key: string): boolean {
    const { isOwnHidden } = roundFigures(measured, now);
    if (key === OWN) return [WHOLE, scope].some((one) => isOwnHidden(unitId, one));
    return tree.has(key) && isHidden(scope, undefined, key);
  }

  const bundlesIn = (scope: Scope): readonly Bundle[] => hiddenDays(plan, days, scope);

  const given = dimensions.map((_, side) => [...new Set(groups.map((group) => group.keys[side]!))]);
  /** Totals, and levels, that other pages do not show. */
  function hiddenElsewhere(scope: Scope): readonly CrosstabPlace[] {
    const bundles = bundlesIn(scope);
    const isHiddenKey = (dimension: AnalysisDimension, key: string): boolean => {
      const period = dimension.periods?.[key];
      if (period && !keepsBundles(period, bundles)) return true;
      if (dimension.id === 'unit') return isUnitHidden(scope, key);
      const split = splitOf(dimension, key);
      return split !== undefined && isHidden(scope, split);
    };
    return [
      ...(isHidden(scope) ? [{}] : []),
      ...dimensions.flatMap((dimension, side) => [
        ...given[side]!.filter((key) => isHiddenKey(dimension, key)).map((key) =>
          side === 0 ? { first: key } : { second: key },
        ),
        ...hiddenLevelPlaces(side),
      ]),
      ...onResults()
        .filter(({ isShown }) => !isShown)
        .map(({ place }) => place),
      ...(daily ? cutPlaces(dimensions, daily, { plan, scope, bundles }) : []),
      ...untoldOnResults([...hiddenAlone(alone, scope), ...partsOfHidden(scope)]),
    ];
  }

  /**
   * Of a unit below that is hidden no part is told, nor which parts nobody is in: tables by several dimensions would add up
   * to its total (decision 0239). Of one of which a question is hidden, no level of it is told; and where a channel, service or band of
   * the unit itself is, that of none below it, which would be a bound on it.
   */
  function partsOfHidden(scope: Scope): CrosstabPlace[] {
    const side = dimensions.findIndex(({ id }) => id === 'unit');
    if (side < 0 || dimensions.length < 2) return [];
    const question = questionOf(1 - side);
    const inScopes: Scope[] = [scope, ...(question ? [{ kind: 'question', id: question.id } as const] : [])];
    const isPartHidden = (other: string): boolean => {
      const split = splitOf(dimensions[1 - side]!, other);
      return split !== undefined && !isOfDay(split) && isHidden(WHOLE, split);
    };
    return given[side]!.flatMap((unit) => {
      const isWhole = inScopes.some((one) => isUnitHidden(one, unit));
      return given[1 - side]!.filter((other) => isWhole || isPartHidden(other)).map((other) =>
        side === 0 ? { first: unit, second: other } : { first: other, second: unit },
      );
    });
  }

  /** Hidden here as well, it would keep no other cell company. */
  function untoldOnResults(places: readonly CrosstabPlace[]): CrosstabPlace[] {
    const told = onResults().filter(({ isShown }) => isShown);
    return places.filter(
      ({ first, second }) => !told.some(({ place }) => place.first === first && place.second === second),
    );
  }

  /** Parts of the unit, and of units below it, that the results have a figure of. */
  function onResults(): { place: CrosstabPlace; isShown: boolean }[] {
    const unitSide = dimensions.findIndex(({ id }) => id === 'unit');
    return dimensions.flatMap((dimension, side) => {
      if (side === unitSide) return [];
      const places = given[side]!.flatMap((key) => {
        const split = splitOf(dimension, key);
        return split && !isOfDay(split) ? [{ key, split }] : [];
      });
      const units = [undefined, ...(unitSide < 0 ? [] : given[unitSide]!.filter((key) => tree.has(key)))];
      return units
        .filter((unit = unitId) => tree.childIds(unit).length > 0)
        .flatMap((unit) =>
          places.map(({ key, split }) => ({
            place: side === 0 ? { first: key, second: unit } : { first: unit, second: key },
            isShown: !isHidden(WHOLE, split, unit),
          })),
        );
    });
  }

  /** Levels of a question that are not told by themselves, in all and in each group beside it. */
  function hiddenLevelPlaces(side: number): CrosstabPlace[] {
    return [undefined, ...(given[1 - side] ?? [])].flatMap((other) =>
      levelsIn(side, other)
        .filter((levels) => levels.length > 1)
        .flat()
        .map((level) => levelPlace(side, level, other)),
    );
  }

  const hiddenBySide: ReadonlySet<string>[] = [];
  function levelsIn(side: number, other?: string): readonly (readonly number[])[] {
    const question = questionOf(side);
    if (!question) return [];
    const hidden = hiddenBySide[side] ?? hiddenBeside(side, question);
    hiddenBySide[side] = hidden;
    return levelsTogether(
      plan,
      question,
      (level) => peopleAt(levelPlace(side, level, other)),
      (level) => hidden.has(levelKey(sliceKey(unitId, other), level)),
    );
  }

  /** Over the whole round by units; and with the groups beside, where the levels of the unit itself are known. */
  function hiddenBeside(side: number, question: PlannedQuestion): ReadonlySet<string> {
    const inRound = hiddenInRound(measured, question, now);
    const others = given[1 - side];
    if (!others) return inRound;
    const slices = [undefined, ...others].map((other): LevelSlice => {
      const countOf = (level: number): number => peopleAt(levelPlace(side, level, other));
      const people = question.scores.reduce((sum, _, level) => sum + (level > 0 ? countOf(level) : 0), 0);
      return { key: sliceKey(unitId, other), countOf, index: people < MINIMUM_PEOPLE ? 'hidden' : 'shown' };
    });
    const parts = slices.slice(1).map(({ key }) => key);
    const whole = question.scores.map((_, level) => levelKey(unitId, level));
    const units = dimensions[1 - side]!.id === 'unit' ? others.filter((key) => tree.has(key)) : [];
    const ofUnits = units.flatMap((unit) =>
      question.scores.flatMap((_, level) =>
        inRound.has(levelKey(unit, level)) ? levelKey(sliceKey(unitId, unit), level) : [],
      ),
    );
    return hiddenLevels(plan, question, slices, [{ total: unitId, parts }], {
      alreadyHidden: new Set([...whole.filter((key) => inRound.has(key)), ...ofUnits]),
      told: new Set(whole.filter((key) => !inRound.has(key))),
    });
  }

  function questionOf(side: number): PlannedQuestion | undefined {
    const { dimension } = dimensions[side]!.axis;
    return plan.questions.find(({ id }) => dimension.kind === 'question' && dimension.id === id);
  }

  function peopleAt({ first, second }: CrosstabPlace): number {
    return groups
      .filter(({ keys: [one, other] }) => (first ?? one) === one && (second ?? other) === other)
      .reduce((sum, { numbers }) => sum + peopleIn(cellOver(plan, numbers)), 0);
  }

  const tables = new Map<string, Crosstab | undefined>();
  /** A level that is told together with others stands in the table whether or not anybody chose it. */
  const keys = given.map((some, side) => [
    ...new Set([
      ...some,
      ...hiddenLevelPlaces(side).map(({ first, second }) => (side === 0 ? first : second)!),
    ]),
  ]);
  return {
    keys,
    groups,
    cells: keys.reduce((cells, { length }) => cells * length, 1),
    bundlesIn,
    levelsIn,
    tableOf(scope) {
      if (isHidden(scope) && !dimensions.some(({ id }) => id === 'unit')) return undefined;
      const key = scopeKey(scope);
      if (!tables.has(key)) tables.set(key, crosstab(keys, groups, contextOf(scope, hiddenElsewhere(scope))));
      return tables.get(key);
    },
  };
}

function levelPlace(side: number, level: number, other: string | undefined): CrosstabPlace {
  return side === 0 ? { first: String(level), second: other } : { first: other, second: String(level) };
}

function sliceKey(unitId: string, group: string | undefined): string {
  return group === undefined ? unitId : `${unitId} ${group}`;
}

/** Whether the results of the round hide a unit, or a part of it. */
export function hiddenOnResults(measured: MeasuredRound, unitId: string, now: Date) {
  const figures = roundFigures(measured, now);
  return (scope: Scope, split?: FigureOf, unit = unitId): boolean =>
    (split ? [split] : [{ scope: WHOLE }, { scope }]).some((of) => figures.of(unit, of).state === 'hidden');
}

/** Only what the scopes need is counted. */
function questionsOf({ plan }: MeasuredRound, scopes: readonly Scope[]): Pick<ColumnQuery, 'questions'> {
  const [only, ...others] = scopes;
  if (!only || others.length > 0 || only.kind === 'whole') return {};
  return { questions: questionsIn(plan, only) };
}

export function isOfDay(of: FigureOf): boolean {
  return 'dimension' in of && of.dimension === 'day';
}

/** The figure that the results show of a group, where they have one. */
export function splitOf({ axis }: AnalysisDimension, value: string): FigureOf | undefined {
  const { dimension } = axis;
  if (axis.groups) return undefined;
  switch (dimension.kind) {
    case 'channel':
    case 'service':
    case 'day':
      return { dimension: dimension.kind, value };
    case 'about':
      return value === '' ? undefined : { dimension: 'about', value: aboutValue(dimension.id, value) };
    default:
      return undefined;
  }
}
