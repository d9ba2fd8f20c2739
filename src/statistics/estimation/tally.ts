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
  const { cell, importance } = cleared(plan);
  addToCell(cell, contribution);
  const { numbers, levelCounts } = cell;
  const levelsFrom = numbers.length - levelCounts.length;
  const levelIndexes = contribution.counts ? contribution.levelIndexes : [];
  const add = (into: Float64Array): void => {
    for (let at = 0; at < levelsFrom; at++) into[at]! += sign * numbers[at]!;
    for (const at of levelIndexes) into[levelsFrom + at]! += sign; // the other levels, most of a cell, stay unchanged
  };
  const { unitId, standing, channel, serviceId = '', flags = [], about, givenOn } = form;
  const at = placesIn(sheet);
  if (standing !== 'counted') return add(at(unitId, standing, '', numbers.length));
  add(at(unitId, 'all', '', numbers.length));
  add(at(unitId, 'channel', channel, numbers.length));
  add(at(unitId, 'service', serviceId, numbers.length));
  for (const flag of flags) add(at(unitId, 'flag', flag, numbers.length));
  for (const question in about)
    add(at(unitId, 'about', aboutValue(question, about[question]!), numbers.length));
  add(at(WHOLE_ROUND, 'day', givenOn, numbers.length));
  if (!contribution.counts) return;
  addImportanceNumbers(plan, importance, levels);
  const into = at(unitId, 'importance', '', importance.length);
  for (let index = 0; index < into.length; index++) into[index]! += sign * importance[index]!;
}

interface OneForm {
  readonly cell: Cell;
  readonly importance: Float64Array;
}

/**
 * The numbers of the response being added, by plan. They are reused, because new arrays for each of a million responses would
 * fill the memory.
 */
const ofOneForm = new WeakMap<CountingPlan, OneForm>();

function cleared(plan: CountingPlan): OneForm {
  const found = ofOneForm.get(plan) ?? { cell: emptyCell(plan), importance: noImportanceNumbers(plan) };
  ofOneForm.set(plan, found);
  found.cell.numbers.fill(0);
  found.importance.fill(0);
  return found;
}

/** The numbers of a tally by unit, dimension and value; a missing tally is created with zeros. */
type Places = (unitId: string, dimension: Dimension, value: string, length: number) => Float64Array;

const placesOfSheets = new WeakMap<TallySheet, Places>();

/** Finds tallies without writing their keys, which takes longer than adding a response to them. */
function placesIn(sheet: TallySheet): Places {
  const known = placesOfSheets.get(sheet);
  if (known) return known;
  const units = new Map<string, Partial<Record<Dimension, Map<string, Float64Array>>>>();
  const places: Places = (unitId, dimension, value, length) => {
    let ofUnit = units.get(unitId);
    if (!ofUnit) units.set(unitId, (ofUnit = {}));
    const byValue = (ofUnit[dimension] ??= new Map());
    let numbers = byValue.get(value);
    if (!numbers) {
      numbers = new Float64Array(length);
      byValue.set(value, numbers);
      sheet.set(tallyKey({ unitId, dimension, value }), { unitId, dimension, value, numbers });
    }
    return numbers;
  };
  placesOfSheets.set(sheet, places);
  return places;
}

/** The value of the dimension `about` for an option of a background question. */
export function aboutValue(question: string, option: string): string {
  return `${question}:${option}`;
}
