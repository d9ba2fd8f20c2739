/** What a method makes of the rows of a chunk, whatever is asked: worked out once, and kept for as long as the chunk. */
import assert from 'node:assert/strict';
import { NO_OPINION, type CountingPlan, type PlannedQuestion } from '../satisfaction/countingPlan.ts';
import { UNANSWERED_BYTE, type Chunk } from './chunk.ts';
import type { Column } from './groupRows.ts';

export interface ScoredChunk {
  /** 1: has the method's minimum of answers on a level. */
  readonly counts: Uint8Array;
  /** By component of the plan. */
  readonly components: readonly {
    /** In units of 1/scoreUnit. */
    readonly scores: Uint16Array;
    readonly valid: Uint8Array;
  }[];
  /** Of eight factors each, a bit for every factor in which something valid was answered. */
  readonly answered: readonly Uint8Array[];
  /** Every question of the plan. */
  readonly packedLevels: readonly PackedLevels[];
}

/** The levels of one question, or of two in a byte, which are then counted at once. */
export interface PackedLevels {
  readonly questions: readonly PlannedQuestion[];
  readonly codes: Uint8Array;
}

/** Half a byte holds a level up to 14, and this. */
const UNANSWERED_HALF = 15;

const kept = new WeakMap<Chunk, { readonly plan: string; readonly scored: ScoredChunk }>();

export function scoresOf(plan: CountingPlan, chunk: Chunk): ScoredChunk {
  const key = JSON.stringify(plan);
  const known = kept.get(chunk);
  if (known?.plan === key) return known.scored;
  const scored = makeScores(plan, chunk);
  kept.set(chunk, { plan: key, scored });
  return scored;
}

/** Of a question that none of the chunk's rows were asked, all are unanswered. */
export function levelsOf(chunk: Chunk, questionId: string): Uint8Array {
  const place = chunk.lists.questions.indexOf(questionId);
  return chunk.levels[place] ?? new Uint8Array(chunk.rows).fill(UNANSWERED_BYTE);
}

function makeScores(plan: CountingPlan, chunk: Chunk): ScoredChunk {
  const { questions, method } = plan;
  const onLevel = (_: PlannedQuestion, level: number) => (level === NO_OPINION ? 0 : 1);
  const isValid = (question: PlannedQuestion, level: number) =>
    method.noOpinion === 'included' ? 1 : onLevel(question, level);
  const scoreOf = (question: PlannedQuestion, level: number) =>
    isValid(question, level) * question.scores[level]!;
  const within = (of: 'component' | 'factor', place: number) =>
    questions.filter((question) => question[of] === place);

  const answers = addedUp(new Uint16Array(chunk.rows), chunk, questions, onLevel);
  return {
    counts: Uint8Array.from(answers, (count) => (count >= method.minimumValid ? 1 : 0)),
    components: plan.components.map((_, place) => {
      const members = within('component', place);
      assert(members.length < 256 && members.length * plan.scoreUnit < 2 ** 16, 'sums of a form fit');
      return {
        scores: addedUp(new Uint16Array(chunk.rows), chunk, members, scoreOf),
        valid: addedUp(new Uint8Array(chunk.rows), chunk, members, isValid),
      };
    }),
    answered: plan.factors
      .filter((_, place) => place % 8 === 0)
      .map((_, byte) => {
        const bits = new Uint8Array(chunk.rows);
        for (let bit = 0; bit < 8; bit++) {
          const members = within('factor', 8 * byte + bit);
          const valid = addedUp(new Uint16Array(chunk.rows), chunk, members, isValid);
          for (let row = 0; row < bits.length; row++)
            if (valid[row]! > 0) bits[row] = bits[row]! | (1 << bit);
        }
        return bits;
      }),
    packedLevels: packs(questions).map((members) => packed(chunk, members)),
  };
}

/** Questions two by two; one whose scale is too long for half a byte by itself. */
function packs(questions: readonly PlannedQuestion[]): PlannedQuestion[][] {
  const isShort = ({ levels }: PlannedQuestion) => levels < UNANSWERED_HALF;
  const short = questions.filter(isShort);
  return [
    ...short.flatMap((question, place) =>
      place % 2 === 0 ? [[question, ...short.slice(place + 1, place + 2)]] : [],
    ),
    ...questions.filter((question) => !isShort(question)).map((question) => [question]),
  ];
}

function packed(chunk: Chunk, questions: readonly PlannedQuestion[]): PackedLevels {
  const [one, other] = questions.map((question) => checkedLevels(chunk, question));
  if (!one || !other) return { questions, codes: one! };
  const codes = new Uint8Array(chunk.rows);
  for (let row = 0; row < codes.length; row++) {
    codes[row] = Math.min(one[row]!, UNANSWERED_HALF) | (Math.min(other[row]!, UNANSWERED_HALF) << 4);
  }
  return { questions, codes };
}

/** @throws AssertionError when a level is not on its scale: answers are checked when they come in */
function checkedLevels(chunk: Chunk, { id, levels: top }: PlannedQuestion): Uint8Array {
  const levels = levelsOf(chunk, id);
  for (let row = 0; row < levels.length; row++) {
    const level = levels[row]!;
    assert(level <= top || level === UNANSWERED_BYTE, `level ${level} of question ${id} is not on its scale`);
  }
  return levels;
}

/** Adds up what each answered question of a row is worth. */
function addedUp<Sums extends Column>(
  sums: Sums,
  chunk: Chunk,
  questions: readonly PlannedQuestion[],
  worth: (question: PlannedQuestion, level: number) => number,
): Sums {
  for (const question of questions) {
    const levels = levelsOf(chunk, question.id);
    const worths = new Uint32Array(256);
    for (let level = 0; level <= question.levels; level++) worths[level] = worth(question, level);
    for (let row = 0; row < sums.length; row++) sums[row] = sums[row]! + worths[levels[row]!]!;
  }
  return sums;
}
