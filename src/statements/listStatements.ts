import type { DeliveryStore } from '../books/store.ts';
import { currentLines } from '../books/delivery.ts';
import { statementKey, type Statement } from './statement.ts';

/** All that was reported of a unit, latest first, the satisfaction index before others. */
export async function listStatements(
  deliveries: Pick<DeliveryStore, 'list'>,
  unitId: string,
): Promise<readonly Statement[]> {
  const lines = currentLines(await deliveries.list<Statement>('statements', { unitId }), statementKey);
  return [...lines.values()]
    .filter((statement) => statement.unitId === unitId)
    .toSorted((one, other) => other.year - one.year || other.indicator.localeCompare(one.indicator));
}
