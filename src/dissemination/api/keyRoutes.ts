/**
 * Pages of API keys: an account makes, sees and revokes its keys; accounts that may change an account see and revoke
 * that account's keys.
 */
import { randomUUID } from 'node:crypto';
import { unitIdsOf, type Account } from '../../access/accounts/account.ts';
import type { AccountRoutesOptions } from '../../access/accounts/accountRoutesOptions.ts';
import { notYours } from '../../access/accounts/caller.ts';
import { also } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { isSeenBy } from '../../access/accounts/visibleGrants.ts';
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { dayText, startOfDay } from '../../platform/calendar/clock.ts';
import type { Column } from '../../access/web/columns.ts';
import { formPart } from '../../access/web/formPage.ts';
import { list } from '../../access/web/list.ts';
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
import { keyField, keyForm } from './input.ts';
import { apiTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

type KeyTools = RoutesOptions & Pick<AccountRoutesOptions, 'checker'>;

export const apiKeyRoutes: Routes<KeyTools> = {
  'GET /staff/account/keys': signedIn(listOwnKeys),
  'POST /staff/account/keys': signedIn(makeKey),
  'POST /staff/account/keys/revoke': signedIn(revokeOwnKey),
  'GET /staff/keys': may(
    'seeAccounts',
    listKeys,
    menuLine('administration', apiTexts, ({ all }) => all.title),
  ),
  'POST /staff/keys/revoke': may('changeAccounts', revokeKey),
};

interface KeyLine {
  readonly key: ApiKey;
  /** The name of its account, where keys of several are shown. */
  readonly account?: string;
  readonly mayRevoke: boolean;
}

/** @param action to which revoking is sent, below it */
function columnsOf(
  { language }: StaffContext,
  { now }: KeyTools,
  { action, account }: { readonly action: string; readonly account?: string },
): readonly Column<KeyLine>[] {
  const t = apiTexts[language].own;
  const ofAccount: Column<KeyLine> = {
    key: 'account',
    heading: account ?? '',
    value: (line) => line.account,
  };
  return [
    { key: 'label', heading: t.label, value: ({ key }) => key.label },
    ...(account === undefined ? [] : [ofAccount]),
    {
      key: 'permissions',
      heading: t.permissions,
      value: ({ key }) => key.permissions.map((permission) => t.permissionsOf[permission]).join('; '),
    },
    { key: 'expires', heading: t.expires, value: ({ key }) => dayOf(key.expiresAt), isDay: true },
    {
      key: 'used',
      heading: t.used,
      value: ({ key }) => (key.lastUsedOn === undefined ? t.never : dayText(key.lastUsedOn, language)),
      sort: ({ key }) => key.lastUsedOn,
    },
    { key: 'state', heading: t.state, value: ({ key }) => t.states[keyState(key, now())] },
    {
      key: 'revoke',
      heading: '',
      isAction: true,
      value: ({ mayRevoke }) => (mayRevoke ? t.revoke : ''),
      post: ({ key }) => ({ action: `${action}/revoke`, name: 'key', value: key.id }),
      linkName: ({ key }) => `${t.revoke}: ${key.label}`,
    },
  ];
}

function isValid(key: ApiKey, { now }: KeyTools): boolean {
  return keyState(key, now()) === 'valid';
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

/** Why the account can make no key; undefined where it can. */
function noMore(
  { caller, language }: StaffContext,
  tools: KeyTools,
  keys: readonly ApiKey[],
): string | undefined {
  const t = apiTexts[language].own;
  if (!keyPermissions.some((permission) => caller.holds(permission))) return t.nothingToGive;
  return keys.filter((key) => isValid(key, tools)).length >= keysMax ? t.tooMany : undefined;
}

async function showOwn(context: StaffContext, tools: KeyTools, shown: typeof keyForm.empty): Promise<Reply> {
  const { caller, language, notice } = context;
  const t = apiTexts[language].own;
  const keys = await tools.stores.apiKeys.listOfAccount(caller.account.id);
  const why = noMore(context, tools, keys);
  const checks = keyPermissions
    .filter((permission) => caller.holds(permission))
    .map((value) => ({ value, label: t.permissionsOf[value] }));
  const options = keyDays.map((days) => ({ value: String(days), label: t.daysOf({ days }) }));
  const fields = keyForm.onPage(language, shown, { permissions: { checks }, days: { options } });
  return await list<KeyLine>(
    context,
    {
      title: t.title,
      status: shown.status,
      notice: notice(t.notices),
      lead: t.lead,
      links: [{ label: t.described, url: '/api' }],
      hint: why === undefined ? undefined : { text: why },
      empty: t.none,
      columns: columnsOf(context, tools, { action: '/staff/account/keys' }),
      below:
        why === undefined
          ? formPart({ action: '/staff/account/keys', submit: t.submit, heading: t.make }, fields)
          : undefined,
    },
    keys.map((key) => ({ key, mayRevoke: isValid(key, tools) })),
  );
}

async function listOwnKeys(context: StaffContext, tools: KeyTools): Promise<Reply> {
  return await showOwn(context, tools, keyForm.filled({ days: '90' }));
}

/** What is wrong with the password; nothing where none was typed, which the form says. */
async function passwordError(
  { caller, language }: StaffContext,
  { checker, now }: KeyTools,
  password: string,
): Promise<string | undefined> {
  if (password === '') return undefined;
  const t = apiTexts[language].own.errors;
  const { kind } = await checker.confirm(caller.account, password, now());
  return kind === 'right' ? undefined : kind === 'wrong' ? t.password : t.tooManyTries;
}

async function makeKey(context: StaffContext, tools: KeyTools): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const read = await keyForm.read(context);
  const why = noMore(context, tools, await stores.apiKeys.listOfAccount(caller.account.id));
  if (why !== undefined) return seeOther('/staff/account/keys'); // the page explains it
  const permissions = read.typed.permissions.filter((permission) => caller.holds(permission));
  const sent = also(read, {
    permissions: permissions.length === 0 && apiTexts[language].own.errors.permissions,
    password: await passwordError(context, tools, read.typed.password),
  });
  if (!sent.ok) return await showOwn(context, tools, sent);
  const secret = newSecret();
  const key: ApiKey = {
    id: randomUUID(),
    hash: hashOfSecret(secret)!,
    accountId: caller.account.id,
    label: sent.values.label,
    permissions,
    madeAt: now(),
    expiresAt: startOfDay(addDays(dayOf(now()), Number(sent.values.days) + 1)),
  };
  await stores.apiKeys.add(key, entryOf(context, tools, 'apiKey.made', key, caller.account));
  const t = apiTexts[language].made;
  return page('access/web/secret', { title: t.title }, { t, secret, url: '/staff/account/keys' });
}

async function revokeOwnKey(context: StaffContext, tools: KeyTools): Promise<Reply> {
  const { req, caller } = context;
  const { now } = tools;
  const { account } = caller;
  const key = await tools.stores.apiKeys.find((await readBody(req, keyField)).key);
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
    return [{ key, account: account.name, mayRevoke: isValid(key, tools) && mayChange(account) }];
  });
  return await list<KeyLine>(
    context,
    {
      title: t.all.title,
      notice: context.notice(t.own.notices),
      lead: t.all.lead,
      links: [{ label: t.own.described, url: '/api' }],
      empty: t.all.none,
      columns: columnsOf(context, tools, { action: '/staff/keys', account: t.all.account }),
    },
    lines,
  );
}

async function revokeKey(context: StaffContext, tools: KeyTools): Promise<Reply> {
  const { req, caller } = context;
  const { stores, now } = tools;
  const key = await tools.stores.apiKeys.find((await readBody(req, keyField)).key);
  const account = key && (await stores.accounts.find(key.accountId));
  if (!account) throw notYours();
  caller.demand('changeAccounts', unitIdsOf(account, caller.units.day));
  await tools.stores.apiKeys.revoke(key.id, now(), entryOf(context, tools, 'apiKey.revoked', key, account));
  return seeOther('/staff/keys?done=revoked');
}
