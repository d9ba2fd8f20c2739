import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { Frame, ListedPerson } from './frame.ts';
import { listKeyOf, newKeyMaterial, openPiece, sealedPieces } from './sealedList.ts';

export const framesPlan: CollectionPlan = {
  name: 'frames',
  schemaVersion: 1,
  indexes: [{ keys: { eraseOn: 1 } }, outboxIndex],
};

/** Sealed people and their keys; excluded from every backup. */
export const framePeoplePlan: CollectionPlan = {
  name: 'framePeople',
  schemaVersion: 1,
  indexes: [{ keys: { listId: 1, number: 1 } }],
};
/** Clustered, so that the embedded store rewrites it every hour and overwrites old pages. */
export const frameKeysPlan: CollectionPlan = { name: 'frameKeys', schemaVersion: 1, clustered: true };

type FrameDocument = Stored<Frame> & WithOutbox;

const frameSchema = new Schema<FrameDocument>(
  {
    _id: String,
    listId: { type: String, required: true },
    purpose: { type: String, required: true },
    eraseOn: { type: String, required: true },
    fields: { type: [String], required: true },
    listHash: { type: String, required: true },
    strata: { type: [Schema.Types.Mixed], required: true },
    madeAt: { type: Date, required: true },
    madeBy: { type: Schema.Types.Mixed, required: true },
    state: { type: String, required: true },
    version: { type: Number, required: true },
    draw: Schema.Types.Mixed,
    reminders: { type: [Schema.Types.Mixed], default: undefined },
    erasedAt: Date,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

interface PieceDocument {
  readonly _id: string;
  readonly listId: string;
  readonly number: number;
  readonly bytes: Buffer;
}

const pieceSchema = new Schema<PieceDocument>(
  {
    _id: String,
    listId: { type: String, required: true },
    number: { type: Number, required: true },
    bytes: { type: Buffer, required: true },
  },
  { strict: 'throw', versionKey: false },
);

interface KeyDocument {
  readonly _id: string;
  readonly material: Buffer;
  readonly madeAt: Date;
}

const keySchema = new Schema<KeyDocument>(
  { _id: String, material: { type: Buffer, required: true }, madeAt: { type: Date, required: true } },
  { strict: 'throw', versionKey: false },
);

/** How often key material is overwritten before removal: each write reuses pages that may have held it before. */
const overwrites = 4;

export function frameStore(connection: Connection) {
  return { ...roundFrames(connection), ...sealedLists(connection) };
}

function roundFrames(connection: Connection) {
  const frames = connection.model('Frame', frameSchema, framesPlan.name);
  return {
    async find(roundId: string): Promise<Frame | undefined> {
      const document = await frames.findById(roundId).lean<FrameDocument>();
      return document ? frameOf(document) : undefined;
    },
    /**
     * Adds the frame of a round, or replaces one whose list was erased before the draw.
     *
     * @returns false if the round has a frame
     */
    async add(frame: Frame, entry: AuditEntry): Promise<boolean> {
      const { _id, ...fields } = toDocument(frame);
      const replaced = await frames.updateOne(
        { _id, erasedAt: { $type: 'date' }, state: { $ne: 'drawn' } },
        { $set: fields, $unset: { erasedAt: '' }, $push: { outbox: entry } },
      );
      if (replaced.matchedCount === 1) return true;
      try {
        await frames.insertOne({ _id, ...fields, outbox: [entry] });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return false;
      }
    },
    /** @returns false if the frame has changed since it was read; then nothing is changed */
    async change(
      { id, listId, version }: Frame,
      changes: Partial<Pick<Frame, 'state' | 'strata' | 'draw' | 'reminders'>>,
      entry: AuditEntry,
    ): Promise<boolean> {
      const { matchedCount } = await frames.updateOne(
        { _id: id, listId, version },
        { $set: changes, $inc: { version: 1 }, $push: { outbox: entry } },
      );
      return matchedCount === 1;
    },
    /** To be called once the people are erased. */
    async markErased({ id, listId }: Frame, erasedAt: Date, entry: AuditEntry): Promise<void> {
      const kept: Record<string, unknown> = { _id: id, listId, erasedAt: { $exists: false } };
      await frames.updateOne(kept, { $set: { erasedAt }, $push: { outbox: entry } });
    },
    /** Logs an action that does not change the frame, such as a download. */
    async note(roundId: string, entry: AuditEntry): Promise<void> {
      await frames.updateOne({ _id: roundId }, { $push: { outbox: entry } });
    },
    /** Frames that still have a list, the next to be erased first. */
    async listKept(): Promise<readonly Frame[]> {
      const kept: Record<string, unknown> = { erasedAt: { $exists: false } };
      const documents = await frames.find(kept).sort({ eraseOn: 1, _id: 1 }).lean<FrameDocument[]>();
      return documents.map(frameOf);
    },
  };
}

/** People, each list under a key of its own. */
function sealedLists(connection: Connection) {
  const pieces = connection.model('FramePeople', pieceSchema, framePeoplePlan.name);
  const keys = connection.model('FrameKey', keySchema, frameKeysPlan.name);
  return {
    /** Seals people under a new key. They belong to no frame until one names them. */
    async putPeople(listId: string, people: readonly ListedPerson[], now: Date): Promise<void> {
      const material = newKeyMaterial();
      await keys.insertOne({ _id: listId, material, madeAt: now });
      let number = 0;
      for (const bytes of sealedPieces(people, listKeyOf(material))) {
        await pieces.insertOne({ _id: `${listId} ${number}`, listId, number, bytes });
        number += 1;
      }
    },
    /** In the order of the list; undefined if they are erased. */
    async findPeople(listId: string): Promise<readonly ListedPerson[] | undefined> {
      const document = await keys.findById(listId).lean<KeyDocument>();
      if (!document) return undefined;
      const key = listKeyOf(Buffer.from(document.material.buffer));
      const found = await pieces.find({ listId }).sort({ number: 1 }).lean<PieceDocument[]>();
      return found.flatMap(({ bytes }) => openPiece(Buffer.from(bytes.buffer), key));
    },
    /** Erases the key first, so that any remains of the people are unreadable. Can be repeated. */
    async erasePeople(listId: string): Promise<void> {
      for (let time = 0; time < overwrites; time++) {
        await keys.updateOne({ _id: listId }, { $set: { material: newKeyMaterial() } });
      }
      await keys.deleteOne({ _id: listId });
      await pieces.deleteMany({ listId });
    },
    /** Lists sealed before an instant, whether or not a frame names them. */
    async listSealed(before: Date): Promise<readonly string[]> {
      const found = await keys.find({ madeAt: { $lt: before } }, { _id: 1 }).lean<{ _id: string }[]>();
      return found.map(({ _id }) => _id);
    },
  };
}
export type FrameStore = ReturnType<typeof frameStore>;

function frameOf({ outbox: _outbox, ...document }: FrameDocument): Frame {
  return fromDocument<Frame>(document);
}
