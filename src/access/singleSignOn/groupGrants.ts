/**
 * Roles that come with groups at a provider. At each sign-in the account gets those of its groups and loses those of
 * groups that it has left; roles that an account gave are not touched. Each change is in the audit log, with the group.
 */
import { auditEntry } from '../audit/entry.ts';
import { grantFacts, type Account, type Grant } from '../accounts/account.ts';
import { endWaysIn, needsNewPassword, newGrant } from '../accounts/giveRole.ts';
import type { UnitScope } from '../accounts/unitScope.ts';
import type { Stores } from '../stores.ts';
import type { GroupGrant, ProviderSettings } from './provider.ts';
import type { Person } from './providers.ts';

type GrantStores = Pick<Stores, 'accounts' | 'sessions' | 'apiKeys'>;

interface SignedIn {
  readonly provider: ProviderSettings;
  readonly person: Person;
  readonly units: UnitScope;
  readonly now: Date;
}

/** @returns the account with the roles of its groups */
export async function applyGroups(
  stores: GrantStores,
  account: Account,
  signedIn: SignedIn,
): Promise<Account> {
  const { provider, person, units } = signedIn;
  const groups = groupsOf(person, provider);
  const due = provider.grants.filter(
    ({ group, unitId }) => groups.has(group) && (unitId === undefined || units.lives(unitId)),
  );
  const over = mappedGrants(account, provider, units).filter(
    (grant) => !due.some((each) => isOf(grant, each, provider)),
  );
  let current = account;
  for (const grant of over) current = (await endGrant(stores, current, grant, signedIn)) ?? current;
  for (const grant of due) current = (await giveGrant(stores, current, grant, signedIn)) ?? current;
  return current;
}

/** A claim that is missing, or no list, names no group. */
function groupsOf({ claims }: Person, { groupsClaim }: ProviderSettings): ReadonlySet<unknown> {
  const value = claims[groupsClaim];
  return new Set(Array.isArray(value) ? value : [value]);
}

function nameOf({ group }: GroupGrant, { id }: ProviderSettings): string {
  return `${id}/${group}`;
}

function isOf(grant: Grant, mapped: GroupGrant, provider: ProviderSettings): boolean {
  const { group, role, unitId } = grant;
  return group === nameOf(mapped, provider) && role === mapped.role && unitId === mapped.unitId;
}

/** Roles of the account that came from the provider and have not ended. */
function mappedGrants({ grants }: Account, { id }: ProviderSettings, { day }: UnitScope): readonly Grant[] {
  return grants.filter(
    ({ group, to }) => group?.startsWith(`${id}/`) === true && (to === undefined || day < to),
  );
}

async function endGrant(
  { accounts }: GrantStores,
  account: Account,
  grant: Grant,
  { units, now }: SignedIn,
): Promise<Account | undefined> {
  const ended = { ...grant, to: units.day };
  return await accounts.change(account.id, (current) => ({
    set: { grants: current.grants.map((each) => (each.id === grant.id ? ended : each)) },
    entry: auditEntry({
      at: now,
      kind: 'account.roleEnded',
      unitIds: grant.unitId === undefined ? [] : [grant.unitId],
      subject: { id: account.id, label: account.name },
      before: grantFacts(grant),
      after: grantFacts(ended),
    }),
  }));
}

/** As with a role that an account gives: credentials that others may know end where the role goes beyond their scope. */
async function giveGrant(
  stores: GrantStores,
  account: Account,
  mapped: GroupGrant,
  { provider, units, now }: SignedIn,
): Promise<Account | undefined> {
  const has = (some: Account): boolean =>
    mappedGrants(some, provider, units).some((grant) => isOf(grant, mapped, provider));
  if (has(account)) return undefined;
  const { role, unitId } = mapped;
  const known = (some: Account): boolean =>
    needsNewPassword({ ...some, identity: undefined }, { unitId }, units);
  if (known(account)) await endWaysIn(stores, account, { now, day: units.day, keepsIdentity: true });
  const grant = newGrant({
    role,
    from: units.day,
    group: nameOf(mapped, provider),
    ...(unitId === undefined ? {} : { unitId }),
  });
  return await stores.accounts.change(account.id, (current) =>
    has(current) || known(current)
      ? undefined
      : {
          set: { grants: [...current.grants, grant], link: undefined },
          entry: auditEntry({
            at: now,
            kind: 'account.roleGiven',
            unitIds: unitId === undefined ? [] : [unitId],
            subject: { id: account.id, label: account.name },
            after: grantFacts(grant),
          }),
        },
  );
}
