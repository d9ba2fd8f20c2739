/**
 * The live state of an open round: of a unit and its factors a band that contains the index, drawn at fixed times of the
 * day. A band is worth at least 40 answers, about twice what one respondent gives, and its ends lie on a grid that is
 * moved at random; so one more response seldom moves it, and nobody can place an end beside a sum that they know.
 *
 * Each band that is drawn of the same responses narrows the index down further, whoever collects them. So a band is
 * drawn anew only after its answers have changed by half, or by 10,000. The chance that all bands of one figure in a round
 * of 100,000 respondents tell what somebody answered, to a reader who knows all other answers, is then a quarter at
 * most; with a new band every six hours it would be 0.6 within ten days.
 *
 * @see docs/methodology.md, section 9
 */
import { MINIMUM_RESPONDENTS } from './threshold.ts';

/** Widths of a band in percentage points; the first that is worth enough answers is taken. */
const WIDTHS = [1, 2, 5, 10, 20] as const;
/** Answers that a band is worth at least. */
const ANSWERS_PER_BAND = 40;
/** More or fewer answers after which a band is drawn anew, however many there were. */
const ANSWERS_CHANGED = 10_000;

const slotMs = 6 * 60 * 60 * 1000;
const vietNamAheadMs = 7 * 60 * 60 * 1000;

/** Whole percents, 0 to 100. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** An index as it is counted. Not for showing. */
export interface Measurement {
  readonly unitId: string;
  /** `scopeKey` of the whole or of a factor. */
  readonly scope: string;
  /** 0 to 1. */
  readonly share: number;
  /** Respondents with a valid answer within the scope. */
  readonly respondents: number;
  /** 1 over the most that one answer can move the share; where all answers weigh the same, their number. */
  readonly answers: number;
}

/** A band with what it was drawn from. */
export interface DrawnBand extends Band, Pick<Measurement, 'unitId' | 'scope' | 'respondents' | 'answers'> {
  readonly drawnAt: Date;
}

/** How many answered, which is no secret. */
export interface UnitRespondents {
  readonly unitId: string;
  /** With all units below it, and excluding them. */
  readonly respondents: number;
  readonly residual: number;
}

/** All that an open round shows, at one time and in all processes. */
export interface LiveState {
  /** The fixed time that it belongs to, and the instant at which it was taken. */
  readonly slotAt: Date;
  readonly takenAt: Date;
  /** Responses of the round that were counted by then. */
  readonly responses: number;
  readonly units: readonly UnitRespondents[];
  readonly bands: readonly DrawnBand[];
}

/**
 * The bands to show next.
 *
 * @param held the bands that are shown; one is kept until the answers behind it have changed enough
 * @param offset where the grid of a band begins, as a share of its width; 0 or more and below 1, different each time and secret
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

/** @returns percentage points; undefined where there are too few respondents or answers for a band */
export function bandWidth({
  respondents,
  answers,
}: Pick<Measurement, 'respondents' | 'answers'>): number | undefined {
  if (respondents < MINIMUM_RESPONDENTS) return undefined;
  return WIDTHS.find((width) => width * answers >= 100 * ANSWERS_PER_BAND);
}

/**
 * The cell of the grid that a share lies in, its ends rounded outwards to whole percents.
 *
 * @param share 0 to 1
 * @param width percentage points
 * @param offset where the grid begins, as a share of the width
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

/** The last of the fixed times, 0, 6, 12 and 18 o'clock in Viet Nam. */
export function slotOf(now: Date): Date {
  const local = now.getTime() + vietNamAheadMs;
  return new Date(local - (local % slotMs) - vietNamAheadMs);
}

export function slotAfter({ slotAt }: Pick<LiveState, 'slotAt'>): Date {
  return new Date(slotAt.getTime() + slotMs);
}

function keyOf({ unitId, scope }: Pick<Measurement, 'unitId' | 'scope'>): string {
  return `${unitId} ${scope}`;
}
