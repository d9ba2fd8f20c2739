/** The levels of a chunk, and sums over the questions of each response. */
import {
  NO_OPINION,
  type CountingPlan,
  type PlannedQuestion,
} from '../../statistics/estimation/countingPlan.ts';
import { UNANSWERED_BYTE, type Chunk } from './chunk.ts';

/** If none of the chunk's rows were asked the question, all are unanswered. */
export function levelsOf(chunk: Chunk, questionId: string): Uint8Array {
  const position = chunk.lists.questions.indexOf(questionId);
  return chunk.levels[position] ?? new Uint8Array(chunk.rows).fill(UNANSWERED_BYTE);
}

/** Whether an answer is valid. */
export function isValid({ method }: CountingPlan, level: number): boolean {
  return level !== NO_OPINION || method.noOpinion === 'included';
}

/** Sums, row by row, the values of the answers to some questions; unanswered questions add nothing. */
export function addedUp<Sums extends Uint8Array | Uint16Array | Uint32Array>(
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
