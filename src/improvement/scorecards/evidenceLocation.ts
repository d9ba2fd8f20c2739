/** Evidence for a leaf in a unit's scorecard: `scorecard/<set>/<unit>/<code of the leaf>`. */
import type { EvidenceStore } from '../../registers/evidence/store.ts';
import type { FindLocation } from '../../registers/evidence/owner.ts';
import { fieldCode, leavesOf, type CriteriaSet } from './criteria.ts';
import { isLeafLocked, isOverdue, type Scorecard } from './scorecard.ts';
import { isUnitsTurn } from './stageActions.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

type OfUnit = Pick<Scorecard, 'setId' | 'unitId'>;

export function evidenceOwner({ setId, unitId }: OfUnit, code: string): string {
  return `scorecard/${setId}/${unitId}/${code}`;
}

/** Accounts that see the scorecard see its evidence; the unit adds and withdraws it during its stages, up to the last day. */
export function scorecardLocation(
  { criteriaSets, scorecards }: Pick<Stores, 'criteriaSets' | 'scorecards'>,
  now: () => Date,
): FindLocation {
  return async ([setId = '', unitId = '', code = ''], caller) => {
    const set = await criteriaSets.find(setId);
    const leaf = set && leavesOf(set).find((one) => one.code === code);
    if (!set?.unitIds.includes(unitId) || !leaf || !caller.may('seeScorecards', unitId)) return undefined;
    const scorecard = await scorecards.get(setId, unitId);
    const isOpen = isUnitsTurn(scorecard.stage) && !isOverdue(scorecard, set.deadlines, dayOf(now()));
    return {
      folder: { unitId, year: set.year },
      label: Object.fromEntries(
        Object.entries(leaf.title).map(([language, title]) => [language, `${code}. ${title}`]),
      ) as typeof leaf.title,
      url: `/staff/scorecards/${setId}/${unitId}/fields/${fieldCode(code)}`,
      mayChange: isOpen && !isLeafLocked(scorecard, code) && caller.may('scoreOwn', unitId),
    };
  };
}

/** Number of files of each leaf, by its code; missing: none. */
export async function evidenceCounts(
  { set, scorecard }: { readonly set: CriteriaSet; readonly scorecard: Scorecard },
  evidence: Pick<EvidenceStore, 'find'>,
): Promise<ReadonlyMap<string, number>> {
  const { files } = await evidence.find({ unitId: scorecard.unitId, year: set.year });
  const counts = leavesOf(set).map(({ code }): [string, number] => {
    const owner = evidenceOwner(scorecard, code);
    return [code, files.filter((file) => file.owner === owner).length];
  });
  return new Map(counts.filter(([, count]) => count > 0));
}
