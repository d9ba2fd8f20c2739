/** Administration of accounts: list, creation, roles, links, closing. Everything stays within the caller's units. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { auditEntry, type AuditEntry } from '../audit/entry.ts';
import { finds } from '../../platform/text/searchText.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../web/language.ts';
import { noticeFor, renderStaffPage } from '../web/staffPage.ts';
import { staffRouter } from '../web/staffRouter.ts';
import { callerOfRequest } from '../web/visit.ts';
import { grantFacts, unitIdsOf, type Account } from './account.ts';
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
  type Faults,
  type GrantDraft,
  type Person,
} from './input.ts';
import { mailLink, newLink, reachOf } from './passwordLink.ts';
import { isSeenBy, seenGrants } from './sight.ts';
import { accountTexts } from './texts.ts';

const accountsPerPage = 50;

export function accountRoutes({ stores, now, settings }: AccountRoutesOptions): Router {
  const router = staffRouter();

  /** @throws Problem notFound */
  async function accountToSee(req: Request): Promise<Account> {
    const caller = callerOfRequest(req);
    const account = await stores.accounts.find(String(req.params['accountId']));
    if (!account || !isSeenBy(caller, account, caller.unitIdsFor('seeAccounts'))) throw notYours();
    return account;
  }

  /** An account whose roles all lie within the caller's units. @throws Problem notFound */
  async function accountToChange(req: Request): Promise<Account> {
    const caller = callerOfRequest(req);
    const account = await accountToSee(req);
    caller.demand('changeAccounts', unitIdsOf(account, caller.units.day));
    return account;
  }

  function entryOf(
    req: Request,
    kind: AuditEntry['kind'],
    account: Account,
    facts: Pick<AuditEntry, 'after'> = {},
  ): AuditEntry {
    const { actor, units } = callerOfRequest(req);
    return auditEntry({
      at: now(),
      by: actor,
      kind,
      unitIds: unitIdsOf(account, units.day),
      subject: { id: account.id, label: account.name },
      ...facts,
    });
  }

  router.get('/staff/accounts', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = accountTexts[language];
    const { text, page } = await readSearch(req);
    const unitIds = caller.unitIdsInView('seeAccounts');
    const seen = (await stores.accounts.list()).filter((account) => isSeenBy(caller, account, unitIds));
    const found = text === '' ? seen : seen.filter(({ name, fullName }) => finds([name, fullName], text));
    const first = (page - 1) * accountsPerPage;
    const shown = found.slice(first, first + accountsPerPage);
    renderStaffPage(
      req,
      res,
      'access/accounts/list',
      { title: t.list.title },
      {
        t,
        text,
        mayChange: caller.holds('changeAccounts'),
        count: t.list.shown(shown.length, found.length),
        nextUrl:
          first + accountsPerPage < found.length
            ? `/staff/accounts?q=${encodeURIComponent(text)}&page=${page + 1}`
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
  });

  async function readNewGrant(req: Request): Promise<ReadGrant> {
    const caller = callerOfRequest(req);
    const t = accountTexts[caller.account.language];
    return judgedGrant(caller, await readGrant(req, caller.units.day, t));
  }

  function showNew(
    req: Request,
    res: Response,
    shown: { person: Person; grant: Partial<GrantDraft>; faults: Faults },
  ): void {
    const t = accountTexts[readLanguage(req)];
    renderStaffPage(
      req,
      res,
      'access/accounts/new',
      { title: t.add.title },
      {
        t,
        person: shown.person,
        faults: shown.faults,
        grantFields: grantFields(callerOfRequest(req), shown.grant, shown.faults),
      },
    );
  }

  router.get('/staff/accounts/new', (req, res) => {
    showNew(req, res, { person: { name: '', fullName: '', email: '' }, grant: {}, faults: {} });
  });

  router.post('/staff/accounts', async (req, res) => {
    const language = readLanguage(req);
    const t = accountTexts[language];
    const { person, faults: personFaults } = await readPerson(req, t);
    const { grant, faults: grantFaults } = await readNewGrant(req);
    const faults = { ...personFaults, ...grantFaults };
    if (Object.keys(faults).length > 0) {
      showNew(req, res.status(422), { person, grant, faults });
      return;
    }
    const { name, fullName, email } = person;
    const { link, token } = newLink(now(), reachOf(callerOfRequest(req)));
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
    if (!(await stores.accounts.add(account, entryOf(req, 'account.made', account, { after })))) {
      const taken = { name: t.fields.faults.nameTaken };
      showNew(req, res.status(422), { person, grant, faults: taken });
      return;
    }
    await noteAdministrator(stores, account, callerOfRequest(req).units.day);
    await showLink(req, res, account, token);
  });

  /** A role that requires a new password can be granted only by those who may make the link for setting it. */
  function beyondReach(caller: Caller, account: Account, read: ReadGrant): ReadGrant {
    if (read.faults['unit'] !== undefined || !needsNewPassword(account, read.grant, caller.units))
      return read;
    if (caller.mayOnAll('changeAccounts', unitIdsOf(account, caller.units.day))) return read;
    const { passwordElsewhere } = accountTexts[caller.account.language].fields.faults;
    return { grant: read.grant, faults: { ...read.faults, unit: passwordElsewhere } };
  }

  /** The link is shown this one time. */
  async function showLink(
    req: Request,
    res: Response,
    account: Account,
    token: string,
    { isForRole }: { isForRole: boolean } = { isForRole: false },
  ): Promise<void> {
    const language = readLanguage(req);
    const t = accountTexts[language].linkMade;
    const origin = settings.publicUrl ?? `${req.protocol}://${req.get('host')}`;
    const url = `${origin}/staff/password/${token}`;
    const until = account.link?.expiresAt ?? now();
    renderStaffPage(
      req,
      res,
      'access/accounts/linkMade',
      { title: t.title },
      {
        t,
        url,
        lead: t.lead(account.fullName, timeText(until, language)),
        because: isForRole ? t.forRole : undefined,
        mailed: isForRole
          ? undefined
          : await mailLink(account, url, { sendMail: settings.sendMail, language }),
        accountUrl: `/staff/accounts/${account.id}`,
      },
    );
  }

  async function showAccount(
    req: Request,
    res: Response,
    shown: { account: Account; grant?: GrantDraft; faults: Faults },
  ): Promise<void> {
    const { account, grant = {}, faults } = shown;
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = accountTexts[language];
    const sessions = await stores.sessions.listOfAccount(account.id, now());
    const mayChange = caller.mayOnAll('changeAccounts', unitIdsOf(account, caller.units.day));
    const hasOpenLink = account.link !== undefined && account.link.expiresAt > now();
    const notice = noticeFor(req, t.accountNotices);
    renderStaffPage(
      req,
      res,
      'access/accounts/account',
      { title: account.fullName, notice },
      {
        t,
        account,
        faults,
        mayChange,
        mayGive: caller.holds('changeAccounts'),
        isPartly: !mayChange && caller.holds('changeAccounts'),
        mayReadAudit: caller.holds('readAudit'),
        hasFactor: account.secondFactor !== undefined,
        passkeys: account.passkeys?.length ?? 0,
        grants: seenGrants(caller, account).map((line) => ({
          ...line,
          mayEnd: !line.isOver && caller.may('changeAccounts', line.unitId),
        })),
        grantFields: grantFields(caller, grant, faults),
        lastSignIn: account.lastSignInAt ? timeText(account.lastSignInAt, language) : t.list.never,
        linkUntil: hasOpenLink ? t.account.linkUntil(timeText(account.link.expiresAt, language)) : undefined,
        sessions: t.account.sessions(sessions.length),
        hasSessions: sessions.length > 0,
        closedAt: account.closedAt ? t.account.closedAt(timeText(account.closedAt, language)) : undefined,
      },
    );
  }

  router.get('/staff/accounts/:accountId', async (req, res) => {
    await showAccount(req, res, { account: await accountToSee(req), faults: {} });
  });

  router.post('/staff/accounts/:accountId/roles', async (req, res) => {
    const account = await accountToSee(req);
    const caller = callerOfRequest(req);
    const { grant, faults } = beyondReach(caller, account, await readNewGrant(req));
    if (Object.keys(faults).length > 0) {
      await showAccount(req, res.status(422), { account, grant, faults });
      return;
    }
    const given = await giveRole(stores, { account, grant: newGrant(grant), caller, now: now() });
    if (given.token === undefined) {
      res.redirect(303, `/staff/accounts/${account.id}?done=roleGiven`);
      return;
    }
    // Not mailed: the address may belong to the person who made the account, whom this very link is to lock out.
    await showLink(req, res, given.account, given.token, { isForRole: true });
  });

  router.post('/staff/accounts/:accountId/roles/:grantId/end', async (req, res) => {
    const caller = callerOfRequest(req);
    const account = await accountToSee(req);
    const grant = account.grants.find(({ id }) => id === req.params.grantId);
    if (!grant) throw notYours();
    caller.demand('changeAccounts', grant.unitId === undefined ? [] : [grant.unitId]);
    await endRole(stores, { account, grant, caller, now: now() });
    // People who end their own last role here may no longer be allowed to see this page.
    res.redirect(
      303,
      account.id === caller.account.id ? '/staff' : `/staff/accounts/${account.id}?done=roleEnded`,
    );
  });

  router.post('/staff/accounts/:accountId/link', async (req, res) => {
    const account = await accountToChange(req);
    const { link, token } = newLink(now(), reachOf(callerOfRequest(req)));
    const changed = await stores.accounts.change(account.id, () => ({
      set: { link },
      entry: entryOf(req, 'account.linkMade', account),
    }));
    await showLink(req, res, { ...account, ...changed }, token);
  });

  router.post('/staff/accounts/:accountId/second-factor/remove', async (req, res) => {
    const account = await accountToChange(req);
    await stores.accounts.change(account.id, () => ({
      set: { secondFactor: undefined, offeredSecret: undefined, passkeys: undefined },
      entry: entryOf(req, 'account.secondFactorRemoved', account),
    }));
    res.redirect(303, `/staff/accounts/${account.id}?done=factorRemoved`);
  });

  router.post('/staff/accounts/:accountId/sessions/end', async (req, res) => {
    const account = await accountToChange(req);
    await stores.accounts.change(account.id, () => ({
      set: {},
      entry: entryOf(req, 'account.sessionsEnded', account),
    }));
    await stores.sessions.endOfAccount(account.id);
    res.redirect(303, `/staff/accounts/${account.id}?done=sessionsEnded`);
  });

  router.post('/staff/accounts/:accountId/close', async (req, res) => {
    const account = await accountToChange(req);
    const closedAt = now();
    const today = callerOfRequest(req).units.day;
    await keepingAnAdministrator(stores, { accountId: account.id, today }, () => ({
      set: { closedAt, link: undefined },
      entry: entryOf(req, 'account.closed', account),
    }));
    await stores.sessions.endOfAccount(account.id);
    res.redirect(303, `/staff/accounts/${account.id}?done=closed`);
  });

  router.post('/staff/accounts/:accountId/reopen', async (req, res) => {
    const account = await accountToChange(req);
    const reopened = await stores.accounts.change(account.id, () => ({
      set: { closedAt: undefined },
      entry: entryOf(req, 'account.reopened', account),
    }));
    if (reopened) await noteAdministrator(stores, reopened, callerOfRequest(req).units.day);
    res.redirect(303, `/staff/accounts/${account.id}?done=reopened`);
  });

  return router;
}
