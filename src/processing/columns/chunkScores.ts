/**
 * What a method counts of each response of a chunk. It is computed for each query: that takes a few milliseconds, and
 * keeping it would take more memory than the chunk.
 */
import assert from 'node:assert/strict';
import {
  NO_OPINION,
  type CountingPlan,
  type PlannedQuestion,
} from '../../statistics/estimation/countingPlan.ts';
import { digitOf, type CodeColumn } from './codeColumns.ts';
import { factorsOfByte, isValid } from './formCodes.ts';
import type { HeldChunk } from './heldChunk.ts';
import { VALID } from './products.ts';

export interface ScoredChunk {
  /** 1: has the method's minimum number of answers on a level. */
  readonly counts: Uint8Array;
  /** For each wanted component of the plan: the score in units of 1/scoreUnit, plus VALID for each valid answer. */
  readonly components: ReadonlyMap<number, Uint32Array>;
  /** For each eight factors of the plan: a bit for each with a valid answer. */
  readonly factors: readonly Uint8Array[];
}

interface Wanted {
  /** Indexes of components. */
  readonly components: readonly number[];
  readonly factors: boolean;
}

/** @returns a function whose result is valid until it is called again */
export function chunkScorer(plan: CountingPlan, wanted: Wanted): (chunk: HeldChunk) => ScoredChunk {
  const { questions, method } = plan;
  const byId = new Map(questions.map((question) => [question.id, question]));
  let room = roomFor(0);

  function roomFor(rows: number) {
    return {
      rows,
      answers: new Uint32Array(rows),
      counts: new Uint8Array(rows),
      components: new Map(wanted.components.map((component) => [component, new Uint32Array(rows)])),
      factors: (wanted.factors ? factorsOfByte(plan) : []).map(() => new Uint8Array(rows)),
    };
  }

  return ({ rows, levels }) => {
    if (room.rows !== rows) room = roomFor(rows);
    const { answers, counts, components, factors } = room;
    for (const { digits } of levels) digits.forEach((digit) => checkLevels(byId.get(digit.id), digit.count));
    addUp(answers, levels, byId, (_, level) => (level === NO_OPINION ? 0 : 1));
    for (let row = 0; row < rows; row++) counts[row] = answers[row]! >= method.minimumValid ? 1 : 0;
    for (const [component, sums] of components) {
      addUp(sums, levels, byId, (question, level) =>
        question.component === component && isValid(plan, level) ? question.scores[level]! + VALID : 0,
      );
    }
    factors.forEach((bits, byte) => {
      const [first = 0] = factorsOfByte(plan)[byte]!;
      bits.fill(0);
      for (const column of levels) {
        const marks = worthsOf(column, byId, (marked, { factor }, level) =>
          factor >= first && factor < first + 8 && isValid(plan, level)
            ? marked | (1 << (factor - first))
            : marked,
        );
        if (marks) markRows(bits, column.codes, marks);
      }
    });
    return { counts, components, factors };
  };
}

type QuestionsById = ReadonlyMap<string, PlannedQuestion>;

/** Sums, row by row, the worths of all answers; unanswered questions add nothing. */
function addUp(
  sums: Uint32Array,
  levels: readonly CodeColumn[],
  byId: QuestionsById,
  worth: (question: PlannedQuestion, level: number) => number,
): void {
  sums.fill(0);
  for (const column of levels) {
    const worths = worthsOf(column, byId, (sum, question, level) => sum + worth(question, level));
    if (worths) addRows(sums, column.codes, worths);
  }
}

/** What each code of a column is worth; undefined if all are worth nothing. */
function worthsOf(
  { width, digits }: CodeColumn,
  byId: QuestionsById,
  add: (before: number, question: PlannedQuestion, level: number) => number,
): Uint32Array | undefined {
  const worths = Uint32Array.from({ length: width }, (_, code) =>
    digits.reduce((before, digit) => {
      const question = byId.get(digit.id);
      const level = digitOf(digit, code) - 1;
      return question && level >= 0 ? add(before, question, level) : before;
    }, 0),
  );
  return worths.some((worth) => worth > 0) ? worths : undefined;
}

function addRows(sums: Uint32Array, codes: Uint8Array, worths: Uint32Array): void {
  for (let row = 0; row < sums.length; row++) sums[row]! += worths[codes[row]!]!;
}

function markRows(bits: Uint8Array, codes: Uint8Array, marks: Uint32Array): void {
  for (let row = 0; row < bits.length; row++) bits[row]! |= marks[codes[row]!]!;
}

/** @throws AssertionError when a level is not on its scale: answers are validated on receipt */
function checkLevels(question: PlannedQuestion | undefined, count: number): void {
  const level = count - 2;
  assert(!question || level <= question.levels, `level ${level} of ${question?.id} is not on its scale`);
}
