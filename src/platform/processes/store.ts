import { Schema, type Connection } from 'mongoose';
import type { CollectionPlan } from '../storage/collection.ts';

export const processesPlan: CollectionPlan = { name: 'processes', schemaVersion: 1 };

/** A process that serves this installation. Readers watch whether the beat grows; it contains no wall-clock time. */
export interface Heartbeat {
  /** Random, generated at the start of the process. */
  readonly id: string;
  readonly beat: number;
}

interface HeartbeatDocument {
  readonly _id: string;
  readonly beat: number;
}

const schema = new Schema<HeartbeatDocument>(
  { _id: String, beat: { type: Number, required: true } },
  { strict: 'throw', versionKey: false },
);

export function processStore(connection: Connection) {
  const processes = connection.model('Process', schema, processesPlan.name);
  return {
    async beat(processId: string): Promise<void> {
      await processes.updateOne({ _id: processId }, { $inc: { beat: 1 } }, { upsert: true });
    },
    async list(): Promise<readonly Heartbeat[]> {
      const documents = await processes.find().lean<HeartbeatDocument[]>();
      return documents.map(({ _id, beat }) => ({ id: _id, beat }));
    },
    async remove(processIds: readonly string[]): Promise<void> {
      await processes.deleteMany({ _id: { $in: [...processIds] } });
    },
  };
}
export type ProcessStore = ReturnType<typeof processStore>;
