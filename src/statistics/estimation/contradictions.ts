/**
 * Finds what cannot be true in a figure reported elsewhere. A reported figure stays as it is, word for word; a contradiction
 * is listed with it, not corrected.
 */

/** A reported figure. Values and changes are stored in hundredths: 91.28 % is 9128. */
export interface ReportedFigure {
  readonly valueHundredths: number;
  /** In percentage points. */
  readonly changeHundredths?: number | undefined;
  readonly place?: number | undefined;
  readonly of?: number | undefined;
  /** Ranks gained (positive) or lost since the period before. */
  readonly placesWon?: number | undefined;
}

export type Contradiction =
  | { readonly kind: 'previousPlaceImpossible'; readonly previousPlace: number }
  | { readonly kind: 'placeImpossible'; readonly place: number; readonly of: number }
  | { readonly kind: 'valueImpossible'; readonly valueHundredths: number }
  | { readonly kind: 'previousValueImpossible'; readonly previousHundredths: number }
  | {
      readonly kind: 'differsFromEarlier';
      readonly previousHundredths: number;
      readonly reportedHundredths: number;
    }
  | {
      readonly kind: 'placeDiffersFromEarlier';
      readonly previousPlace: number;
      readonly reportedPlace: number;
    };

/**
 * @param earlier the figure reported for the period before, if known
 * @returns every contradiction, in a fixed order; empty if the figure can be true
 * @see docs/methodology.md, section 0
 */
export function contradictionsIn(figure: ReportedFigure, earlier?: ReportedFigure): Contradiction[] {
  return [...placeContradictions(figure, earlier), ...valueContradictions(figure, earlier)];
}

function placeContradictions(
  { place, of, placesWon }: ReportedFigure,
  earlier?: ReportedFigure,
): Contradiction[] {
  const found: Contradiction[] = [];
  if (place === undefined) return found;
  if (place < 1 || (of !== undefined && place > of))
    found.push({ kind: 'placeImpossible', place, of: of ?? place });
  if (placesWon === undefined) return found;
  const previousPlace = place + placesWon;
  if (previousPlace < 1 || (of !== undefined && previousPlace > of)) {
    found.push({ kind: 'previousPlaceImpossible', previousPlace });
  }
  if (earlier?.place !== undefined && earlier.place !== previousPlace) {
    found.push({ kind: 'placeDiffersFromEarlier', previousPlace, reportedPlace: earlier.place });
  }
  return found;
}

function valueContradictions(figure: ReportedFigure, earlier?: ReportedFigure): Contradiction[] {
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
