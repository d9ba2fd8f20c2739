/** The roles that an account can hold. What each may do is in authority.ts. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const roles = [
  'administrator',
  'manager',
  'officer',
  'clerk',
  'interviewer',
  'analyst',
  'auditor',
  'researcher',
] as const;
export type Role = (typeof roles)[number];

/** The name of each, and in a few words what it is for; docs/authority.md has every permission. */
export const roleTexts = catalogue('access/roles');

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
