import type { FindLocation } from '../../registers/evidence/owner.ts';
import type { Stores } from '../stores.ts';

/** `commendation/<id of the list>`: the signed decision and its grounds, also after it is recorded. */
export function commendationLocation({ commendations }: Pick<Stores, 'commendations'>): FindLocation {
  return async ([listId = ''], caller) => {
    const list = await commendations.find(listId);
    if (!list || !caller.may('seeCommendations', list.unitId)) return undefined;
    return {
      folder: { unitId: list.unitId, year: list.year },
      label: { vi: list.title },
      url: `/staff/commendations/${list.id}`,
      mayChange: caller.may('keepCommendations', list.unitId),
    };
  };
}
