/** What a unit still has to do on its scorecard before handing it in. Pure: stores nothing. */
import type { CriteriaSet, Leaf } from './criteria.ts';
import { isLeafLocked, leafScore, leavesAt, type Scorecard } from './scorecard.ts';
import { isUnitsTurn } from './stageActions.ts';

/** - `score`: points from the unit; - `explanation`: where the appraisal differs; - `evidence`: a file, where it claims points */
export type Want = 'score' | 'explanation' | 'evidence';

export interface CheckLine {
  readonly leaf: Leaf;
  /** Empty: complete. */
  readonly wants: readonly Want[];
  /** Number of files. */
  readonly evidence: number;
}

/**
 * A line for each leaf that the unit may edit at this stage; none at stages of others. The unit cannot change leaves
 * that are fed from elsewhere or locked.
 *
 * @param evidence files by code of the leaf; missing: none
 */
export function checklistOf(
  set: CriteriaSet,
  scorecard: Scorecard,
  evidence: ReadonlyMap<string, number>,
): readonly CheckLine[] {
  if (!isUnitsTurn(scorecard.stage)) return [];
  return leavesAt(scorecard.stage, set, scorecard)
    .filter(({ code }) => !isLeafLocked(scorecard, code))
    .map((leaf) => {
      const files = evidence.get(leaf.code) ?? 0;
      return { leaf, wants: wantsOf(leaf, scorecard, files), evidence: files };
    });
}

function wantsOf({ code }: Leaf, scorecard: Scorecard, files: number): readonly Want[] {
  const { self, explanation } = leafScore(scorecard, code);
  const wanted: Record<Want, boolean> = {
    score: scorecard.stage === 'self' && self === undefined,
    explanation: scorecard.stage === 'explanation' && (explanation ?? '') === '',
    evidence: files === 0 && self?.points !== 0,
  };
  return (Object.keys(wanted) as Want[]).filter((want) => wanted[want]);
}

/** Number of leaves that lack it. */
export function countOf(lines: readonly CheckLine[], want: Want): number {
  return lines.filter(({ wants }) => wants.includes(want)).length;
}
