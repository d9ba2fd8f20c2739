/**
 * The live state of an open round: for a unit and its factors, a band that contains the index, drawn at fixed times of the
 * day. A band spans at least 40 answers, about twice what one respondent gives. Its ends lie on a grid with a random offset,
 * so one more response seldom moves it, and nobody can choose an end to lie next to a sum that they know.
 *
 * Each further band drawn from the same responses narrows down the index. So a band is redrawn only after its answers have
 * changed by half, or by 10,000. Consider a reader who knows all other answers. The chance that all bands of one figure in a
 * round of 100,000 respondents disclose somebody's answer is then at most a quarter; with a new band every six hours it
 * would be 0.6 within ten days.
 *
 * @see docs/methodology.md, section 9
 */
import { MINIMUM_RESPONDENTS } from './threshold.ts';

/** Possible band widths in percentage points. The first that spans enough answers is used. */
const WIDTHS = [1, 2, 5, 10, 20] as const;
/** The fewest answers that a band must span. */
const ANSWERS_PER_BAND = 40;
/** A band is redrawn after a change of this many answers, however many there were. */
const ANSWERS_CHANGED = 10_000;

/** Whole percents, 0 to 100. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** The exact index. Not for display. */
export interface Measurement {
  readonly unitId: string;
  /** `scopeKey` of the overall index or of a factor. */
  readonly scope: string;
  /** 0 to 1. */
  readonly share: number;
  /** Respondents with a valid answer within the scope. */
  readonly respondents: number;
  /** The inverse of the largest effect of one answer on the share. With equal weights, this is the number of answers. */
  readonly answers: number;
}

/** A band and the measurement that it was drawn from. */
export interface DrawnBand extends Band, Pick<Measurement, 'unitId' | 'scope' | 'respondents' | 'answers'> {
  readonly drawnAt: Date;
}

/**
 * Draws the bands to show next.
 *
 * @param held the bands shown now; a band is kept until the answers behind it have changed enough
 * @param offset start of a band's grid as a share of its width: 0 or more and below 1, secret and different each time
 */
export function drawBands(
  held: readonly DrawnBand[],
  measured: readonly Measurement[],
  { at, offset }: { readonly at: Date; readonly offset: () => number },
): DrawnBand[] {
  const heldOf = new Map(held.map((band) => [keyOf(band), band]));
  return measured.flatMap((one) => {
    const before = heldOf.get(keyOf(one));
    if (before && !hasChanged(before.answers, one.answers)) return [before];
    const width = bandWidth(one);
    if (width === undefined) return [];
    const { unitId, scope, respondents, answers } = one;
    return [{ unitId, scope, respondents, answers, drawnAt: at, ...bandAround(one.share, width, offset()) }];
  });
}

/** @returns percentage points; undefined with too few respondents or answers for a band */
export function bandWidth({
  respondents,
  answers,
}: Pick<Measurement, 'respondents' | 'answers'>): number | undefined {
  if (respondents < MINIMUM_RESPONDENTS) return undefined;
  return WIDTHS.find((width) => width * answers >= 100 * ANSWERS_PER_BAND);
}

/**
 * The grid cell that contains a share, its ends rounded outwards to whole percents.
 *
 * @param share 0 to 1
 * @param width percentage points
 * @param offset start of the grid as a share of the width
 */
export function bandAround(share: number, width: number, offset: number): Band {
  const percent = 100 * share;
  const begin = offset * width;
  const low = begin + Math.floor((percent - begin) / width) * width;
  return { low: Math.max(0, Math.floor(low)), high: Math.min(100, Math.ceil(low + width)) };
}

function hasChanged(before: number, after: number): boolean {
  const isByHalf = after * 2 >= before * 3 || after * 3 <= before * 2;
  return isByHalf || Math.abs(after - before) >= ANSWERS_CHANGED;
}

function keyOf({ unitId, scope }: Pick<Measurement, 'unitId' | 'scope'>): string {
  return `${unitId} ${scope}`;
}
