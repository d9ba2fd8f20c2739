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
export const dimensions = [
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
  for (const place of cellPlaces(form)) addNumbers(sheet, place, cell.numbers, sign);
  if (form.standing !== 'counted' || !contribution.counts) return;
  addImportanceNumbers(plan, importance, levels);
  addNumbers(sheet, { unitId: form.unitId, dimension: 'importance', value: '' }, importance, sign);
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

/** Adds numbers to the tally of a place; of a place that is not there yet, they are the first. */
function addNumbers(sheet: TallySheet, place: TallyPlace, numbers: Float64Array, sign: 1 | -1 = 1): void {
  const key = tallyKey(place);
  const tally = sheet.get(key) ?? { ...place, numbers: new Float64Array(numbers.length) };
  sheet.set(key, tally);
  const into = tally.numbers;
  for (let at = 0; at < into.length; at++) into[at]! += sign * numbers[at]!;
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
