import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { collection, Mixed } from '../../platform/storage/collection.ts';
import type { Frame, ListedPerson } from './frame.ts';
import { keyIsMissing, listKeyOf, newKeyMaterial, openPiece, sealedPieces } from './sealedList.ts';

export const framesCollection = auditedCollection<Frame>({
  name: 'frames',
  indexes: [{ keys: { eraseOn: 1 } }],
  fields: {
    listId: String,
    purpose: String,
    eraseOn: String,
    fields: [String],
    listHash: String,
    strata: [Mixed],
    madeAt: Date,
    madeBy: Mixed,
    state: String,
    version: Number,
    'draw?': Mixed,
    'reminders?': [Mixed],
    'erasedAt?': Date,
  },
});

interface Piece {
  readonly id: string;
  readonly listId: string;
  readonly number: number;
  readonly bytes: Buffer;
}

/** Sealed people and their keys; excluded from every backup. */
export const framePeopleCollection = collection<Piece>({
  name: 'framePeople',
  indexes: [{ keys: { listId: 1, number: 1 } }],
  fields: { listId: String, number: Number, bytes: Buffer },
});

interface Key {
  /** The id of the list. */
  readonly id: string;
  readonly material: Buffer;
  readonly madeAt: Date;
  /** Whether the people are sealed with the key outside the database as well. */
  readonly isOutside?: true | undefined;
}

/** Clustered, so that the embedded store rewrites it every hour and overwrites old pages. */
export const frameKeysCollection = collection<Key>({
  name: 'frameKeys',
  clustered: true,
  fields: { material: Buffer, madeAt: Date, 'isOutside?': Boolean },
});

/** How often key material is overwritten before removal: each write reuses pages that may have held it before. */
const overwrites = 4;

export function frameStore(connection: Connection) {
  return { ...roundFrames(connection), ...sealedLists(connection) };
}

function roundFrames(connection: Connection) {
  const { addNew, change, find, list } = framesCollection.open(connection);
  return {
    find,
    /**
     * Adds the frame of a round, or replaces one whose list was erased before the draw.
     *
     * @returns false if the round has a frame
     */
    async add(frame: Frame, entry: AuditEntry): Promise<boolean> {
      const { id, ...fields } = frame;
      const erased = { id, erasedAt: { $type: 'date' }, state: { $ne: 'drawn' } };
      const isReplaced = await change(erased, { ...fields, erasedAt: undefined }, entry);
      return isReplaced || (await addNew(frame, entry));
    },
    /** @returns false if the frame has changed since it was read; then nothing is changed */
    change: (
      { id, listId, version }: Frame,
      changes: Partial<Pick<Frame, 'state' | 'strata' | 'draw' | 'reminders'>>,
      entry: AuditEntry,
    ) => change({ id, listId, version }, { ...changes, version: version + 1 }, entry),
    /** To be called once the people are erased. */
    async markErased({ id, listId }: Frame, erasedAt: Date, entry: AuditEntry): Promise<void> {
      await change({ id, listId, erasedAt: { $exists: false } }, { erasedAt }, entry);
    },
    /** Logs an action that does not change the frame, such as a download. */
    async note(roundId: string, entry: AuditEntry): Promise<void> {
      await change(roundId, {}, entry);
    },
    /** Frames that still have a list, the next to be erased first. */
    listKept: () => list({ erasedAt: { $exists: false } }, { sort: { eraseOn: 1, id: 1 } }),
  };
}

/** People, each list encrypted with its own key. */
function sealedLists(connection: Connection) {
  const pieces = framePeopleCollection.open(connection);
  const keys = frameKeysCollection.open(connection);
  return {
    /**
     * Seals people under a new key. They belong to no frame until one names them.
     *
     * @param outside a key that is not in the database, where there is one
     */
    async putPeople(
      listId: string,
      people: readonly ListedPerson[],
      now: Date,
      outside?: Buffer,
    ): Promise<void> {
      const material = newKeyMaterial();
      await keys.add({ id: listId, material, madeAt: now, ...(outside && { isOutside: true }) });
      let number = 0;
      for (const bytes of sealedPieces(people, listKeyOf(material, outside))) {
        await pieces.add({ id: `${listId} ${number}`, listId, number, bytes });
        number += 1;
      }
    },
    /**
     * In the order of the list; undefined if they are erased.
     *
     * @throws Problem closed without the key outside the database that they are sealed with
     */
    async findPeople(listId: string, outside?: Buffer): Promise<readonly ListedPerson[] | undefined> {
      const found = await keys.find(listId);
      if (!found) return undefined;
      if (found.isOutside && !outside) throw keyIsMissing();
      const key = listKeyOf(found.material, found.isOutside && outside);
      const sealed = await pieces.list({ listId }, { sort: { number: 1 } });
      return sealed.flatMap(({ bytes }) => openPiece(bytes, key));
    },
    /** Erases the key first, so that any remains of the people are unreadable. Can be repeated. */
    async erasePeople(listId: string): Promise<void> {
      for (let time = 0; time < overwrites; time++) {
        await keys.change(listId, { material: newKeyMaterial() });
      }
      await keys.remove(listId);
      await pieces.remove({ listId });
    },
    /** Whether the people are sealed with the key outside the database as well. */
    isOutside: async (listId: string): Promise<boolean> => (await keys.find(listId))?.isOutside === true,
    /** Lists sealed before an instant, whether or not a frame names them. */
    async listSealed(before: Date): Promise<readonly string[]> {
      const found = await keys.model.find({ madeAt: { $lt: before } }, { _id: 1 }).lean<{ _id: string }[]>();
      return found.map(({ _id }) => _id);
    },
  };
}
export type FrameStore = ReturnType<typeof frameStore>;
