/**
 * The account of one member of staff; citizens have none. Accounts are closed, never deleted, and roles are ended,
 * never removed, so that who could do what on a given day stays on record.
 */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Facts } from '../audit/entry.ts';
import type { Problem } from '../../platform/problem.ts';
import { accountTexts } from './texts.ts';
import { changedByOthers, problemOf } from '../../platform/text/problemOf.ts';
import type { Role } from './role.ts';
import { holdsOn, type Validity } from '../../platform/calendar/validity.ts';

/** A role, for a unit and all units below it, from a day up to but not including another. */
export interface Grant extends Validity {
  readonly id: string;
  readonly role: Role;
  /** Missing: the whole installation. */
  readonly unitId?: string | undefined;
  /** Provider and group that bring the role, as `provider/group`. Missing: an account gave it. */
  readonly group?: string | undefined;
}

/**
 * The scope of an administrator: units, with all units below them, or `*` for the whole installation. An empty list, or
 * one that was never stored, reaches nothing.
 */
export type Reach = readonly string[];

export interface PasswordLink {
  readonly hash: string;
  readonly expiresAt: Date;
  /** Scope of the account that made the link. */
  readonly reach?: Reach | undefined;
}

interface SecondFactor {
  readonly secret: Buffer;
  /** Number of the last time step whose code was used; that code and all earlier ones are spent. */
  readonly lastStep: number;
  /** Hashes of the unused recovery codes. */
  readonly recoveryHashes: readonly string[];
}

export interface Passkey {
  /** The browser's id for it; unique across accounts. */
  readonly id: string;
  readonly publicKey: Buffer;
  /** Signature counter that the passkey reports; many always report 0. */
  readonly counter: number;
  readonly label: string;
  readonly madeAt: Date;
}

/** A person at a provider of sign-in, by the two claims that never pass to somebody else (OpenID Connect Core, 5.7). */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly linkedAt: Date;
  /** Scope of the account that made the link, since its owner could have used the link instead of the person. */
  readonly reach?: Reach | undefined;
}

export interface Account {
  readonly id: string;
  /** Sign-in name; unique. */
  readonly name: string;
  readonly fullName: string;
  readonly email?: string | undefined;
  readonly language: PageLanguage;
  readonly grants: readonly Grant[];
  readonly passwordHash?: string | undefined;
  /**
   * Scope of the account that let the person in: the maker of the link by which the password was first set may know the
   * password.
   */
  readonly passwordReach?: Reach | undefined;
  /** The one open link by which the person can set a password. */
  readonly link?: PasswordLink | undefined;
  /** Secret shown as a QR code until the person enters a code made from it. */
  readonly offeredSecret?: Buffer | undefined;
  readonly secondFactor?: SecondFactor | undefined;
  readonly passkeys?: readonly Passkey[] | undefined;
  /** Who signs in at a provider; unique across accounts. */
  readonly identity?: Identity | undefined;
  readonly lastSignInAt?: Date | undefined;
  readonly closedAt?: Date | undefined;
  /** Made by the link of the first start. */
  readonly isFirst?: true | undefined;
}

/** Valid sign-in names: unaccented letters and digits, with dots, dashes or underscores between them. */
export function isAccountName(text: string): boolean {
  return text.length >= 3 && text.length <= 40 && /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(text);
}

/** Grants that are or will be in force; if there are none, all past ones. They show where an account belongs. */
export function tellingGrants(account: Account, day: string): readonly Grant[] {
  const lasting = account.grants.filter((grant) => grant.to === undefined || day < grant.to);
  return lasting.length > 0 ? lasting : account.grants;
}

/** Units that a change of the account concerns; none when one of its grants is for the whole installation. */
export function unitIdsOf(account: Account, day: string): readonly string[] {
  const grants = tellingGrants(account, day);
  const unitIds = grants.flatMap(({ unitId }) => (unitId === undefined ? [] : [unitId]));
  return unitIds.length < grants.length ? [] : [...new Set(unitIds)];
}

export function grantsOn(account: Account, day: string): readonly Grant[] {
  return account.closedAt ? [] : account.grants.filter((grant) => holdsOn(grant, day));
}

/** Administers the whole installation with no end date. At least one such account must always remain. */
export function isLastingAdministrator(account: Account, day: string): boolean {
  return grantsOn(account, day).some(
    ({ role, unitId, to }) => role === 'administrator' && unitId === undefined && to === undefined,
  );
}

/** Signs in at a provider, and has no password here with which to confirm a change. */
export function signsInElsewhereOnly({ identity, passwordHash }: Account): boolean {
  return identity !== undefined && passwordHash === undefined;
}

/** A grant as the audit log stores it. */
export function grantFacts({ role, unitId, from, to, group }: Grant): Facts {
  return {
    role,
    unit: unitId ?? '*',
    from,
    ...(to === undefined ? {} : { to }),
    ...(group === undefined ? {} : { group }),
  };
}

export function identityTaken(): Problem {
  return problemOf('conflict', accountTexts, (t) => t.problems.identityTaken);
}

export const changedMeanwhile = (): Problem => changedByOthers(accountTexts, (t) => t.thisAccount);
