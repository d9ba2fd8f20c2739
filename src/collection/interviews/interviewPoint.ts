import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { standing } from '../../design/accessPoints/pointLine.ts';
import type { RoutesOptions } from '../stores.ts';

/**
 * The point of the address, where the account may interview.
 *
 * @throws Problem notFound
 */
export async function interviewPoint(
  { caller, param }: { readonly caller: Caller; readonly param: (name: string) => string },
  { stores, now }: RoutesOptions,
): Promise<AccessPoint> {
  const point = await stores.accessPoints.find(param('accessPointId'));
  if (point?.channel !== 'interviewer') throw notYours();
  caller.demand('interview', [standing(point, now())?.unitId ?? '']);
  return point;
}
