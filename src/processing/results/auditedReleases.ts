/**
 * The disclosure audit of closed rounds. It runs once for each state of a round, and its result is stored: pages, files and
 * publications all suppress what it says.
 */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { snapshotHashOf } from '../published/snapshotHash.ts';
import { auditInThread } from './auditInThread.ts';
import type { ReleaseStore, StoredRelease } from './releaseStore.ts';
import type { AuditedRelease, MeasuredRound } from './results.ts';

/** An audit, and how long a reader waits for one in progress. Most take a second or two. */
const ordinary = { audit: auditInThread, patienceMs: 10_000 };

export function auditedReleases(
  releases: Pick<ReleaseStore, 'find' | 'put'>,
  now: () => Date,
  { audit: auditRound, patienceMs }: typeof ordinary = ordinary,
) {
  /** By snapshot, the last one read: the same object while nothing changes, because figures are cached by it. */
  const kept = new WeakMap<
    MeasuredRound['snapshot'],
    { readonly of: MeasuredRound; readonly release: AuditedRelease | undefined }
  >();
  const running = new Map<string, Promise<StoredRelease>>();

  async function audit(measured: MeasuredRound, mark: string): Promise<StoredRelease> {
    const stored = { mark, audit: await auditRound(measured, now()) };
    await releases.put(measured.round.id, stored);
    return stored;
  }

  /** Concurrent readers share one audit, which goes on when they have stopped waiting. */
  async function audited(measured: MeasuredRound, mark: string): Promise<StoredRelease | undefined> {
    const known = await releases.find(measured.round.id, mark);
    if (known) return known;
    const shared = running.get(mark) ?? audit(measured, mark).finally(() => running.delete(mark));
    running.set(mark, shared);
    return await Promise.race([shared, wait(patienceMs, undefined, { ref: false })]);
  }

  return {
    /**
     * @param measured everything counted in a closed round, with its last publication
     * @returns undefined while the audit is in progress, and where figures cannot be shown at all
     */
    async find(measured: MeasuredRound): Promise<AuditedRelease | undefined> {
      const { snapshot, tree, released } = measured;
      const last = kept.get(snapshot);
      if (last?.of.tree === tree && last.of.released === released) return last.release;
      const found = await audited(measured, stateOf(measured));
      if (!found) return undefined;
      const { isCorrection = false } = released ?? {};
      const release = found.audit && {
        suppressed: new Set(found.audit.suppressed),
        designEffects: new Map(found.audit.designEffects),
        isCorrection,
      };
      kept.set(snapshot, { of: measured, release });
      return release;
    },
  };
}

/** Hash of everything that decides what is suppressed. */
function stateOf({ snapshot, tree, round, released }: MeasuredRound): string {
  const units = round.unitIds.flatMap((id) => (tree.has(id) ? tree.subtreeIds(id) : []));
  const ranks = units.map((id) => [id, tree.parentId(id)]);
  const before = released && [released.isCorrection, ...[...released.suppressed].sort()];
  const text = JSON.stringify([snapshotHashOf(snapshot), ranks, before, round.sampleKind]);
  return createHash('sha256').update(text).digest('hex');
}
