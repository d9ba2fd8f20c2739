/**
 * Published versions of methods. They are added and never changed, so that a published figure can be computed again.
 * The presets of the program are available from the start; one that a round uses is stored as well, in case a later
 * program has another.
 */
import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import { methodKey, type Method } from '../../statistics/method/method.ts';
import { methodPresets } from '../../statistics/method/presets/presets.ts';

interface StoredMethod {
  /** `sipas-2017@1` */
  readonly id: string;
  readonly method: Method;
  /** The draft from which it was published. */
  readonly draftId?: string;
}

export const methodsCollection = auditedCollection<StoredMethod>({
  name: 'methods',
  fields: { method: Mixed, 'draftId?': String },
});

const presets = new Map(methodPresets.map((preset) => [methodKey(preset), preset]));

export function methodStore(connection: Connection) {
  const { addNew, find, findOne, list } = methodsCollection.open(connection);
  return {
    /** Adding the same version again changes nothing. */
    async add(method: Method): Promise<void> {
      await addNew({ id: methodKey(method), method }, 'unaudited');
    },
    /**
     * Publishing the same draft again changes nothing.
     *
     * @returns false when another method has taken the version
     */
    async publish(method: Method, draftId: string, entry: AuditEntry): Promise<boolean> {
      const id = methodKey(method);
      return (await addNew({ id, method, draftId }, entry)) || (await findOne({ id, draftId })) !== undefined;
    },
    async find(key: string): Promise<Method | undefined> {
      return (await find(key))?.method ?? presets.get(key);
    },
    /** The stored methods, by key: all that were published or that a round uses. */
    async listStored(): Promise<readonly (readonly [key: string, method: Method])[]> {
      return (await list({}, { sort: { id: 1 } })).map(({ id, method }) => [id, method]);
    },
    /** By id, the latest version first. */
    async list(): Promise<readonly Method[]> {
      const stored = (await list()).map(({ id, method }) => [id, method] as const);
      return [...new Map([...presets, ...stored]).values()].sort(
        (one, other) => one.id.localeCompare(other.id) || other.version - one.version,
      );
    },
  };
}
export type MethodStore = ReturnType<typeof methodStore>;
