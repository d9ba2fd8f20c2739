/**
 * An annulment excludes submissions from the results, for a reason that is public in the ledger; it deletes nothing.
 * Submissions are chosen by criterion, without sight of their answers. An annulment of more than three needs the
 * approval of a second account, so that nobody removes unwelcome answers alone.
 */
import type { Actor } from '../../access/audit/entry.ts';
import type { FlagKind, SET_APART } from '../quality/flag.ts';

export const annulmentReasons = ['test', 'technical', 'repeated', 'pressed', 'byStaff', 'onRequest'] as const;
type AnnulmentReason = (typeof annulmentReasons)[number];

/** Which submissions to annul. */
export type Criterion =
  /** The submission with this receipt. */
  | { readonly kind: 'receipt'; readonly receiptCode: string }
  /** All submissions at an access point from the first day to the last, both included; the days must be over. */
  | {
      readonly kind: 'point';
      readonly accessPointId: string;
      readonly roundIds: readonly string[];
      readonly fromDay: string;
      readonly toDay: string;
      /** Only those with this flag, or with any flag that sets a submission apart. */
      readonly flag?: FlagKind | typeof SET_APART | undefined;
    };

/** - `waiting`: for a second account; - `agreed`: approved, not yet carried out; - `done`, `refused`: final */
export type AnnulmentState = 'waiting' | 'agreed' | 'done' | 'refused';

export interface Annulment {
  readonly id: string;
  readonly criterion: Criterion;
  /** The criterion in words: code of the point, days. Nothing about a single person. */
  readonly label: string;
  /** Units whose answers are affected. */
  readonly unitIds: readonly string[];
  readonly reason: AnnulmentReason;
  /** Remarks beyond the reason; stored here, not in the public ledger. */
  readonly note: string;
  /** Submissions that met the criterion when the annulment was requested. */
  readonly count: number;
  readonly state: AnnulmentState;
  readonly askedBy: Actor;
  readonly askedAt: Date;
  readonly decidedBy?: Actor | undefined;
  readonly decidedAt?: Date | undefined;
  /** Submissions that were actually annulled. */
  readonly annulledCount?: number | undefined;
}

const aloneMax = 3;

/** The state in which an annulment starts. */
export function firstState(count: number): AnnulmentState {
  return count > aloneMax ? 'waiting' : 'agreed';
}

/** Nobody may approve their own request. */
export function mayDecide(annulment: Annulment, accountId: string): boolean {
  return annulment.state === 'waiting' && annulment.askedBy.accountId !== accountId;
}

/** The requester may withdraw the request. */
export function mayRefuse(annulment: Annulment): boolean {
  return annulment.state === 'waiting';
}
