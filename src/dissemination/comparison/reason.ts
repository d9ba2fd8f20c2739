/** Why an installation is not in the comparison. */
import { withoutControls } from '../../platform/text/plainText.ts';

/** - `unreachable`, `nothingPublished`: missing; - all others: refused */
const reasonKinds = [
  'unreachable',
  'nothingPublished',
  'unreadable',
  'severalRounds',
  'otherKey',
  'notVerified',
  'notInLedger',
  'rewritten',
  'older',
  'severalUnits',
  'otherPeriod',
  'otherMethod',
  'otherQuestions',
  'otherSample',
  'otherData',
] as const;
export type ReasonKind = (typeof reasonKinds)[number];

export interface Reason {
  readonly kind: ReasonKind;
  /** What exactly, in the words of the check or of the installation. */
  readonly details: readonly string[];
}

const detailsMax = 10;
const lettersMax = 300;

/** The details may come from the installation: they are kept short, on one line, and without control characters. */
export function reason(kind: ReasonKind, ...details: readonly string[]): Reason {
  const short = details
    .slice(0, detailsMax)
    .map((text) => withoutControls(text).replaceAll(/\s+/g, ' ').slice(0, lettersMax));
  return { kind, details: short };
}

export function isMissing({ kind }: Reason): boolean {
  return kind === 'unreachable' || kind === 'nothingPublished';
}
