import type { Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';

/** Which codes of a batch are handed out: one document for each batch that is handed out one by one. */
export const codeHandoutsPlan: CollectionPlan = {
  name: 'codeHandouts',
  schemaVersion: 1,
  indexes: [{ keys: { eraseAt: 1 }, expireAfterSeconds: 0 }],
};

export interface Handouts {
  /** How many codes are handed out: the serials from 1 up to it. */
  readonly count: number;
  /** Serial by hash of the case for which its code was handed out. */
  readonly serials: Readonly<Record<string, number>>;
  /** Hashes of the cases about which a message was kept. */
  readonly marked?: Readonly<Record<string, true>> | undefined;
}

interface HandoutDocument extends Handouts {
  /** Id of the batch. */
  readonly _id: string;
  readonly eraseAt: Date;
}

export function handoutStore(connection: Connection) {
  const handouts = connection.collection<HandoutDocument>(codeHandoutsPlan.name);
  return {
    async find(batchId: string): Promise<Handouts | undefined> {
      const found = (await handouts.findOne({ _id: batchId })) ?? undefined;
      return found && { count: found.count, serials: found.serials ?? {}, marked: found.marked };
    },
    /**
     * Hands the next codes out for cases that have none, all of them in one write.
     *
     * @param seen how many were handed out when the cases were looked up
     * @returns false when another request came between; nothing is handed out then
     */
    async handOut(
      batchId: string,
      seen: number,
      { hashes, eraseAt }: { readonly hashes: readonly string[]; readonly eraseAt: Date },
    ): Promise<boolean> {
      const added = hashes.map((hash, index) => [`serials.${hash}`, seen + index + 1] as const);
      const change = { $set: { ...Object.fromEntries(added), count: seen + hashes.length, eraseAt } };
      try {
        const { matchedCount, upsertedCount } = await handouts.updateOne(
          { _id: batchId, count: seen },
          change,
          {
            upsert: true,
          },
        );
        return matchedCount + upsertedCount === 1;
      } catch (error) {
        if (isDuplicateKey(error)) return false; // it is there with another count
        throw error;
      }
    },
    /**
     * Marks that messages about cases were kept.
     *
     * @returns the hashes of those that were marked before
     */
    async mark(
      cases: readonly { readonly batchId: string; readonly caseHash: string }[],
    ): Promise<ReadonlySet<string>> {
      const before = new Set<string>();
      for (const batchId of new Set(cases.map((one) => one.batchId))) {
        const some = cases.filter((one) => one.batchId === batchId);
        const $set = Object.fromEntries(some.map(({ caseHash }) => [`marked.${caseHash}`, true as const]));
        const seen = await handouts.findOneAndUpdate({ _id: batchId }, { $set });
        for (const { caseHash } of some) if (seen?.marked?.[caseHash]) before.add(caseHash);
      }
      return before;
    },
  };
}
export type HandoutStore = ReturnType<typeof handoutStore>;
