import type { DeliveryStore } from '../books/store.ts';
import { currentLines } from '../books/delivery.ts';
import { statementKey, type Statement } from './statement.ts';

/** All reported figures of a unit, or of all units, latest first, the satisfaction index before others. */
export async function listStatements(
  deliveries: Pick<DeliveryStore, 'list'>,
  unitId?: string,
): Promise<readonly Statement[]> {
  const listed = await deliveries.list<Statement>('statements', unitId === undefined ? {} : { unitId });
  return [...currentLines(listed, statementKey).values()]
    .filter((statement) => unitId === undefined || statement.unitId === unitId)
    .toSorted((one, other) => other.year - one.year || other.indicator.localeCompare(one.indicator));
}
