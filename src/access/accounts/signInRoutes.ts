/** Signing in, with the second factor if there is one, and signing out. */
import { timeText } from '../../platform/calendar/clock.ts';
import { readCookie, setCookie } from '../../platform/web/cookies.ts';
import { readHeldForm, type HeldForm } from '../web/heldForm.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { showSignIn, type SignInPage } from '../web/signInPage.ts';
import { isStaffAddress } from '../web/staffAddress.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { formPage } from '../web/formPage.ts';
import { page, seeOther, sent, type Reply } from '../web/reply.ts';
import { signedIn, open, type Routes, type PageContext } from '../web/routes.ts';
import { browserOfRequest, setSessionCookie } from '../web/staffSession.ts';
import { requestContextOf } from '../web/requestContext.ts';
import type { Account } from './account.ts';
import type { AccountRoutesOptions } from './accountRoutesOptions.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { readBody } from '../../platform/web/input.ts';
import { codeForm, passkeyFields, readGoTo, signInForm } from './input.ts';
import { knownDeviceCookie, knownDeviceLifetimeMs, openKnownDevice, sealKnownDevice } from './knownDevice.ts';
import { claimedId, countOfUse, signInOptions, siteOf } from './passkey.ts';
import { problemSentence, signInLinks } from '../singleSignOn/signInLinks.ts';
import { singleSignOnTexts } from '../singleSignOn/texts.ts';
import type { ProviderSession, Session } from './session.ts';
import { ownEntry, startSession, type Checked } from './signIn.ts';
import { accountTexts } from './texts.ts';

export const signInRoutes: Routes<AccountRoutesOptions> = {
  'GET /staff/sign-in': open(openSignIn),
  'POST /staff/sign-in/passkey': open(signInByPasskey),
  'POST /staff/sign-in': open(signIn),
  'GET /staff/sign-in/code': open(askForCode),
  'POST /staff/sign-in/code': open(enterCode),
  'POST /staff/sign-out': signedIn(signOut),
};

/** Starts a new session that replaces any previous one of the browser. */
export async function enter(
  context: PageContext,
  tools: AccountRoutesOptions,
  account: Account,
  stage: Session['stage'],
  provider?: ProviderSession,
): Promise<void> {
  const { req, res } = context;
  const { stores, now, knownDeviceKey } = tools;
  const { session } = requestContextOf(req);
  if (session) await stores.sessions.end(session.id);
  const start = {
    stage,
    userAgent: req.get('user-agent') ?? '',
    now: now(),
    browser: browserOfRequest(req),
    provider,
  };
  setSessionCookie(req, res, await startSession(stores, account, start));
  if (stage === 'code') return;
  setCookie(req, res, {
    name: knownDeviceCookie(account.name),
    value: sealKnownDevice(account.name, knownDeviceKey),
    path: '/staff/sign-in',
    maxAgeMs: knownDeviceLifetimeMs,
  });
}

async function openSignIn(context: PageContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, language } = context;
  const { stores, providers } = tools;
  if (requestContextOf(req).caller) {
    return seeOther('/staff');
  }
  const isEmpty = await stores.accounts.isEmpty();
  const problem = problemSentence(providers, language, req.query);
  return await showPage(context, tools, { goTo: readGoTo(req), isEmpty, problem });
}

/**
 * Shows the providers first, then the passkey, then the password. A held form is carried through sign-in with the
 * password only.
 */
async function showPage(
  context: PageContext,
  tools: AccountRoutesOptions,
  shown: SignInPage,
): Promise<Reply> {
  const { req, res, language } = context;
  const { now, settings, challenges, providers } = tools;
  const site = siteOf(siteOrigin(req, settings.publicUrl));
  const challenge = challenges.make('sign in', requestContextOf(req).formToken, now());
  const offersPasskey = !shown.held && !shown.isEmpty;
  if (offersPasskey) allowOwnScripts(res);
  const passkeyOptions = offersPasskey ? JSON.stringify(await signInOptions(site, challenge)) : undefined;
  const links = offersPasskey ? signInLinks(providers, language, { goTo: shown.goTo ?? '' }) : [];
  showSignIn(req, res, { ...shown, passkeyOptions, links });
  return sent;
}

/** Not counted against the limits of attempts: a signature cannot be guessed. */
async function signInByPasskey(context: PageContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, language } = context;
  const { response, goTo } = await readBody(req, passkeyFields);
  const account = await accountOfPasskey(context, tools, response);
  if (!account) {
    const error = accountTexts[language].passkeys.wrong;
    return await showPage(context, tools, { goTo, error, status: 422 });
  }
  await enter(context, tools, account, 'open');
  return seeOther(isStaffAddress(goTo) ? goTo : '/staff');
}

/** @returns the account whose passkey signed the challenge of this browser; undefined when there is none */
async function accountOfPasskey(
  context: PageContext,
  tools: AccountRoutesOptions,
  response: string,
): Promise<Account | undefined> {
  const { req } = context;
  const { stores, now, settings, challenges } = tools;
  const id = claimedId(response);
  const account = id === undefined ? undefined : await stores.accounts.findByPasskey(id);
  const passkey = account?.passkeys?.find((each) => each.id === id);
  if (!account || !passkey || account.closedAt) return undefined;
  const { formToken } = requestContextOf(req);
  const counter = await countOfUse(passkey, {
    site: siteOf(siteOrigin(req, settings.publicUrl)),
    response,
    isGoodChallenge: (given) => challenges.isGood(given, 'sign in', formToken, now()),
  });
  if (counter === undefined) return undefined;
  return await stores.accounts.change(account.id, ({ passkeys = [] }) =>
    passkeys.some((each) => each.id === id && each.counter === passkey.counter)
      ? { set: { passkeys: passkeys.map((each) => (each.id === id ? { ...each, counter } : each)) } }
      : undefined,
  );
}

async function signIn(context: PageContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, language } = context;
  const { now, checker, knownDeviceKey } = tools;
  const { name: typed, password, goTo, held: heldText } = (await signInForm.read(context)).typed;
  const name = typed.toLowerCase();
  const held = readHeldForm(heldText);
  const device = openKnownDevice(readCookie(req, knownDeviceCookie(name)), name, knownDeviceKey);
  const attempt = { name, password, address: req.ip ?? '', knownDevice: device };
  const checked = await checker.check(attempt, now());
  if (checked.kind !== 'right') {
    const refusal = refuse(context, tools, checked, accountTexts[language].signIn.wrong);
    return await showPage(context, tools, { name, goTo, ...refusal, held });
  }
  const needsCode = checked.account.secondFactor !== undefined;
  await enter(context, tools, checked.account, needsCode ? 'code' : 'open');
  if (held) {
    return needsCode ? showCode(context, { goTo, held }) : showHeld(context, held);
  }
  return afterSignIn(goTo, needsCode);
}

/** The page that was asked for, after that of the second factor where it is still to come. */
export function afterSignIn(goTo: string, needsCode: boolean): Reply {
  const target = isStaffAddress(goTo) ? goTo : '/staff';
  const codeUrl =
    target === '/staff' ? '/staff/sign-in/code' : `/staff/sign-in/code?goTo=${encodeURIComponent(target)}`;
  return seeOther(needsCode ? codeUrl : target);
}

/** The message for the form and the status; says when the next attempt is allowed. */
function refuse(
  context: PageContext,
  tools: AccountRoutesOptions,
  checked: Exclude<Checked, { kind: 'right' }>,
  wrong: string,
) {
  const { res, language } = context;
  const { now } = tools;
  if (checked.kind === 'wrong') return { error: wrong, status: 422 };
  const waitSeconds = Math.max(1, Math.ceil((checked.until.getTime() - now().getTime()) / 1000));
  res.set('Retry-After', String(waitSeconds));
  const time = timeText(checked.until, language);
  return { error: accountTexts[language].signIn.tooMany({ time }), status: 429 };
}

/** The account whose password was just accepted. */
async function accountAtCode(
  context: PageContext,
  tools: AccountRoutesOptions,
): Promise<Account | undefined> {
  const { req } = context;
  const { stores } = tools;
  const { session } = requestContextOf(req);
  return session?.stage === 'code' ? await stores.accounts.find(session.accountId) : undefined;
}

function showCode(
  context: PageContext,
  {
    goTo,
    error,
    status,
    held,
  }: { goTo: string; error?: string; status?: number; held?: HeldForm | undefined },
): Reply {
  const { language } = context;
  const { signIn: t, held: heldTexts } = accountTexts[language];
  return formPage(
    { title: t.codeTitle, status },
    {
      action: inSameLanguage('/staff/sign-in/code', language),
      submit: t.codeSubmit,
      hidden: { goTo, ...(held && { held: JSON.stringify(held) }) },
      ...(held && { lead: heldTexts.atSignIn }),
      back: { url: inSameLanguage('/staff/sign-in', language), label: t.again },
    },
    codeForm.onPage(
      language,
      { ...codeForm.empty, errors: error === undefined ? {} : { code: error } },
      { code: { focus: true } },
    ),
  );
}

/** Shows the held form, to be sent once more. */
function showHeld(context: PageContext, held: HeldForm): Reply {
  const { language } = context;
  const t = accountTexts[language];
  return page('access/accounts/held', { title: t.held.title }, { t, held });
}

async function askForCode(context: PageContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req } = context;
  if (!(await accountAtCode(context, tools))) {
    return seeOther('/staff/sign-in');
  }
  return showCode(context, { goTo: readGoTo(req) });
}

async function enterCode(context: PageContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, language } = context;
  const { now, checker } = tools;
  const account = await accountAtCode(context, tools);
  if (!account) {
    return seeOther('/staff/sign-in');
  }
  const { code, goTo, held: heldText } = (await codeForm.read(context)).typed;
  const held = readHeldForm(heldText);
  const checked = await checker.checkCode(account, code, now());
  if (checked.kind !== 'right') {
    const refusal = refuse(context, tools, checked, accountTexts[language].signIn.codeWrong);
    return showCode(context, { goTo, ...refusal, held });
  }
  await enter(context, tools, checked.account, 'open', requestContextOf(req).session?.provider);
  if (held) {
    return showHeld(context, held);
  }
  return seeOther(isStaffAddress(goTo) ? goTo : '/staff');
}

async function signOut(context: PageContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, res } = context;
  const { stores, now } = tools;
  const { session, caller } = requestContextOf(req);
  if (session && caller) {
    await stores.accounts.change(caller.account.id, (account) => ({
      set: {},
      entry: ownEntry('account.signedOut', account, now()),
    }));
    await stores.sessions.end(session.id);
  }
  res.clearCookie('staff', { path: '/' });
  const { provider } = session ?? {};
  return provider ? await signOutThere(context, tools, provider) : seeOther('/staff/sign-in?done=signedOut');
}

/** A page that sends the browser on: our form may not be answered by another site (form-action of the CSP). */
async function signOutThere(
  { res, language }: PageContext,
  { providers }: AccountRoutesOptions,
  session: ProviderSession,
): Promise<Reply> {
  const provider = providers.all.find(({ issuer }) => issuer === session.issuer);
  if (!provider) return seeOther('/staff/sign-in?done=signedOut');
  const url = await providers.endSessionUrl(provider, session);
  if (url !== undefined) res.set('Refresh', `0; url=${url}`);
  const t = singleSignOnTexts[language];
  return page(
    'access/singleSignOn/signedOut',
    { title: t.signedOut },
    { t, url, label: provider.label[language], shell: undefined },
  );
}
