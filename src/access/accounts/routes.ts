/** Administration of accounts: list, creation, roles, links, closing. Everything stays within the caller's units. */
import { randomUUID } from 'node:crypto';
import { auditEntry, type AuditEntry } from '../audit/entry.ts';
import { finds } from '../../platform/text/searchText.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { page, seeOther, type Reply } from '../web/reply.ts';
import { may, type Routes, type StaffContext } from '../web/routes.ts';
import { menuLine } from '../web/menu.ts';
import { grantFacts, unitIdsOf, type Account } from './account.ts';
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
import { grantFields, judgedGrant } from './grantForm.ts';
import {
  readGrant,
  readPerson,
  readSearch,
  type ReadGrant,
  type FieldErrors,
  type GrantDraft,
  type Person,
} from './input.ts';
import { showLink } from './linkMadePage.ts';
import { newLink, reachOf } from './passwordLink.ts';
import { isSeenBy, seenGrants } from './visibleGrants.ts';
import { accountTexts } from './texts.ts';

const accountsPerPage = 50;

export const accountRoutes: Routes<AccountRoutesOptions> = {
  'GET /staff/accounts': may(
    'seeAccounts',
    listAccounts,
    menuLine('administration', 'Tài khoản', 'Accounts'),
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

async function listAccounts(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores } = tools;
  const t = accountTexts[language];
  const { text, page: number } = await readSearch(req);
  const unitIds = caller.unitIdsInView('seeAccounts');
  const seen = (await stores.accounts.list()).filter((account) => isSeenBy(caller, account, unitIds));
  const found = text === '' ? seen : seen.filter(({ name, fullName }) => finds([name, fullName], text));
  const first = (number - 1) * accountsPerPage;
  const shown = found.slice(first, first + accountsPerPage);
  return page(
    'access/accounts/list',
    { title: t.list.title },
    {
      t,
      text,
      mayChange: caller.holds('changeAccounts'),
      count: t.list.shown({ shown: shown.length, all: found.length }),
      nextUrl:
        first + accountsPerPage < found.length
          ? `/staff/accounts?q=${encodeURIComponent(text)}&page=${number + 1}`
          : undefined,
      accounts: shown.map((account) => ({
        id: account.id,
        name: account.name,
        fullName: account.fullName,
        isClosed: account.closedAt !== undefined,
        hasFactor: account.secondFactor !== undefined,
        grants: seenGrants(caller, account).filter(({ isOver }) => !isOver),
        lastSignIn: account.lastSignInAt ? timeText(account.lastSignInAt, language) : t.list.never,
      })),
    },
  );
}

async function readNewGrant(context: StaffContext): Promise<ReadGrant> {
  const { req, caller } = context;
  const t = accountTexts[caller.account.language];
  return judgedGrant(caller, await readGrant(req, caller.units.day, t));
}

function showNew(
  context: StaffContext,
  shown: { person: Person; grant: Partial<GrantDraft>; errors: FieldErrors },
): Reply {
  const { caller, language } = context;
  const t = accountTexts[language];
  return page(
    'access/accounts/new',
    { title: t.add.title },
    {
      t,
      person: shown.person,
      errors: shown.errors,
      grantFields: grantFields(caller, shown.grant, shown.errors),
    },
  );
}

function showEmptyForm(context: StaffContext): Reply {
  return showNew(context, { person: { name: '', fullName: '', email: '' }, grant: {}, errors: {} });
}

async function addAccount(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, res, caller, language } = context;
  const { stores, now } = tools;
  const t = accountTexts[language];
  const { person, errors: personErrors } = await readPerson(req, t);
  const { grant, errors: grantErrors } = await readNewGrant(context);
  const errors = { ...personErrors, ...grantErrors };
  if (Object.keys(errors).length > 0) {
    res.status(422);
    return showNew(context, { person, grant, errors });
  }
  const { name, fullName, email } = person;
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
  if (!(await stores.accounts.add(account, entryOf(context, tools, 'account.made', account, { after })))) {
    const taken = { name: t.fields.errors.nameTaken };
    res.status(422);
    return showNew(context, { person, grant, errors: taken });
  }
  await noteAdministrator(stores, account, caller.units.day);
  return await showLink(context, tools, account, token);
}

/** A role that requires a new password can be granted only by those who may make the link for setting it. */
function beyondReach(caller: Caller, account: Account, read: ReadGrant): ReadGrant {
  if (read.errors['unit'] !== undefined || !needsNewPassword(account, read.grant, caller.units)) return read;
  if (caller.mayOnAll('changeAccounts', unitIdsOf(account, caller.units.day))) return read;
  const { passwordElsewhere } = accountTexts[caller.account.language].fields.errors;
  return { grant: read.grant, errors: { ...read.errors, unit: passwordElsewhere } };
}

async function openAccount(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  return await showAccount(context, tools, { account: await accountToSee(context, tools), errors: {} });
}

async function grantRole(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { res, caller } = context;
  const { stores, now } = tools;
  const account = await accountToSee(context, tools);
  const { grant, errors } = beyondReach(caller, account, await readNewGrant(context));
  if (Object.keys(errors).length > 0) {
    res.status(422);
    return await showAccount(context, tools, { account, grant, errors });
  }
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

async function makeLink(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { caller } = context;
  const { stores, now } = tools;
  const account = await accountToChange(context, tools);
  const { link, token } = newLink(now(), reachOf(caller));
  const changed = await stores.accounts.change(account.id, () => ({
    set: { link },
    entry: entryOf(context, tools, 'account.linkMade', account),
  }));
  return await showLink(context, tools, { ...account, ...changed }, token);
}

async function removeSecondFactor(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { stores } = tools;
  const account = await accountToChange(context, tools);
  await stores.accounts.change(account.id, () => ({
    set: { secondFactor: undefined, offeredSecret: undefined, passkeys: undefined },
    entry: entryOf(context, tools, 'account.secondFactorRemoved', account),
  }));
  return seeOther(`/staff/accounts/${account.id}?done=factorRemoved`);
}

async function endSessions(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { stores } = tools;
  const account = await accountToChange(context, tools);
  await stores.accounts.change(account.id, () => ({
    set: {},
    entry: entryOf(context, tools, 'account.sessionsEnded', account),
  }));
  await stores.sessions.endOfAccount(account.id);
  return seeOther(`/staff/accounts/${account.id}?done=sessionsEnded`);
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
  const { caller } = context;
  const { stores } = tools;
  const account = await accountToChange(context, tools);
  const reopened = await stores.accounts.change(account.id, () => ({
    set: { closedAt: undefined },
    entry: entryOf(context, tools, 'account.reopened', account),
  }));
  if (reopened) await noteAdministrator(stores, reopened, caller.units.day);
  return seeOther(`/staff/accounts/${account.id}?done=reopened`);
}
