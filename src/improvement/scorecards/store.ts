import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { maybeEmpty, Mixed } from '../../platform/storage/collection.ts';
import type { CriteriaSet } from './criteria.ts';
import { emptyScorecard, scorecardId, type Scorecard } from './scorecard.ts';

export const criteriaSetsCollection = auditedCollection<CriteriaSet>({
  name: 'criteriaSets',
  indexes: [{ keys: { ownerId: 1, kind: 1, year: 1 }, unique: true }],
  fields: {
    title: Mixed,
    ownerId: String,
    kind: String,
    year: Number,
    source: maybeEmpty,
    'roundId?': String,
    bonusMax: Number,
    penaltyMax: Number,
    deadlines: Mixed,
    items: [Mixed],
    unitIds: [String],
    publishedAt: Date,
    publishedBy: Mixed,
    'isPublic?': Boolean,
    'madeUp?': Mixed,
  },
});

export function criteriaSetStore(connection: Connection) {
  const { addNew, change, find, list } = criteriaSetsCollection.open(connection);
  return {
    /** Idempotent. @returns false when another one exists for the owner, kind and year */
    async add(set: CriteriaSet, entry: AuditEntry): Promise<boolean> {
      return (await addNew(set, entry)) || (await find(set.id)) !== undefined;
    },
    find,
    /** Latest year first. */
    list: () => list({}, { sort: { year: -1, id: 1 } }),
    async change(
      setId: string,
      next: Partial<Pick<CriteriaSet, 'deadlines' | 'isPublic'>>,
      entry: AuditEntry,
    ): Promise<void> {
      await change(setId, next, entry);
    },
  };
}
export type CriteriaSetStore = ReturnType<typeof criteriaSetStore>;

export const scorecardsCollection = auditedCollection<Scorecard>({
  name: 'scorecards',
  indexes: [{ keys: { setId: 1, unitId: 1 }, unique: true }],
  fields: {
    setId: String,
    unitId: String,
    revision: Number,
    stage: String,
    leaves: [Mixed],
    locks: [String],
    adjustments: [Mixed],
    'noSurvey?': String,
    'fed?': [Mixed],
    'changedAt?': Date,
  },
});

export function scorecardStore(connection: Connection) {
  const { addNew, change, find, list } = scorecardsCollection.open(connection);
  return {
    /** An empty one where nothing is stored yet. */
    async get(setId: string, unitId: string): Promise<Scorecard> {
      return (await find(scorecardId(setId, unitId))) ?? emptyScorecard(setId, unitId);
    },
    /** One for each unit of a set, in its order. */
    async listOf({ id, unitIds }: Pick<CriteriaSet, 'id' | 'unitIds'>): Promise<readonly Scorecard[]> {
      const scorecards = await list({ setId: id });
      const byUnit = new Map(scorecards.map((scorecard) => [scorecard.unitId, scorecard]));
      return unitIds.map((unitId) => byUnit.get(unitId) ?? emptyScorecard(id, unitId));
    },
    /**
     * Replaces the scorecard of the previous version.
     *
     * @param next with the version that it was made from
     * @returns false when it was changed in the meantime
     */
    async put(next: Scorecard, entry: AuditEntry): Promise<boolean> {
      const { id, revision, ...rest } = next;
      const fields = { ...rest, noSurvey: next.noSurvey, fed: next.fed, revision: revision + 1 };
      return await (revision === 0
        ? addNew({ id, ...fields }, entry)
        : change({ id, revision }, fields, entry));
    },
  };
}
export type ScorecardStore = ReturnType<typeof scorecardStore>;
