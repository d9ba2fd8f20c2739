/** The parts of a method's scoring of a chunk that do not depend on the query: computed once, and cached as long as the chunk. */
import { NO_OPINION, type CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import type { Chunk } from './chunk.ts';
import { addedUp, isValid } from './chunkLevels.ts';
import { formCodes } from './formCodes.ts';
import { VALID } from './products.ts';

export interface ScoredChunk {
  /** 1: has the method's minimum number of answers on a level. */
  readonly counts: Uint8Array;
  /** For each component of the plan: the score in units of 1/scoreUnit, plus VALID for each valid answer. */
  readonly components: readonly Uint32Array[];
  /** For each code column of the plan. */
  readonly codes: readonly Uint8Array[];
}

const kept = new WeakMap<Chunk, { readonly plan: string; readonly scored: ScoredChunk }>();

export function scoresOf(plan: CountingPlan, chunk: Chunk): ScoredChunk {
  const key = JSON.stringify(plan);
  const known = kept.get(chunk);
  if (known?.plan === key) return known.scored;
  const scored = makeScores(plan, chunk);
  kept.set(chunk, { plan: key, scored });
  return scored;
}

function makeScores(plan: CountingPlan, chunk: Chunk): ScoredChunk {
  const { questions, method } = plan;
  const answers = addedUp(new Uint16Array(chunk.rows), chunk, questions, (_, level) =>
    level === NO_OPINION ? 0 : 1,
  );
  const counts = new Uint8Array(chunk.rows); // mapping a typed array would be ten times as slow
  for (let row = 0; row < counts.length; row++) counts[row] = answers[row]! >= method.minimumValid ? 1 : 0;
  return {
    counts,
    components: plan.components.map((_, component) =>
      addedUp(
        new Uint32Array(chunk.rows),
        chunk,
        questions.filter((question) => question.component === component),
        (question, level) => (isValid(plan, level) ? question.scores[level]! + VALID : 0),
      ),
    ),
    codes: formCodes(plan).map((codes) => codes.of(chunk)),
  };
}
