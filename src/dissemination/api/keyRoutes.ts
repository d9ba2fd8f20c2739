/**
 * Pages of API keys: an account makes, sees and revokes its keys; accounts that may change an account see and revoke
 * that account's keys.
 */
import { randomUUID } from 'node:crypto';
import { unitIdsOf, type Account } from '../../access/accounts/account.ts';
import type { AccountRoutesOptions } from '../../access/accounts/accountRoutesOptions.ts';
import { notYours } from '../../access/accounts/caller.ts';
import type { FieldErrors } from '../../access/accounts/input.ts';
import { isSeenBy } from '../../access/accounts/visibleGrants.ts';
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { dayText, startOfDay } from '../../platform/calendar/clock.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, signedIn, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import {
  hashOfSecret,
  keyPermissions,
  keyDays,
  keysMax,
  keyState,
  newSecret,
  type ApiKey,
} from './apiKey.ts';
import { readKeyId, readKeyRequest, type KeyRequest } from './input.ts';
import { apiTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

type KeyTools = RoutesOptions & Pick<AccountRoutesOptions, 'checker'>;

export const apiKeyRoutes: Routes<KeyTools> = {
  'GET /staff/account/keys': signedIn(listOwnKeys),
  'POST /staff/account/keys': signedIn(makeKey),
  'POST /staff/account/keys/revoke': signedIn(revokeOwnKey),
  'GET /staff/keys': may('seeAccounts', listKeys, menuLine('administration', 'Khóa API', 'API keys')),
  'POST /staff/keys/revoke': may('changeAccounts', revokeKey),
};

function lineOf(context: StaffContext, tools: KeyTools, key: ApiKey) {
  const { language } = context;
  const { now } = tools;
  const t = apiTexts[language].own;
  const state = keyState(key, now());
  return {
    id: key.id,
    label: key.label,
    permissions: key.permissions.map((permission) => t.permissionsOf[permission]).join('; '),
    expires: dayText(dayOf(key.expiresAt), language),
    used: key.lastUsedOn === undefined ? t.never : dayText(key.lastUsedOn, language),
    state: t.states[state],
    mayRevoke: state === 'valid',
  };
}

function entryOf(
  context: StaffContext,
  tools: KeyTools,
  kind: 'apiKey.made' | 'apiKey.revoked',
  key: ApiKey,
  of: Account,
): AuditEntry {
  const { caller } = context;
  const { now } = tools;
  return auditEntry({
    at: now(),
    by: caller.actor,
    kind,
    unitIds: unitIdsOf(of, dayOf(now())),
    subject: { id: key.id, label: `${of.name}: ${key.label}` },
    after: { permissions: key.permissions.join(', '), expires: dayOf(key.expiresAt) },
  });
}

async function showOwn(
  context: StaffContext,
  tools: KeyTools,
  request: KeyRequest,
  errors: FieldErrors,
): Promise<Reply> {
  const { caller, language, notice } = context;
  const t = apiTexts[language].own;
  const keys = await tools.stores.apiKeys.listOfAccount(caller.account.id);
  const given = keyPermissions.filter((permission) => caller.holds(permission));
  const fields = [
    { id: 'label', label: t.label, hint: t.labelHint, value: request.label, error: errors['label'] },
    {
      id: 'permissions',
      label: t.permissions,
      value: request.permissions,
      error: errors['permissions'],
      checks: given.map((permission) => ({
        name: permission,
        value: permission,
        label: t.permissionsOf[permission],
      })),
    },
    {
      id: 'days',
      label: t.days,
      value: String(request.days),
      options: keyDays.map((days) => ({ value: String(days), label: t.daysOf({ days }) })),
    },
    {
      id: 'password',
      label: t.password,
      hint: t.passwordHint,
      type: 'password',
      autocomplete: 'current-password',
      error: errors['password'],
    },
  ];
  return page(
    'dissemination/api/keys',
    { title: t.title, notice: notice(t.notices) },
    {
      t,
      errors,
      fields: given.length > 0 ? fields : [],
      lines: keys.map((key) => lineOf(context, tools, key)),
    },
  );
}

async function listOwnKeys(context: StaffContext, tools: KeyTools): Promise<Reply> {
  return await showOwn(context, tools, { label: '', permissions: [], days: 90, password: '' }, {});
}

/** @returns an error per field */
async function errorsOf(context: StaffContext, tools: KeyTools, request: KeyRequest): Promise<FieldErrors> {
  const { caller, language } = context;
  const { now, checker } = tools;
  const t = apiTexts[language].own.errors;
  const { account } = caller;
  if (request.label === '') return { label: t.label };
  if (request.permissions.length === 0) return { permissions: t.permissions };
  const valid = (await tools.stores.apiKeys.listOfAccount(account.id)).filter(
    (key) => keyState(key, now()) === 'valid',
  );
  if (valid.length >= keysMax) return { label: t.tooMany };
  const checked = await checker.confirm(account, request.password, now());
  if (checked.kind === 'right') return {};
  return { password: checked.kind === 'wrong' ? t.password : t.tooManyTries };
}

async function makeKey(context: StaffContext, tools: KeyTools): Promise<Reply> {
  const { req, res, caller, language } = context;
  const { now } = tools;
  const sent = await readKeyRequest(req);
  const request = { ...sent, permissions: sent.permissions.filter((permission) => caller.holds(permission)) };
  if (!keyPermissions.some((permission) => caller.holds(permission))) {
    return seeOther('/staff/account/keys'); // the page explains why no key can be made
  }
  const errors = await errorsOf(context, tools, request);
  if (Object.keys(errors).length > 0) {
    res.status(422);
    return await showOwn(context, tools, request, errors);
  }
  const secret = newSecret();
  const key: ApiKey = {
    id: randomUUID(),
    hash: hashOfSecret(secret)!,
    accountId: caller.account.id,
    label: request.label.normalize('NFC'),
    permissions: request.permissions,
    madeAt: now(),
    expiresAt: startOfDay(addDays(dayOf(now()), request.days + 1)),
  };
  await tools.stores.apiKeys.add(key, entryOf(context, tools, 'apiKey.made', key, caller.account));
  const t = apiTexts[language].made;
  return page('dissemination/api/keyMade', { title: t.title }, { t, secret });
}

async function revokeOwnKey(context: StaffContext, tools: KeyTools): Promise<Reply> {
  const { req, caller } = context;
  const { now } = tools;
  const { account } = caller;
  const key = await tools.stores.apiKeys.find(await readKeyId(req));
  if (key?.accountId !== account.id) {
    return seeOther('/staff/account/keys');
  }
  await tools.stores.apiKeys.revoke(key.id, now(), entryOf(context, tools, 'apiKey.revoked', key, account));
  return seeOther('/staff/account/keys?done=revoked');
}

async function listKeys(context: StaffContext, tools: KeyTools): Promise<Reply> {
  const { caller, language } = context;
  const { stores } = tools;
  const t = apiTexts[language];
  const [keys, accounts] = await Promise.all([tools.stores.apiKeys.list(), stores.accounts.list()]);
  const unitIds = caller.unitIdsInView('seeAccounts');
  const seen = new Map(
    accounts.filter((account) => isSeenBy(caller, account, unitIds)).map((account) => [account.id, account]),
  );
  const mayChange = (account: Account) => caller.mayOnAll('changeAccounts', unitIdsOf(account, caller.units.day)); // prettier-ignore
  const lines = keys.flatMap((key) => {
    const account = seen.get(key.accountId);
    if (!account) return [];
    const line = lineOf(context, tools, key);
    return [{ ...line, account: account.name, mayRevoke: line.mayRevoke && mayChange(account) }];
  });
  const notice = context.notice(t.own.notices);
  return page('dissemination/api/allKeys', { title: t.all.title, notice }, { t: t.own, all: t.all, lines });
}

async function revokeKey(context: StaffContext, tools: KeyTools): Promise<Reply> {
  const { req, caller } = context;
  const { stores, now } = tools;
  const key = await tools.stores.apiKeys.find(await readKeyId(req));
  const account = key && (await stores.accounts.find(key.accountId));
  if (!account) throw notYours();
  caller.demand('changeAccounts', unitIdsOf(account, caller.units.day));
  await tools.stores.apiKeys.revoke(key.id, now(), entryOf(context, tools, 'apiKey.revoked', key, account));
  return seeOther('/staff/keys?done=revoked');
}
