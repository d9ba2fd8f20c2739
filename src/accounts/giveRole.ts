/** Giving and ending roles, with the two rules that no form can hold: units that live, and one administrator left. */
import { randomUUID } from 'node:crypto';
import { auditEntry } from '../audit/entry.ts';
import { Problem } from '../problem.ts';
import { grantFacts, isLastingAdministrator, type Account, type Grant } from './account.ts';
import type { AdministratorsStore } from './administratorsStore.ts';
import type { Caller } from './caller.ts';
import type { AccountChange, AccountStore } from './store.ts';

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
  if (!unit) return undefined; // demand() has let it pass only for the whole installation: checked there
  if (unit.validTo !== undefined && unit.validTo <= from) return { kind: 'ended', unitId, on: unit.validTo };
  if (from < unit.validFrom) return { kind: 'notYet', unitId, on: unit.validFrom };
  return undefined;
}

export function newGrant(draft: Omit<Grant, 'id'>): Grant {
  return { id: randomUUID(), ...draft };
}

export async function giveRole(
  stores: AccountStores,
  change: { accountId: string; grant: Grant; caller: Caller; now: Date },
): Promise<void> {
  const { accountId, grant, caller, now } = change;
  const account = await stores.accounts.change(accountId, (current) => ({
    set: { grants: [...current.grants, grant] },
    entry: auditEntry({
      at: now,
      by: caller.actor,
      kind: 'account.roleGiven',
      unitIds: grant.unitId === undefined ? [] : [grant.unitId],
      subject: { id: current.id, label: current.name },
      after: grantFacts(grant),
    }),
  }));
  if (account) await noteAdministrator(stores, account, caller.units.day);
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
