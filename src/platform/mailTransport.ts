import { once } from './once.ts';

const patienceMs = 10_000;

/**
 * A connection to a mail server, of a library that is loaded with the first mail.
 *
 * @param smtpUrl `smtp://user:password@host:587` or `smtps://…`
 */
export function mailTransport(smtpUrl: string) {
  return once(async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url: smtpUrl,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
    });
  });
}
