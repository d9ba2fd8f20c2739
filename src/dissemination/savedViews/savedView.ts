/**
 * A page of analysis as it was asked for, under a name. Only an address is kept and no figure: whoever opens it is asked
 * for authority anew, and sees what the page shows that day.
 */
import { routeAccess } from '../../access/accounts/routeAccess.ts';

export interface SavedView {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  /** Path and query, as `analysisAddress` writes them. */
  readonly address: string;
  /** Unit that the address names. */
  readonly unitId?: string | undefined;
  /** Seen by all who may analyse the unit; the address then names one. */
  readonly isShared: boolean;
  readonly savedAt: Date;
}

/** More are found by nobody. */
export const viewsMax = 200;
export const nameLengthMax = 80;
const addressLengthMax = 2000;

/** Where saved views themselves stand; no address of theirs is saved. */
export const viewsPath = '/staff/analysis/views';

/** Pages on which somebody analyses: no other address is ever kept, so that a view leads nowhere else. */
const pages: ReadonlySet<string> = new Set(
  Object.entries(routeAccess).flatMap(([route, { access }]) => {
    const [method, path = ''] = route.split(' ');
    const isAnalysis = typeof access === 'object' && access.act === 'analyse' && method === 'GET';
    return isAnalysis && !path.startsWith(viewsPath) ? [path] : [];
  }),
);

/** @returns the address written anew, without what only takes a file away; undefined where it is of no such page */
export function analysisAddress(text: string): string | undefined {
  const [path = '', ...rest] = text.split('?');
  if (text.length > addressLengthMax || !pages.has(path)) return undefined;
  const asked = new URLSearchParams(rest.join('?'));
  asked.delete('take');
  return asked.size > 0 ? `${path}?${asked.toString()}` : path;
}

export function unitOfAddress(address: string): string | undefined {
  return new URLSearchParams(address.split('?')[1] ?? '').get('unit') || undefined;
}
