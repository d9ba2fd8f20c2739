import type { Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import type { RoundAudit } from './auditRound.ts';

export const releasesPlan: CollectionPlan = { name: 'releases', schemaVersion: 1 };

/** The audit of a closed round. */
export interface StoredRelease {
  /** Identifies everything that was audited: counts, units, and an earlier publication. */
  readonly mark: string;
  /** Undefined where some small cell is disclosed whatever is suppressed. */
  readonly audit: RoundAudit | undefined;
}

/** The last audit of each round, shared by all processes. */
export function releaseStore(connection: Connection) {
  const releases = connection.collection<StoredRelease & { readonly _id: string }>(releasesPlan.name);
  return {
    async has(roundId: string): Promise<boolean> {
      return (await releases.countDocuments({ _id: roundId }, { limit: 1 })) > 0;
    },
    /** @returns undefined where the last audit was of another state */
    async find(roundId: string, mark: string): Promise<StoredRelease | undefined> {
      const found = await releases.findOne({ _id: roundId, mark });
      if (!found) return undefined;
      return { mark, audit: found.audit ?? undefined };
    },
    async put(roundId: string, release: StoredRelease): Promise<void> {
      await releases.replaceOne({ _id: roundId }, release, { upsert: true });
    },
  };
}
export type ReleaseStore = ReturnType<typeof releaseStore>;
