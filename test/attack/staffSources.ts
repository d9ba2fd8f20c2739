/** What staff can ask of a closed round: crosstabs, time series, periods, levels and comparisons, of every unit of theirs. */
import { analyse, slice } from '../../src/analysis/analysis.ts';
import { compareGroups } from '../../src/analysis/compare.ts';
import {
  dimensionsOf,
  filtersOf,
  periodFilter,
  type AnalysisDimension,
} from '../../src/analysis/dimensions.ts';
import { spreads } from '../../src/analysis/levelSpread.ts';
import { isOfDay, splitOf, type Counting } from '../../src/analysis/countTogether.ts';
import type { ColumnDimension } from '../../src/columns/columnQuery.ts';
import type { Figure } from '../../src/satisfaction/figure.ts';
import type { MeasuredRound } from '../../src/satisfaction/results.ts';
import { roundFigures } from '../../src/satisfaction/roundFigures.ts';
import { WHOLE, type Scope } from '../../src/satisfaction/scope.ts';
import { addForm, type TallySheet } from '../../src/satisfaction/tally.ts';
import type { Service } from '../../src/services/service.ts';
import { typedPeriods } from '../../src/analysis/dimensions.ts';
import { roundPeriod } from '../../src/analysis/period.ts';
import { weeksIn } from '../../src/timeSeries/timePeriod.ts';
import type { GivenForms } from '../satisfaction/measured.ts';
import { afterClosing } from '../satisfaction/measured.ts';
import { answering, countOf, type Told, type When, type Who } from './knowledge.ts';
import { countIn, placesOf } from './openSources.ts';
import { days, services, tree, unitIds, type State } from './province.ts';

/** Counts as the columns of a round do. */
export function columnsOf({ measured: { plan }, given }: State): Counting['columns'] {
  const counted = given
    .filter(({ standing = 'counted', count }) => standing === 'counted' && count > 0)
    .map((forms) => {
      const sheet: TallySheet = new Map();
      const { channel = 'qr', about = {}, givenOn = '2026-01-20', ...form } = forms;
      addForm(plan, sheet, { ...form, channel, about, givenOn, standing: 'counted' });
      const [{ numbers }] = [...sheet.values()].filter(({ dimension }) => dimension === 'all') as unknown as [
        { numbers: Float64Array },
      ];
      return { forms, numbers: numbers.map((number) => number * forms.count) };
    });
  return {
    count({ query: { axes, limits = [] } }) {
      const groups = new Map<string, { keys: string[]; numbers: Float64Array }>();
      for (const { forms, numbers } of counted) {
        if (!limits.every(({ dimension, values }) => values.includes(valueOf(forms, dimension)))) continue;
        const keys = axes.map(({ dimension, groups: named, others }) => {
          const value = valueOf(forms, dimension);
          return named ? (named[value] ?? others) : value;
        });
        if (keys.includes(undefined)) continue;
        const key = JSON.stringify(keys);
        const known = groups.get(key);
        groups.set(key, {
          keys: keys as string[],
          numbers: numbers.map((number, place) => number + (known?.numbers[place] ?? 0)),
        });
      }
      return Promise.resolve([...groups.values()]);
    },
  };
}

function valueOf(
  { unitId, serviceId = '', channel = 'qr', givenOn = '2026-01-20', about = {}, answers }: GivenForms,
  dimension: ColumnDimension,
): string {
  switch (dimension.kind) {
    case 'unit':
      return unitId;
    case 'service':
      return serviceId;
    case 'channel':
      return channel;
    case 'day':
      return givenOn;
    case 'about':
      return about[dimension.id] ?? '';
    case 'question':
      return String(answers[dimension.id] ?? '');
    default:
      return '';
  }
}

/** Forms of a group of one dimension, within others. */
function within(who: Who, { id, periods }: AnalysisDimension, key: string): Who | undefined {
  const [kind, of = ''] = id.split(':') as [string, string?];
  if (kind === 'unit')
    return {
      ...who,
      places:
        key === 'own' ? [...who.places].filter((place) => tree.childIds(place).length > 0) : placesOf(key),
    };
  if (kind === 'day') return { ...who, days: [key] };
  if (periods) {
    const period = periods[key];
    if (!period) return undefined; // given outside of them
    return { ...who, days: days.filter((day) => period.from <= day && day <= period.to) };
  }
  if (who.by) return undefined;
  if (kind === 'question')
    return of === 'q1' && key !== '0'
      ? { ...who, by: ['answers', answering('q1', [Number(key)])] }
      : undefined;
  return { ...who, by: [kind as 'service' | 'channel' | 'about', [key]] };
}

/** Of these, those who answered what the figure is of. */
function answeringScope(who: Who, scope: Scope): Who | undefined {
  if (scope.kind === 'whole') return who;
  if (who.by) return undefined;
  const questions = scope.kind === 'question' ? [scope.id] : scope.id === 'access' ? ['q1', 'q2'] : ['q3'];
  return { ...who, by: ['answers', [...new Set(questions.flatMap((one) => answering(one)))]] };
}

/** @param seenAs the round as it is to be looked at for a unit, if not as it is */
export async function toldToStaff(
  state: State,
  when: When,
  seenAs: (measured: MeasuredRound, unitId: string) => MeasuredRound = (measured) => measured,
): Promise<Told[]> {
  const told: Told[] = [];
  for (const unitId of unitIds) {
    const seen = { ...state, measured: seenAs(state.measured, unitId) };
    told.push(...(await toldOfUnit(seen, when, unitId)));
  }
  return withSides(state, told);
}

const sides = [
  [1, 2, 3],
  [4, 5],
];

/** Where all levels of a side are hidden, nobody may have chosen one of them, and the index tells how many chose any. */
function withSides(state: State, told: readonly Told[]): Told[] {
  const ofLevel = new Map(
    told
      .filter(({ people }) => people === 'hidden')
      .map((one) => [keyOf(one, one.of[0]!.by?.[1] ?? []), one]),
  );
  return told.map((one) => {
    const [who] = one.of;
    const level = [1, 2, 3, 4, 5].find((some) => who?.by?.[1].join() === answering('q1', [some]).join());
    if (!who || level === undefined || one.people !== 'hidden' || one.width !== undefined) return one;
    const side = sides.find((some) => some.includes(level))!;
    if (!side.every((other) => ofLevel.has(keyOf(one, answering('q1', [other]))))) return one;
    return { ...one, width: Math.min(5, countOf(state, { ...who, by: ['answers', answering('q1', side)] })) };
  });
}

function keyOf({ source, of: [who] }: Told, values: readonly string[]): string {
  return JSON.stringify([source, who!.places, who!.days, values]);
}

async function toldOfUnit(state: State, when: When, unitId: string): Promise<Told[]> {
  const { measured } = state;
  const counting: Counting = { columns: columnsOf(state), now: afterClosing };
  const dimensions = dimensionsOf(
    measured,
    services.map((id) => ({ id, name: { vi: id, en: id } }) as unknown as Service),
    unitId,
  );
  const whole: Who = { places: placesOf(unitId) };
  const told: Told[] = [];
  const tell = (source: string, who: Who | undefined, people: Told['people'], width?: number) => {
    if (who)
      told.push({
        source: `${source} of ${unitId}`,
        when,
        of: [who],
        people,
        ...(width !== undefined && { width }),
      });
  };
  const figures = roundFigures(measured, afterClosing);
  /** Parts of which it is not told whether anybody is in them: of a hidden unit or question, and where the unit's own part is hidden. */
  const isOfHidden = (unit: string, side: AnalysisDimension, key: string): boolean => {
    const { dimension } = side.axis;
    const scopes: Scope[] =
      dimension.kind === 'question' ? [WHOLE, { kind: 'question', id: dimension.id }] : [WHOLE];
    const isUnitHidden = scopes.some((scope) =>
      tree.has(unit)
        ? [WHOLE, scope].some((one) => figures.of(unit, { scope: one }).state === 'hidden')
        : figures.isOwnHidden(unitId, scope),
    );
    if (isUnitHidden) return true;
    const split = splitOf(side, key);
    return split !== undefined && !isOfDay(split) && figures.of(unitId, split).state === 'hidden';
  };
  const tellFigure = (
    source: string,
    who: Who | undefined,
    scope: Scope,
    figure: Figure,
    isPartOfHidden = false,
  ) => {
    const answeringWho = who && answeringScope(who, scope);
    if (!answeringWho) return;
    const isUnanswered =
      answeringWho.by?.[0] === 'answers' && answeringWho.by[1].every((one) => one.startsWith('0'));
    if (figure.state === 'hidden' && isUnanswered) return;
    if (figure.state === 'hidden' && isPartOfHidden)
      tell(source, answeringWho, 'hidden', countOf(state, answeringWho) > 0 ? 5 : 0);
    else if (figure.state === 'hidden') tell(source, answeringWho, 'hidden');
    else if (figure.state === 'none') tell(source, answeringWho, 0);
    else tell(source, answeringWho, figure.people);
    if (figure.state === 'shown' && scope.kind === 'question' && scope.id === 'q1')
      tell(
        source,
        { ...answeringWho, by: ['answers', answering('q1', [4, 5])] },
        countIn(figure.exactShare, figure.people),
      );
  };
  const weeks = typedPeriods(weeksIn(roundPeriod(measured.round)));
  const time = dimensions.filter(({ id }) => id === 'day' || id === 'month');
  const others = dimensions.filter(
    ({ id }) => id !== 'day' && id !== 'month' && id !== 'question:q2' && id !== 'question:q3',
  );
  const units = others.filter(({ id }) => id === 'unit');
  const pairs = [
    ...[...time, weeks, ...others].map((rows) => [rows] as const),
    ...[...time, weeks, ...others.filter(({ id }) => id !== 'unit')].flatMap((rows) =>
      units.map((columns) => [rows, columns] as const),
    ),
  ];
  for (const [rows, columns] of pairs) {
    const made = await analyse(measured, { unitId, scope: WHOLE, rows, columns, filters: [] }, counting);
    if ('fault' in made) continue;
    const source = `${rows.id}${columns ? ` by ${columns.id}` : ''}`;
    tellFigure(source, whole, WHOLE, made.figure());
    for (const { key } of made.rows) {
      tellFigure(source, within(whole, rows, key), WHOLE, made.figure(key));
      for (const { key: other } of made.columns) {
        const group = within(whole, rows, key);
        const isPartOfHidden = isOfHidden(other, rows, key);
        tellFigure(
          source,
          group && within(group, columns!, other),
          WHOLE,
          made.figure(key, other),
          isPartOfHidden,
        );
      }
    }
    for (const { key: other } of made.columns)
      tellFigure(source, within(whole, columns!, other), WHOLE, made.figure(undefined, other));
  }
  // One that is refused tells nothing: it has one sentence for too few, too few left out, and hidden.
  const periods = days.flatMap((from, place) => days.slice(place).map((to) => periodFilter({ from, to })));
  for (const filter of [...filtersOf(dimensions), ...periods]) {
    const who = within(whole, filter.dimension, filter.group.key);
    const made = await slice(measured, { unitId, scope: { kind: 'whole' }, filters: [filter] }, counting);
    if (!who) continue;
    if (!('fault' in made)) tellFigure('filter', who, { kind: 'whole' }, made.table.figure(made.place()));
  }
  told.push(...(await levelsTold(state, when, unitId, counting, dimensions)));
  // Two periods beside each other are slices like any other.
  for (const [one, other] of [
    [days.slice(0, 2), days.slice(2)],
    [days.slice(0, 1), days.slice(1, 3)],
  ]) {
    const dimension = typedPeriods({
      first: { from: one![0]!, to: one!.at(-1)! },
      second: { from: other![0]!, to: other!.at(-1)! },
    });
    const pair = dimension.groups.map((group) => ({ id: 'period', dimension, group }));
    const made = await compareGroups(
      measured,
      { unitId, sides: [pair[0]!, pair[1]!], isLater: true },
      counting,
    );
    if ('fault' in made) continue;
    for (const { scope, figure, previous } of made.lines.filter((line) => line.scope.kind === 'whole')) {
      tellFigure('compare', within(whole, dimension, 'second'), scope, figure);
      if (previous) tellFigure('compare', within(whole, dimension, 'first'), scope, previous);
    }
  }
  return told;
}

/** Levels by themselves and together, of all and of those whom a filter by day lets pass. */
async function levelsTold(
  { measured }: State,
  when: When,
  unitId: string,
  counting: Counting,
  dimensions: readonly AnalysisDimension[],
): Promise<Told[]> {
  const whole: Who = { places: placesOf(unitId) };
  const told: Told[] = [];
  {
    const who = whole;
    const found = await spreads(measured, { unitId, filters: [], questionIds: ['q1'], dimensions }, counting);
    if ('fault' in found) return [];
    for (const { parts, figure } of found) {
      if (!('people' in figure)) continue;
      for (const { levels, figure: share } of parts) {
        const at = (some: readonly number[]): Who => ({ ...who, by: ['answers', answering('q1', some)] });
        const source = `levels of ${unitId}`;
        const count = share.state === 'shown' ? countIn(share.exactShare, share.people) : undefined;
        if (count !== undefined) told.push({ source, when, of: [at(levels)], people: count });
        if (levels.length < 2) continue;
        const isSide = sides.some((side) => side.join() === levels.join());
        for (const level of levels)
          told.push({
            source,
            when,
            of: [at([level])],
            people: 'hidden',
            ...(isSide && { width: Math.min(5, count ?? 0) }),
          });
      }
    }
  }
  return told;
}
