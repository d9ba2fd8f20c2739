/**
 * What is counted of a round: a tally for each unit and value of a dimension. Tallies are whole numbers that add up, so a
 * unit with all that is below it is a sum, whatever the number of forms.
 */
import { addToCell, emptyCell, type Cell } from './cell.ts';
import { contributionOf, levelsInOrder } from './contribution.ts';
import type { CountingPlan } from './countingPlan.ts';
import { addImportanceNumbers, noImportanceNumbers } from './importanceNumbers.ts';

/**
 * - `all`: forms that count, and those below the method's minimum
 * - `importance`: of the same forms, what the importance of each question is worked out from
 * - `channel`, `service`: the same forms again by how and on what they were given; of no service, the value is empty
 * - `flag`: those of the same forms that bear a flag, by its kind, and under `apart` those that are set apart by theirs
 * - `about`: the same forms by each thing that the person said of themselves, as `age:18-29`; who said nothing is in none
 * - `day`: the same forms by the day on which they were given, of the whole round and of no unit: small numbers
 * - `late`, `annulled`: forms that are kept and do not count
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

/** In place of a unit, of what is counted of the whole round. */
export const WHOLE_ROUND = '';

export interface TallyPlace {
  /** WHOLE_ROUND by day. */
  readonly unitId: string;
  readonly dimension: Dimension;
  /** Empty where the dimension has a single value. */
  readonly value: string;
}

export interface Tally extends TallyPlace {
  /** Of a cell (cell.ts), or of importance (importanceNumbers.ts). */
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
  /** Option id by the id of a question on the person. */
  readonly about: Readonly<Record<string, string>>;
  /** Day in Viet Nam, `YYYY-MM-DD`. */
  readonly givenOn: string;
}

/** Tallies that are being added up, by place. */
export type TallySheet = Map<string, Tally>;

export function tallyKey({ unitId, dimension, value }: TallyPlace): string {
  return `${unitId} ${dimension} ${value}`;
}

/**
 * Adds one form to every tally that it belongs to.
 *
 * @param sign −1 takes a form out again that was added before
 */
export function addForm(plan: CountingPlan, sheet: TallySheet, form: TalliedForm, sign: 1 | -1 = 1): void {
  const levels = levelsInOrder(plan, form.answers);
  const contribution = contributionOf(plan, levels);
  const { cell, importance } = cleared(plan);
  addToCell(cell, contribution);
  const { numbers, levelCounts } = cell;
  const levelsFrom = numbers.length - levelCounts.length;
  const levelPlaces = contribution.counts ? contribution.levelPlaces : [];
  for (const place of cellPlaces(form)) {
    const into = numbersAt(sheet, place, numbers.length);
    for (let at = 0; at < levelsFrom; at++) into[at]! += sign * numbers[at]!;
    for (const at of levelPlaces) into[levelsFrom + at]! += sign; // the other levels, most of a cell, stay as they are
  }
  if (form.standing !== 'counted' || !contribution.counts) return;
  addImportanceNumbers(plan, importance, levels);
  const place: TallyPlace = { unitId: form.unitId, dimension: 'importance', value: '' };
  const into = numbersAt(sheet, place, importance.length);
  for (let at = 0; at < into.length; at++) into[at]! += sign * importance[at]!;
}

interface OneForm {
  readonly cell: Cell;
  readonly importance: Float64Array;
}

/** By plan, the numbers of the form that is being added: new ones for each of a million would fill the memory. */
const ofOneForm = new WeakMap<CountingPlan, OneForm>();

function cleared(plan: CountingPlan): OneForm {
  const found = ofOneForm.get(plan) ?? { cell: emptyCell(plan), importance: noImportanceNumbers(plan) };
  ofOneForm.set(plan, found);
  found.cell.numbers.fill(0);
  found.importance.fill(0);
  return found;
}

/** The numbers of a tally; of one that is not there yet, noughts. */
function numbersAt(sheet: TallySheet, place: TallyPlace, length: number): Float64Array {
  const key = tallyKey(place);
  const known = sheet.get(key);
  if (known) return known.numbers;
  const numbers = new Float64Array(length);
  sheet.set(key, { ...place, numbers });
  return numbers;
}

function cellPlaces(form: TalliedForm): TallyPlace[] {
  const { unitId, standing, channel, serviceId = '', flags = [], about, givenOn } = form;
  if (standing !== 'counted') return [{ unitId, dimension: standing, value: '' }];
  const bands = Object.entries(about).map(([question, option]) => aboutValue(question, option));
  return [
    { unitId, dimension: 'all', value: '' },
    { unitId, dimension: 'channel', value: channel },
    { unitId, dimension: 'service', value: serviceId },
    ...flags.map((value): TallyPlace => ({ unitId, dimension: 'flag', value })),
    ...bands.map((value): TallyPlace => ({ unitId, dimension: 'about', value })),
    { unitId: WHOLE_ROUND, dimension: 'day', value: givenOn },
  ];
}

/** A band of a question on the person, as a value of the dimension. */
export function aboutValue(question: string, option: string): string {
  return `${question}:${option}`;
}
