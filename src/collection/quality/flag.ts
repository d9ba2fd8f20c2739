/**
 * Flags: signs of haste, answering for others or ballot stuffing, set on arrival, because nothing is stored from
 * which they could be found later. A flag is a sign, not proof; by itself it changes no figure. The rules have a
 * version: a submission records the version by which it was judged, and a new version does not apply to older ones.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import assert from 'node:assert/strict';
import { answeredCount } from '../../design/surveys/several.ts';

export const flagKinds = [
  'tooFast',
  'straightLined',
  'sameAnswers',
  'outsideHours',
  'sameBrowser',
  'sameForm',
  'honeypot',
] as const;
export type FlagKind = (typeof flagKinds)[number];

/** The numeric rules; the ledger holds their hash (docs/quality.md). */
export const flagRules = {
  version: 2,
  /** Less than a second per answer is faster than anybody reads. */
  msPerAnswer: 1000,
  /** With fewer answers than this, straight-lining or identical answers mean nothing. */
  answersMin: 5,
  /** This many earlier submissions at the point in the same hour had identical answers. */
  sameBefore: 2,
  /**
   * This many earlier submissions came from the browser on the same day: a family on one telephone is not flagged.
   */
  sentBefore: 3,
  /** The same opened form was submitted this many times before: going back, or handing it on once, is not flagged. */
  formSentBefore: 2,
} as const;

/** Stored with a submission: the version of the rules, and the flags raised, in the order of `flagKinds`. */
export interface Flags {
  readonly rules: number;
  readonly raised: readonly FlagKind[];
}

/** Observations about a submission; what a channel cannot observe is missing. */
export interface Circumstances {
  /** From opening the form to its arrival. */
  readonly ageMs?: number | undefined;
  /** The only information about duration that a kiosk sends. */
  readonly tooFast?: boolean | undefined;
  /** At a counter: given outside office hours. */
  readonly outsideHours?: boolean | undefined;
  /** Earlier submissions from this browser on the same day. */
  readonly sentBefore?: number | undefined;
  /** How often this form, opened once, was already submitted as another person's. */
  readonly formSentBefore?: number | undefined;
  /** Submissions at the same access point and hour with identical answers. */
  readonly sameBefore?: number | undefined;
  /** The answers to the questions that are rated, where some are not. */
  readonly rated?: Answers | undefined;
  /** The field that is invisible to people was filled in. */
  readonly honeypot?: boolean | undefined;
}

type Answers = Readonly<Record<string, number>>;

export function flagsOf(answers: Answers, seen: Circumstances): Flags {
  const count = answeredCount(answers);
  const isLine = isStraightLined(seen.rated ?? answers);
  const isRaised: Record<FlagKind, boolean> = {
    tooFast: seen.tooFast === true || (seen.ageMs ?? Infinity) < count * flagRules.msPerAnswer,
    straightLined: isLine,
    // Many people rate everything as good: an identical straight line is no further sign.
    sameAnswers: !isLine && count >= flagRules.answersMin && (seen.sameBefore ?? 0) >= flagRules.sameBefore,
    outsideHours: seen.outsideHours === true,
    sameBrowser: (seen.sentBefore ?? 0) >= flagRules.sentBefore,
    sameForm: (seen.formSentBefore ?? 0) >= flagRules.formSentBefore,
    honeypot: seen.honeypot === true,
  };
  return { rules: flagRules.version, raised: flagKinds.filter((kind) => isRaised[kind]) };
}

/** Straight-lining: the same level, or "no opinion", for every rated question. */
export function isStraightLined(answers: Answers): boolean {
  const levels = Object.values(answers);
  return levels.length >= flagRules.answersMin && new Set(levels).size === 1;
}

/**
 * Whether figures are also published without the submission. Straight-lining alone is not enough: many honest people
 * answer so, and excluding only satisfied ones would bias the figure.
 */
export function isSetApart(raised: readonly FlagKind[]): boolean {
  return raised.some((kind) => kind !== 'straightLined');
}

/** The value of the tally dimension `flag` for submissions that are set apart; the other values are the kinds. */
export const SET_APART = 'apart';

export function flagValues(raised: readonly FlagKind[]): readonly string[] {
  return isSetApart(raised) ? [...raised, SET_APART] : raised;
}

/** The content of the log entry when a version of the rules comes into force. */
export function flagRulesHash(): string {
  const text = canonicalize({ ...flagRules, kinds: flagKinds });
  assert(text !== undefined);
  return createHash('sha256').update(text).digest('hex');
}
