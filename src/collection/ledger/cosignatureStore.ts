import type { Connection } from 'mongoose';
import type { KeptCheckpoint } from './checkpointStore.ts';

/** The signature of a witness on a checkpoint. */
export interface Cosignature {
  /** Number of the checkpoint. */
  readonly number: number;
  /** Verifier key of the witness. */
  readonly witness: string;
  /** When the witness signed, by its own clock. */
  readonly at: Date;
  /** Line of a signed note, with its line break. */
  readonly line: string;
}

export function cosignatureStore(connection: Connection) {
  const cosignatures = connection.collection<Cosignature & { readonly _id: string }>('ledgerCosignatures');

  /** The signatures of witnesses on the checkpoints from one number up to, but not including, another, by number. */
  async function cosignatureLines(from: number, to: number): Promise<ReadonlyMap<number, string>> {
    const found = await cosignatures
      .find({ number: { $gte: from, $lt: to } }, { sort: { _id: 1 } })
      .toArray();
    const lines = new Map<number, string>();
    for (const { number, line } of found) lines.set(number, `${lines.get(number) ?? ''}${line}`);
    return lines;
  }

  return {
    cosignatureLines,
    /** The note of a checkpoint followed by the signatures of witnesses. */
    async noteWithCosignatures({ number, note }: Pick<KeptCheckpoint, 'number' | 'note'>): Promise<string> {
      const lines = await cosignatureLines(number, number + 1);
      return `${note}${lines.get(number) ?? ''}`;
    },
    /** Signatures of one witness, newest first. */
    async listCosignatures({
      witness,
      count,
    }: {
      witness: string;
      count: number;
    }): Promise<readonly Cosignature[]> {
      const found = cosignatures.find({ witness }, { sort: { number: -1 }, limit: count });
      return (await found.toArray()).map(cosignatureOf);
    },
    /** The last signature of each witness, by the name of the witness. */
    async listWitnesses(): Promise<readonly Cosignature[]> {
      const keys: string[] = await cosignatures.distinct('witness');
      const last = await Promise.all(
        keys
          .toSorted()
          .map(async (witness) => await cosignatures.findOne({ witness }, { sort: { number: -1 } })),
      );
      return last.flatMap((one) => (one ? [cosignatureOf(one)] : []));
    },
    /** Idempotent by witness and checkpoint. */
    async addCosignature(cosignature: Cosignature): Promise<void> {
      const { number, witness } = cosignature;
      const _id = `${String(number).padStart(9, '0')} ${witness}`;
      await cosignatures.updateOne({ _id }, { $setOnInsert: cosignature }, { upsert: true });
    },
  };
}

function cosignatureOf({ _id, ...cosignature }: Cosignature & { readonly _id: string }): Cosignature {
  return cosignature;
}
