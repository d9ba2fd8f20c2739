/** What to improve first: the rating of each question against how strongly it correlates with the respondent's other ratings. */
import { NO_OPINION, type CountingPlan } from './countingPlan.ts';

export type Quadrant = 'mendFirst' | 'keepUp' | 'mendLater' | 'enough';

/** Sums over respondents who answered a question and at least one other. */
export interface ImportanceSums {
  people: number;
  own: number;
  rest: number;
  ownSquared: number;
  restSquared: number;
  ownTimesRest: number;
}

/** With fewer respondents, a correlation is too imprecise. */
const MINIMUM_FOR_IMPORTANCE = 30;

/**
 * Visits each answered question of a response that answers at least two. Gives its position on the scale from 0 to 1,
 * (level − 1)/(K − 1), and the mean position of the respondent's other answers.
 *
 * @param levels in the order of the plan; values that are not levels are skipped
 */
export function eachPosition(
  plan: CountingPlan,
  levels: ArrayLike<number>,
  add: (question: number, own: number, rest: number) => void,
): void {
  const { questions } = plan;
  let [answered, total] = [0, 0];
  for (let index = 0; index < questions.length; index++) {
    if (levels[index]! <= NO_OPINION) continue;
    answered += 1;
    total += heightOf(questions[index]!.levels, levels[index]!);
  }
  if (answered < 2) return;
  for (let index = 0; index < questions.length; index++) {
    if (levels[index]! <= NO_OPINION) continue;
    const own = heightOf(questions[index]!.levels, levels[index]!);
    add(index, own, (total - own) / (answered - 1));
  }
}

/** Position of a level on its scale of `top` levels, 0 … 1. */
export function heightOf(top: number, level: number): number {
  return (level - 1) / (top - 1);
}

/**
 * Importance of a question: its correlation with the respondent's other answers, excluding the question itself.
 *
 *     r = (nΣxy − ΣxΣy) / √((nΣx² − (Σx)²)(nΣy² − (Σy)²))
 *
 * @returns −1 … 1; undefined with fewer than 30 respondents, or if all answered alike, so that there is no correlation
 * @see docs/methodology.md, section 6
 */
export function importance(sums: ImportanceSums): number | undefined {
  const { people: n, own, rest } = sums;
  if (n < MINIMUM_FOR_IMPORTANCE) return undefined;
  const ownSpread = n * sums.ownSquared - own * own;
  const restSpread = n * sums.restSquared - rest * rest;
  const noise = 1e-9 * n;
  if (ownSpread <= noise || restSpread <= noise) return undefined;
  const together = n * sums.ownTimesRest - own * rest;
  return Math.max(-1, Math.min(1, together / Math.sqrt(ownSpread * restSpread)));
}

/** The mean of equal numbers may differ from them by floating-point error. */
const LAST_BITS = 1e-12;

export interface JudgedQuestion {
  readonly id: string;
  /** Its index, 0 … 1. */
  readonly share: number;
  readonly importance: number;
}

/**
 * The quadrant of each question. The unweighted means of both divide the quadrants, so there is always a question to start
 * with.
 *
 *     importance ≥ mean:  share < mean → mendFirst,   else keepUp
 *     importance < mean:  share < mean → mendLater,   else enough
 *
 * @param questions only those whose figure is shown and whose importance is known
 * @see docs/methodology.md, section 6
 */
export function priorities(questions: readonly JudgedQuestion[]): ReadonlyMap<string, Quadrant> {
  const middle = (of: (question: JudgedQuestion) => number) =>
    questions.reduce((sum, question) => sum + of(question), 0) / questions.length;
  const shareLine = middle(({ share }) => share);
  const importanceLine = middle((question) => question.importance);
  return new Map(
    questions.map((question) => {
      const isWeak = question.share < shareLine - LAST_BITS;
      const matters = question.importance >= importanceLine - LAST_BITS;
      return [question.id, matters ? (isWeak ? 'mendFirst' : 'keepUp') : isWeak ? 'mendLater' : 'enough'];
    }),
  );
}
