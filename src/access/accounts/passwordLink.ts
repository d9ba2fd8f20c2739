/** The link by which a person sets a password: made by an administrator, shown once, and mailed if possible. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Account, PasswordLink, Reach } from './account.ts';
import type { Caller } from './caller.ts';
import { linkLifetimeMs } from './links.ts';
import type { SendMail } from './mail.ts';
import { hashOfToken, newToken } from './session.ts';
import { accountTexts } from './texts.ts';

export const wholeInstallation: Reach = ['*'];

/** @param reach scope of the account that makes the link, since its owner could use the link instead of the person */
export function newLink(now: Date, reach: Reach): { readonly token: string; readonly link: PasswordLink } {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + linkLifetimeMs);
  return { token, link: { hash: hashOfToken(token), expiresAt, reach } };
}

export function reachOf(caller: Caller): Reach {
  return caller.may('changeAccounts', undefined) ? wholeInstallation : caller.rootIdsFor('changeAccounts');
}

/**
 * Mails the link if there is an address and a mail server.
 *
 * @returns the outcome for the page to show; undefined when no mail was to be sent
 */
export async function mailLink(
  account: Account,
  url: string,
  { sendMail, language }: { sendMail: SendMail | undefined; language: PageLanguage },
): Promise<string | undefined> {
  const { email } = account;
  if (!sendMail || email === undefined) return undefined;
  const t = accountTexts[language].linkMade;
  const wasTaken = await sendMail({
    to: email,
    subject: `Lắng Nghe: ${t.title}`,
    text: mailText(account, url),
  });
  return wasTaken ? t.mailed({ email }) : t.mailFailed({ email });
}

function mailText(account: Account, url: string): string {
  const { vi, en } = accountTexts;
  return [vi, en]
    .map((t) =>
      [account.fullName, t.link.lead({ name: account.name }), `${t.linkMade.title}: ${url}`].join('\n'),
    )
    .join('\n\n');
}
