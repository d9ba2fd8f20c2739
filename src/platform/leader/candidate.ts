/**
 * One process of an installation leads: it drains, seals, schedules and runs jobs. Each process is a candidate.
 *
 * Wall clocks are never compared. A candidate takes over the lease after watching it, unchanged, for a whole lease on
 * its own monotonic clock; a leader counts its lease from before it requested the renewal. A clock that is set forward
 * or back therefore makes no second leader. A process that was paused for longer than its lease may still believe that
 * it leads, for as long as one write takes: so every write of a leader carries its term, and the stored data refuse an
 * older one (fence.ts).
 */
import { randomUUID } from 'node:crypto';
import type { Lease, LeaseStore } from './store.ts';

/** One term of leadership of one process. */
export interface Term {
  /** Greater than that of every earlier term. */
  readonly number: number;
  /** True means that the lease is certainly lost; false may be out of date by the length of a pause. */
  isOver(): boolean;
}

export interface CandidateOptions {
  readonly leases: LeaseStore;
  readonly leaseMs: number;
  /** Monotonic clock of this process. */
  readonly elapsedMs: () => number;
}

/** One process in the election of the leader, under a random id; at most one candidate holds the lease. */
export function candidate({ leases, leaseMs, elapsedMs }: CandidateOptions) {
  const id = randomUUID();
  let watched: { readonly lease: Lease; readonly sinceMs: number } | undefined;
  let leading: { readonly lease: Lease; untilMs: number; readonly term: Term } | undefined;

  let signals: number | undefined;

  function begin(lease: Lease, untilMs: number): void {
    const leadership = {
      lease,
      untilMs,
      term: {
        number: lease.term,
        isOver: () => leading !== leadership || elapsedMs() >= leadership.untilMs,
      },
    };
    leading = leadership;
    watched = undefined;
  }

  return {
    id,
    /** The term in which this process leads; undefined when it does not lead. */
    term(): Term | undefined {
      return leading && !leading.term.isOver() ? leading.term : undefined;
    },
    /** How many signals there were at the last renewal. */
    signals: () => signals,
    /**
     * Renews the lease, takes over an expired one, or watches that of another process. To be called a few times per
     * lease.
     */
    async step(): Promise<void> {
      const askedAtMs = elapsedMs();
      if (leading && !leading.term.isOver()) {
        const held = leading;
        signals = await leases.renew(held.lease);
        if (signals === undefined) leading = undefined;
        else held.untilMs = askedAtMs + leaseMs;
        return;
      }
      leading = undefined;
      const seen = await leases.find();
      const stoodStill = seen && watched && isSame(seen, watched.lease);
      if (seen && !stoodStill) watched = { lease: seen, sinceMs: askedAtMs };
      const isFree = !seen || seen.holder === '' || (stoodStill && askedAtMs - watched!.sinceMs >= leaseMs);
      if (!isFree) return;
      const taken = { holder: id, term: (seen?.term ?? 0) + 1, beat: 0 };
      if (await leases.take(seen, taken)) begin(taken, askedAtMs + leaseMs);
    },
    async stepDown(): Promise<void> {
      const held = leading;
      leading = undefined;
      if (held) await leases.stepDown(held.lease);
    },
  };
}
export type Candidate = ReturnType<typeof candidate>;

function isSame(one: Lease, other: Lease): boolean {
  return one.holder === other.holder && one.term === other.term && one.beat === other.beat;
}
