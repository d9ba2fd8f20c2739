/** Addresses, and who may open them. */
import type { Permission } from '../accounts/authority.ts';

/**
 * - `public`: anybody; citizens' pages, and the pages on which staff sign in
 * - `device`: a kiosk that was paired with the access point, by its credential
 * - `staff`: every account that is signed in, for itself
 * - a permission: accounts with a role that includes it, for the units of the role; an object that the address names
 *   must lie there too, or the answer is that it does not exist
 * - a permission `by` key: programs with an API key for the permission, whose account has a role that includes it
 * - `job`: accounts that may do what the job does; for all others the job does not exist
 * - `owner`: accounts to which the owner of a file shows it; for all others the file does not exist
 * - `own`: the account to which the object belongs; for all others it does not exist
 */
export type Access =
  'public' | 'device' | 'staff' | 'job' | 'owner' | 'own' | { readonly permission: Permission };

export interface RouteAccess {
  readonly access: Access;
  /** Missing: by a signed-in person. */
  readonly by?: 'key';
}

/** Method and pattern, such as `GET /staff/units/:unitId`. */
export type Address = `${'GET' | 'POST' | 'PUT'} /${string}`;
