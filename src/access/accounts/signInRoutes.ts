/** Signing in, with the second factor if there is one, and signing out. */
import type { Request, Response, Router } from 'express';
import { timeText } from '../../platform/calendar/clock.ts';
import { readCookie, setCookie } from '../../platform/web/cookies.ts';
import { readHeldForm, type HeldForm } from '../web/heldForm.ts';
import { readLanguage } from '../web/language.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { showSignIn, type SignInPage } from '../web/signInPage.ts';
import { isStaffAddress } from '../web/staffAddress.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { renderStaffPage } from '../web/staffPage.ts';
import { staffRouter } from '../web/staffRouter.ts';
import { browserOfRequest, setSessionCookie } from '../web/staffSession.ts';
import { visitOf } from '../web/visit.ts';
import type { Account } from './account.ts';
import type { AccountRoutesOptions } from './accountRoutesOptions.ts';
import { readCode, readGoTo, readPasskey, readSignIn } from './input.ts';
import { knownDeviceCookie, knownDeviceLifetimeMs, openKnownDevice, sealKnownDevice } from './knownDevice.ts';
import { claimedId, countOfUse, signInOptions, siteOf } from './passkey.ts';
import type { Session } from './session.ts';
import { ownEntry, startSession, type Checked } from './signIn.ts';
import { accountTexts } from './texts.ts';

export function signInRoutes({
  stores,
  now,
  settings,
  checker,
  challenges,
  knownDeviceKey,
}: AccountRoutesOptions): Router {
  const router = staffRouter();

  /** Starts a new session that replaces any previous one of the browser. */
  async function enter(
    req: Request,
    res: Response,
    account: Account,
    stage: Session['stage'],
  ): Promise<void> {
    const { session } = visitOf(req);
    if (session) await stores.sessions.end(session.id);
    const start = {
      stage,
      userAgent: req.get('user-agent') ?? '',
      now: now(),
      browser: browserOfRequest(req),
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

  router.get('/staff/sign-in', async (req, res) => {
    if (visitOf(req).caller) {
      res.redirect(303, '/staff');
      return;
    }
    await showPage(req, res, { goTo: readGoTo(req), isEmpty: await stores.accounts.isEmpty() });
  });

  /** Shows the passkey first, then the password. A held form is carried through sign-in with the password only. */
  async function showPage(req: Request, res: Response, shown: SignInPage): Promise<void> {
    const site = siteOf(siteOrigin(req, settings.publicUrl));
    const challenge = challenges.make('sign in', visitOf(req).formToken, now());
    const offersPasskey = !shown.held && !shown.isEmpty;
    if (offersPasskey) allowOwnScripts(res);
    const passkeyOptions = offersPasskey ? JSON.stringify(await signInOptions(site, challenge)) : undefined;
    showSignIn(req, res, { ...shown, passkeyOptions });
  }

  /** Not counted against the limits of attempts: a signature cannot be guessed. */
  router.post('/staff/sign-in/passkey', async (req, res) => {
    const { response, goTo } = await readPasskey(req);
    const account = await accountOfPasskey(req, response);
    if (!account) {
      const fault = accountTexts[readLanguage(req)].passkeys.wrong;
      await showPage(req, res.status(422), { goTo, fault });
      return;
    }
    await enter(req, res, account, 'open');
    res.redirect(303, isStaffAddress(goTo) ? goTo : '/staff');
  });

  /** @returns the account whose passkey signed the challenge of this browser; undefined when there is none */
  async function accountOfPasskey(req: Request, response: string): Promise<Account | undefined> {
    const id = await claimedId(response);
    const account = id === undefined ? undefined : await stores.accounts.findByPasskey(id);
    const passkey = account?.passkeys?.find((each) => each.id === id);
    if (!account || !passkey || account.closedAt) return undefined;
    const { formToken } = visitOf(req);
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

  router.post('/staff/sign-in', async (req, res) => {
    const { name, password, goTo, held: heldText } = await readSignIn(req);
    const held = readHeldForm(heldText);
    const device = openKnownDevice(readCookie(req, knownDeviceCookie(name)), name, knownDeviceKey);
    const attempt = { name, password, address: req.ip ?? '', knownDevice: device };
    const checked = await checker.check(attempt, now());
    if (checked.kind !== 'right') {
      const fault = refuse(req, res, checked, accountTexts[readLanguage(req)].signIn.wrong);
      await showPage(req, res, { name, goTo, fault, held });
      return;
    }
    const needsCode = checked.account.secondFactor !== undefined;
    await enter(req, res, checked.account, needsCode ? 'code' : 'open');
    if (held) {
      if (needsCode) showCode(req, res, { goTo, held });
      else showHeld(req, res, held);
      return;
    }
    const target = isStaffAddress(goTo) ? goTo : '/staff';
    const codeUrl =
      target === '/staff' ? '/staff/sign-in/code' : `/staff/sign-in/code?goTo=${encodeURIComponent(target)}`;
    res.redirect(303, needsCode ? codeUrl : target);
  });

  /** Sets the status, and when the next attempt is allowed; returns the message for the form. */
  function refuse(
    req: Request,
    res: Response,
    checked: Exclude<Checked, { kind: 'right' }>,
    wrong: string,
  ): string {
    if (checked.kind === 'wrong') {
      res.status(422);
      return wrong;
    }
    const language = readLanguage(req);
    const waitSeconds = Math.max(1, Math.ceil((checked.until.getTime() - now().getTime()) / 1000));
    res.status(429).set('Retry-After', String(waitSeconds));
    return accountTexts[language].signIn.tooMany(timeText(checked.until, language));
  }

  /** The account whose password was just accepted. */
  async function accountAtCode(req: Request): Promise<Account | undefined> {
    const { session } = visitOf(req);
    return session?.stage === 'code' ? await stores.accounts.find(session.accountId) : undefined;
  }

  function showCode(
    req: Request,
    res: Response,
    shown: { goTo: string; fault?: string; held?: HeldForm | undefined },
  ): void {
    const t = accountTexts[readLanguage(req)];
    renderStaffPage(
      req,
      res,
      'access/accounts/code',
      { title: t.signIn.codeTitle },
      { t, fault: undefined, held: undefined, ...shown },
    );
  }

  /** Shows the held form, to be sent once more. */
  function showHeld(req: Request, res: Response, held: HeldForm): void {
    const t = accountTexts[readLanguage(req)];
    renderStaffPage(req, res, 'access/accounts/held', { title: t.held.title }, { t, held });
  }

  router.get('/staff/sign-in/code', async (req, res) => {
    if (!(await accountAtCode(req))) {
      res.redirect(303, '/staff/sign-in');
      return;
    }
    showCode(req, res, { goTo: readGoTo(req) });
  });

  router.post('/staff/sign-in/code', async (req, res) => {
    const account = await accountAtCode(req);
    if (!account) {
      res.redirect(303, '/staff/sign-in');
      return;
    }
    const { code, goTo, held: heldText } = await readCode(req);
    const held = readHeldForm(heldText);
    const checked = await checker.checkCode(account, code, now());
    if (checked.kind !== 'right') {
      const fault = refuse(req, res, checked, accountTexts[readLanguage(req)].signIn.codeWrong);
      showCode(req, res, { goTo, fault, held });
      return;
    }
    await enter(req, res, checked.account, 'open');
    if (held) {
      showHeld(req, res, held);
      return;
    }
    res.redirect(303, isStaffAddress(goTo) ? goTo : '/staff');
  });

  router.post('/staff/sign-out', async (req, res) => {
    const { session, caller } = visitOf(req);
    if (session && caller) {
      await stores.accounts.change(caller.account.id, (account) => ({
        set: {},
        entry: ownEntry('account.signedOut', account, now()),
      }));
      await stores.sessions.end(session.id);
    }
    res.clearCookie('staff', { path: '/' });
    res.redirect(303, '/staff/sign-in?done=signedOut');
  });

  return router;
}
