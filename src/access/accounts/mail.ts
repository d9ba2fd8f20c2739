/** Mail to staff, if a mail server is configured; no function depends on it. */
import { once } from '../../platform/once.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** @returns false when the mail server did not accept it */
export type SendMail = (mail: Mail) => Promise<boolean>;

const patienceMs = 10_000;

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
  const transport = once(async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url: smtpUrl,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
    });
  });
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
