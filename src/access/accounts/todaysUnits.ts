import { remember } from '../../platform/storage/remember.ts';
import { unitScopeOn, type UnitScope } from './unitScope.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

/** The units of today as authority sees them, read anew when an act has changed them. */
export function todaysUnits(stores: Pick<Stores, 'units'>, now: () => Date): () => Promise<UnitScope> {
  const unitsOf = remember(
    async (key) => unitScopeOn(await stores.units.list(), key.split(' ')[0]!),
    1000, // of units that were put in past the pages; acts on units are seen at once
  );
  return async () => await unitsOf(`${dayOf(now())} ${await stores.units.lastActId()}`);
}
