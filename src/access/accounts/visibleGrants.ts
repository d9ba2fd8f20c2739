/** How much of an account an administrator or auditor of some units may see. */
import { tellingGrants, type Account } from './account.ts';
import type { Caller } from './caller.ts';
import { grantLines } from './grantLines.ts';

/** Whether a role of the account lies within the caller's units. */
export function isSeenBy(
  caller: Caller,
  account: Account,
  unitIds: ReadonlySet<string> | undefined,
): boolean {
  if (!unitIds) return true;
  return tellingGrants(account, caller.units.day).some(
    ({ unitId }) => unitId !== undefined && unitIds.has(unitId),
  );
}

/** The caller may not see roles for units outside their scope. */
export function seenGrants(caller: Caller, { grants }: Account) {
  const seen = grants.filter(({ unitId }) => caller.may('seeAccounts', unitId));
  return grantLines(seen, caller.units, caller.account.language);
}
