/** Names for what an access point, or something received there, belongs to, as people at the counter use them. */
import type { Caller } from '../../access/accounts/caller.ts';
import type { UnitScope } from '../../access/accounts/unitScope.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Round } from '../rounds/round.ts';
import type { Service } from '../../registers/services/service.ts';
import type { Revision } from './accessPoint.ts';
import type { Stores } from '../stores.ts';

export interface Names {
  readonly units: UnitScope;
  readonly services: ReadonlyMap<string, Service>;
  readonly rounds: ReadonlyMap<string, Round>;
  readonly language: PageLanguage;
}

/** Loaded once for all names on a page. */
export async function loadNames(
  stores: Pick<Stores, 'services' | 'rounds'>,
  { units }: Pick<Caller, 'units'>,
  language: PageLanguage,
): Promise<Names> {
  const [services, rounds] = await Promise.all([stores.services.list(), stores.rounds.list()]);
  return {
    units,
    services: new Map(services.map((service) => [service.id, service])),
    rounds: new Map(rounds.map((round) => [round.id, round])),
    language,
  };
}

/** The service is undefined if it is any. */
export function locationNames(
  { unitId, serviceId = '', roundId }: Pick<Revision, 'unitId' | 'serviceId' | 'roundId'>,
  { units, services, rounds, language }: Names,
) {
  const [service, round] = [services.get(serviceId), rounds.get(roundId)];
  return {
    unit: inLanguage(units.name(unitId), language),
    service: service && inLanguage(service.name, language),
    round: round ? inLanguage(round.title, language) : '',
  };
}
