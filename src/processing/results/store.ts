import { Schema, type Connection } from 'mongoose';
import type { LiveState } from '../../statistics/estimation/snapshot.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';

export const resultsSnapshotsPlan: CollectionPlan = { name: 'resultsSnapshots', schemaVersion: 1 };

/** The live state of a round by one method: `sipas-2017@1`. */
export interface StoredLiveState extends LiveState {
  readonly roundId: string;
  readonly method: string;
  /** Increases with every change. */
  readonly step: number;
}

interface LiveDocument extends LiveState {
  readonly _id: string;
  readonly method: string;
  readonly step: number;
}

const count = { type: Number, required: true } as const;
const text = { type: String, required: true } as const;

const schema = new Schema<LiveDocument>(
  {
    _id: String,
    method: text,
    step: count,
    slotAt: { type: Date, required: true },
    takenAt: { type: Date, required: true },
    responses: count,
    units: [{ _id: false, unitId: text, respondents: count, residual: count }],
    bands: [
      {
        _id: false,
        unitId: text,
        scope: { type: String, default: '' },
        respondents: count,
        answers: count,
        low: count,
        high: count,
        drawnAt: { type: Date, required: true },
      },
    ],
  },
  { strict: 'throw', versionKey: false },
);

/** The live states of open rounds. They are stored, so that all processes show the same bands and a restart draws no new ones. */
export function resultsSnapshotStore(connection: Connection) {
  const resultsSnapshots = connection.model('ResultsSnapshot', schema, resultsSnapshotsPlan.name);
  return {
    async find(roundId: string): Promise<StoredLiveState | undefined> {
      const document = await resultsSnapshots.findById(roundId).lean<LiveDocument>();
      if (!document) return undefined;
      const { _id, ...rest } = document;
      return { roundId: _id, ...rest };
    },
    /**
     * Replaces the state that the next one was computed from.
     *
     * @param stored undefined if there was none
     * @returns false if another process has replaced it meanwhile
     */
    async advance(
      stored: StoredLiveState | undefined,
      { roundId: _id, ...next }: StoredLiveState,
    ): Promise<boolean> {
      if (stored) {
        const { matchedCount } = await resultsSnapshots.updateOne({ _id, step: stored.step }, { $set: next });
        return matchedCount === 1;
      }
      try {
        await resultsSnapshots.insertOne({ _id, ...next });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    /** Deletes the stored states, so that they are computed afresh from the tallies. */
    async drop(): Promise<void> {
      await resultsSnapshots.deleteMany({});
    },
  };
}
