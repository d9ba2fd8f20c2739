/** People's own passkeys: added after the password is confirmed, in a browser that runs scripts, and removed. */
import type { Request, Response, Router } from 'express';
import { body } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import { readLanguage } from '../web/language.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { renderStaffPage } from '../web/staffPage.ts';
import { staffRouter } from '../web/staffRouter.ts';
import { callerOfRequest, visitOf } from '../web/visit.ts';
import { changedMeanwhile } from './account.ts';
import type { AccountRoutesOptions } from './accountRoutesOptions.ts';
import { readField } from './input.ts';
import { addedPasskey, addOptions, passkeysMax, siteOf } from './passkey.ts';
import { ownEntry } from './signIn.ts';
import { accountTexts } from './texts.ts';

export function passkeyRoutes(
  { stores, now, settings, challenges }: AccountRoutesOptions,
  passesWithPassword: (req: Request, res: Response, field: string) => Promise<boolean>,
): Router {
  const router = staffRouter();

  async function showAdd(req: Request, res: Response, fault?: string): Promise<void> {
    const { account } = callerOfRequest(req);
    const t = accountTexts[readLanguage(req)];
    const challenge = challenges.make('add', visitOf(req).formToken, now());
    const options = await addOptions(siteOf(siteOrigin(req, settings.publicUrl)), challenge, account);
    allowOwnScripts(res);
    renderStaffPage(
      req,
      res,
      'access/accounts/passkey',
      { title: t.passkeys.addTitle },
      { t, fault, options: JSON.stringify(options) },
    );
  }

  router.post('/staff/account/passkeys/new', async (req, res) => {
    if (await passesWithPassword(req, res, 'passkeyPassword')) await showAdd(req, res);
  });

  router.post('/staff/account/passkeys', async (req, res) => {
    const { account } = callerOfRequest(req);
    const t = accountTexts[readLanguage(req)].passkeys;
    const { label, response } = (await readFields(req, [
      body('label').isString().isLength({ max: 60 }).trim(),
      body('response').isString().isLength({ max: 20_000 }),
    ])) as { label: string; response: string };
    if (response === '') {
      res.redirect(303, '/staff/account'); // the form was sent without the script that requests a passkey
      return;
    }
    const { formToken } = visitOf(req);
    const added = await addedPasskey({
      site: siteOf(siteOrigin(req, settings.publicUrl)),
      response,
      isGoodChallenge: (given) => challenges.isGood(given, 'add', formToken, now()),
    });
    if (!added) {
      await showAdd(req, res.status(422), t.notAdded);
      return;
    }
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
    res.redirect(303, '/staff/account?done=passkeyAdded');
  });

  router.post('/staff/account/passkeys/remove', async (req, res) => {
    const which = await readField(req, 'passkey', 2000);
    await stores.accounts.change(callerOfRequest(req).account.id, (mine) => {
      const removed = mine.passkeys?.find(({ id }) => id === which);
      if (!removed) return undefined;
      const left = mine.passkeys?.filter(({ id }) => id !== which) ?? [];
      return {
        set: { passkeys: left.length > 0 ? left : undefined },
        entry: ownEntry('account.passkeyRemoved', mine, now(), { before: { name: removed.label } }),
      };
    });
    res.redirect(303, '/staff/account?done=passkeyRemoved');
  });

  return router;
}
