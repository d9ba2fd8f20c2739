/** The pages on which people manage their own account: password, second factor, sessions, language. */
import { randomBytes } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { body } from 'express-validator';
import QRCode from 'qrcode';
import { isPageLanguage } from '../../platform/text/localized.ts';
import { malformedRequest, readFields } from '../../platform/web/input.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../web/language.ts';
import { noticeFor, renderStaffPage } from '../web/staffPage.ts';
import { isStaffAddress } from '../web/staffAddress.ts';
import { staffRouter } from '../web/staffRouter.ts';
import { callerOfRequest, visitOf } from '../web/visit.ts';
import { changedMeanwhile } from './account.ts';
import type { AccountRoutesOptions } from './accountRoutesOptions.ts';
import { grantLines } from './grantLines.ts';
import { readField, readNewPassword, readPassword, type Faults } from './input.ts';
import { passkeyRoutes } from './passkeyRoutes.ts';
import { hashPassword } from './password.ts';
import { makeRecoveryCodes, recoveryHash } from './recoveryCodes.ts';
import { ownEntry } from './signIn.ts';
import { accountTexts } from './texts.ts';
import { base32, stepOfCode, totpAddress } from './totp.ts';
import { groupedCode } from '../../platform/text/codeLetters.ts';

export function ownAccountRoutes(options: AccountRoutesOptions): Router {
  const { stores, now, settings, checker } = options;
  const router = staffRouter();

  async function showOwn(req: Request, res: Response, faults: Faults): Promise<void> {
    const { account, units, grants } = callerOfRequest(req);
    const language = readLanguage(req);
    const t = accountTexts[language];
    const { session: current } = visitOf(req);
    const sessions = await stores.sessions.listOfAccount(account.id, now());
    const notice = noticeFor(req, t.ownNotices);
    renderStaffPage(
      req,
      res,
      'access/accounts/own',
      { title: t.own.title, notice },
      {
        t,
        account,
        faults,
        grants: grantLines(grants, units, language),
        hasFactor: account.secondFactor !== undefined,
        passkeys: (account.passkeys ?? []).map(({ id, label, madeAt }) => ({
          id,
          label,
          madeAt: timeText(madeAt, language),
        })),
        codesLeft: account.secondFactor?.recoveryHashes.length ?? 0,
        sessions: sessions.map(({ id, device, startedAt, seenAt }) => ({
          id,
          device,
          startedAt: timeText(startedAt, language),
          seenAt: timeText(seenAt, language),
          isCurrent: id === current?.id,
        })),
      },
    );
  }

  /** @returns an error of the field; undefined when the current password is correct */
  async function presentPasswordFault(
    req: Request,
    res: Response,
    field: string,
  ): Promise<string | undefined> {
    const language = readLanguage(req);
    const t = accountTexts[language];
    const checked = await checker.confirm(
      callerOfRequest(req).account,
      await readPassword(req, field),
      now(),
    );
    if (checked.kind === 'right') return undefined;
    if (checked.kind === 'wrong') return t.own.currentWrong;
    res.status(429);
    return t.signIn.tooMany(timeText(checked.until, language));
  }

  router.get('/staff/account', async (req, res) => {
    await showOwn(req, res, {});
  });

  router.post('/staff/account/password', async (req, res) => {
    const { account } = callerOfRequest(req);
    const { password, faults } = await readNewPassword(req, account.name, accountTexts[readLanguage(req)]);
    const current =
      Object.keys(faults).length > 0 ? undefined : await presentPasswordFault(req, res, 'current');
    const all = current === undefined ? faults : { current };
    if (Object.keys(all).length > 0) {
      if (res.statusCode === 200) res.status(422);
      await showOwn(req, res, all);
      return;
    }
    const passwordHash = await hashPassword(password, settings.passwordCost);
    const changed = await stores.accounts.change(account.id, (mine) =>
      mine.passwordHash === account.passwordHash
        ? {
            set: { passwordHash, link: undefined },
            entry: ownEntry('account.passwordSet', mine, now()),
          }
        : undefined,
    );
    if (!changed) throw changedMeanwhile(); // the confirmed password was revoked meanwhile
    await stores.sessions.endOfAccount(account.id, { except: visitOf(req).session?.id ?? '' });
    res.redirect(303, '/staff/account?done=passwordSet');
  });

  router.post('/staff/account/language', async (req, res) => {
    const { account } = callerOfRequest(req);
    const { language, back } = (await readFields(req, [
      body('language').isString(),
      body('back').isString().isLength({ max: 1000 }),
    ])) as { language: string; back: string };
    if (!isPageLanguage(language)) throw malformedRequest();
    await stores.accounts.change(account.id, (mine) => ({
      set: { language },
      entry: ownEntry('account.languageSet', mine, now(), {
        before: { language: mine.language },
        after: { language },
      }),
    }));
    res.redirect(303, isStaffAddress(back) ? back : '/staff');
  });

  async function showFactor(
    req: Request,
    res: Response,
    secret: Buffer,
    shown: { code?: string; faults: Faults } = { faults: {} },
  ): Promise<void> {
    const { account } = callerOfRequest(req);
    const t = accountTexts[readLanguage(req)];
    const notice = visitOf(req).secondFactorDue ? t.own.factorRequired : undefined;
    const qr = await QRCode.toString(totpAddress(secret, account.name), { type: 'svg', margin: 2 });
    renderStaffPage(
      req,
      res,
      'access/accounts/secondFactor',
      { title: t.factor.title, notice },
      {
        t,
        ...shown,
        qr: `data:image/svg+xml;base64,${Buffer.from(qr).toString('base64')}`,
        secret: groupedCode(base32(secret)),
      },
    );
  }

  router.get('/staff/account/second-factor', async (req, res) => {
    const { account } = callerOfRequest(req);
    if (account.secondFactor) {
      res.redirect(303, '/staff/account');
      return;
    }
    await showFactor(req, res, account.offeredSecret ?? (await offerSecret(account.id)));
  });

  /** Returns the stored secret if another page has offered one at the same moment. */
  async function offerSecret(accountId: string): Promise<Buffer> {
    await stores.accounts.change(accountId, ({ offeredSecret }) =>
      offeredSecret ? undefined : { set: { offeredSecret: randomBytes(20) } },
    );
    return (await stores.accounts.find(accountId))!.offeredSecret!;
  }

  router.post('/staff/account/second-factor', async (req, res) => {
    const { account } = callerOfRequest(req);
    const secret = account.offeredSecret;
    if (!secret || account.secondFactor) {
      res.redirect(303, '/staff/account/second-factor');
      return;
    }
    const code = (await readField(req, 'code', 20)).replace(/\s/g, '');
    const step = stepOfCode(secret, code, now(), 0);
    if (step === undefined) {
      const faults = { code: accountTexts[readLanguage(req)].factor.wrong };
      await showFactor(req, res.status(422), secret, { code, faults });
      return;
    }
    const password = await presentPasswordFault(req, res, 'password');
    if (password !== undefined) {
      if (res.statusCode === 200) res.status(422);
      await showFactor(req, res, secret, { code, faults: { password } });
      return;
    }
    const codes = makeRecoveryCodes();
    const secondFactor = { secret, lastStep: step, recoveryHashes: codes.map(recoveryHash) };
    const changed = await stores.accounts.change(account.id, (mine) =>
      mine.passwordHash === account.passwordHash
        ? {
            set: { secondFactor, offeredSecret: undefined },
            entry: ownEntry('account.secondFactorSet', mine, now()),
          }
        : undefined,
    );
    if (!changed) throw changedMeanwhile();
    showCodes(req, res, codes);
  });

  function showCodes(req: Request, res: Response, codes: readonly string[]): void {
    const t = accountTexts[readLanguage(req)];
    renderStaffPage(
      req,
      res,
      'access/accounts/recoveryCodes',
      { title: t.factor.codesTitle },
      {
        t,
        codes: codes.map(groupedCode),
      },
    );
  }

  router.post('/staff/account/second-factor/remove', async (req, res) => {
    if (!(await passesWithPassword(req, res, 'factorPassword'))) return;
    await stores.accounts.change(callerOfRequest(req).account.id, (mine) => ({
      set: { secondFactor: undefined, offeredSecret: undefined },
      entry: ownEntry('account.secondFactorRemoved', mine, now()),
    }));
    res.redirect(303, '/staff/account?done=factorRemoved');
  });

  router.post('/staff/account/recovery-codes', async (req, res) => {
    if (!(await passesWithPassword(req, res, 'factorPassword'))) return;
    const codes = makeRecoveryCodes();
    const changed = await stores.accounts.change(
      callerOfRequest(req).account.id,
      ({ secondFactor, ...mine }) =>
        secondFactor
          ? {
              set: { secondFactor: { ...secondFactor, recoveryHashes: codes.map(recoveryHash) } },
              entry: ownEntry('account.recoveryCodesMade', mine, now()),
            }
          : undefined,
    );
    if (changed) showCodes(req, res, codes);
    else res.redirect(303, '/staff/account');
  });

  /** Shows the page again with the error when the current password is wrong. */
  async function passesWithPassword(req: Request, res: Response, field: string): Promise<boolean> {
    const fault = await presentPasswordFault(req, res, field);
    if (fault === undefined) return true;
    if (res.statusCode === 200) res.status(422);
    await showOwn(req, res, { [field]: fault });
    return false;
  }

  router.post('/staff/account/sessions/end', async (req, res) => {
    const { account } = callerOfRequest(req);
    const which = await readField(req, 'session', 100);
    const current = visitOf(req).session?.id ?? '';
    await stores.accounts.change(account.id, (mine) => ({
      set: {},
      entry: ownEntry('account.sessionsEnded', mine, now()),
    }));
    await stores.sessions.endOfAccount(
      account.id,
      which === 'others' ? { except: current } : { only: which },
    );
    res.redirect(303, '/staff/account?done=sessionsEnded');
  });

  router.use(passkeyRoutes(options, passesWithPassword));
  return router;
}
