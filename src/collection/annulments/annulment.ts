/**
 * An annulment takes submissions out of what counts, with a reason that everybody can read in the ledger; it deletes
 * nothing. It is asked for by criterion, without seeing an answer. Above three submissions a second account has to
 * agree, so that nobody clears away alone what displeases them.
 */
import type { Actor } from '../../access/audit/entry.ts';
import type { FlagKind, SET_APART } from '../quality/flag.ts';

export const annulmentReasons = ['test', 'technical', 'repeated', 'pressed', 'byStaff', 'onRequest'] as const;
export type AnnulmentReason = (typeof annulmentReasons)[number];

/** Which submissions. */
export type Criterion =
  /** The one with this receipt. */
  | { readonly kind: 'receipt'; readonly receiptCode: string }
  /** All that came at an access point on these days, the last included; days that are over. */
  | {
      readonly kind: 'point';
      readonly accessPointId: string;
      readonly roundIds: readonly string[];
      readonly fromDay: string;
      readonly toDay: string;
      /** Only those with this flag, or set apart by any. */
      readonly flag?: FlagKind | typeof SET_APART | undefined;
    };

/** - `waiting`: for a second account; - `agreed`: to be carried out; - `done`, `refused`: over */
export type AnnulmentState = 'waiting' | 'agreed' | 'done' | 'refused';

export interface Annulment {
  readonly id: string;
  readonly criterion: Criterion;
  /** What the criterion means, in words: code of the point, days. Nothing of a single person. */
  readonly label: string;
  /** Units whose answers it concerns. */
  readonly unitIds: readonly string[];
  readonly reason: AnnulmentReason;
  /** What there is to say beyond the reason; kept here, and not in the public ledger. */
  readonly note: string;
  /** Submissions that met the criterion when it was asked for. */
  readonly count: number;
  readonly state: AnnulmentState;
  readonly askedBy: Actor;
  readonly askedAt: Date;
  readonly decidedBy?: Actor | undefined;
  readonly decidedAt?: Date | undefined;
  /** Submissions that were annulled. */
  readonly annulledCount?: number | undefined;
}

const aloneMax = 3;

/** The state in which an annulment begins. */
export function firstState(count: number): AnnulmentState {
  return count > aloneMax ? 'waiting' : 'agreed';
}

/** Nobody agrees to what they asked for themselves. */
export function mayDecide(annulment: Annulment, accountId: string): boolean {
  return annulment.state === 'waiting' && annulment.askedBy.accountId !== accountId;
}

/** Who asked may take it back. */
export function mayRefuse(annulment: Annulment): boolean {
  return annulment.state === 'waiting';
}
