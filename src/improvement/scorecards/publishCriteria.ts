/** From a draft to a set that units are scored by. */
import { auditEntry } from '../../access/audit/entry.ts';
import type { DraftStore } from '../../design/drafts/store.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import type { UnitTree } from '../../registers/units/unitTree.ts';
import type { CriteriaContent, CriteriaSet } from './criteria.ts';
import { criteriaTexts } from './criteriaTexts.ts';
import type { CriteriaDraft } from './draft.ts';
import type { CriteriaSetStore } from './store.ts';

export interface PublishingStores {
  readonly criteriaSets: CriteriaSetStore;
  readonly criteriaDrafts: DraftStore<CriteriaContent>;
}

/** Units of the kind directly below the owner. @param tree of the last day of the year, or of today if that is in the future */
export function unitsToScore(
  { ownerId, kind }: Pick<CriteriaContent, 'ownerId' | 'kind'>,
  tree: UnitTree,
): readonly string[] {
  if (!tree.has(ownerId)) return [];
  return tree.childIds(ownerId).filter((id) => tree.get(id).kind === kind);
}

/**
 * Publishes a draft without errors, as a set that has the draft's id.
 *
 * @throws Problem conflict when the draft was changed, or another set was published for the owner, kind and year
 */
export async function publishCriteria(
  draft: CriteriaDraft,
  {
    unitIds,
    by,
    stores: { criteriaSets, criteriaDrafts },
  }: {
    readonly unitIds: readonly string[];
    readonly by: CriteriaSet['publishedBy'];
    readonly stores: PublishingStores;
  },
  now: Date,
): Promise<CriteriaSet> {
  const { content } = draft;
  const set = { ...content, id: draft.id, unitIds, publishedAt: now, publishedBy: by };
  const entry = auditEntry({
    at: now,
    by,
    kind: 'criteria.published',
    unitIds: [set.ownerId],
    subject: { id: set.id, label: `${set.title.vi} ${set.year}` },
    after: { units: String(unitIds.length), criteria: String(set.items.length), ...set.deadlines },
  });
  const isMade = await criteriaDrafts.publish(
    draft,
    { content, by, at: now },
    async () => await criteriaSets.add(set, entry),
  );
  if (!isMade) throw problemOf('conflict', criteriaTexts, ({ yearIsTaken }) => yearIsTaken);
  return set;
}
