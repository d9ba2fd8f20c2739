/**
 * An account is one member of staff; citizens have none. Accounts are closed, never deleted, and roles are ended, never
 * taken out: who could do what on a day stays known.
 */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Facts } from '../audit/entry.ts';
import { Problem } from '../../platform/problem.ts';
import type { Role } from './authority.ts';
import { holdsOn, type Validity } from '../../platform/calendar/validity.ts';

/** A role, for a unit and all below it, from a day on, up to but not including another. */
export interface Grant extends Validity {
  readonly id: string;
  readonly role: Role;
  /** Missing: the whole installation. */
  readonly unitId?: string | undefined;
}

/**
 * How far an administrator reaches: units, with all that is below them, or `*` for the whole installation. Nothing is reached by
 * an empty list, nor where none was kept.
 */
export type Reach = readonly string[];

export interface PasswordLink {
  readonly hash: string;
  readonly expiresAt: Date;
  /** Of whoever made it. */
  readonly reach?: Reach | undefined;
}

export interface SecondFactor {
  readonly secret: Buffer;
  /** Number of the last time step whose code was used; that code and all before it are spent. */
  readonly lastStep: number;
  /** Hashes of the recovery codes that are left. */
  readonly recoveryHashes: readonly string[];
}

export interface Passkey {
  /** As the browser names it; of no two accounts. */
  readonly id: string;
  readonly publicKey: Buffer;
  /** How often it was used, as it says itself; many always say 0. */
  readonly counter: number;
  readonly label: string;
  readonly madeAt: Date;
}

export interface Account {
  readonly id: string;
  /** What the person signs in with; unique. */
  readonly name: string;
  readonly fullName: string;
  readonly email?: string | undefined;
  readonly language: PageLanguage;
  readonly grants: readonly Grant[];
  readonly passwordHash?: string | undefined;
  /** Who let the person in: whoever made the link by which the password was first set may know it. */
  readonly passwordReach?: Reach | undefined;
  /** The one link that is out, by which the person sets a password. */
  readonly link?: PasswordLink | undefined;
  /** Secret that is shown as a QR code until a code made from it comes back. */
  readonly offeredSecret?: Buffer | undefined;
  readonly secondFactor?: SecondFactor | undefined;
  readonly passkeys?: readonly Passkey[] | undefined;
  readonly lastSignInAt?: Date | undefined;
  readonly closedAt?: Date | undefined;
  /** Made by the link of the first start. */
  readonly isFirst?: true | undefined;
}

/** Names to sign in with: letters without marks, digits, and dots, dashes or underscores between them. */
export function isAccountName(text: string): boolean {
  return text.length >= 3 && text.length <= 40 && /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(text);
}

/** Grants that are, or will be, in force; when there is none, all that ever were. They say where an account belongs. */
export function tellingGrants(account: Account, day: string): readonly Grant[] {
  const lasting = account.grants.filter((grant) => grant.to === undefined || day < grant.to);
  return lasting.length > 0 ? lasting : account.grants;
}

/** Units that an act on the account concerns; none when one of its grants is for the whole installation. */
export function unitIdsOf(account: Account, day: string): readonly string[] {
  const grants = tellingGrants(account, day);
  const unitIds = grants.flatMap(({ unitId }) => (unitId === undefined ? [] : [unitId]));
  return unitIds.length < grants.length ? [] : [...new Set(unitIds)];
}

export function grantsOn(account: Account, day: string): readonly Grant[] {
  return account.closedAt ? [] : account.grants.filter((grant) => holdsOn(grant, day));
}

/** Administers the whole installation, with no end in sight: of these one always has to be left. */
export function isLastingAdministrator(account: Account, day: string): boolean {
  return grantsOn(account, day).some(
    ({ role, unitId, to }) => role === 'administrator' && unitId === undefined && to === undefined,
  );
}

/** A grant as the audit keeps it. */
export function grantFacts({ role, unitId, from, to }: Grant): Facts {
  return { role, unit: unitId ?? '*', from, ...(to === undefined ? {} : { to }) };
}

export function changedMeanwhile(): Problem {
  return new Problem('conflict', {
    vi: 'Tài khoản này đang được người khác thay đổi. Xin mở lại trang rồi thử lại.',
    en: 'Somebody else is changing this account. Please open the page again and try once more.',
  });
}
