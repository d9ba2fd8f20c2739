import type { Connection } from 'mongoose';
import { collection } from '../storage/collection.ts';

/** A process that serves this installation. Readers watch whether the beat grows; it contains no wall-clock time. */
export interface Heartbeat {
  /** Random, generated at the start of the process. */
  readonly id: string;
  readonly beat: number;
}

export const processesCollection = collection<Heartbeat>({ name: 'processes', fields: { beat: Number } });

export function processStore(connection: Connection) {
  const { list, model, remove } = processesCollection.open(connection);
  return {
    async beat(processId: string): Promise<void> {
      await model.updateOne({ _id: processId }, { $inc: { beat: 1 } }, { upsert: true });
    },
    list: () => list(),
    async remove(processIds: readonly string[]): Promise<void> {
      await remove({ id: { $in: processIds } });
    },
  };
}
export type ProcessStore = ReturnType<typeof processStore>;
