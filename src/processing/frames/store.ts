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

/** Sealed people, and the keys that open them; in no backup. */
export const framePeoplePlan: CollectionPlan = {
  name: 'framePeople',
  schemaVersion: 1,
  indexes: [{ keys: { listId: 1, number: 1 } }],
};
/** Clustered, so that the embedded store lays it anew every hour and old pages are written over. */
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

/** Times that the material of a key is written over before it is removed: each takes pages that may have held it before. */
const overwrites = 4;

export function frameStore(connection: Connection) {
  const frames = connection.model('Frame', frameSchema, framesPlan.name);
  const pieces = connection.model('FramePeople', pieceSchema, framePeoplePlan.name);
  const keys = connection.model('FrameKey', keySchema, frameKeysPlan.name);
  return {
    async find(roundId: string): Promise<Frame | undefined> {
      const document = await frames.findById(roundId).lean<FrameDocument>();
      return document ? frameOf(document) : undefined;
    },
    /** Seals people under a new key. They are nobody's until a frame names them. */
    async putPeople(listId: string, people: readonly ListedPerson[], now: Date): Promise<void> {
      const material = newKeyMaterial();
      await keys.insertOne({ _id: listId, material, madeAt: now });
      let number = 0;
      for (const bytes of sealedPieces(people, listKeyOf(material))) {
        await pieces.insertOne({ _id: `${listId} ${number}`, listId, number, bytes });
        number += 1;
      }
    },
    /** In the order of the list; undefined when they are erased. */
    async findPeople(listId: string): Promise<readonly ListedPerson[] | undefined> {
      const document = await keys.findById(listId).lean<KeyDocument>();
      if (!document) return undefined;
      const key = listKeyOf(Buffer.from(document.material.buffer));
      const found = await pieces.find({ listId }).sort({ number: 1 }).lean<PieceDocument[]>();
      return found.flatMap(({ bytes }) => openPiece(Buffer.from(bytes.buffer), key));
    },
    /** The key first: what is left of the people cannot be read from then on. Repeating it changes nothing. */
    async erasePeople(listId: string): Promise<void> {
      for (let time = 0; time < overwrites; time++) {
        await keys.updateOne({ _id: listId }, { $set: { material: newKeyMaterial() } });
      }
      await keys.deleteOne({ _id: listId });
      await pieces.deleteMany({ listId });
    },
    /**
     * Adds the frame of a round, in the place of one whose list was erased before it was drawn from.
     *
     * @returns false where the round has one
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
    /** @returns false when it is no longer as it was seen: nothing is changed then */
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
    /** To be called when the people are gone. */
    async markErased({ id, listId }: Frame, erasedAt: Date, entry: AuditEntry): Promise<void> {
      const kept: Record<string, unknown> = { _id: id, listId, erasedAt: { $exists: false } };
      await frames.updateOne(kept, { $set: { erasedAt }, $push: { outbox: entry } });
    },
    /** An act that changes nothing of it, such as a download. */
    async note(roundId: string, entry: AuditEntry): Promise<void> {
      await frames.updateOne({ _id: roundId }, { $push: { outbox: entry } });
    },
    /** Those with a list, soonest to be erased first. */
    async listKept(): Promise<readonly Frame[]> {
      const kept: Record<string, unknown> = { erasedAt: { $exists: false } };
      const documents = await frames.find(kept).sort({ eraseOn: 1, _id: 1 }).lean<FrameDocument[]>();
      return documents.map(frameOf);
    },
    /** Lists that were sealed before an instant, whether or not a frame names them. */
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
