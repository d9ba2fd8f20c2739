/** The page that shows a new link for setting a password. */
import { timeText } from '../../platform/calendar/clock.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { page, type Reply } from '../web/reply.ts';
import type { Account } from './account.ts';
import type { AccountRoutesOptions } from './accountRoutesOptions.ts';
import { mailLink } from './passwordLink.ts';
import { accountTexts } from './texts.ts';

interface Visit {
  readonly req: { readonly protocol: string; get(header: string): string | undefined };
  readonly language: PageLanguage;
}

/** The link is shown this one time. */
export async function showLink(
  context: Visit,
  tools: AccountRoutesOptions,
  account: Account,
  token: string,
  { isForRole }: { isForRole: boolean } = { isForRole: false },
): Promise<Reply> {
  const { req, language } = context;
  const { now, settings } = tools;
  const t = accountTexts[language].linkMade;
  const origin = settings.publicUrl ?? `${req.protocol}://${req.get('host')}`;
  const url = `${origin}/staff/password/${token}`;
  const until = account.link?.expiresAt ?? now();
  return page(
    'access/accounts/linkMade',
    { title: t.title },
    {
      t,
      url,
      lead: t.lead({ name: account.fullName, until: timeText(until, language) }),
      because: isForRole ? t.forRole : undefined,
      mailed: isForRole ? undefined : await mailLink(account, url, { sendMail: settings.sendMail, language }),
      accountUrl: `/staff/accounts/${account.id}`,
    },
  );
}
