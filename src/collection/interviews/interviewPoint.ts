import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { revisionAt, type AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { loadNames } from '../../design/accessPoints/locationNames.ts';
import { pointLine, standing, type PointLine } from '../../design/accessPoints/pointLine.ts';
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

/** Where the account may interview now. */
export async function openInterviewPoints(
  caller: Caller,
  { stores, now }: { readonly stores: RoutesOptions['stores']; readonly now: Date },
): Promise<readonly PointLine[]> {
  const unitIds = caller.unitIdsInView('interview');
  const names = await loadNames(stores, caller, caller.account.language);
  return (await stores.accessPoints.list())
    .filter((one) => one.channel === 'interviewer' && revisionAt(one, now))
    .map((one) => pointLine(one, names, now))
    .filter(({ unitId, state }) => state === 'open' && (!unitIds || unitIds.has(unitId)));
}
