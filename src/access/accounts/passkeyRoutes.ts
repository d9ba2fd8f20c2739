/** People's own passkeys: added after the password is confirmed, in a browser that runs scripts, and removed. */
import { line, verbatim } from '../../platform/web/fields.ts';
import { readBody } from '../../platform/web/input.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { page, seeOther, type Reply } from '../web/reply.ts';
import { signedIn, type Routes, type StaffContext } from '../web/routes.ts';
import { requestContextOf } from '../web/requestContext.ts';
import { changedMeanwhile } from './account.ts';
import type { AccountRoutesOptions } from './accountRoutesOptions.ts';
import { passkeyPasswordForm } from './input.ts';
import { refusalOfPassword } from './ownRoutes.ts';
import { addedPasskey, addOptions, passkeysMax, siteOf } from './passkey.ts';
import { ownEntry } from './signIn.ts';
import { accountTexts } from './texts.ts';

export const passkeyRoutes: Routes<AccountRoutesOptions> = {
  'POST /staff/account/passkeys/new': signedIn(offerPasskey),
  'POST /staff/account/passkeys': signedIn(addPasskey),
  'POST /staff/account/passkeys/remove': signedIn(removePasskey),
};

async function showAdd(context: StaffContext, tools: AccountRoutesOptions, error?: string): Promise<Reply> {
  const { req, res, caller, language } = context;
  const { now, settings, challenges } = tools;
  const { account } = caller;
  const t = accountTexts[language];
  const challenge = challenges.make('add', requestContextOf(req).formToken, now());
  const options = await addOptions(siteOf(siteOrigin(req, settings.publicUrl)), challenge, account);
  allowOwnScripts(res);
  return page(
    'access/accounts/passkey',
    { title: t.passkeys.addTitle, status: error === undefined ? undefined : 422 },
    { t, error, options: JSON.stringify(options) },
  );
}

async function offerPasskey(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  return (await refusalOfPassword(context, tools, passkeyPasswordForm)) ?? (await showAdd(context, tools));
}

async function addPasskey(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now, settings, challenges } = tools;
  const { account } = caller;
  const t = accountTexts[language].passkeys;
  const { label, response } = await readBody(req, { label: line(60), response: verbatim(20_000) });
  if (response === '') {
    return seeOther('/staff/account'); // the form was sent without the script that requests a passkey
  }
  const { formToken } = requestContextOf(req);
  const added = await addedPasskey({
    site: siteOf(siteOrigin(req, settings.publicUrl)),
    response,
    isGoodChallenge: (given) => challenges.isGood(given, 'add', formToken, now()),
  });
  if (!added) return await showAdd(context, tools, t.notAdded);
  const changed = await stores.accounts.change(account.id, (mine) => {
    const others = (mine.passkeys ?? []).filter(({ id }) => id !== added.id);
    const isUnchanged = mine.passwordHash === account.passwordHash;
    if (!isUnchanged || others.length >= passkeysMax) return undefined;
    const passkey = { ...added, label: label === '' ? t.unnamed : label, madeAt: now() };
    return {
      set: { passkeys: [...others, passkey] },
      entry: ownEntry('account.passkeyAdded', mine, now(), { after: { name: passkey.label } }),
    };
  });
  if (!changed) throw changedMeanwhile();
  return seeOther('/staff/account?done=passkeyAdded');
}

async function removePasskey(context: StaffContext, tools: AccountRoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores, now } = tools;
  const { passkey: which } = await readBody(req, { passkey: line(2000) });
  await stores.accounts.change(caller.account.id, (mine) => {
    const removed = mine.passkeys?.find(({ id }) => id === which);
    if (!removed) return undefined;
    const left = mine.passkeys?.filter(({ id }) => id !== which) ?? [];
    return {
      set: { passkeys: left.length > 0 ? left : undefined },
      entry: ownEntry('account.passkeyRemoved', mine, now(), { before: { name: removed.label } }),
    };
  });
  return seeOther('/staff/account?done=passkeyRemoved');
}
