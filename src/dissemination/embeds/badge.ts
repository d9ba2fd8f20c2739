/** What the badge of a unit says: its last published index, the change, and where its proof is. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { remember } from '../../platform/storage/remember.ts';
import { latestPublished, latestWords } from '../publications/latestPublished.ts';
import type { Stores } from '../stores.ts';

/** How long other sites and browsers may show a badge that is out of date. */
export const badgeMs = 5 * 60_000;

/** @returns undefined where none of the newest published rounds covers the unit */
export function badgeReader(stores: Pick<Stores, 'publications' | 'rounds'>) {
  const latestOf = remember((unitId) => latestPublished(stores, unitId), badgeMs);
  return async (unitId: string, language: PageLanguage) => {
    const latest = await latestOf(unitId);
    return latest && latestWords(latest, language);
  };
}
