/** What to mend first: how each question is judged against how much it goes with the person's judgement of the rest. */
import { NO_OPINION, type CountingPlan } from './countingPlan.ts';

export type Quadrant = 'mendFirst' | 'keepUp' | 'mendLater' | 'enough';

/** Sums over people who answered a question and at least one other. */
export interface ImportanceSums {
  people: number;
  own: number;
  rest: number;
  ownSquared: number;
  restSquared: number;
  ownTimesRest: number;
}

/** Below this many people a correlation says too little. */
const MINIMUM_FOR_IMPORTANCE = 30;

/**
 * What one form says of each question that it answers, of at least two: its place on the scale from 0 to 1,
 * (level − 1)/(K − 1), and the mean place of the person's other answers.
 *
 * @param levels in the order of the plan; what is not a level is passed over
 */
export function eachPlace(
  plan: CountingPlan,
  levels: ArrayLike<number>,
  add: (question: number, own: number, rest: number) => void,
): void {
  const { questions } = plan;
  let [answered, total] = [0, 0];
  for (let place = 0; place < questions.length; place++) {
    if (levels[place]! <= NO_OPINION) continue;
    answered += 1;
    total += heightOf(questions[place]!.levels, levels[place]!);
  }
  if (answered < 2) return;
  for (let place = 0; place < questions.length; place++) {
    if (levels[place]! <= NO_OPINION) continue;
    const own = heightOf(questions[place]!.levels, levels[place]!);
    add(place, own, (total - own) / (answered - 1));
  }
}

function heightOf(top: number, level: number): number {
  return (level - 1) / (top - 1);
}

/**
 * Importance of a question: its correlation with the person's other answers, the question itself left out.
 *
 *     r = (nΣxy − ΣxΣy) / √((nΣx² − (Σx)²)(nΣy² − (Σy)²))
 *
 * @returns −1 … 1; undefined with fewer than 30 people, or where all answered alike and nothing can go with anything
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

/** A mean of equal numbers may differ from them in its last bits. */
const LAST_BITS = 1e-12;

export interface JudgedQuestion {
  readonly id: string;
  /** Its index, 0 … 1. */
  readonly share: number;
  readonly importance: number;
}

/**
 * The quadrant of each question. The lines are the plain means of both, so that there is always something to begin with.
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
