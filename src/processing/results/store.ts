import type { Connection } from 'mongoose';
import type { LiveState } from '../../statistics/estimation/snapshot.ts';
import { collection, maybeEmpty } from '../../platform/storage/collection.ts';

/** The live state of a round by one method: `sipas-2017@1`. */
export interface StoredLiveState extends LiveState {
  readonly roundId: string;
  readonly method: string;
  /** Increases with every change. */
  readonly step: number;
}

interface Stored extends Omit<StoredLiveState, 'roundId'> {
  /** Id of the round. */
  readonly id: string;
}

export const resultsSnapshotsCollection = collection<Stored>({
  name: 'resultsSnapshots',
  fields: {
    method: String,
    step: Number,
    slotAt: Date,
    takenAt: Date,
    responses: Number,
    units: [{ unitId: String, respondents: Number, residual: Number }],
    bands: [
      {
        unitId: String,
        scope: maybeEmpty,
        respondents: Number,
        answers: Number,
        low: Number,
        high: Number,
        drawnAt: Date,
      },
    ],
  },
});

/** The live states of open rounds. They are stored, so that all processes show the same bands and a restart draws no new ones. */
export function resultsSnapshotStore(connection: Connection) {
  const { addNew, change, find, remove } = resultsSnapshotsCollection.open(connection);
  return {
    async find(roundId: string): Promise<StoredLiveState | undefined> {
      const found = await find(roundId);
      if (!found) return undefined;
      const { id: _id, ...state } = found;
      return { roundId, ...state };
    },
    /**
     * Replaces the state that the next one was computed from.
     *
     * @param stored undefined if there was none
     * @returns false if another process has replaced it meanwhile
     */
    advance: (stored: StoredLiveState | undefined, { roundId: id, ...next }: StoredLiveState) =>
      stored ? change({ id, step: stored.step }, next) : addNew({ id, ...next }),
    /** Deletes the stored states, so that they are computed afresh from the tallies. */
    async drop(): Promise<void> {
      await remove({});
    },
  };
}
