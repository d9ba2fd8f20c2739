/** The page of one account, as administrators and auditors see it. */
import { timeText } from '../../platform/calendar/clock.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { tableRows, textColumns, type Column } from '../web/columns.ts';
import { page, type Reply } from '../web/reply.ts';
import { unitIdsOf, type Account } from './account.ts';
import type { SignInProviders } from '../singleSignOn/providers.ts';
import type { Caller } from './caller.ts';
import type { AccountRoutesOptions } from './accountRoutesOptions.ts';
import { emptyGrant, grantOnPage } from './grantForm.ts';
import type { GrantLine } from './grantLines.ts';
import type { grantForm } from './input.ts';
import { seenGrants } from './visibleGrants.ts';
import { accountTexts } from './texts.ts';

interface Visit {
  readonly caller: Caller;
  readonly language: PageLanguage;
  readonly notice: (texts: Readonly<Record<string, string>>) => string | undefined;
}

export async function showAccount(
  context: Visit,
  tools: Pick<AccountRoutesOptions, 'stores' | 'now' | 'providers'>,
  account: Account,
  shown: typeof grantForm.empty = emptyGrant(context.caller),
): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now, providers } = tools;
  const { fields, errors } = grantOnPage(caller, shown);
  const t = accountTexts[language];
  const sessions = await stores.sessions.listOfAccount(account.id, now());
  const mayChange = caller.mayOnAll('changeAccounts', unitIdsOf(account, caller.units.day));
  const hasOpenLink = account.link !== undefined && account.link.expiresAt > now();
  const notice = context.notice(t.accountNotices);
  return page(
    'access/accounts/account',
    { title: account.fullName, notice, status: shown.status },
    {
      t,
      account,
      errors,
      mayChange,
      mayGive: caller.holds('changeAccounts'),
      isPartly: !mayChange && caller.holds('changeAccounts'),
      mayReadAudit: caller.holds('readAudit'),
      hasFactor: account.secondFactor !== undefined,
      passkeys: account.passkeys?.length ?? 0,
      provider: account.identity && labelOf(account.identity.issuer, providers, language),
      grants: grantRows(context, account),
      grantFields: fields,
      lastSignIn: account.lastSignInAt ? timeText(account.lastSignInAt, language) : t.list.never,
      linkUntil: hasOpenLink
        ? t.account.linkUntil({ until: timeText(account.link.expiresAt, language) })
        : undefined,
      hasProviders: providers.all.length > 0,
      sessions: t.account.sessions({ count: sessions.length }),
      hasSessions: sessions.length > 0,
      closedAt: account.closedAt
        ? t.account.closedAt({ time: timeText(account.closedAt, language) })
        : undefined,
    },
  );
}

function grantRows({ caller, language }: Visit, account: Account) {
  const t = accountTexts[language].account;
  const className = ({ isOver }: { readonly isOver: boolean }): string => (isOver ? 'soft' : '');
  const columns = textColumns(t, ['role', 'unit', 'time', 'state']).map((one) => ({ ...one, className }));
  const end: Column<GrantLine> = {
    key: 'end',
    heading: '',
    isAction: true,
    value: ({ isOver, unitId }) => (!isOver && caller.may('changeAccounts', unitId) ? t.end : ''),
    post: ({ id }) => ({ action: `/staff/accounts/${account.id}/roles/${id}/end` }),
    linkName: ({ role, unit }) => t.endOf({ role, unit }),
  };
  return tableRows([...columns, end], seenGrants(caller, account), { title: t.roles, language });
}

/** The provider as the sign-in page names it; its address when it is not configured any more. */
function labelOf(issuer: string, { all }: SignInProviders, language: PageLanguage): string {
  return all.find((provider) => provider.issuer === issuer)?.label[language] ?? issuer;
}
