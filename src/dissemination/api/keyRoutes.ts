/**
 * Pages of API keys: an account makes, sees and revokes its keys; accounts that may change an account see and revoke
 * that account's keys.
 */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { unitIdsOf, type Account } from '../../access/accounts/account.ts';
import type { AccountRoutesOptions } from '../../access/accounts/accountRoutesOptions.ts';
import { notYours } from '../../access/accounts/caller.ts';
import type { Faults } from '../../access/accounts/input.ts';
import { isSeenBy } from '../../access/accounts/sight.ts';
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { dayText, startOfDay } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { hashOfSecret, keyActs, keyDays, keysMax, keyState, newSecret, type ApiKey } from './apiKey.ts';
import { readKeyId, readKeyWish, type KeyWish } from './input.ts';
import { apiTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

export function apiKeyRoutes({
  stores,
  now,
  checker,
}: RoutesOptions & Pick<AccountRoutesOptions, 'checker'>): Router {
  const router = staffRouter();
  const { apiKeys } = stores;

  function lineOf(req: Request, key: ApiKey) {
    const language = readLanguage(req);
    const t = apiTexts[language].own;
    const state = keyState(key, now());
    return {
      id: key.id,
      label: key.label,
      acts: key.acts.map((act) => t.actsOf[act]).join('; '),
      expires: dayText(dayOf(key.expiresAt), language),
      used: key.lastUsedOn === undefined ? t.never : dayText(key.lastUsedOn, language),
      state: t.states[state],
      mayRevoke: state === 'valid',
    };
  }

  function entryOf(
    req: Request,
    kind: 'apiKey.made' | 'apiKey.revoked',
    key: ApiKey,
    of: Account,
  ): AuditEntry {
    return auditEntry({
      at: now(),
      by: callerOfRequest(req).actor,
      kind,
      unitIds: unitIdsOf(of, dayOf(now())),
      subject: { id: key.id, label: `${of.name}: ${key.label}` },
      after: { acts: key.acts.join(', '), expires: dayOf(key.expiresAt) },
    });
  }

  async function showOwn(req: Request, res: Response, wish: KeyWish, faults: Faults): Promise<void> {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = apiTexts[language].own;
    const keys = await apiKeys.listOfAccount(caller.account.id);
    const given = keyActs.filter((act) => caller.holds(act));
    const fields = [
      { id: 'label', label: t.label, hint: t.labelHint, value: wish.label, fault: faults['label'] },
      {
        id: 'acts',
        label: t.acts,
        value: wish.acts,
        fault: faults['acts'],
        checks: given.map((act) => ({ name: act, value: act, label: t.actsOf[act] })),
      },
      {
        id: 'days',
        label: t.days,
        value: String(wish.days),
        options: keyDays.map((days) => ({ value: String(days), label: t.daysOf(days) })),
      },
      {
        id: 'password',
        label: t.password,
        hint: t.passwordHint,
        type: 'password',
        autocomplete: 'current-password',
        fault: faults['password'],
      },
    ];
    renderStaffPage(
      req,
      res,
      'dissemination/api/keys',
      { title: t.title, notice: noticeFor(req, t.notices) },
      { t, faults, fields: given.length > 0 ? fields : [], lines: keys.map((key) => lineOf(req, key)) },
    );
  }

  router.get('/staff/account/keys', async (req, res) => {
    await showOwn(req, res, { label: '', acts: [], days: 90, password: '' }, {});
  });

  /** @returns an error per field */
  async function faultsOf(req: Request, wish: KeyWish): Promise<Faults> {
    const t = apiTexts[readLanguage(req)].own.faults;
    const { account } = callerOfRequest(req);
    if (wish.label === '') return { label: t.label };
    if (wish.acts.length === 0) return { acts: t.acts };
    const valid = (await apiKeys.listOfAccount(account.id)).filter((key) => keyState(key, now()) === 'valid');
    if (valid.length >= keysMax) return { label: t.tooMany };
    const checked = await checker.confirm(account, wish.password, now());
    if (checked.kind === 'right') return {};
    return { password: checked.kind === 'wrong' ? t.password : t.tooManyTries };
  }

  router.post('/staff/account/keys', async (req, res) => {
    const caller = callerOfRequest(req);
    const sent = await readKeyWish(req);
    const wish = { ...sent, acts: sent.acts.filter((act) => caller.holds(act)) };
    if (!keyActs.some((act) => caller.holds(act))) {
      res.redirect(303, '/staff/account/keys'); // the page explains why no key can be made
      return;
    }
    const faults = await faultsOf(req, wish);
    if (Object.keys(faults).length > 0) {
      await showOwn(req, res.status(422), wish, faults);
      return;
    }
    const secret = newSecret();
    const key: ApiKey = {
      id: randomUUID(),
      hash: hashOfSecret(secret)!,
      accountId: caller.account.id,
      label: wish.label.normalize('NFC'),
      acts: wish.acts,
      madeAt: now(),
      expiresAt: startOfDay(addDays(dayOf(now()), wish.days + 1)),
    };
    await apiKeys.add(key, entryOf(req, 'apiKey.made', key, caller.account));
    const t = apiTexts[readLanguage(req)].made;
    renderStaffPage(req, res, 'dissemination/api/keyMade', { title: t.title }, { t, secret });
  });

  router.post('/staff/account/keys/revoke', async (req, res) => {
    const { account } = callerOfRequest(req);
    const key = await apiKeys.find(await readKeyId(req));
    if (key?.accountId !== account.id) {
      res.redirect(303, '/staff/account/keys');
      return;
    }
    await apiKeys.revoke(key.id, now(), entryOf(req, 'apiKey.revoked', key, account));
    res.redirect(303, '/staff/account/keys?done=revoked');
  });

  router.get('/staff/keys', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = apiTexts[language];
    const [keys, accounts] = await Promise.all([apiKeys.list(), stores.accounts.list()]);
    const unitIds = caller.unitIdsInView('seeAccounts');
    const seen = new Map(
      accounts
        .filter((account) => isSeenBy(caller, account, unitIds))
        .map((account) => [account.id, account]),
    );
    const mayChange = (account: Account) => caller.mayOnAll('changeAccounts', unitIdsOf(account, caller.units.day)); // prettier-ignore
    const lines = keys.flatMap((key) => {
      const account = seen.get(key.accountId);
      if (!account) return [];
      const line = lineOf(req, key);
      return [{ ...line, account: account.name, mayRevoke: line.mayRevoke && mayChange(account) }];
    });
    const notice = noticeFor(req, t.own.notices);
    renderStaffPage(
      req,
      res,
      'dissemination/api/allKeys',
      { title: t.all.title, notice },
      { t: t.own, all: t.all, lines },
    );
  });

  router.post('/staff/keys/revoke', async (req, res) => {
    const caller = callerOfRequest(req);
    const key = await apiKeys.find(await readKeyId(req));
    const account = key && (await stores.accounts.find(key.accountId));
    if (!account) throw notYours();
    caller.demand('changeAccounts', unitIdsOf(account, caller.units.day));
    await apiKeys.revoke(key.id, now(), entryOf(req, 'apiKey.revoked', key, account));
    res.redirect(303, '/staff/keys?done=revoked');
  });

  return router;
}
