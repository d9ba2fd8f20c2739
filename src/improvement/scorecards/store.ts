import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { CriteriaSet } from './criteria.ts';
import { emptyScorecard, scorecardId, type Scorecard } from './scorecard.ts';

export const criteriaSetsPlan: CollectionPlan = {
  name: 'criteriaSets',
  schemaVersion: 1,
  indexes: [{ keys: { ownerId: 1, kind: 1, year: 1 }, unique: true }, outboxIndex],
};

export const scorecardsPlan: CollectionPlan = {
  name: 'scorecards',
  schemaVersion: 1,
  indexes: [{ keys: { setId: 1, unitId: 1 }, unique: true }, outboxIndex],
};

type SetDocument = Stored<CriteriaSet> & WithOutbox;
type ScorecardDocument = Stored<Scorecard> & WithOutbox;

const setSchema = new Schema<SetDocument>(
  {
    _id: String,
    title: { type: Schema.Types.Mixed, required: true },
    ownerId: { type: String, required: true },
    kind: { type: String, required: true },
    year: { type: Number, required: true },
    source: String,
    roundId: String,
    bonusMax: { type: Number, required: true },
    penaltyMax: { type: Number, required: true },
    deadlines: { type: Schema.Types.Mixed, required: true },
    items: { type: [Schema.Types.Mixed], required: true },
    unitIds: { type: [String], required: true },
    publishedAt: { type: Date, required: true },
    publishedBy: { type: Schema.Types.Mixed, required: true },
    isPublic: Boolean,
    madeUp: Schema.Types.Mixed,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

export function criteriaSetStore(connection: Connection) {
  const sets = connection.model('CriteriaSet', setSchema, criteriaSetsPlan.name);
  return {
    /** Idempotent. @returns false when another one exists for the owner, kind and year */
    async add(set: CriteriaSet, entry: AuditEntry): Promise<boolean> {
      try {
        await sets.insertOne({ ...toDocument(set), outbox: [entry] });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return (await sets.findById(set.id).lean()) !== null;
      }
    },
    async find(setId: string): Promise<CriteriaSet | undefined> {
      const document = await sets.findById(setId).lean<SetDocument>();
      return document ? setOf(document) : undefined;
    },
    /** Latest year first. */
    async list(): Promise<readonly CriteriaSet[]> {
      const documents = await sets.find().sort({ year: -1, _id: 1 }).lean<SetDocument[]>();
      return documents.map(setOf);
    },
    async change(
      setId: string,
      next: Partial<Pick<CriteriaSet, 'deadlines' | 'isPublic'>>,
      entry: AuditEntry,
    ): Promise<void> {
      await sets.updateOne({ _id: setId }, { $set: next, $push: { outbox: entry } });
    },
  };
}
export type CriteriaSetStore = ReturnType<typeof criteriaSetStore>;

const scorecardSchema = new Schema<ScorecardDocument>(
  {
    _id: String,
    setId: { type: String, required: true },
    unitId: { type: String, required: true },
    revision: { type: Number, required: true },
    stage: { type: String, required: true },
    leaves: { type: [Schema.Types.Mixed], required: true },
    locks: { type: [String], required: true },
    adjustments: { type: [Schema.Types.Mixed], required: true },
    noSurvey: String,
    fed: { type: [Schema.Types.Mixed], default: undefined },
    changedAt: Date,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

export function scorecardStore(connection: Connection) {
  const scorecards = connection.model('Scorecard', scorecardSchema, scorecardsPlan.name);
  return {
    /** An empty one where nothing is stored yet. */
    async get(setId: string, unitId: string): Promise<Scorecard> {
      const document = await scorecards.findById(scorecardId(setId, unitId)).lean<ScorecardDocument>();
      return document ? scorecardOf(document) : emptyScorecard(setId, unitId);
    },
    /** One for each unit of a set, in its order. */
    async listOf({ id, unitIds }: Pick<CriteriaSet, 'id' | 'unitIds'>): Promise<readonly Scorecard[]> {
      const documents = await scorecards.find({ setId: id }).lean<ScorecardDocument[]>();
      const byUnit = new Map(documents.map((document) => [document.unitId, scorecardOf(document)]));
      return unitIds.map((unitId) => byUnit.get(unitId) ?? emptyScorecard(id, unitId));
    },
    /**
     * Replaces the scorecard of the previous version.
     *
     * @param next with the version that it was made from
     * @returns false when it was changed in the meantime
     */
    async put(next: Scorecard, entry: AuditEntry): Promise<boolean> {
      const { revision, noSurvey, fed, ...rest } = next;
      const document = { ...rest, ...(noSurvey !== undefined && { noSurvey }), ...(fed && { fed }) };
      if (revision === 0) return await insert({ ...document, revision: 1 }, entry);
      const { id, ...fields } = document;
      const gone = { ...(noSurvey === undefined && { noSurvey: '' }), ...(!fed && { fed: '' }) };
      const { matchedCount } = await scorecards.updateOne(
        { _id: id, revision },
        {
          $set: { ...fields, revision: revision + 1 },
          ...(Object.keys(gone).length > 0 && { $unset: gone }),
          $push: { outbox: entry },
        },
      );
      return matchedCount === 1;
    },
  };

  async function insert(scorecard: Scorecard, entry: AuditEntry): Promise<boolean> {
    try {
      await scorecards.insertOne({ ...toDocument(scorecard), outbox: [entry] });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  }
}
export type ScorecardStore = ReturnType<typeof scorecardStore>;

function setOf({ outbox: _outbox, ...document }: SetDocument): CriteriaSet {
  return fromDocument<CriteriaSet>(document);
}

function scorecardOf({ outbox: _outbox, ...document }: ScorecardDocument): Scorecard {
  return fromDocument<Scorecard>(document);
}
