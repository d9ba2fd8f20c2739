import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { Case, CaseState } from './case.ts';

export const casesPlan: CollectionPlan = {
  name: 'cases',
  schemaVersion: 1,
  clustered: true,
  indexes: [
    {
      keys: { followKeyHash: 1 },
      unique: true,
      partialFilterExpression: { followKeyHash: { $exists: true } },
    },
    { keys: { state: 1, week: 1 } },
    {
      keys: { 'published.on': -1, _id: 1 },
      partialFilterExpression: { 'published.on': { $exists: true } },
    },
    outboxIndex,
  ],
};

type CaseDocument = Stored<Case> & WithOutbox;

const schema = new Schema<CaseDocument>(
  {
    _id: String,
    week: { type: String, required: true },
    unitId: { type: String, required: true },
    state: { type: String, required: true },
    text: String,
    original: String,
    eraseOn: String,
    followKeyHash: String,
    steps: { type: Schema.Types.Mixed, required: true },
    answer: String,
    refused: Boolean,
    setAsideFor: String,
    helped: Boolean,
    reopened: Boolean,
    published: Schema.Types.Mixed,
    madeUp: Boolean,
    version: { type: Number, required: true },
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

export interface CaseSearch {
  readonly states: readonly CaseState[];
  /** Undefined: all. */
  readonly unitIds: ReadonlySet<string> | undefined;
  /** Only cases of weeks before this one: nobody may see the current week. */
  readonly beforeWeek: string;
  /** Monday; missing: no lower limit. */
  readonly fromWeek?: string | undefined;
}

const modelOf = (connection: Connection) => connection.model('Case', schema, casesPlan.name);
type CaseModel = ReturnType<typeof modelOf>;

export function caseStore(connection: Connection) {
  const cases = modelOf(connection);
  return { ...keeping(cases), ...finding(cases), ...ending(cases) };
}
export type CaseStore = ReturnType<typeof caseStore>;

function keeping(cases: CaseModel) {
  return {
    /** @returns false when its id or its key is already stored; nothing is then stored */
    async add(one: Case): Promise<boolean> {
      try {
        await cases.insertOne(toDocument(one));
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    /**
     * Replaces the version that the case was made from.
     *
     * @returns false when that version was changed since
     */
    async replace(after: Case, entry?: AuditEntry): Promise<boolean> {
      const set: Record<string, unknown> = {};
      const unset: Record<string, ''> = {};
      for (const name of changeable) {
        if (after[name] === undefined) unset[name] = '';
        else set[name] = after[name];
      }
      const { matchedCount } = await cases.updateOne(
        { _id: after.id, version: after.version - 1 },
        {
          $set: set,
          ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}),
          ...(entry ? { $push: { outbox: entry } } : {}),
        },
      );
      return matchedCount === 1;
    },
  };
}

function finding(cases: CaseModel) {
  return {
    async find(caseId: string): Promise<Case | undefined> {
      const document = await cases.findById(caseId).lean<CaseDocument>();
      return document ? caseOf(document) : undefined;
    },
    async findByHash(followKeyHash: string): Promise<Case | undefined> {
      const document = await cases.findOne({ followKeyHash }).lean<CaseDocument>();
      return document ? caseOf(document) : undefined;
    },
    /** Oldest week first. */
    list: async (search: CaseSearch) => await found(cases, filterOf(search)),
    /** The same as a stream, so that many can be read. */
    async *each(search: CaseSearch, weeks: 'oldestFirst' | 'newestFirst'): AsyncIterable<Case> {
      const documents = cases.collection
        .find<CaseDocument>(filterOf(search), { batchSize: 500 })
        .sort({ week: weeks === 'oldestFirst' ? 1 : -1, _id: 1 });
      for await (const document of documents) yield caseOf(document);
    },
    /** Cases in every state but `setAside`, for the figures. */
    async listDownload(): Promise<readonly Case[]> {
      return await found(cases, {
        state: { $in: ['received', 'assigned', 'moreAsked', 'answered', 'closed', 'reopened'] },
      });
    },
    /** Screened cases after an id, in the order of ids, which discloses nothing. */
    async *eachScreened(after: string): AsyncIterable<Case> {
      const screened = cases.collection
        .find<CaseDocument>({ _id: { $gt: after } as never, text: { $exists: true } }, { batchSize: 500 })
        .sort({ _id: 1 });
      for await (const document of screened) yield caseOf(document);
    },
    /** Published cases, newest first. */
    async listPublished(limit: number): Promise<readonly Case[]> {
      const documents = await cases
        .find({ 'published.on': { $exists: true } })
        .sort({ 'published.on': -1, _id: 1 })
        .limit(limit)
        .lean<CaseDocument[]>();
      return documents.map(caseOf);
    },
  };
}

/** What ends by itself: originals, and follow-up keys. */
function ending(cases: CaseModel) {
  return {
    /** Erases originals whose day has come. */
    async eraseOriginals(today: string): Promise<number> {
      const due = { eraseOn: { $lte: today } };
      return (await cases.updateMany(due, { $unset: { original: '', eraseOn: '' } })).modifiedCount;
    },
    /** Originals of screened cases: their number, and the day on which the first is erased. */
    async originals(): Promise<{ readonly count: number; readonly first: string | undefined }> {
      const screened = { eraseOn: { $exists: true } };
      const [count, first] = await Promise.all([
        cases.countDocuments(screened),
        cases.findOne(screened, { eraseOn: 1 }).sort({ eraseOn: 1 }).lean<{ eraseOn?: string }>(),
      ]);
      return { count, first: first?.eraseOn };
    },
    /** Cases that are answered or over and still have a follow-up key, for closing and for the expiry of the key. */
    async listEnding(): Promise<readonly Case[]> {
      return await found(cases, {
        state: { $in: ['answered', 'closed', 'setAside'] },
        followKeyHash: { $exists: true },
      });
    },
    async forgetFollower(caseId: string): Promise<void> {
      await cases.updateOne({ _id: caseId }, { $unset: { followKeyHash: '' } });
    },
  };
}

async function found(cases: CaseModel, filter: object): Promise<readonly Case[]> {
  const documents = await cases.find(filter).sort({ week: 1, _id: 1 }).lean<CaseDocument[]>();
  return documents.map(caseOf);
}

function filterOf({ states, unitIds, beforeWeek, fromWeek }: CaseSearch): object {
  return {
    state: { $in: [...states] },
    week: { $lt: beforeWeek, ...(fromWeek === undefined ? {} : { $gte: fromWeek }) },
    ...(unitIds ? { unitId: { $in: [...unitIds] } } : {}),
  };
}

const changeable = [
  'unitId',
  'state',
  'text',
  'original',
  'eraseOn',
  'steps',
  'answer',
  'refused',
  'setAsideFor',
  'helped',
  'reopened',
  'published',
  'version',
] as const satisfies readonly (keyof Case)[];

function caseOf({ outbox: _outbox, ...document }: CaseDocument): Case {
  return fromDocument<Case>(document);
}
