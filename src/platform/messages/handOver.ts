/** Hands one message over to a channel, and says what is certain about it afterwards. */
import { mailTransport } from '../mailTransport.ts';
import { signatureHeaders, signingKeyOf } from '../webhooks/signedPost.ts';
import type { Channel, GatewayChannel, MailChannel } from './messaging.ts';

export interface OutgoingMessage {
  /** The same whenever it is handed over again. */
  readonly id: string;
  /** A mail address, or a telephone number with the country and without a plus. */
  readonly to: string;
  readonly language: string;
  /** Of a mail. */
  readonly subject: string;
  readonly text: string;
  /** Of a template that the gateway has, such as one of Zalo ZNS. */
  readonly templateId?: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  /** Where the person says to get no more. */
  readonly stopUrl: string;
}

/**
 * - `handed`: the channel has it
 * - `bounced`: nobody is reached at that address
 * - `refused`: it is not taken, and will not be
 * - `later`: it is certainly not taken, and may be later
 * - `unknown`: it may have been taken, so it must not be handed over again where the channel would send it twice
 */
export type HandedOver = 'handed' | 'bounced' | 'refused' | 'later' | 'unknown';

export interface OpenChannel {
  /** Whether it sends a message once that is handed over twice under one id. */
  readonly knowsIds: boolean;
  /** @returns also why, for the log, without the address */
  handOver(message: OutgoingMessage, now: Date): Promise<{ readonly how: HandedOver; readonly why?: string }>;
}

/** With a gateway. */
const patienceMs = 10_000;

/** Opens a channel to its mail server or gateway; nothing is connected before the first message. */
export function openChannel(channel: Channel): OpenChannel {
  return channel.kind === 'mail' ? mailChannel(channel) : gatewayChannel(channel);
}

/** Mail is handed over once: SMTP has no way to say that a message is the same. */
function mailChannel({ smtpUrl, from }: MailChannel): OpenChannel {
  const host = /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost';
  const transport = mailTransport(smtpUrl);
  return {
    knowsIds: false,
    async handOver({ id, to, subject, text, language, stopUrl }) {
      try {
        await (
          await transport()
        ).sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${host}>`,
          headers: {
            'Content-Language': language,
            'Auto-Submitted': 'auto-generated',
            'List-Unsubscribe': `<${stopUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          },
        });
        return { how: 'handed' };
      } catch (error) {
        return mailFailure(error as SmtpError);
      }
    },
  };
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly syscall?: string;
}

/** Errors before the server was given the text. */
const beforeText = ['EDNS', 'EAUTH', 'ENOAUTH', 'ETLS', 'EREQUIRETLS', 'ECONFIG', 'EPROXY'];

function mailFailure({ code = '', command = '', responseCode, syscall }: SmtpError): {
  readonly how: HandedOver;
  readonly why: string;
} {
  const why = [code, command, responseCode ?? syscall].filter(Boolean).join(' '); // the text may hold the address
  if (responseCode !== undefined && responseCode >= 500 && !beforeText.includes(code))
    return { how: command === 'RCPT TO' ? 'bounced' : 'refused', why };
  if (code === 'EENVELOPE' && responseCode === undefined) return { how: 'bounced', why };
  const isCertain = responseCode !== undefined || beforeText.includes(code) || syscall === 'connect';
  return { how: isCertain ? 'later' : 'unknown', why };
}

/** A signed request (Standard Webhooks) whose id the gateway must recognise. */
function gatewayChannel({ url, secret }: GatewayChannel): OpenChannel {
  return {
    knowsIds: true,
    async handOver({ stopUrl, ...message }, now) {
      const body = JSON.stringify({ ...message, parameters: { ...message.parameters, stop: stopUrl } });
      try {
        const { status } = await fetch(url, {
          method: 'POST',
          body,
          headers: {
            'Content-Type': 'application/json',
            ...signatureHeaders({ id: message.id, body }, signingKeyOf(secret), now),
          },
          redirect: 'manual',
          signal: AbortSignal.timeout(patienceMs),
        });
        return { how: howOf(status), why: `status ${status}` };
      } catch (error) {
        const { name, cause } = error as Error;
        return { how: 'unknown', why: (cause as { code?: string } | undefined)?.code ?? name };
      }
    },
  };
}

function howOf(status: number): HandedOver {
  if (status >= 200 && status < 300) return 'handed';
  if (status === 410) return 'bounced';
  return status >= 500 || [408, 425, 429].includes(status) ? 'later' : 'refused';
}
