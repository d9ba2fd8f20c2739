import type { Connection } from 'mongoose';
import { collection, Mixed } from '../../platform/storage/collection.ts';

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

interface StoredMove {
  readonly id: string;
  readonly state: Move['state'];
  readonly installation?: string;
  readonly arrived?: Readonly<Record<string, unknown>>;
  readonly to?: string;
  readonly at?: Date;
}

export const storeMigrationsCollection = collection<StoredMove>({
  name: 'storeMigrations',
  fields: { state: String, 'installation?': String, 'arrived?': Mixed, 'to?': String, 'at?': Date },
});

export function storeMigrationStore(connection: Connection) {
  const { addNew, change, find, put, remove } = storeMigrationsCollection.open(connection);
  const id = 'move';
  return {
    async find(): Promise<Move | undefined> {
      const found = await find(id);
      if (!found) return undefined;
      const { id: _id, ...move } = found;
      return move as Move;
    },
    async begin(installation: string): Promise<void> {
      await addNew({ id, state: 'arriving', installation, arrived: {} });
    },
    async noteArrived(collectionName: string, lastId: unknown): Promise<void> {
      await change(id, { [`arrived.${collectionName}` as const]: lastId });
    },
    async end(): Promise<void> {
      await remove(id);
    },
    async leave(to: string, at: Date): Promise<void> {
      await put({ id, state: 'left', to, at });
    },
  };
}
