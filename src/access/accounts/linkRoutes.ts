/** Links that give access: the first administrator's, and those for setting a password. */
import { randomUUID } from 'node:crypto';
import { auditEntry } from '../audit/entry.ts';
import type { Problem } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { formPage, together } from '../web/formPage.ts';
import { page, seeOther, type Reply } from '../web/reply.ts';
import { requestContextOf } from '../web/requestContext.ts';
import { open, type Routes, type PageContext } from '../web/routes.ts';
import type { Account } from './account.ts';
import type { AccountRoutesOptions } from './accountRoutesOptions.ts';
import { listAdministrators, newGrant, noteAdministrator } from './giveRole.ts';
import { newPasswordForm, personForm, withGoodPassword } from './input.ts';
import { openFirstLink } from './links.ts';
import { hashPassword } from './password.ts';
import { wholeInstallation } from './passwordLink.ts';
import { sealLink } from '../singleSignOn/flow.ts';
import { signInLinks } from '../singleSignOn/signInLinks.ts';
import { singleSignOnTexts } from '../singleSignOn/texts.ts';
import { hashOfToken } from './session.ts';
import { ownEntry } from './signIn.ts';
import { accountTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export const linkRoutes: Routes<AccountRoutesOptions> = {
  'GET /staff/first/:link': open(openFirstLink_),
  'POST /staff/first/:link': open(makeFirstAdministrator),
  'GET /staff/password/:link': open(openPasswordLink),
  'POST /staff/password/:link': open(setPassword),
};

/** Whoever sets up an installation prepares its first round too; other roles, and ending these, are theirs to give. */
const firstRoles = ['administrator', 'manager'] as const;

/** @throws Problem when the link is invalid, expired or used */
async function checkFirstLink(tools: AccountRoutesOptions, link: string): Promise<void> {
  const { stores, now, firstLinkKey } = tools;
  const expiresAt = openFirstLink(link, firstLinkKey);
  if (!expiresAt) throw unknownLink();
  const isUsed = (await listAdministrators(stores, dayOf(now()))) > 0;
  if (isUsed || expiresAt <= now()) throw linkOver();
}

function showFirst(
  { req, language }: PageContext,
  person: typeof personForm.empty = personForm.empty,
  password: typeof newPasswordForm.empty = newPasswordForm.empty,
): Reply {
  const { title, lead, submit } = accountTexts[language].first;
  const shown = personForm.onPage(language, person, {
    name: { autocomplete: 'username' },
    fullName: { autocomplete: 'name' },
    email: { autocomplete: 'email' },
  });
  return formPage(
    { title, status: person.status ?? password.status },
    { action: inSameLanguage(req.path, language), lead, submit },
    together(shown, newPasswordForm.onPage(language, password)),
  );
}

async function openFirstLink_(context: PageContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { param } = context;
  await checkFirstLink(tools, param('link'));
  return showFirst(context);
}

async function makeFirstAdministrator(context: PageContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { language, param } = context;
  const { stores, now, settings } = tools;
  await checkFirstLink(tools, param('link'));
  const person = await personForm.read(context);
  const name = person.typed.name.toLowerCase();
  const password = await withGoodPassword(await newPasswordForm.read(context), name, language);
  if (!person.ok || !password.ok) return showFirst(context, person, password);
  const account: Account = {
    id: randomUUID(),
    ...person.values,
    name,
    language,
    grants: firstRoles.map((role) => newGrant({ role, from: dayOf(now()) })),
    passwordHash: await hashPassword(password.values.newPassword, settings.passwordCost),
    passwordReach: wholeInstallation,
    isFirst: true,
  };
  const entry = auditEntry({
    at: now(),
    kind: 'account.made',
    unitIds: [],
    subject: { id: account.id, label: account.name },
    after: { name: account.name, fullName: account.fullName, role: firstRoles.join(', '), unit: '*' },
  });
  if (!(await stores.accounts.add(account, entry))) throw linkOver(); // somebody else used the same link first
  await noteAdministrator(stores, account, dayOf(now()));
  return seeOther(inSameLanguage('/staff/sign-in', language) + donePart(language, 'administratorMade'));
}

/** @throws Problem when there is no such link, or it has expired */
export async function accountOfLink(
  tools: Pick<AccountRoutesOptions, 'stores' | 'now'>,
  link: string,
): Promise<Account> {
  const { stores, now } = tools;
  const account = await stores.accounts.findByLink(hashOfToken(link));
  if (!account?.link || account.closedAt) throw unknownLink();
  if (account.link.expiresAt <= now()) throw linkOver();
  return account;
}

function showPassword(
  context: PageContext,
  { providers, flowKey }: AccountRoutesOptions,
  account: Account,
  shown: typeof newPasswordForm.empty = newPasswordForm.empty,
): Reply {
  const { req, language, param } = context;
  const t = accountTexts[language].link;
  const sso = singleSignOnTexts[language];
  const link = sealLink(param('link'), requestContextOf(req).formToken, flowKey);
  const links = signInLinks(providers, language, { link });
  const form = {
    ...(links.length > 0 && { heading: sso.byPassword }),
    action: inSameLanguage(req.path, language),
    submit: t.submit,
  };
  return page(
    'access/accounts/setPassword',
    { title: t.title, status: shown.status },
    {
      lead: t.lead({ name: account.name }),
      sso,
      links,
      form,
      ...newPasswordForm.onPage(language, shown),
    },
  );
}

async function openPasswordLink(context: PageContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { param } = context;
  return showPassword(context, tools, await accountOfLink(tools, param('link')));
}

async function setPassword(context: PageContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { language, param } = context;
  const { stores, now, settings } = tools;
  const account = await accountOfLink(tools, param('link'));
  const sent = await withGoodPassword(await newPasswordForm.read(context), account.name, language);
  if (!sent.ok) return showPassword(context, tools, account, sent);
  const passwordHash = await hashPassword(sent.values.newPassword, settings.passwordCost);
  const changed = await stores.accounts.change(account.id, (current) =>
    current.link?.hash === account.link?.hash
      ? {
          set: { passwordHash, passwordReach: current.link?.reach, link: undefined },
          entry: ownEntry('account.passwordSet', current, now()),
        }
      : undefined,
  );
  if (!changed) throw unknownLink(); // used a moment ago
  await stores.sessions.endOfAccount(account.id);
  return seeOther(inSameLanguage('/staff/sign-in', language) + donePart(language, 'passwordSet'));
}

function donePart(language: string, done: string): string {
  return `${language === 'vi' ? '?' : '&'}done=${done}`;
}

function unknownLink(): Problem {
  return problemOf('notFound', accountTexts, (t) => t.problems.linkUnknown);
}

function linkOver(): Problem {
  return problemOf('closed', accountTexts, (t) => t.problems.linkOver);
}
