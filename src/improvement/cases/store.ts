import type { Connection } from 'mongoose';
import { auditedCollection, type OpenAudited } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import type { Filter } from '../../platform/storage/openCollection.ts';
import type { Case, CaseState } from './case.ts';

/** What the events (improvement/events) have not recorded yet; written with the step itself. */
interface Unreported {
  readonly unreported?: readonly ('received' | 'answered')[];
}

export const casesCollection = auditedCollection<Case, Unreported>({
  name: 'cases',
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
    { keys: { unreported: 1 }, partialFilterExpression: { unreported: { $exists: true } } },
  ],
  fields: {
    week: String,
    unitId: String,
    state: String,
    'text?': String,
    'original?': String,
    'eraseOn?': String,
    'followKeyHash?': String,
    steps: Mixed,
    'answer?': String,
    'refused?': Boolean,
    'setAsideFor?': String,
    'helped?': Boolean,
    'reopened?': Boolean,
    'published?': Mixed,
    'madeUp?': Boolean,
    version: Number,
  },
  storedOnly: { 'unreported?': [String] },
});
type Cases = OpenAudited<Case, Unreported>;

interface CaseSearch {
  readonly states: readonly CaseState[];
  /** Undefined: all. */
  readonly unitIds: ReadonlySet<string> | undefined;
  /** Only cases of weeks before this one: nobody may see the current week. */
  readonly beforeWeek: string;
  /** Monday; missing: no lower limit. */
  readonly fromWeek?: string | undefined;
}

export function caseStore(connection: Connection) {
  const cases = casesCollection.open(connection);
  return { ...keeping(cases), ...finding(cases), ...ending(cases), ...reporting(cases) };
}
export type CaseStore = ReturnType<typeof caseStore>;

function keeping({ addNew, change }: Cases) {
  return {
    /** @returns false when its id or its key is already stored; nothing is then stored */
    add: (one: Case) => addNew({ ...one, unreported: ['received'] }, 'unaudited'),
    /**
     * Replaces the version that the case was made from.
     *
     * @returns false when that version was changed since
     */
    replace: (after: Case, entry?: AuditEntry) =>
      change(
        { id: after.id, version: after.version - 1 },
        {
          ...Object.fromEntries(changeable.map((name) => [name, after[name]])),
          ...(after.steps.at(-1)?.kind === 'answer' && { $push: { unreported: 'answered' } }),
        },
        entry ?? 'unaudited',
      ),
  };
}

const oldestFirst = { week: 1, id: 1 } as const;
const newestFirst = { week: -1, id: 1 } as const;

function finding({ each, find, findOne, list }: Cases) {
  return {
    find,
    findByHash: (followKeyHash: string) => findOne({ followKeyHash }),
    /** Oldest week first. */
    list: (search: CaseSearch) => list(filterOf(search), { sort: oldestFirst }),
    /** The same as a stream, so that many can be read. */
    each: (search: CaseSearch, weeks: 'oldestFirst' | 'newestFirst') =>
      each(filterOf(search), { sort: weeks === 'oldestFirst' ? oldestFirst : newestFirst }),
    /** Cases in every state but `setAside`, for the figures. */
    listDownload: () =>
      list(
        { state: { $in: ['received', 'assigned', 'moreAsked', 'answered', 'closed', 'reopened'] } },
        { sort: oldestFirst },
      ),
    /** Screened cases after an id, in the order of ids, which discloses nothing. */
    eachScreened: (after: string) =>
      each({ id: { $gt: after }, text: { $exists: true } }, { sort: { id: 1 } }),
    /** Published cases, newest first. */
    listPublished: (limit: number) =>
      list({ 'published.on': { $exists: true } }, { sort: { 'published.on': -1, id: 1 }, limit }),
  };
}

/** What ends by itself: originals, and follow-up keys. */
function ending({ change, countFrom, list, model }: Cases) {
  return {
    /** Erases originals whose day has come. */
    async eraseOriginals(today: string): Promise<number> {
      const due = { eraseOn: { $lte: today } };
      return (await model.updateMany(due, { $unset: { original: '', eraseOn: '' } })).modifiedCount;
    },
    /** Originals of screened cases: their number, and the day on which the first is erased. */
    originals: () => countFrom({ eraseOn: { $exists: true } }, 'eraseOn'),
    /** Cases that are answered or over and still have a follow-up key, for closing and for the expiry of the key. */
    listEnding: () =>
      list(
        { state: { $in: ['answered', 'closed', 'setAside'] }, followKeyHash: { $exists: true } },
        { sort: oldestFirst },
      ),
    async forgetFollower(caseId: string): Promise<void> {
      await change(caseId, { followKeyHash: undefined }, 'unaudited');
    },
  };
}

/** For events: cases that were received or answered since they were last reported. */
function reporting({ change, model, nounOf }: Cases) {
  return {
    async listUnreported(limit: number) {
      const found = await model
        .find({ unreported: { $exists: true } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return found.map((document) => ({ one: nounOf(document), unreported: document.unreported ?? [] }));
    },
    /** Leaves a case that was changed meanwhile for the next time. */
    async markReported({ id, version }: Case): Promise<void> {
      await change({ id, version }, { unreported: undefined }, 'unaudited');
    },
  };
}

function filterOf({ states, unitIds, beforeWeek, fromWeek }: CaseSearch): Filter<Case> {
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
