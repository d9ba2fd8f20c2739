/** Administration of accounts: list, creation, roles, links, closing. Everything stays within the caller's units. */
import { randomUUID } from 'node:crypto';
import { auditEntry, type AuditEntry } from '../audit/entry.ts';
import { list } from '../web/list.ts';
import { formPage, together } from '../web/formPage.ts';
import { seeOther, type Reply } from '../web/reply.ts';
import { may, type Routes, type StaffContext } from '../web/routes.ts';
import { menuLine } from '../web/menu.ts';
import { grantFacts, unitIdsOf, type Account, type Grant } from './account.ts';
import { showAccount } from './accountPage.ts';
import type { AccountRoutesOptions } from './accountRoutesOptions.ts';
import { notYours, type Caller } from './caller.ts';
import {
  endRole,
  giveRole,
  keepingAnAdministrator,
  needsNewPassword,
  newGrant,
  noteAdministrator,
} from './giveRole.ts';
import { also } from '../../platform/web/form.ts';
import { emptyGrant, grantOnPage, readGrant } from './grantForm.ts';
import { personForm, type grantForm } from './input.ts';
import { showLink } from './linkMadePage.ts';
import { newLink, reachOf } from './passwordLink.ts';
import { isSeenBy, seenGrants } from './visibleGrants.ts';
import type { AccountChange } from './store.ts';
import { accountTexts } from './texts.ts';

export const accountRoutes: Routes<AccountRoutesOptions> = {
  'GET /staff/accounts': may(
    'seeAccounts',
    listAccounts,
    menuLine('administration', accountTexts, (t) => t.list.title),
  ),
  'GET /staff/accounts/new': may('changeAccounts', showEmptyForm),
  'POST /staff/accounts': may('changeAccounts', addAccount),
  'GET /staff/accounts/:accountId': may('seeAccounts', openAccount),
  'POST /staff/accounts/:accountId/roles': may('changeAccounts', grantRole),
  'POST /staff/accounts/:accountId/roles/:grantId/end': may('changeAccounts', endGrant),
  'POST /staff/accounts/:accountId/link': may('changeAccounts', makeLink),
  'POST /staff/accounts/:accountId/second-factor/remove': may('changeAccounts', removeSecondFactor),
  'POST /staff/accounts/:accountId/sessions/end': may('changeAccounts', endSessions),
  'POST /staff/accounts/:accountId/close': may('changeAccounts', closeAccount),
  'POST /staff/accounts/:accountId/reopen': may('changeAccounts', reopenAccount),
};

/** @throws Problem notFound */
async function accountToSee(context: StaffContext, tools: AccountRoutesOptions): Promise<Account> {
  const { caller, param } = context;
  const { stores } = tools;
  const account = await stores.accounts.find(param('accountId'));
  if (!account || !isSeenBy(caller, account, caller.unitIdsFor('seeAccounts'))) throw notYours();
  return account;
}

/** An account whose roles all lie within the caller's units. @throws Problem notFound */
export async function accountToChange(context: StaffContext, tools: AccountRoutesOptions): Promise<Account> {
  const { caller } = context;
  const account = await accountToSee(context, tools);
  caller.demand('changeAccounts', unitIdsOf(account, caller.units.day));
  return account;
}

function entryOf(
  context: StaffContext,
  tools: AccountRoutesOptions,
  kind: AuditEntry['kind'],
  account: Account,
  facts: Pick<AuditEntry, 'after'> = {},
): AuditEntry {
  const { caller } = context;
  const { now } = tools;
  const { actor, units } = caller;
  return auditEntry({
    at: now(),
    by: actor,
    kind,
    unitIds: unitIdsOf(account, units.day),
    subject: { id: account.id, label: account.name },
    ...facts,
  });
}

async function listAccounts(context: StaffContext, { stores }: AccountRoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const t = accountTexts[language].list;
  const unitIds = caller.unitIdsInView('seeAccounts');
  const roleLines = (account: Account) =>
    seenGrants(caller, account)
      .filter(({ isOver }) => !isOver)
      .map(({ role, unit }) => `${role}, ${unit}`);
  return await list<Account>(
    context,
    {
      title: t.title,
      search: { label: t.search, texts: ({ name, fullName }) => [name, fullName] },
      actions: [caller.holds('changeAccounts') && { label: t.add, url: '/staff/accounts/new' }],
      count: t.shown,
      noneFound: t.empty,
      columns: [
        {
          key: 'fullName',
          heading: t.fullName,
          url: ({ id }) => `/staff/accounts/${id}`,
          tag: ({ closedAt }) => closedAt && t.closed,
        },
        { key: 'name', heading: t.name },
        { key: 'roles', heading: t.roles, value: roleLines },
        { key: 'factor', heading: t.factor, value: ({ secondFactor }) => (secondFactor ? t.yes : t.no) },
        {
          key: 'lastSignIn',
          heading: t.lastSignIn,
          value: ({ lastSignInAt }) => lastSignInAt ?? t.never,
          sort: ({ lastSignInAt }) => lastSignInAt,
        },
      ],
    },
    (await stores.accounts.list()).filter((account) => isSeenBy(caller, account, unitIds)),
  );
}

function showNew(
  { caller, language }: StaffContext,
  person: typeof personForm.empty = personForm.empty,
  grant: typeof grantForm.empty = emptyGrant(caller),
): Reply {
  const { title, lead, submit } = accountTexts[language].add;
  const isOff = { autocomplete: 'off' };
  return formPage(
    { title, status: person.status ?? grant.status },
    { action: '/staff/accounts', lead, submit },
    together(
      personForm.onPage(language, person, { fullName: isOff, name: isOff, email: isOff }),
      grantOnPage(caller, grant),
    ),
  );
}

function showEmptyForm(context: StaffContext): Reply {
  return showNew(context);
}

async function addAccount(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const t = accountTexts[language];
  const person = await personForm.read(context);
  const { grant, sent } = await readGrant(context);
  if (!person.ok || !sent.ok) return showNew(context, person, sent);
  const { fullName, email } = person.values;
  const name = person.values.name.toLowerCase();
  const { link, token } = newLink(now(), reachOf(caller));
  const account: Account = {
    id: randomUUID(),
    name,
    fullName,
    ...(email === '' ? {} : { email }),
    language: 'vi',
    grants: [newGrant(grant)],
    link,
  };
  const after = { name, fullName, ...(email === '' ? {} : { email }), ...grantFacts(account.grants[0]!) };
  if (!(await stores.accounts.add(account, entryOf(context, tools, 'account.made', account, { after }))))
    return showNew(context, also(person, { name: t.fields.errors.nameTaken }), sent);
  await noteAdministrator(stores, account, caller.units.day);
  return await showLink(context, tools, account, token);
}

/** A role that requires a new password can be granted only by those who may make the link for setting it. */
function isBeyondReach(caller: Caller, account: Account, grant: Omit<Grant, 'id'>): boolean {
  if (!needsNewPassword(account, grant, caller.units)) return false;
  return !caller.mayOnAll('changeAccounts', unitIdsOf(account, caller.units.day));
}

async function openAccount(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  return await showAccount(context, tools, await accountToSee(context, tools));
}

async function grantRole(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const account = await accountToSee(context, tools);
  const { grant, sent } = await readGrant(context);
  const isBeyond = sent.typed.unit !== '' && isBeyondReach(caller, account, grant);
  const { passwordElsewhere } = accountTexts[language].fields.errors;
  const judged = also(sent, { unit: isBeyond && passwordElsewhere });
  if (!judged.ok) return await showAccount(context, tools, account, judged);
  const given = await giveRole(stores, { account, grant: newGrant(grant), caller, now: now() });
  if (given.token === undefined) {
    return seeOther(`/staff/accounts/${account.id}?done=roleGiven`);
  }
  // Not mailed: the address may belong to the person who made the account, whom this very link is to lock out.
  return await showLink(context, tools, given.account, given.token, { isForRole: true });
}

async function endGrant(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { caller, param } = context;
  const { stores, now } = tools;
  const account = await accountToSee(context, tools);
  const grant = account.grants.find(({ id }) => id === param('grantId'));
  if (!grant) throw notYours();
  caller.demand('changeAccounts', grant.unitId === undefined ? [] : [grant.unitId]);
  await endRole(stores, { account, grant, caller, now: now() });
  // People who end their own last role here may no longer be allowed to see this page.
  return seeOther(
    account.id === caller.account.id ? '/staff' : `/staff/accounts/${account.id}?done=roleEnded`,
  );
}

/** @throws Problem notFound */
async function changeAccount(
  context: StaffContext,
  tools: AccountRoutesOptions,
  kind: AuditEntry['kind'],
  set: AccountChange['set'],
): Promise<Account> {
  const account = await accountToChange(context, tools);
  const entry = entryOf(context, tools, kind, account);
  const changed = await tools.stores.accounts.change(account.id, () => ({ set, entry }));
  return { ...account, ...changed };
}

async function makeLink(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { link, token } = newLink(tools.now(), reachOf(context.caller));
  const account = await changeAccount(context, tools, 'account.linkMade', { link });
  return await showLink(context, tools, account, token);
}

async function removeSecondFactor(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const without = { secondFactor: undefined, offeredSecret: undefined, passkeys: undefined };
  const { id } = await changeAccount(context, tools, 'account.secondFactorRemoved', without);
  return seeOther(`/staff/accounts/${id}?done=factorRemoved`);
}

async function endSessions(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { id } = await changeAccount(context, tools, 'account.sessionsEnded', {});
  await tools.stores.sessions.endOfAccount(id);
  return seeOther(`/staff/accounts/${id}?done=sessionsEnded`);
}

async function closeAccount(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { caller } = context;
  const { stores, now } = tools;
  const account = await accountToChange(context, tools);
  const closedAt = now();
  const today = caller.units.day;
  await keepingAnAdministrator(stores, { accountId: account.id, today }, () => ({
    set: { closedAt, link: undefined },
    entry: entryOf(context, tools, 'account.closed', account),
  }));
  await stores.sessions.endOfAccount(account.id);
  return seeOther(`/staff/accounts/${account.id}?done=closed`);
}

async function reopenAccount(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const account = await changeAccount(context, tools, 'account.reopened', { closedAt: undefined });
  await noteAdministrator(tools.stores, account, context.caller.units.day);
  return seeOther(`/staff/accounts/${account.id}?done=reopened`);
}
