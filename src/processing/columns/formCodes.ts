/**
 * Bytes that encode several facts about a submission, such as the levels of some questions or which factors it answered. One
 * pass over a column of such codes counts all of these facts.
 */
import assert from 'node:assert/strict';
import { cellLength, cellOver } from '../../statistics/estimation/cell.ts';
import type { CountingPlan, PlannedQuestion } from '../../statistics/estimation/countingPlan.ts';
import { UNANSWERED_BYTE, type Chunk } from './chunk.ts';
import { addedUp, isValid, levelsOf } from './chunkLevels.ts';

export interface FormCodes {
  /** All codes are below this number; at most 256. */
  readonly width: number;
  /** The code of each row of a chunk. */
  of(chunk: Chunk): Uint8Array;
  /** What a submission with this code adds to a cell: a number at an index. */
  adds(code: number): readonly (readonly [position: number, by: number])[];
}

const widthMax = 256;

/** Everything that a method counts of a submission, except products and whether the submission is valid. */
export function formCodes(plan: CountingPlan): readonly FormCodes[] {
  const factors = [...plan.factors.keys()];
  const eights = factors.filter((factor) => factor % 8 === 0).map((from) => factors.slice(from, from + 8));
  return [
    ...together(plan.questions).map((questions) => ofLevels(plan, questions)),
    ...eights.map((some) => ofFactors(plan, some)),
  ];
}

/** Groups consecutive questions, as many as a byte can hold. */
function together(questions: readonly PlannedQuestion[]): readonly PlannedQuestion[][] {
  const all: PlannedQuestion[][] = [];
  let room = 0;
  for (const question of questions) {
    if (room < digitsOf(question)) {
      all.push([]);
      room = widthMax;
    }
    all.at(-1)!.push(question);
    room = Math.floor(room / digitsOf(question));
  }
  return all;
}

/** 0: unanswered; 1: no opinion; from 2 up: the levels. */
function digitsOf({ levels }: PlannedQuestion): number {
  return levels + 2;
}

function ofLevels(plan: CountingPlan, questions: readonly PlannedQuestion[]): FormCodes {
  const { levelsFrom, sumsFrom } = partsOf(plan);
  const weights = new Map<PlannedQuestion, number>();
  let width = 1;
  for (const question of questions) {
    weights.set(question, width);
    width *= digitsOf(question);
  }
  return {
    width,
    of(chunk) {
      for (const question of questions) checkLevels(chunk, question);
      const codes = new Uint8Array(chunk.rows);
      return addedUp(codes, chunk, questions, (question, level) => (level + 1) * weights.get(question)!);
    },
    adds: (code) =>
      questions.flatMap((question) => {
        const level = (Math.floor(code / weights.get(question)!) % digitsOf(question)) - 1;
        if (level < 0) return [];
        const answer = [levelsFrom + question.countsFrom + level, 1] as const;
        if (!isValid(plan, level)) return [answer];
        const sums = sumsFrom + 2 * question.component;
        return [answer, [sums, question.scores[level]!] as const, [sums + 1, 1] as const];
      }),
  };
}

function ofFactors(plan: CountingPlan, factors: readonly number[]): FormCodes {
  const { peopleFrom } = partsOf(plan);
  return {
    width: 2 ** factors.length,
    of(chunk) {
      const bits = new Uint8Array(chunk.rows);
      for (const [bit, factor] of factors.entries()) {
        const members = plan.questions.filter((question) => question.factor === factor);
        const valid = addedUp(new Uint16Array(chunk.rows), chunk, members, (_, level) =>
          isValid(plan, level) ? 1 : 0,
        );
        for (let row = 0; row < bits.length; row++) if (valid[row]! > 0) bits[row]! |= 1 << bit;
      }
      return bits;
    },
    adds: (code) =>
      factors.filter((_, bit) => (code >> bit) % 2 === 1).map((factor) => [peopleFrom + factor, 1] as const),
  };
}

/** Where the parts of a cell begin. */
export function partsOf(plan: CountingPlan) {
  const { sums, products, peopleByFactor, levelCounts } = cellOver(plan, new Float64Array(cellLength(plan)));
  const beginOf = ({ byteOffset, BYTES_PER_ELEMENT }: Float64Array) => byteOffset / BYTES_PER_ELEMENT;
  return {
    sumsFrom: beginOf(sums),
    productsFrom: beginOf(products),
    peopleFrom: beginOf(peopleByFactor),
    levelsFrom: beginOf(levelCounts),
  };
}

/** @throws AssertionError when a level is not on its scale: answers are validated on receipt */
function checkLevels(chunk: Chunk, { id, levels: top }: PlannedQuestion): void {
  const levels = levelsOf(chunk, id);
  for (let row = 0; row < levels.length; row++) {
    const level = levels[row]!;
    assert(level <= top || level === UNANSWERED_BYTE, `level ${level} of question ${id} is not on its scale`);
  }
}
