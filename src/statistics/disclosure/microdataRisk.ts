/**
 * The risks that remain in microdata with k-anonymity: the answers of a class whose members all answered alike, and the
 * record of a person some of whose answers are known. Both are counted in the exported file itself and reported with it.
 *
 * @see A. Machanavajjhala et al., l-Diversity: Privacy Beyond k-Anonymity, ACM TKDD 1(1), 2007 (homogeneity)
 * @see A. Narayanan, V. Shmatikov, Robust De-anonymization of Large Sparse Datasets, IEEE S&P 2008 (records known in part)
 */
import { joined, type CodedVariable, type Records } from './microdata.ts';

/** Shares from 0 to 1. */
export interface MicrodataRisk {
  /** Share of all pairs of a class and a question in which everybody gave the same answer. */
  readonly homogeneousAnswers: number;
  /** Share of classes in which everybody gave the same answer to at least one question. */
  readonly homogeneousClasses: number;
  /** Share of records that are unique by their answers to six questions: the mean over systematic samples of questions. */
  readonly uniqueByAnswers: number;
  /** The same, given the identifying variables as well. */
  readonly uniqueInClass: number;
}

/** The number of a person's answers that the intruder is assumed to know. */
const answersKnown = 6;
const samples = 10;

/** @param answers coded answers; 0 means no answer and does not count as a shared answer */
export function microdataRisk(classes: readonly Records[], answers: readonly CodedVariable[]): MicrodataRisk {
  const alike = classes.map((some) => answers.filter((answer) => isAnsweredAlike(some, answer)).length);
  const all = joined(classes);
  const known = Math.min(answersKnown, answers.length);
  const step = answers.length / known;
  const sampled = Array.from({ length: samples }, (_, sample) =>
    Array.from({ length: known }, (__, at) => answers[Math.floor((at + sample / samples) * step)]!),
  );
  const uniqueShare = (groups: readonly Records[]): number =>
    sum(sampled.map((some) => sum(groups.map((group) => uniqueRecords(group, some))))) /
    (samples * all.length);
  return {
    homogeneousAnswers: sum(alike) / (classes.length * answers.length),
    homogeneousClasses: alike.filter((count) => count > 0).length / classes.length,
    uniqueByAnswers: uniqueShare([all]),
    uniqueInClass: uniqueShare(classes),
  };
}

function isAnsweredAlike(records: Records, { codes }: CodedVariable): boolean {
  const first = codes[records[0]!];
  return first !== 0 && records.every((record) => codes[record] === first);
}

/** How many records have a combination of answers that no other of them has. */
function uniqueRecords(records: Records, answers: readonly CodedVariable[]): number {
  const combinations = new Float64Array(records.length);
  for (const { codes, suppressed } of answers)
    for (let at = 0; at < records.length; at++)
      combinations[at] = combinations[at]! * (suppressed + 1) + codes[records[at]!]!;
  combinations.sort();
  return combinations.filter((one, at, all) => one !== all[at - 1] && one !== all[at + 1]).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
