/** Signing in at a provider and coming back; sign-out that begins there; unlinking an account. */
import { formBody } from '../../platform/web/formBody.ts';
import { layoutTexts } from '../../platform/web/texts.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { readCookie, setCookie } from '../../platform/web/cookies.ts';
import { unitIdsOf, type Account } from '../accounts/account.ts';
import type { AccountRoutesOptions } from '../accounts/accountRoutesOptions.ts';
import { endRole } from '../accounts/giveRole.ts';
import { readGoTo } from '../accounts/input.ts';
import { accountOfLink } from '../accounts/linkRoutes.ts';
import { accountToChange } from '../accounts/routes.ts';
import { ownEntry } from '../accounts/signIn.ts';
import { afterSignIn, enter } from '../accounts/signInRoutes.ts';
import { todaysUnits } from '../accounts/todaysUnits.ts';
import { auditEntry } from '../audit/entry.ts';
import { json, seeOther, type Reply } from '../web/reply.ts';
import { requestContextOf } from '../web/requestContext.ts';
import { may, open, type PageContext, type Routes, type StaffContext } from '../web/routes.ts';
import { accountOfPerson, type AccountProblem } from './accountOfPerson.ts';
import { flowCookie, flowLifetimeMs, flowPath, openFlow, openLink, sealFlow, type Flow } from './flow.ts';
import { applyGroups } from './groupGrants.ts';
import { logoutTokenBytesMax, readLink, readLogoutToken } from './input.ts';
import type { ProviderSettings } from './provider.ts';
import type { Person, SignInProblem } from './providers.ts';
import { signInUrl } from './signInLinks.ts';

export const before = { '/oidc': formBody({ bytesMax: logoutTokenBytesMax, fieldsMax: 10 }) };

export const routes: Routes<AccountRoutesOptions> = {
  'GET /staff/sign-in/with/:providerId': open(begin),
  'GET /staff/sign-in/with/:providerId/return': open(comeBack),
  'POST /oidc/:providerId/logout': open(signOutFromThere),
  'POST /staff/accounts/:accountId/identity/remove': may('changeAccounts', unlink),
};

/** @throws Problem notFound */
function providerOf({ param }: PageContext, { providers }: AccountRoutesOptions): ProviderSettings {
  const provider = providers.find(param('providerId'));
  if (provider) return provider;
  throw problemOf('notFound', layoutTexts, ({ pageMissing }) => pageMissing);
}

async function begin(context: PageContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, res, language } = context;
  const { providers, now, flowKey } = tools;
  const provider = providerOf(context, tools);
  const goTo = readGoTo(req);
  const { formToken, caller } = requestContextOf(req);
  const { link, isSeen } = openLink(await readLink(req), formToken, flowKey);
  if (link !== '') {
    await accountOfLink(tools, link);
    if (!isSeen) return seeOther(inSameLanguage(`/staff/password/${link}`, language));
  } else if (caller) {
    return seeOther('/staff');
  }
  const begun = await providers.begin(provider, language);
  if (!begun) return seeOther(signInUrl({ language, goTo, problem: 'down', providerId: provider.id }));
  const { url, ...secrets } = begun;
  const expiresAt = now().getTime() + flowLifetimeMs;
  const flow: Flow = { ...secrets, providerId: provider.id, language, goTo, link, expiresAt };
  setCookie(req, res, {
    name: flowCookie,
    value: sealFlow(flow, formToken, flowKey),
    path: flowPath,
    maxAgeMs: flowLifetimeMs,
  });
  return seeOther(url);
}

/** Any problem is shown on the sign-in page, where the other ways to sign in are. */
async function comeBack(context: PageContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, res, language } = context;
  const { providers, now, flowKey } = tools;
  const provider = providerOf(context, tools);
  const { formToken } = requestContextOf(req);
  const expected = { providerId: provider.id, formToken, now: now() };
  const flow = openFlow(readCookie(req, flowCookie), expected, flowKey);
  res.clearCookie(flowCookie, { path: flowPath });
  const problemPage = (problem: SignInProblem | AccountProblem): Reply =>
    seeOther(
      signInUrl({
        language: flow?.language ?? language,
        goTo: flow?.goTo ?? '',
        problem,
        providerId: provider.id,
      }),
    );
  if (!flow) return problemPage('unverified');
  const person = await providers.finish(provider, req.originalUrl, flow);
  if (typeof person === 'string') return problemPage(person);
  const account = await accountOf(tools, provider, person, flow);
  if (typeof account === 'string') return problemPage(account);
  const { claims: _claims, ...session } = person;
  const needsCode = account.secondFactor !== undefined && !session.hasSecondFactor;
  await enter(context, tools, account, needsCode ? 'code' : 'open', session);
  return afterSignIn(flow.goTo, needsCode);
}

/** The account of the person, with the roles of the groups that the person is in. */
async function accountOf(
  { stores, now }: AccountRoutesOptions,
  provider: ProviderSettings,
  person: Person,
  { link }: Flow,
): Promise<Account | AccountProblem> {
  const account = await accountOfPerson(stores, { person, provider, link, now: now() });
  if (typeof account === 'string') return account;
  const units = await todaysUnits(stores, now)();
  return await applyGroups(stores, account, { provider, person, units, now: now() });
}

/** The provider itself asks: its signature stands for a session and a form token. */
async function signOutFromThere(context: PageContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, res } = context;
  const { stores, providers, now } = tools;
  const provider = providerOf(context, tools);
  res.set('Cache-Control', 'no-store');
  const token = await readLogoutToken(req);
  const signedOut = await providers.readLogoutToken(provider, token);
  if (!signedOut) {
    res.status(400);
    return json({ error: 'invalid_request' });
  }
  const sessions = await stores.sessions.listOfProvider({ issuer: provider.issuer, ...signedOut });
  for (const { id, accountId } of sessions) {
    await stores.sessions.end(id);
    await stores.accounts.change(accountId, (account) => ({
      set: {},
      entry: ownEntry('account.signedOut', account, now(), { after: { provider: provider.issuer } }),
    }));
  }
  return json({});
}

/** Ends the sessions too, since they may have begun at the provider, and the roles that no sign-in there would end any more. */
async function unlink(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { caller } = context;
  const { stores, now } = tools;
  const found = await accountToChange(context, tools);
  const { id } = found;
  for (const grant of found.grants.filter(({ group }) => group !== undefined))
    await endRole(stores, { account: found, grant, caller, now: now() });
  await stores.accounts.change(id, (account) =>
    account.identity
      ? {
          set: { identity: undefined },
          entry: auditEntry({
            at: now(),
            by: caller.actor,
            kind: 'account.identityRemoved',
            unitIds: unitIdsOf(account, caller.units.day),
            subject: { id, label: account.name },
            before: { provider: account.identity.issuer },
          }),
        }
      : undefined,
  );
  await stores.sessions.endOfAccount(id);
  return seeOther(`/staff/accounts/${id}?done=identityRemoved`);
}
