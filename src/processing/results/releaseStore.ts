import type { Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';

export const releasesPlan: CollectionPlan = { name: 'releases', schemaVersion: 1 };

/** The audited suppression of a closed round. */
export interface StoredRelease {
  /** Identifies everything that was audited: counts, units, and an earlier publication. */
  readonly mark: string;
  /** Keys of all suppressed figures; absent where some small cell is disclosed whatever is suppressed. */
  readonly suppressed?: readonly string[];
}

/** The last audited suppression of each round, shared by all processes. */
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
      const { suppressed } = found;
      return { mark, ...(suppressed && { suppressed }) };
    },
    async put(roundId: string, release: StoredRelease): Promise<void> {
      await releases.replaceOne({ _id: roundId }, release, { upsert: true });
    },
  };
}
export type ReleaseStore = ReturnType<typeof releaseStore>;
