import { remember } from '../../platform/storage/remember.ts';
import { unitScopeOn, type UnitScope } from './unitScope.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

/** Today's units as authorisation needs them, reloaded after each change of units. */
export function todaysUnits(stores: Pick<Stores, 'units'>, now: () => Date): () => Promise<UnitScope> {
  const unitsOf = remember(
    async (key) => unitScopeOn(await stores.units.list(), key.split(' ')[0]!),
    1000, // for units added without the pages; changes of units are seen at once
  );
  return async () => await unitsOf(`${dayOf(now())} ${await stores.units.lastChangeId()}`);
}
