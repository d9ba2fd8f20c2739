/** How much of an account an administrator or auditor of some units gets to see. */
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

/** Roles for units beyond the caller's are not theirs to know. */
export function seenGrants(caller: Caller, { grants }: Account) {
  const seen = grants.filter(({ unitId }) => caller.may('seeAccounts', unitId));
  return grantLines(seen, caller.units, caller.account.language);
}
