/**
 * The risks that remain in microdata with k-anonymity: the answers of a class whose members all answered alike, and the
 * record of a person some of whose answers are known. Both are counted in the exported file itself and reported with it.
 *
 * @see A. Machanavajjhala et al., l-Diversity: Privacy Beyond k-Anonymity, ACM TKDD 1(1), 2007 (homogeneity)
 * @see A. Narayanan, V. Shmatikov, Robust De-anonymization of Large Sparse Datasets, IEEE S&P 2008 (records known in part)
 */
import { divide, oneClass, type CodedVariable, type EquivalenceClasses } from './equivalenceClasses.ts';

/** Shares from 0 to 1. */
export interface MicrodataRisk {
  /** Share of all pairs of a class and a question in which everybody gave the same answer. */
  readonly homogeneousAnswers: number;
  /** Share of classes in which everybody gave the same answer to at least one question. */
  readonly homogeneousClasses: number;
  /** Share of records that are unique by their answers to six randomly drawn questions. */
  readonly uniqueByAnswers: number;
  /** The same, given the identifying variables as well. */
  readonly uniqueInClass: number;
}

/** The number of a person's answers that the intruder is assumed to know. */
export const answersKnown = 6;
const draws = 10;

/** @param answers coded answers; 0 means no answer and does not count as a shared answer */
export function microdataRisk(classes: EquivalenceClasses, answers: readonly CodedVariable[]): MicrodataRisk {
  const classCount = classes.starts.length - 1;
  const isHomogeneous = new Uint8Array(classCount);
  let pairs = 0;
  for (const answer of answers)
    for (let at = 0; at < classCount; at++) {
      if (!isAnsweredAlike(classes, at, answer)) continue;
      pairs += 1;
      isHomogeneous[at] = 1;
    }
  const drawn = drawQuestions(answers.length);
  const uniqueAmong = (start: EquivalenceClasses): number =>
    mean(
      drawn.map((positions) =>
        uniqueShare(positions.map((position) => answers[position]!).reduce(divide, start)),
      ),
    );
  return {
    homogeneousAnswers: share(pairs, classCount * answers.length),
    homogeneousClasses: share(
      isHomogeneous.reduce((sum, one) => sum + one, 0),
      classCount,
    ),
    uniqueByAnswers: uniqueAmong(oneClass(classes.order)),
    uniqueInClass: uniqueAmong(classes),
  };
}

function isAnsweredAlike(
  { order, starts }: EquivalenceClasses,
  at: number,
  { codes }: CodedVariable,
): boolean {
  const first = codes[order[starts[at]!]!];
  if (first === 0) return false;
  for (let index = starts[at]! + 1; index < starts[at + 1]!; index++)
    if (codes[order[index]!] !== first) return false;
  return true;
}

function uniqueShare({ order, starts }: EquivalenceClasses): number {
  let unique = 0;
  for (let at = 0; at + 1 < starts.length; at++) if (starts[at + 1] === starts[at]! + 1) unique += 1;
  return share(unique, order.length);
}

/**
 * Draws sets of six questions. The draw depends only on the number of questions, so a file's figures do not depend on when it
 * is made.
 */
function drawQuestions(count: number): readonly (readonly number[])[] {
  let seed = 1;
  const draw = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0; // a linear congruential generator: Numerical Recipes
    return Math.floor((seed / 2 ** 32) * below);
  };
  return Array.from({ length: draws }, () => {
    const left = Array.from({ length: count }, (_, index) => index);
    return Array.from({ length: Math.min(answersKnown, count) }, () => left.splice(draw(left.length), 1)[0]!);
  });
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
