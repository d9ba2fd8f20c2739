/** What the figures of one round rest on, as its publication lists it. */
import type { Round } from '../../design/rounds/round.ts';
import { basisHash, eachBasis, type BasisStores } from './basis.ts';
import type { BasisHash } from '../../processing/published/publication.ts';

/** @param months of the caseloads that responses are compared with, `YYYY-MM` */
export async function restsOn(
  stores: BasisStores,
  round: Round,
  months: readonly string[],
): Promise<readonly BasisHash[]> {
  const wanted = new Set([
    `method ${round.methodIds[0]}`,
    `surveyVersion ${round.surveyVersionId}`,
    `round ${round.id}`,
    `frame ${round.id}`,
  ]);
  const kinds = ['method', 'surveyVersion', 'round', 'frame', 'caseload'] as const;
  const found: BasisHash[] = [];
  for await (const basis of eachBasis(stores, kinds, { periods: months }))
    if (basis.of === 'caseload' || wanted.has(`${basis.of} ${basis.key}`)) found.push(basisHash(basis));
  return found;
}
