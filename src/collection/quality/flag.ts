/**
 * Flags: signs of haste, pressing for others or stuffing that are seen when a submission comes in, and set then, because
 * nothing is kept from which they could be found later. A flag is a sign and no proof; by itself it changes no figure.
 * The rules have a version: a submission says under which it was judged, and a new version judges no old one again.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import assert from 'node:assert/strict';

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

/** The rules in numbers; the ledger holds their hash (docs/quality.md). */
export const flagRules = {
  version: 2,
  /** Less than a second for each answer is faster than anybody reads. */
  msPerAnswer: 1000,
  /** With fewer answers than this, the same level throughout, or the same as others, says nothing. */
  answersMin: 5,
  /** So many forms of the point and hour had the very same answers before. */
  sameBefore: 2,
  /** So many forms were sent from the browser before on the same day: a family on one telephone is not flagged. */
  sentBefore: 3,
  /** So many times the very form that was opened was sent before: who goes back, or hands it on once, is not flagged. */
  formSentBefore: 2,
} as const;

/** What a submission carries: under which rules it was judged, and what was raised, in the order of `flagKinds`. */
export interface Flags {
  readonly rules: number;
  readonly raised: readonly FlagKind[];
}

/** What was seen around a submission; what a channel cannot see is left out. */
export interface Circumstances {
  /** From the opening of the form to its arrival. */
  readonly ageMs?: number | undefined;
  /** A kiosk says no more than this of how long it took. */
  readonly tooFast?: boolean | undefined;
  /** At a counter: given when the office was closed. */
  readonly outsideHours?: boolean | undefined;
  /** Forms sent from this browser before on the same day. */
  readonly sentBefore?: number | undefined;
  /** Times that this form, opened once, was sent before as another person's. */
  readonly formSentBefore?: number | undefined;
  /** Forms of the same access point and hour that had the very same answers. */
  readonly sameBefore?: number | undefined;
  /** The field that people do not see was filled in. */
  readonly honeypot?: boolean | undefined;
}

type Answers = Readonly<Record<string, number>>;

export function flagsOf(answers: Answers, seen: Circumstances): Flags {
  const count = Object.keys(answers).length;
  const isLine = isStraightLined(answers);
  const isRaised: Record<FlagKind, boolean> = {
    tooFast: seen.tooFast === true || (seen.ageMs ?? Infinity) < count * flagRules.msPerAnswer,
    straightLined: isLine,
    // People who find everything good, and say so, are many: the same line as others is no further sign.
    sameAnswers: !isLine && count >= flagRules.answersMin && (seen.sameBefore ?? 0) >= flagRules.sameBefore,
    outsideHours: seen.outsideHours === true,
    sameBrowser: (seen.sentBefore ?? 0) >= flagRules.sentBefore,
    sameForm: (seen.formSentBefore ?? 0) >= flagRules.formSentBefore,
    honeypot: seen.honeypot === true,
  };
  return { rules: flagRules.version, raised: flagKinds.filter((kind) => isRaised[kind]) };
}

/** The same level, or "no opinion", for everything. */
export function isStraightLined(answers: Answers): boolean {
  const levels = Object.values(answers);
  return levels.length >= flagRules.answersMin && new Set(levels).size === 1;
}

/**
 * Whether figures are also given without it. The same level throughout alone is not enough: many honest people answer
 * so, and leaving out only the content would bend the figure.
 */
export function isSetApart(raised: readonly FlagKind[]): boolean {
  return raised.some((kind) => kind !== 'straightLined');
}

/** The value of the tally dimension `flag` for what is set apart; the others are the kinds. */
export const SET_APART = 'apart';

export function flagValues(raised: readonly FlagKind[]): readonly string[] {
  return isSetApart(raised) ? [...raised, SET_APART] : raised;
}

/** What the ledger says when a version of the rules comes into force. */
export function flagRulesHash(): string {
  const text = canonicalize({ ...flagRules, kinds: flagKinds });
  assert(text !== undefined);
  return createHash('sha256').update(text).digest('hex');
}
