/** Giving and ending roles, with the two rules that no form can hold: units that live, and one administrator left. */
import { randomUUID } from 'node:crypto';
import { auditEntry, type AuditEntry } from '../audit/entry.ts';
import { Problem } from '../../platform/problem.ts';
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

export type UnitFault =
  | { readonly kind: 'ended'; readonly unitId: string; readonly on: string }
  | { readonly kind: 'notYet'; readonly unitId: string; readonly on: string };

/**
 * @throws Problem notFound when the unit is not one that the caller may give roles for, whether or not it exists
 */
export function unitFaultOf(grant: Omit<Grant, 'id'>, caller: Caller): UnitFault | undefined {
  const { unitId, from } = grant;
  caller.demand('changeAccounts', unitId === undefined ? [] : [unitId]);
  if (unitId === undefined) return undefined;
  const unit = caller.units.find(unitId);
  if (!unit) throw notYours(); // demand() lets whoever administers the whole installation pass for any unit
  if (unit.validTo !== undefined && unit.validTo <= from) return { kind: 'ended', unitId, on: unit.validTo };
  if (from < unit.validFrom) return { kind: 'notYet', unitId, on: unit.validFrom };
  return undefined;
}

export function newGrant(draft: Omit<Grant, 'id'>): Grant {
  return { id: randomUUID(), ...draft };
}

/**
 * Whether a role reaches beyond those who may know the password: whoever made the link by which it was set, and the account itself
 * where it administers accounts there.
 */
export function needsNewPassword(
  account: Account,
  { unitId }: Pick<Grant, 'unitId'>,
  units: UnitScope,
): boolean {
  if (account.passwordHash === undefined) return false;
  const own = callerOf(account, units);
  if (own.may('changeAccounts', unitId)) return false;
  return !(account.passwordReach ?? []).some(
    (reached) => reached === '*' || (unitId !== undefined && units.isWithin(unitId, reached)),
  );
}

/**
 * Gives a role. A link that is out ends with it; where the role reaches beyond those who may know the password, so does every other
 * way in. They end before the role is given: a crash between the two leaves the person outside and nobody inside.
 *
 * @returns the account, with the token of the link by which its password is to be set, where one is due
 * @throws Problem conflict when others change the account all the time
 */
export async function giveRole(
  stores: AccountStores & WaysIn,
  change: { account: Account; grant: Grant; caller: Caller; now: Date },
): Promise<{ readonly account: Account; readonly token?: string | undefined }> {
  const { account: before, grant, caller, now } = change;
  const isShutOut = needsNewPassword(before, grant, caller.units);
  if (isShutOut) await endWaysIn(stores, before, { caller, now });
  const { link, token } = newLink(now, reachOf(caller));
  const account = await stores.accounts.change(before.id, (current) => {
    if (needsNewPassword(current, grant, caller.units)) return undefined; // it was set meanwhile, by a link of before
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

/** Ends all by which somebody could come in as the account: password, passkeys, link, second factor, sessions, API keys. */
async function endWaysIn(
  { accounts, sessions, apiKeys }: AccountStores & WaysIn,
  account: Account,
  { caller, now }: { caller: Caller; now: Date },
): Promise<void> {
  const act = { at: now, by: caller.actor, unitIds: unitIdsOf(account, caller.units.day) };
  await accounts.change(account.id, (current) => ({
    set: {
      passwordHash: undefined,
      passwordReach: undefined,
      link: undefined,
      secondFactor: undefined,
      offeredSecret: undefined,
      passkeys: undefined,
    },
    entry: auditEntry({
      ...act,
      kind: 'account.passwordEnded',
      subject: { id: account.id, label: account.name },
      after: { secondFactor: current.secondFactor ? 'removed' : 'none' },
    }),
  }));
  await sessions.endOfAccount(account.id);
  for (const key of await apiKeys.listOfAccount(account.id)) {
    const subject = { id: key.id, label: `${account.name}: ${key.label}` };
    await apiKeys.revoke(key.id, now, auditEntry({ ...act, kind: 'apiKey.revoked', subject }));
  }
}

/**
 * The role ends today, at once; one that has not begun never begins.
 *
 * @throws Problem conflict when nobody would be left to administer the installation
 */
export async function endRole(
  stores: AccountStores,
  change: { account: Account; grant: Grant; caller: Caller; now: Date },
): Promise<void> {
  const { account, grant, caller, now } = change;
  const today = caller.units.day;
  if (grant.to !== undefined && grant.to <= today) return; // it has ended before
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
 * Carries out a change by which an account may stop to be an administrator.
 *
 * @param decide what to do to the account as it is then; it may be asked several times
 * @throws Problem conflict when it is the last one
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
    throw new Problem('conflict', {
      vi: 'Đây là người quản trị toàn hệ thống cuối cùng. Hãy giao vai trò này cho một tài khoản khác trước.',
      en: 'This is the last administrator of the whole installation. Please give that role to another account first.',
    });
  }
  try {
    const changed = await change(true);
    if (changed) await noteAdministrator(stores, changed, today); // the role was given once more meanwhile
  } catch (error) {
    await administrators.add(accountId);
    throw error;
  }
}

/** To be done after every change by which an account may become an administrator. */
export async function noteAdministrator(
  { administrators }: AccountStores,
  account: Account,
  today: string,
): Promise<void> {
  if (isLastingAdministrator(account, today)) await administrators.add(account.id);
}

/**
 * At the start: whoever a crash left out of the list of administrators comes back into it.
 *
 * @returns how many there are
 */
export async function listAdministrators(stores: AccountStores, today: string): Promise<number> {
  const lasting = (await stores.accounts.list()).filter((account) => isLastingAdministrator(account, today));
  for (const account of lasting) await noteAdministrator(stores, account, today);
  return lasting.length;
}
