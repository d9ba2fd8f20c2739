import type { EvidenceOwners } from '../registers/evidence/owner.ts';
import { features } from './features.ts';
import type { RoutesOptions } from './stores.ts';

/** Every kind of object that evidence can belong to. */
export function evidenceOwnersOf(tools: RoutesOptions): EvidenceOwners {
  return Object.assign(
    {},
    ...features.map((feature) => ('evidenceOwners' in feature ? feature.evidenceOwners(tools) : {})),
  ) as EvidenceOwners;
}
