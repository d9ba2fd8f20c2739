/** The pages on which people manage their own account: password, second factor, sessions, language. */
import { randomBytes } from 'node:crypto';
import QRCode from 'qrcode';
import { pageLanguages } from '../../platform/text/localized.ts';
import { choice, line, verbatim } from '../../platform/web/fields.ts';
import { also, type Filled } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { page, seeOther, type Reply } from '../web/reply.ts';
import { isStaffAddress } from '../web/staffAddress.ts';
import { signedIn, type Routes, type StaffContext } from '../web/routes.ts';
import { requestContextOf } from '../web/requestContext.ts';
import { changedMeanwhile, signsInElsewhereOnly } from './account.ts';
import type { AccountRoutesOptions } from './accountRoutesOptions.ts';
import { grantLines } from './grantLines.ts';
import {
  changePasswordForm,
  factorForm,
  factorPasswordForm,
  passkeyPasswordForm,
  withGoodPassword,
} from './input.ts';
import { passkeyRows, sessionRows } from './ownTables.ts';
import { hashPassword } from './password.ts';
import { makeRecoveryCodes, recoveryHash } from './recoveryCodes.ts';
import { ownEntry } from './signIn.ts';
import { accountTexts } from './texts.ts';
import { base32, stepOfCode, totpAddress } from './totp.ts';
import { groupedCode } from '../../platform/text/codeLetters.ts';

export const ownAccountRoutes: Routes<AccountRoutesOptions> = {
  'GET /staff/account': signedIn(showOwn),
  'POST /staff/account/password': signedIn(changePassword),
  'POST /staff/account/language': signedIn(changeLanguage),
  'GET /staff/account/second-factor': signedIn(offerSecondFactor),
  'POST /staff/account/second-factor': signedIn(setSecondFactor),
  'POST /staff/account/second-factor/remove': signedIn(removeSecondFactor),
  'POST /staff/account/recovery-codes': signedIn(renewRecoveryCodes),
  'POST /staff/account/sessions/end': signedIn(endSessions),
};

async function showOwn(
  context: StaffContext,
  tools: AccountRoutesOptions,
  { errors, status }: Pick<Filled<unknown>, 'errors' | 'status'> = { errors: {} },
): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const { account, units, grants } = caller;
  const t = accountTexts[language];
  const { session: current } = requestContextOf(req);
  const sessions = await stores.sessions.listOfAccount(account.id, now());
  const notice = context.notice(t.ownNotices);
  return page(
    'access/accounts/own',
    { title: t.own.title, notice, status },
    {
      t,
      account,
      errors,
      passkeyForm: {
        action: '/staff/account/passkeys/new',
        submit: t.passkeys.add,
        fields: passkeyPasswordForm.onPage(language, { ...passkeyPasswordForm.empty, errors }).fields,
      },
      passwordForm: {
        action: '/staff/account/password',
        submit: t.own.passwordSubmit,
        hint: t.own.passwordEffect,
        fields: changePasswordForm.onPage(language, { ...changePasswordForm.empty, errors }).fields,
      },
      factorFields: factorPasswordForm.onPage(language, { ...factorPasswordForm.empty, errors }).fields,
      grants: grantLines(grants, units, language),
      hasNoPassword: signsInElsewhereOnly(account),
      hasFactor: account.secondFactor !== undefined,
      passkeys: passkeyRows(account.passkeys ?? [], language),
      codesLeft: account.secondFactor?.recoveryHashes.length ?? 0,
      sessions: sessionRows(sessions, current?.id, language),
    },
  );
}

/** @returns an error of the field, and the status of the page; undefined when the current password is correct */
async function presentPasswordError(
  context: StaffContext,
  tools: AccountRoutesOptions,
  password: string,
): Promise<{ readonly sentence: string; readonly status: 422 | 429 } | undefined> {
  const { caller, language } = context;
  const { now, checker } = tools;
  const t = accountTexts[language];
  const checked = await checker.confirm(caller.account, password, now());
  if (checked.kind === 'right') return undefined;
  if (checked.kind === 'wrong') return { sentence: t.own.currentWrong, status: 422 };
  return { sentence: t.signIn.tooMany({ time: timeText(checked.until, language) }), status: 429 };
}

async function changePassword(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now, settings } = tools;
  const { account } = caller;
  const read = await withGoodPassword(await changePasswordForm.read(context), account.name, language);
  const wrong = read.ok ? await presentPasswordError(context, tools, read.values.current) : undefined;
  const sent = also(read, { current: wrong?.sentence }, wrong?.status);
  if (!sent.ok) return await showOwn(context, tools, sent);
  const passwordHash = await hashPassword(sent.values.newPassword, settings.passwordCost);
  const changed = await stores.accounts.change(account.id, (mine) =>
    mine.passwordHash === account.passwordHash
      ? {
          set: { passwordHash, link: undefined },
          entry: ownEntry('account.passwordSet', mine, now()),
        }
      : undefined,
  );
  if (!changed) throw changedMeanwhile(); // the confirmed password was revoked meanwhile
  await stores.sessions.endOfAccount(account.id, { except: requestContextOf(req).session?.id ?? '' });
  return seeOther('/staff/account?done=passwordSet');
}

async function changeLanguage(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores, now } = tools;
  const { account } = caller;
  const { language, back } = await readBody(req, { language: choice(pageLanguages), back: verbatim(1000) });
  await stores.accounts.change(account.id, (mine) => ({
    set: { language },
    entry: ownEntry('account.languageSet', mine, now(), {
      before: { language: mine.language },
      after: { language },
    }),
  }));
  return seeOther(isStaffAddress(back) ? back : '/staff');
}

async function showFactor(
  context: StaffContext,
  secret: Buffer,
  shown: typeof factorForm.empty = factorForm.empty,
): Promise<Reply> {
  const { req, caller, language } = context;
  const { account } = caller;
  const t = accountTexts[language];
  const notice = requestContextOf(req).secondFactorDue ? t.own.factorRequired : undefined;
  const qr = await QRCode.toString(totpAddress(secret, account.name), { type: 'svg', margin: 2 });
  return page(
    'access/accounts/secondFactor',
    { title: t.factor.title, notice, status: shown.status },
    {
      t,
      hasNoPassword: signsInElsewhereOnly(account),
      form: { action: '/staff/account/second-factor', submit: t.factor.submit },
      ...factorForm.onPage(language, shown),
      qr: `data:image/svg+xml;base64,${Buffer.from(qr).toString('base64')}`,
      secret: groupedCode(base32(secret)),
    },
  );
}

async function offerSecondFactor(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { caller } = context;
  const { account } = caller;
  if (account.secondFactor) {
    return seeOther('/staff/account');
  }
  return await showFactor(context, account.offeredSecret ?? (await offerSecret(tools, account.id)));
}

/** Returns the stored secret if another page has offered one at the same moment. */
async function offerSecret(tools: AccountRoutesOptions, accountId: string): Promise<Buffer> {
  const { stores } = tools;
  await stores.accounts.change(accountId, ({ offeredSecret }) =>
    offeredSecret ? undefined : { set: { offeredSecret: randomBytes(20) } },
  );
  return (await stores.accounts.find(accountId))!.offeredSecret!;
}

async function setSecondFactor(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const { account } = caller;
  const secret = account.offeredSecret;
  if (!secret || account.secondFactor) {
    return seeOther('/staff/account/second-factor');
  }
  const read = await factorForm.read(context);
  const step = stepOfCode(secret, read.typed.code.replace(/\s/g, ''), now(), 0);
  const wrong =
    step === undefined ? undefined : await presentPasswordError(context, tools, read.typed.password);
  const wrongCode = step === undefined && accountTexts[language].factor.wrong;
  const sent = also(read, { code: wrongCode, password: wrong?.sentence }, wrong?.status);
  if (step === undefined || !sent.ok) return await showFactor(context, secret, sent);
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
  return showCodes(context, codes);
}

function showCodes(context: StaffContext, codes: readonly string[]): Reply {
  const { language } = context;
  const t = accountTexts[language];
  return page(
    'access/accounts/recoveryCodes',
    { title: t.factor.codesTitle },
    {
      t,
      codes: codes.map(groupedCode),
    },
  );
}

async function removeSecondFactor(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { caller } = context;
  const { stores, now } = tools;
  const refusal = await refusalOfPassword(context, tools, factorPasswordForm);
  if (refusal) return refusal;
  await stores.accounts.change(caller.account.id, (mine) => ({
    set: { secondFactor: undefined, offeredSecret: undefined },
    entry: ownEntry('account.secondFactorRemoved', mine, now()),
  }));
  return seeOther('/staff/account?done=factorRemoved');
}

async function renewRecoveryCodes(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { caller } = context;
  const { stores, now } = tools;
  const refusal = await refusalOfPassword(context, tools, factorPasswordForm);
  if (refusal) return refusal;
  const codes = makeRecoveryCodes();
  const changed = await stores.accounts.change(caller.account.id, ({ secondFactor, ...mine }) =>
    secondFactor
      ? {
          set: { secondFactor: { ...secondFactor, recoveryHashes: codes.map(recoveryHash) } },
          entry: ownEntry('account.recoveryCodesMade', mine, now()),
        }
      : undefined,
  );
  return changed ? showCodes(context, codes) : seeOther('/staff/account');
}

/** The page again with an error when the current password is wrong; undefined when it is correct. */
export async function refusalOfPassword(
  context: StaffContext,
  tools: AccountRoutesOptions,
  form: typeof passkeyPasswordForm | typeof factorPasswordForm,
): Promise<Reply | undefined> {
  const sent = await form.read(context);
  const [[field, password] = ['', '']] = Object.entries(sent.typed);
  const wrong = await presentPasswordError(context, tools, password);
  if (!wrong) return undefined;
  return await showOwn(context, tools, { errors: { [field]: wrong.sentence }, status: wrong.status });
}

async function endSessions(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores, now } = tools;
  const { account } = caller;
  const { session: which } = await readBody(req, { session: line(100) });
  const current = requestContextOf(req).session?.id ?? '';
  await stores.accounts.change(account.id, (mine) => ({
    set: {},
    entry: ownEntry('account.sessionsEnded', mine, now()),
  }));
  await stores.sessions.endOfAccount(account.id, which === 'others' ? { except: current } : { only: which });
  return seeOther('/staff/account?done=sessionsEnded');
}
