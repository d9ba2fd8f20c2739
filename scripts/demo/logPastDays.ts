import { promisedDay, promiseEnd } from '../../src/collection/ledger/promise.ts';
import { sealLedger } from '../../src/collection/ledger/sealLedger.ts';
import type { Signers } from '../../src/collection/ledger/signers.ts';
import type { Stores } from '../../src/app/stores.ts';

const settledMs = 5 * 60_000;

/**
 * Logs fictitious submissions two days at a time, each at the last midnight that the logging deadline allows, as a
 * program running on those days would have done. If they were logged today, they would rightly be reported as late.
 */
export async function logPastDays(stores: Stores, signers: Signers): Promise<void> {
  const term = { number: 0, isOver: () => false };
  const now = new Date();
  for (;;) {
    const waiting = await stores.submissions.findUnlogged(now, 1);
    const last = await stores.ledger.findLast();
    const midnight = waiting && promiseEnd(promisedDay(waiting.oldestHour));
    if (!midnight || midnight > now || (last && last.time >= midnight)) return; // the leader logs the rest
    await sealLedger({ stores, signers, now: new Date(midnight.getTime() + settledMs), term, hurries: true });
  }
}
