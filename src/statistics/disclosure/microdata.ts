/**
 * Microdata with k-anonymity. Each record agrees with at least k − 1 others on all identifying variables, and no equivalence
 * class discloses by itself what its members answered.
 *
 * Variables are processed once, in a fixed order. Among the records that agree so far, a value is released where at least k
 * records have it and their answers differ. The other values are suppressed together (local suppression). The next rarer
 * values are suppressed with them until the suppressed records meet the same two conditions, so subtraction does not reveal
 * them.
 *
 * @see L. Sweeney, k-Anonymity: A Model for Protecting Privacy, IJUFKS 10(5), 2002
 * @see A. Machanavajjhala et al., l-Diversity: Privacy Beyond k-Anonymity, ACM TKDD 1(1), 2007
 * @see A. Hundepool et al., Statistical Disclosure Control, Wiley, 2012, chapter 3
 */
import {
  classNumbers,
  divide,
  oneClass,
  type CodedVariable,
  type EquivalenceClasses,
} from './equivalenceClasses.ts';
import { MINIMUM_RESPONDENTS } from './threshold.ts';

/**
 * For any set of answers, at least this many records of a class differ from it. So the class does not disclose the answers of
 * the other members to anyone, not even to the one member who answered differently.
 */
const differentMin = 2;

interface MicrodataVariables {
  /** 1: late. Late records are left out where there are too few of them to release. */
  readonly late: CodedVariable;
  /** The unit at each level, from the top. Levels below a suppressed one are suppressed too. */
  readonly units: readonly CodedVariable[];
  /** The other identifying variables; earlier ones keep more of their values. */
  readonly others: readonly CodedVariable[];
  /** The protected answers. They are never changed. */
  readonly answers: readonly CodedVariable[];
}

interface AnonymisedRecords {
  /** The released records, ordered by content, one equivalence class after another. */
  readonly classes: EquivalenceClasses;
  /** Late records that are not released. */
  readonly lateLeftOut: number;
}

/**
 * Suppresses values of the identifying variables, in place.
 *
 * @param records indexes of the records to release
 * @param k minimum size of an equivalence class
 * @returns undefined if fewer than k records were in time
 */
export function anonymise(
  { late, units, others, answers }: MicrodataVariables,
  records: Uint32Array,
  k = MINIMUM_RESPONDENTS,
): AnonymisedRecords | undefined {
  const byAnswers = answers.reduce(divide, oneClass(records));
  const answerSets = classNumbers(byAnswers, late.codes.length);
  const isReleasable = (some: Uint32Array): boolean =>
    some.length >= k && differ(answerSets, some, differentMin);

  const lateRecords = records.filter((record) => late.codes[record] === 1);
  const isLateReleased = isReleasable(lateRecords);
  const lateLeftOut = isLateReleased ? 0 : lateRecords.length;
  const released =
    lateLeftOut > 0 ? byAnswers.order.filter((record) => late.codes[record] === 0) : byAnswers.order;
  if (released.length - (isLateReleased ? lateRecords.length : 0) < k) return undefined;

  let classes = divide(oneClass(released), late);
  for (const [level, unit] of units.entries()) {
    const above = units[level - 1];
    if (above) suppressBelow(above, unit, released);
    classes = divideReleasable(classes, unit, isReleasable);
  }
  for (const variable of others) classes = divideReleasable(classes, variable, isReleasable);
  return { classes, lateLeftOut }; // records arrive sorted by their answers, and `divide` is stable
}

/** Whether at least `least` records differ from any one set of answers. */
function differ(answerSets: Uint32Array, records: Uint32Array, least: number): boolean {
  // A set that all but `least - 1` records share must occur among the first `least` records.
  return records.subarray(0, least).every((candidate) => {
    let different = 0;
    for (const record of records) {
      if (answerSets[record] !== answerSets[candidate]) different += 1;
      if (different === least) return true;
    }
    return false;
  });
}

function suppressBelow(above: CodedVariable, below: CodedVariable, records: Uint32Array): void {
  for (const record of records)
    if (above.codes[record] === above.suppressed) below.codes[record] = below.suppressed;
}

function divideReleasable(
  classes: EquivalenceClasses,
  variable: CodedVariable,
  isReleasable: (records: Uint32Array) => boolean,
): EquivalenceClasses {
  const { order, starts } = divide(classes, variable);
  let isChanged = false;
  for (let from = 0, at = 0; at + 1 < classes.starts.length; at++) {
    const end = classes.starts[at + 1]!;
    const groups: Uint32Array[] = [];
    for (; starts[from]! < end; from++) groups.push(order.subarray(starts[from], starts[from + 1]));
    for (const record of tooFew(groups, variable, isReleasable)) {
      variable.codes[record] = variable.suppressed;
      isChanged = true;
    }
  }
  return isChanged ? divide(classes, variable) : { order, starts };
}

/**
 * Records of a class whose value is not released: those with a value that must be suppressed, and those with the next rarer
 * values.
 */
function tooFew(
  groups: readonly Uint32Array[],
  { codes, suppressed }: CodedVariable,
  isReleasable: (records: Uint32Array) => boolean,
): Uint32Array {
  const isSuppressed = (group: Uint32Array): boolean =>
    codes[group[0]!] === suppressed || !isReleasable(group);
  const rarestFirst = groups
    .filter((group) => !isSuppressed(group))
    .sort((one, other) => one.length - other.length);
  let together = joined(groups.filter(isSuppressed));
  while (together.length > 0 && rarestFirst.length > 0 && !isReleasable(together))
    together = joined([together, rarestFirst.shift()!]);
  return together;
}

function joined(groups: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(groups.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const group of groups) {
    all.set(group, at);
    at += group.length;
  }
  return all;
}
