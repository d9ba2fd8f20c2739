import { startThread } from '../../platform/startThread.ts';
import type { Unit } from '../../registers/units/unit.ts';
import { unitTreeOn } from '../../registers/units/unitTree.ts';
import type { Tally } from '../../statistics/estimation/tally.ts';
import type { RoundAudit } from './auditRound.ts';
import type { MeasuredRound } from './results.ts';

export interface AuditTask {
  readonly round: SentRound;
  readonly now: Date;
}

const limitMs = 5 * 60_000;

/**
 * Audits a round in a worker thread.
 *
 * @param measured by its units as collected
 * @throws Error when it exceeds the time limit
 */
export async function auditInThread(measured: MeasuredRound, now: Date): Promise<RoundAudit | undefined> {
  const worker = startThread(new URL('./auditWorker.ts', import.meta.url), {
    workerData: { round: sent(measured), now } satisfies AuditTask,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
      timer = setTimeout(() => reject(new Error(`the audit of a release took over ${limitMs} ms`)), limitMs);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** A round that can be sent to another thread. */
export interface SentRound extends Omit<MeasuredRound, 'tree'> {
  /** Of the day of the round. */
  readonly units: readonly Unit[];
  readonly day: string;
}

function sent({ tree, snapshot, ...others }: MeasuredRound): SentRound {
  const units = tree.rootIds().flatMap((id) => tree.subtreeIds(id));
  return {
    ...others,
    units: units.map((id) => tree.get(id)),
    day: tree.day,
    snapshot: { ...snapshot, tallies: inOneBuffer(snapshot.tallies) },
  };
}

export function received({ units, day, ...others }: SentRound): MeasuredRound {
  return { ...others, tree: unitTreeOn(units, day) };
}

/** The same tallies. Sending thousands of buffers would keep the sender busy for a hundred milliseconds. */
function inOneBuffer(tallies: readonly Tally[]): readonly Tally[] {
  const all = new Float64Array(tallies.reduce((sum, { numbers }) => sum + numbers.length, 0));
  let from = 0;
  return tallies.map(({ unitId, dimension, value, numbers }) => {
    all.set(numbers, from);
    return { unitId, dimension, value, numbers: all.subarray(from, (from += numbers.length)) };
  });
}
