/** Every kind of object that evidence can belong to, one line each. */
import { commendationPlace } from '../improvement/commendations/evidencePlace.ts';
import type { EvidenceOwners } from '../registers/evidence/owner.ts';
import { scorecardPlace } from '../improvement/scorecards/evidencePlace.ts';
import type { Stores } from './stores.ts';

export function evidenceOwnersOf(stores: Stores, now: () => Date): EvidenceOwners {
  return { commendation: commendationPlace(stores), scorecard: scorecardPlace(stores, now) };
}
