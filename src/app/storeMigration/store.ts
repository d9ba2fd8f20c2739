import { Schema, type Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';

export const storeMigrationsPlan: CollectionPlan = { name: 'storeMigrations', schemaVersion: 1 };

/** The state of a store in a move; without one, it is a normal installation. */
export type Move =
  /** It is being filled, and must not be served. */
  | {
      readonly state: 'arriving';
      /** Identifies the installation that is being copied here. */
      readonly installation: string;
      /** For each collection, the last key that was copied. */
      readonly arrived: Readonly<Record<string, unknown>>;
    }
  /** It is served from another store now. */
  | { readonly state: 'left'; readonly to: string; readonly at: Date };

type MoveDocument = { readonly _id: string } & Record<string, unknown>;

const schema = new Schema<MoveDocument>(
  {
    _id: String,
    state: { type: String, required: true },
    installation: String,
    arrived: Schema.Types.Mixed,
    to: String,
    at: Date,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

export function storeMigrationStore(connection: Connection) {
  const storeMigrations = connection.model('Move', schema, storeMigrationsPlan.name);
  const _id = 'move';
  return {
    async find(): Promise<Move | undefined> {
      const document = await storeMigrations.findById(_id).lean<MoveDocument>();
      if (!document) return undefined;
      const { _id: _same, ...move } = document;
      return move as unknown as Move;
    },
    async begin(installation: string): Promise<void> {
      await storeMigrations.updateOne(
        { _id },
        { $setOnInsert: { state: 'arriving', installation, arrived: {} } },
        { upsert: true },
      );
    },
    async noteArrived(collection: string, lastId: unknown): Promise<void> {
      await storeMigrations.updateOne({ _id }, { $set: { [`arrived.${collection}`]: lastId } });
    },
    async end(): Promise<void> {
      await storeMigrations.deleteOne({ _id });
    },
    async leave(to: string, at: Date): Promise<void> {
      await storeMigrations.updateOne({ _id }, { $set: { state: 'left', to, at } }, { upsert: true });
    },
  };
}
