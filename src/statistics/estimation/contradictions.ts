/**
 * Finds what cannot be true in a figure reported elsewhere. A reported figure stays as it is, word for word; a contradiction
 * is listed with it, not corrected.
 */

/** A reported figure. Values and changes are stored in hundredths: 91.28 % is 9128. */
export interface FigureToCheck {
  readonly valueHundredths: number;
  /** In percentage points. */
  readonly changeHundredths?: number | undefined;
  readonly rank?: number | undefined;
  readonly of?: number | undefined;
  /** Ranks gained (positive) or lost since the period before. */
  readonly ranksGained?: number | undefined;
}

export type Contradiction =
  | { readonly kind: 'previousRankImpossible'; readonly previousRank: number }
  | { readonly kind: 'rankImpossible'; readonly rank: number; readonly of: number }
  | { readonly kind: 'valueImpossible'; readonly valueHundredths: number }
  | { readonly kind: 'previousValueImpossible'; readonly previousHundredths: number }
  | {
      readonly kind: 'differsFromEarlier';
      readonly previousHundredths: number;
      readonly reportedHundredths: number;
    }
  | {
      readonly kind: 'rankDiffersFromEarlier';
      readonly previousRank: number;
      readonly reportedRank: number;
    };

/**
 * @param earlier the figure reported for the period before, if known
 * @returns every contradiction, in a fixed order; empty if the figure can be true
 * @see docs/methodology.md, section 0
 */
export function contradictionsIn(figure: FigureToCheck, earlier?: FigureToCheck): Contradiction[] {
  return [...rankContradictions(figure, earlier), ...valueContradictions(figure, earlier)];
}

function rankContradictions(
  { rank, of, ranksGained }: FigureToCheck,
  earlier?: FigureToCheck,
): Contradiction[] {
  const found: Contradiction[] = [];
  if (rank === undefined) return found;
  if (rank < 1 || (of !== undefined && rank > of))
    found.push({ kind: 'rankImpossible', rank, of: of ?? rank });
  if (ranksGained === undefined) return found;
  const previousRank = rank + ranksGained;
  if (previousRank < 1 || (of !== undefined && previousRank > of)) {
    found.push({ kind: 'previousRankImpossible', previousRank });
  }
  if (earlier?.rank !== undefined && earlier.rank !== previousRank) {
    found.push({ kind: 'rankDiffersFromEarlier', previousRank, reportedRank: earlier.rank });
  }
  return found;
}

function valueContradictions(figure: FigureToCheck, earlier?: FigureToCheck): Contradiction[] {
  const found: Contradiction[] = [];
  const { valueHundredths, changeHundredths } = figure;
  if (!isPercent(valueHundredths)) found.push({ kind: 'valueImpossible', valueHundredths });
  if (changeHundredths === undefined) return found;
  const previousHundredths = valueHundredths - changeHundredths;
  if (!isPercent(previousHundredths)) found.push({ kind: 'previousValueImpossible', previousHundredths });
  if (earlier && earlier.valueHundredths !== previousHundredths) {
    found.push({
      kind: 'differsFromEarlier',
      previousHundredths,
      reportedHundredths: earlier.valueHundredths,
    });
  }
  return found;
}

function isPercent(hundredths: number): boolean {
  return hundredths >= 0 && hundredths <= 10_000;
}
