/**
 * Forms of a unit put apart along up to two dimensions, and figures made of them. What is hidden is decided with every
 * group of both dimensions in sight, also where a page shows a slice: the other slices could be asked for.
 */
import type { ColumnQuery, CountedGroup } from '../columns/columnQuery.ts';
import type { ColumnReader } from '../columns/columnReader.ts';
import { crosstab, type Crosstab, type CrosstabContext, type CrosstabPlace } from '../columns/crosstab.ts';
import { cellOver, peopleIn } from '../satisfaction/cell.ts';
import type { FigureOf } from '../satisfaction/hiddenFigures.ts';
import type { PlannedQuestion } from '../satisfaction/countingPlan.ts';
import {
  hiddenInRound,
  hiddenLevels,
  levelKey,
  levelsTogether,
  type LevelSlice,
} from '../satisfaction/levels.ts';
import type { MeasuredRound } from '../satisfaction/results.ts';
import { roundFigures } from '../satisfaction/roundFigures.ts';
import { momentsOf, questionsIn, WHOLE, type Scope } from '../satisfaction/scope.ts';
import { aboutValue } from '../satisfaction/tally.ts';
import { MINIMUM_PEOPLE } from '../satisfaction/variants.ts';
import { dayDimension, type AnalysisDimension } from './dimensions.ts';
import { bundlesOf, keepsBundles, type Bundle } from './period.ts';

/** More cells are read by nobody, and take long to hide. */
const cellsMax = 600;

export function isTooLarge({ keys }: Pick<CountedSides, 'keys'>): boolean {
  return keys.reduce((cells, { length }) => cells * length, 1) > cellsMax;
}

export interface Counting {
  readonly columns: Pick<ColumnReader, 'count'>;
  readonly now: Date;
}

export interface CountedSides {
  /** By dimension, its groups with somebody in them. */
  readonly keys: readonly (readonly string[])[];
  readonly groups: readonly CountedGroup[];
  /** Undefined where no hiding is enough. */
  tableOf(scope: Scope): Crosstab | undefined;
  /** Days that a period has all or none of; none where no dimension is one of periods. */
  bundlesIn(scope: Scope): readonly Bundle[];
  /** Of a dimension that is a question, its levels by themselves or together: in all, or in a group of the other dimension. */
  readonly levelsIn: (side: number, other?: string) => readonly (readonly number[])[];
}

/** @param scopes what figures are to be made of: no more than that is counted */
export async function countedSides(
  measured: MeasuredRound,
  asked: { unitId: string; dimensions: readonly AnalysisDimension[]; scopes: readonly Scope[] },
  { columns, now }: Counting,
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
  const hasPeriods = dimensions.some(({ periods }) => periods);
  const days = hasPeriods ? await count([{ dimension: { kind: 'day' } }]) : [];

  const daily = await crossedByDay(measured, asked, { columns, now });

  const isHidden = hiddenOnResults(measured, unitId, now);
  const contextOf = (scope: Scope, hidden: readonly CrosstabPlace[]): CrosstabContext => ({
    plan,
    scope,
    isProbability: round.sampleKind === 'probability',
    purpose: 'publication',
    designEffect: roundFigures(measured, now).designEffect(scope),
    hiddenElsewhere: hidden,
  });

  function bundlesIn(scope: Scope): readonly Bundle[] {
    const counts = days.map(({ keys: [day = ''], numbers }) => {
      const cell = cellOver(plan, numbers);
      return { day, people: peopleIn(cell), answered: momentsOf(plan, scope, cell).answered };
    });
    const places = counts.map(({ day }): CrosstabPlace => ({ first: day }));
    const hidden = places.filter(({ first = '' }) => isHidden(scope, { dimension: 'day', value: first }));
    const byDay = crosstab(1, days, contextOf(scope, [...(isHidden(scope) ? [{}] : []), ...hidden]));
    return bundlesOf(counts.filter((_, place) => !byDay || byDay.figure(places[place]!).state === 'hidden'));
  }

  const keys = dimensions.map((_, side) => [...new Set(groups.map((group) => group.keys[side]!))]);
  /** Totals, and levels, that other pages do not show. */
  function hiddenElsewhere(scope: Scope): readonly CrosstabPlace[] {
    const bundles = bundlesIn(scope);
    const isHiddenKey = (dimension: AnalysisDimension, key: string): boolean => {
      const period = dimension.periods?.[key];
      if (period && !keepsBundles(period, bundles)) return true;
      if (dimension.id === 'unit') return tree.has(key) && isHidden(scope, undefined, key);
      const split = splitOf(dimension, key);
      return split !== undefined && isHidden(scope, split);
    };
    return [
      ...(isHidden(scope) ? [{}] : []),
      ...dimensions.flatMap((dimension, side) => [
        ...keys[side]!.filter((key) => isHiddenKey(dimension, key)).map((key) =>
          side === 0 ? { first: key } : { second: key },
        ),
        ...hiddenLevelPlaces(side),
      ]),
      ...(daily ? cutPlaces(dimensions, daily, { plan, scope }) : []),
    ];
  }

  /** Levels of a question that are not told by themselves, in all and in each group beside it. */
  function hiddenLevelPlaces(side: number): CrosstabPlace[] {
    return [undefined, ...(keys[1 - side] ?? [])].flatMap((other) =>
      levelsIn(side, other)
        .filter((levels) => levels.length > 1)
        .flat()
        .map((level) => levelPlace(side, level, other))
        .filter((place) => peopleAt(place) > 0),
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
    const others = keys[1 - side];
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

  return {
    keys,
    groups,
    bundlesIn,
    levelsIn,
    tableOf: (scope) => crosstab(dimensions.length, groups, contextOf(scope, hiddenElsewhere(scope))),
  };
}

/** The same by day, where periods are crossed with groups and a crosstab by day can be asked for beside it. */
async function crossedByDay(
  measured: MeasuredRound,
  asked: Parameters<typeof countedSides>[1],
  counting: Counting,
): Promise<CountedSides | undefined> {
  const { dimensions } = asked;
  if (dimensions.length < 2 || !dimensions.some(({ periods }) => periods)) return undefined;
  const daily = dimensions.map((one) => (one.periods ? dayDimension : one));
  const counted = await countedSides(measured, { ...asked, dimensions: daily }, counting);
  return isTooLarge(counted) ? undefined : counted;
}

/** Periods that would tell, beside the days of a group that are shown, one of its days that is not. */
function cutPlaces(
  dimensions: readonly AnalysisDimension[],
  byDay: CountedSides,
  { plan, scope }: Pick<CrosstabContext, 'plan' | 'scope'>,
): CrosstabPlace[] {
  const side = dimensions.findIndex(({ periods }) => periods);
  const placeAt = (key: string, other: string): CrosstabPlace =>
    side === 0 ? { first: key, second: other } : { first: other, second: key };
  const { keys, groups } = byDay;
  const table = byDay.tableOf(scope);
  if (!table) return []; // no crosstab by day is shown either
  return keys[1 - side]!.flatMap((other) => {
    const hiddenDays = groups
      .filter(({ keys: own }) => own[1 - side] === other)
      .filter(({ keys: own }) => table.figure(placeAt(own[side]!, other)).state === 'hidden')
      .map(({ keys: own, numbers }) => {
        const cell = cellOver(plan, numbers);
        return { day: own[side]!, people: peopleIn(cell), answered: momentsOf(plan, scope, cell).answered };
      });
    const bundles = bundlesOf(hiddenDays);
    return Object.entries(dimensions[side]!.periods ?? {})
      .filter(([, period]) => !keepsBundles(period, bundles))
      .map(([key]) => placeAt(key, other));
  });
}

function levelPlace(side: number, level: number, other: string | undefined): CrosstabPlace {
  return side === 0 ? { first: String(level), second: other } : { first: other, second: String(level) };
}

function sliceKey(unitId: string, group: string | undefined): string {
  return group === undefined ? unitId : `${unitId} ${group}`;
}

/** Whether the results of the round hide a unit, or a part of it. */
function hiddenOnResults(measured: MeasuredRound, unitId: string, now: Date) {
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

/** The figure that the results show of a group, where they have one. */
function splitOf({ axis }: AnalysisDimension, value: string): FigureOf | undefined {
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
