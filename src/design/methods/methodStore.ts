/**
 * Published versions of methods. They are added and never changed, so that a published figure can be computed again.
 * The presets of the program are available from the start; one that a round uses is stored as well, in case a later
 * program has another.
 */
import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { methodKey, type Method } from '../../statistics/method/method.ts';
import { methodPresets } from '../../statistics/method/presets/presets.ts';

export const methodsPlan: CollectionPlan = {
  name: 'methods',
  schemaVersion: 1,
  indexes: [outboxIndex],
};

interface MethodDocument extends WithOutbox {
  /** `sipas-2017@1` */
  readonly _id: string;
  readonly method: Method;
  /** The draft from which it was published. */
  readonly draftId?: string;
}

const schema = new Schema<MethodDocument>(
  {
    _id: String,
    method: { type: Schema.Types.Mixed, required: true },
    draftId: String,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

const presets = new Map(methodPresets.map((preset) => [methodKey(preset), preset]));

export function methodStore(connection: Connection) {
  const methods = connection.model('Method', schema, methodsPlan.name);
  return {
    /** Adding the same version again changes nothing. */
    async add(method: Method): Promise<void> {
      try {
        await methods.insertOne({ _id: methodKey(method), method });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    /**
     * Publishing the same draft again changes nothing.
     *
     * @returns false when another method has taken the version
     */
    async publish(method: Method, draftId: string, entry: AuditEntry): Promise<boolean> {
      const key = methodKey(method);
      try {
        await methods.insertOne({ _id: key, method, draftId, outbox: [entry] });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return (await methods.exists({ _id: key, draftId })) !== null;
      }
    },
    async find(key: string): Promise<Method | undefined> {
      const document = await methods.findById(key).lean<MethodDocument>();
      return document?.method ?? presets.get(key);
    },
    /** The stored methods, by key: all that were published or that a round uses. */
    async listStored(): Promise<readonly (readonly [key: string, method: Method])[]> {
      const documents = await methods.find().sort({ _id: 1 }).lean<MethodDocument[]>();
      return documents.map(({ _id, method }) => [_id, method] as const);
    },
    /** By id, the latest version first. */
    async list(): Promise<readonly Method[]> {
      const documents = await methods.find().lean<MethodDocument[]>();
      const all = new Map([...presets, ...documents.map(({ _id, method }) => [_id, method] as const)]);
      return [...all.values()].sort(
        (one, other) => one.id.localeCompare(other.id) || other.version - one.version,
      );
    },
  };
}
export type MethodStore = ReturnType<typeof methodStore>;
