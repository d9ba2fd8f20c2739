/**
 * Granting and ending roles, with the two rules that a form cannot check: the unit must exist, and one administrator
 * must remain.
 */
import { randomUUID } from 'node:crypto';
import { auditEntry, type Actor, type AuditEntry } from '../audit/entry.ts';
import { accountTexts } from './texts.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import {
  changedMeanwhile,
  grantFacts,
  isLastingAdministrator,
  unitIdsOf,
  type Account,
  type Grant,
} from './account.ts';
import type { AdministratorsStore } from './administratorsStore.ts';
import { callerOf, notYours, type Caller } from './caller.ts';
import { newLink, reachOf } from './passwordLink.ts';
import type { AccountChange, AccountStore } from './store.ts';
import type { UnitScope } from './unitScope.ts';

export interface AccountStores {
  readonly accounts: AccountStore;
  readonly administrators: AdministratorsStore;
}

export type UnitError =
  | { readonly kind: 'ended'; readonly unitId: string; readonly on: string }
  | { readonly kind: 'notYet'; readonly unitId: string; readonly on: string };

/** @throws Problem notFound when the caller may not give roles for the unit, whether or not it exists */
export function unitErrorOf(grant: Omit<Grant, 'id'>, caller: Caller): UnitError | undefined {
  const { unitId, from } = grant;
  caller.demand('changeAccounts', unitId === undefined ? [] : [unitId]);
  if (unitId === undefined) return undefined;
  const unit = caller.units.find(unitId);
  if (!unit) throw notYours(); // demand() accepts any unit for administrators of the whole installation
  if (unit.validTo !== undefined && unit.validTo <= from) return { kind: 'ended', unitId, on: unit.validTo };
  if (from < unit.validFrom) return { kind: 'notYet', unitId, on: unit.validFrom };
  return undefined;
}

export function newGrant(draft: Omit<Grant, 'id'>): Grant {
  return { id: randomUUID(), ...draft };
}

/**
 * Whether a role goes beyond the scope of those who may have the account's credentials: the maker of the link by which
 * the password was set or the sign-in at a provider was linked, and the account itself where it administers accounts
 * there.
 */
export function needsNewPassword(
  account: Account,
  { unitId }: Pick<Grant, 'unitId'>,
  units: UnitScope,
): boolean {
  const { passwordHash, passwordReach, identity } = account;
  const reaches = [
    ...(passwordHash === undefined ? [] : [passwordReach]),
    ...(identity === undefined ? [] : [identity.reach]),
  ];
  if (reaches.length === 0) return false;
  const own = callerOf(account, units);
  if (own.may('changeAccounts', unitId)) return false;
  const covers = (reached: string): boolean =>
    reached === '*' || (unitId !== undefined && units.isWithin(unitId, reached));
  return !reaches.every((reach) => reach?.some(covers));
}

/**
 * Grants a role. An open link ends with it; if the role goes beyond the scope of those who may know the password, all
 * other credentials end too. They end before the role is granted: a crash between the two locks the person out and lets
 * nobody in.
 *
 * @returns the account, with the token of the link for setting its password, if one is needed
 * @throws Problem conflict when others keep changing the account
 */
export async function giveRole(
  stores: AccountStores & WaysIn,
  change: { account: Account; grant: Grant; caller: Caller; now: Date },
): Promise<{ readonly account: Account; readonly token?: string | undefined }> {
  const { account: before, grant, caller, now } = change;
  const isShutOut = needsNewPassword(before, grant, caller.units);
  if (isShutOut) await endWaysIn(stores, before, { by: caller.actor, now, day: caller.units.day });
  const { link, token } = newLink(now, reachOf(caller));
  const account = await stores.accounts.change(before.id, (current) => {
    if (needsNewPassword(current, grant, caller.units)) return undefined; // it was set meanwhile, through an earlier link
    const grants = [...current.grants, grant];
    const mayLetIn = caller.mayOnAll('changeAccounts', unitIdsOf({ ...current, grants }, caller.units.day));
    const isLinkDue = isShutOut || (current.link !== undefined && now < current.link.expiresAt);
    return {
      set: { grants, link: isLinkDue && mayLetIn && !current.closedAt ? link : undefined },
      entry: auditEntry({
        at: now,
        by: caller.actor,
        kind: 'account.roleGiven',
        unitIds: grant.unitId === undefined ? [] : [grant.unitId],
        subject: { id: current.id, label: current.name },
        after: grantFacts(grant),
      }),
    };
  });
  if (!account) throw changedMeanwhile();
  await noteAdministrator(stores, account, caller.units.day);
  return { account, token: account.link ? token : undefined };
}

export interface WaysIn {
  readonly sessions: { endOfAccount(accountId: string): Promise<void> };
  readonly apiKeys: {
    listOfAccount(accountId: string): Promise<readonly { readonly id: string; readonly label: string }[]>;
    revoke(keyId: string, at: Date, entry: AuditEntry): Promise<void>;
  };
}

/**
 * Revokes everything that gives access to the account: password, passkeys, link, second factor, sign-in at a provider,
 * sessions, API keys.
 *
 * @param action.by missing where the program itself acts
 * @param action.keepsIdentity keeps the sign-in at a provider
 */
export async function endWaysIn(
  { accounts, sessions, apiKeys }: Pick<AccountStores, 'accounts'> & WaysIn,
  account: Account,
  action: { by?: Actor; now: Date; day: string; keepsIdentity?: true },
): Promise<void> {
  const { by, now, day, keepsIdentity } = action;
  const permission = { at: now, ...(by ? { by } : {}), unitIds: unitIdsOf(account, day) };
  await accounts.change(account.id, (current) => ({
    set: {
      passwordHash: undefined,
      passwordReach: undefined,
      link: undefined,
      secondFactor: undefined,
      offeredSecret: undefined,
      passkeys: undefined,
      ...(keepsIdentity ? {} : { identity: undefined }),
    },
    entry: auditEntry({
      ...permission,
      kind: 'account.passwordEnded',
      subject: { id: account.id, label: account.name },
      after: { secondFactor: current.secondFactor ? 'removed' : 'none' },
    }),
  }));
  await sessions.endOfAccount(account.id);
  for (const key of await apiKeys.listOfAccount(account.id)) {
    const subject = { id: key.id, label: `${account.name}: ${key.label}` };
    await apiKeys.revoke(key.id, now, auditEntry({ ...permission, kind: 'apiKey.revoked', subject }));
  }
}

/**
 * Ends the role today, with immediate effect; a role that has not begun never begins.
 *
 * @throws Problem conflict when nobody would be left to administer the installation
 */
export async function endRole(
  stores: AccountStores,
  change: { account: Account; grant: Grant; caller: Caller; now: Date },
): Promise<void> {
  const { account, grant, caller, now } = change;
  const today = caller.units.day;
  if (grant.to !== undefined && grant.to <= today) return; // it has already ended
  const to = grant.from > today ? grant.from : today;
  await keepingAnAdministrator(stores, { accountId: account.id, today }, (current) => ({
    set: { grants: current.grants.map((each) => (each.id === grant.id ? { ...each, to } : each)) },
    entry: auditEntry({
      at: now,
      by: caller.actor,
      kind: 'account.roleEnded',
      unitIds: grant.unitId === undefined ? [] : [grant.unitId],
      subject: { id: account.id, label: account.name },
      before: grantFacts(grant),
      after: grantFacts({ ...grant, to }),
    }),
  }));
}

/**
 * Makes a change after which an account may no longer be an administrator.
 *
 * @param decide returns the change for the current state of the account; may be called several times
 * @throws Problem conflict when it is the last administrator
 */
export async function keepingAnAdministrator(
  stores: AccountStores,
  { accountId, today }: { accountId: string; today: string },
  decide: (account: Account) => AccountChange,
): Promise<void> {
  const { accounts, administrators } = stores;
  const change = async (mayLose: boolean): Promise<Account | undefined> =>
    await accounts.change(accountId, (current) => {
      const decided = decide(current);
      const after = { ...current, ...decided.set } as Account;
      const loses = isLastingAdministrator(current, today) && !isLastingAdministrator(after, today);
      return loses && !mayLose ? undefined : decided;
    });
  if (await change(false)) return;
  if (!(await administrators.take(accountId))) {
    throw problemOf('conflict', accountTexts, (t) => t.problems.lastAdministrator);
  }
  try {
    const changed = await change(true);
    if (changed) await noteAdministrator(stores, changed, today); // the role was granted again meanwhile
  } catch (error) {
    await administrators.add(accountId);
    throw error;
  }
}

/** Call this after every change by which an account may become an administrator. */
export async function noteAdministrator(
  { administrators }: AccountStores,
  account: Account,
  today: string,
): Promise<void> {
  if (isLastingAdministrator(account, today)) await administrators.add(account.id);
}

/**
 * Runs at startup: restores accounts that a crash left out of the list of administrators.
 *
 * @returns how many administrators there are
 */
export async function listAdministrators(stores: AccountStores, today: string): Promise<number> {
  const lasting = (await stores.accounts.list()).filter((account) => isLastingAdministrator(account, today));
  for (const account of lasting) await noteAdministrator(stores, account, today);
  return lasting.length;
}
