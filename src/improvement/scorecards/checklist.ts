/** What a unit has still to do on its scorecard before it hands it in. Pure: nothing is kept here. */
import { isFed, leavesOf, type CriteriaSet, type Leaf } from './criteria.ts';
import { contested, isLeafLocked, leafScore, type Scorecard } from './scorecard.ts';
import { isUnitsTurn } from './stageActs.ts';

/** - `score`: its own points; - `explanation`: of what was appraised otherwise; - `evidence`: a file, where it claims points */
export type Want = 'score' | 'explanation' | 'evidence';

export interface CheckLine {
  readonly leaf: Leaf;
  /** None: all is there. */
  readonly wants: readonly Want[];
  /** Files. */
  readonly evidence: number;
}

/**
 * A line for each leaf on which the unit has the word at this stage; none while others have it. What is fed from elsewhere
 * and what is locked is not the unit's to mend.
 *
 * @param evidence files by code of the leaf; missing: none
 */
export function checklistOf(
  set: CriteriaSet,
  scorecard: Scorecard,
  evidence: ReadonlyMap<string, number>,
): readonly CheckLine[] {
  if (!isUnitsTurn(scorecard.stage)) return [];
  const asked = new Set(contested(scorecard).map(({ code }) => code));
  const isAsked = ({ code, rule }: Leaf): boolean =>
    !isFed(rule) && !isLeafLocked(scorecard, code) && (scorecard.stage === 'self' || asked.has(code));
  return leavesOf(set)
    .filter(isAsked)
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

/** Leaves that lack it. */
export function countOf(lines: readonly CheckLine[], want: Want): number {
  return lines.filter(({ wants }) => wants.includes(want)).length;
}
