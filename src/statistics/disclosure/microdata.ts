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
import { MINIMUM_RESPONDENTS } from './threshold.ts';

/** One variable, coded for all records. */
export interface CodedVariable {
  /** For each record, an index into the values. It is overwritten with `suppressed` where the value is not released. */
  readonly codes: Uint8Array | Uint16Array;
  /** The number of values; this number is also the code of a suppressed value. */
  readonly suppressed: number;
}

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

/** Indexes of records, ordered by their answers. */
export type Records = Uint32Array;

interface AnonymisedRecords {
  /** The equivalence classes of the released records, ordered by content. */
  readonly classes: readonly Records[];
  /** Late records that are not released. */
  readonly lateLeftOut: number;
}

/**
 * Suppresses values of the identifying variables, in place.
 *
 * @param records indexes of the records to release
 * @returns undefined if fewer than ten records were in time
 */
export function anonymise(
  { late, units, others, answers }: MicrodataVariables,
  records: Records,
): AnonymisedRecords | undefined {
  const sorted = records.toSorted((one, other) => compare(answers, one, other));
  const isReleasable = (some: Records): boolean =>
    some.length >= MINIMUM_RESPONDENTS && differ(answers, some);
  const [inTime, lateOnes] = [0, 1].map((code) => sorted.filter((record) => late.codes[record] === code));
  if (inTime!.length < MINIMUM_RESPONDENTS) return undefined;
  const isLateReleased = isReleasable(lateOnes!);
  let classes: readonly Records[] = isLateReleased ? [inTime!, lateOnes!] : [inTime!];
  for (const [level, unit] of units.entries()) {
    const above = units[level - 1];
    for (const some of classes) if (above && above.codes[some[0]!] === above.suppressed) suppress(some, unit);
    classes = classes.flatMap((some) => divided(some, unit, isReleasable));
  }
  for (const variable of others) classes = classes.flatMap((some) => divided(some, variable, isReleasable));
  return { classes, lateLeftOut: isLateReleased ? 0 : lateOnes!.length };
}

/** Orders two records by their answers, from the first question to the last. */
function compare(answers: readonly CodedVariable[], one: number, other: number): number {
  for (const { codes } of answers) if (codes[one] !== codes[other]) return codes[one]! - codes[other]!;
  return 0;
}

/**
 * Whether at least two records differ from any one set of answers. So the class does not disclose the answers of the other
 * members to anyone, not even to the one member who answered differently.
 */
function differ(answers: readonly CodedVariable[], records: Records): boolean {
  // A set that all records but one share is that of the first or of the second.
  return records.subarray(0, 2).every((candidate) => {
    let different = 0;
    for (const record of records) if (compare(answers, record, candidate) !== 0) different += 1;
    return different >= 2;
  });
}

/** Divides a class by a variable, having suppressed the values that must not be released, and the next rarer ones. */
function divided(
  records: Records,
  variable: CodedVariable,
  isReleasable: (records: Records) => boolean,
): Records[] {
  const isSuppressed = (group: Records): boolean =>
    variable.codes[group[0]!] === variable.suppressed || !isReleasable(group);
  const groups = groupsBy(records, variable);
  const few = groups.filter(isSuppressed);
  if (few.length === 0) return groups;
  const others = groups.filter((group) => !few.includes(group));
  const rarestFirst = others.sort((one, other) => one.length - other.length);
  let together = joined(few);
  while (rarestFirst.length > 0 && !isReleasable(together))
    together = joined([together, rarestFirst.shift()!]);
  suppress(together, variable);
  return groupsBy(records, variable);
}

function suppress(records: Records, { codes, suppressed }: CodedVariable): void {
  for (const record of records) codes[record] = suppressed;
}

/** A group for each value, in the order of the values; within a group, records keep their order. */
function groupsBy(records: Records, { codes }: CodedVariable): Records[] {
  const groups = new Map<number, number[]>();
  for (const record of records) {
    const group = groups.get(codes[record]!) ?? [];
    if (group.push(record) === 1) groups.set(codes[record]!, group);
  }
  return [...groups].sort(([one], [other]) => one - other).map(([, group]) => Uint32Array.from(group));
}

/** The records of several groups, one group after another. */
export function joined(groups: readonly Records[]): Records {
  return Uint32Array.from(groups.flatMap((group) => [...group]));
}
