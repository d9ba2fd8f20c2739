/**
 * The tallies of a round: one for each unit and value of a dimension. Tallies are additive whole numbers, so a unit including
 * all its subunits is a sum, whatever the number of responses.
 */
import { addToCell, emptyCell, type Cell } from './cell.ts';
import { contributionOf, levelsInOrder } from './contribution.ts';
import type { CountingPlan } from './countingPlan.ts';
import { addImportanceNumbers, noImportanceNumbers } from './importanceNumbers.ts';

/**
 * - `all`: valid responses, and those below the method's minimum
 * - `importance`: for the same responses, the sums behind the importance of each question
 * - `channel`, `service`: the same responses by channel and by service; the value is empty without a service
 * - `flag`: the flagged ones among the same responses, by kind of flag, and under `apart` those that their flag separates
 * - `about`: the same responses by each background variable, such as `age:18-29`; a respondent who gave none is in none
 * - `day`: the same responses by day, for the whole round and not by unit: small numbers
 * - `late`, `annulled`: stored responses that do not count
 */
const dimensions = [
  'all',
  'importance',
  'channel',
  'service',
  'flag',
  'about',
  'day',
  'late',
  'annulled',
] as const;
export type Dimension = (typeof dimensions)[number];

/** Used instead of a unit id for what is counted over the whole round. */
export const WHOLE_ROUND = '';

export interface TallyKey {
  /** WHOLE_ROUND for the dimension `day`. */
  readonly unitId: string;
  readonly dimension: Dimension;
  /** Empty if the dimension has a single value. */
  readonly value: string;
}

export interface Tally extends TallyKey {
  /** The numbers of a cell (cell.ts), or of importance (importanceNumbers.ts). */
  readonly numbers: Float64Array;
}

export type Standing = 'counted' | 'late' | 'annulled';

export interface TalliedForm {
  readonly unitId: string;
  readonly channel: string;
  readonly serviceId?: string | undefined;
  readonly standing: Standing;
  /** Values of the dimension `flag`. */
  readonly flags?: readonly string[];
  readonly answers: Readonly<Record<string, number>>;
  /** Option id by id of a background question. */
  readonly about: Readonly<Record<string, string>>;
  /** Day in Viet Nam, `YYYY-MM-DD`. */
  readonly givenOn: string;
}

/** Tallies being summed, by key; only `addForm` adds to it. */
export type TallySheet = Map<string, Tally>;

/** A unique string for a tally of a round, for use as a key of maps. */
export function tallyKey({ unitId, dimension, value }: TallyKey): string {
  return `${unitId} ${dimension} ${value}`;
}

/**
 * Adds one response to every tally that it belongs to.
 *
 * @param sign −1 removes a response that was added before
 */
export function addForm(plan: CountingPlan, sheet: TallySheet, form: TalliedForm, sign: 1 | -1 = 1): void {
  const levels = levelsInOrder(plan, form.answers);
  const contribution = contributionOf(plan, levels);
  const one = cleared(plan);
  addToCell(one.cell, contribution);
  one.levelIndexes = contribution.counts ? contribution.levelIndexes : [];
  const { length } = one.cell.numbers;
  const { standing, flags = [], about } = form;
  const places = placesIn(sheet);
  const at = places.of(form.unitId);
  if (standing !== 'counted') return addTo(at(standing, '', length), one, sign);
  addTo(at('all', '', length), one, sign);
  addTo(at('channel', form.channel, length), one, sign);
  addTo(at('service', form.serviceId ?? '', length), one, sign);
  for (const flag of flags) addTo(at('flag', flag, length), one, sign);
  for (const question in about)
    addTo(at('about', places.aboutValue(question, about[question]!), length), one, sign);
  addTo(places.of(WHOLE_ROUND)('day', form.givenOn, length), one, sign);
  if (!contribution.counts) return;
  addImportanceNumbers(plan, one.importance, levels);
  const into = at('importance', '', one.importance.length);
  for (let index = 0; index < into.length; index++) into[index]! += sign * one.importance[index]!;
}

/** The numbers of the response being added. */
interface OneForm {
  readonly cell: Cell;
  readonly importance: Float64Array;
  /** Which of its level counts are 1; the others, most of a cell, are 0. */
  levelIndexes: readonly number[];
}

function addTo(into: Float64Array, { cell, levelIndexes }: OneForm, sign: 1 | -1): void {
  const { numbers } = cell;
  const levelsFrom = numbers.length - cell.levelCounts.length;
  for (let at = 0; at < levelsFrom; at++) into[at]! += sign * numbers[at]!;
  for (let index = 0; index < levelIndexes.length; index++) into[levelsFrom + levelIndexes[index]!]! += sign;
}

/** Reused for each response, by plan, because new arrays for each of a million would fill the memory. */
const ofOneForm = new WeakMap<CountingPlan, OneForm>();

function cleared(plan: CountingPlan): OneForm {
  const found = ofOneForm.get(plan) ?? {
    cell: emptyCell(plan),
    importance: noImportanceNumbers(plan),
    levelIndexes: [],
  };
  ofOneForm.set(plan, found);
  found.cell.numbers.fill(0);
  found.importance.fill(0);
  return found;
}

/** The numbers of a unit's tally by dimension and value; a missing tally is created with zeros. */
type PlacesOfUnit = (dimension: Dimension, value: string, length: number) => Float64Array;

interface Places {
  readonly of: (unitId: string) => PlacesOfUnit;
  /** The same as `aboutValue`, written once for each option. */
  readonly aboutValue: (question: string, option: string) => string;
}

const placesOfSheets = new WeakMap<TallySheet, Places>();

/** Finds tallies without writing their keys, which takes longer than adding a response to them. */
function placesIn(sheet: TallySheet): Places {
  const known = placesOfSheets.get(sheet);
  if (known) return known;
  const units = new Map<string, PlacesOfUnit>();
  const values = new Map<string, Map<string, string>>();
  const placesOf = (unitId: string): PlacesOfUnit => {
    const tallies: Partial<Record<Dimension, Map<string, Float64Array>>> = {};
    return (dimension, value, length) => {
      const byValue = (tallies[dimension] ??= new Map<string, Float64Array>());
      return kept(byValue, value, () => {
        const numbers = new Float64Array(length);
        sheet.set(tallyKey({ unitId, dimension, value }), { unitId, dimension, value, numbers });
        return numbers;
      });
    };
  };
  const places: Places = {
    of: (unitId) => kept(units, unitId, () => placesOf(unitId)),
    aboutValue(question, option) {
      const ofQuestion = kept(values, question, () => new Map<string, string>());
      return kept(ofQuestion, option, () => aboutValue(question, option));
    },
  };
  placesOfSheets.set(sheet, places);
  return places;
}

/** The value of a key; a missing one is made. */
function kept<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/** The value of the dimension `about` for an option of a background question. */
export function aboutValue(question: string, option: string): string {
  return `${question}:${option}`;
}
