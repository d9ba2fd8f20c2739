/** Mail to staff, if a mail server is configured; no function depends on it. */
import { mailTransport } from '../../platform/mailTransport.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** @returns false when the mail server did not accept it */
export type SendMail = (mail: Mail) => Promise<boolean>;

/**
 * @param smtpUrl `smtp://user:password@host:587` or `smtps://…`
 * @param from sender address
 * @param logError called with the reason when a mail was not accepted
 */
export function mailSender(
  smtpUrl: string,
  from: string,
  logError: (error: { route: string; error: unknown }) => void,
): SendMail {
  const transport = mailTransport(smtpUrl);
  return async (mail) => {
    try {
      await (await transport()).sendMail({ from, ...mail });
      return true;
    } catch (error) {
      logError({ route: 'mail', error });
      return false;
    }
  };
}
