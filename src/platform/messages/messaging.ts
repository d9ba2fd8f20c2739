/** Messages to people outside, as the operator declares them in the file that MESSAGES names. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Sentence } from '../problem.ts';
import { addressKeys, type AddressKeys } from './addressKeys.ts';
import { placeholders, textError, textMax, type TextError, type Wordings } from './template.ts';

interface AnyChannel {
  /** Part of the address to which its reports go; never changes. */
  readonly id: string;
  readonly label: Sentence;
  /** Of one mail, or of one part of a text message; 0 where nobody charges. */
  readonly priceDong: number;
  /** What people of finished cases are sent with their code; without it the channel sends them nothing. */
  readonly cases?: Wordings | undefined;
  /** Key of its signatures, in base64url: of what it is given, and of its delivery reports. */
  readonly secret?: string | undefined;
}

export interface MailChannel extends AnyChannel {
  readonly kind: 'mail';
  readonly smtpUrl: string;
  readonly from: string;
}

/** Something that takes a signed HTTP request for each message: SMS with a brand name, Zalo ZNS. */
export interface GatewayChannel extends AnyChannel {
  readonly kind: 'gateway';
  readonly url: string;
  readonly secret: string;
}

export type Channel = MailChannel | GatewayChannel;

export interface Messaging {
  readonly keys: AddressKeys;
  /** Hours of the day in Viet Nam, from the first to before the last. */
  readonly hours: { readonly from: number; readonly to: number };
  /** Most messages of a channel in a minute. */
  readonly perMinute: number;
  /** More messages than this need a second account. */
  readonly consentAbove: number;
  readonly channels: readonly Channel[];
}

const word = z.string().trim().min(1);
const hour = z.int().min(0).max(24);
const words = z.strictObject({
  subject: z.string().trim().max(150).default(''),
  text: z.string().trim().max(textMax),
  templateId: z.string().trim().max(100).default(''),
});
const wordings = z.strictObject({ vi: words, en: words.optional() });
const common = {
  id: z.string().regex(/^[a-z0-9-]{1,30}$/, { error: 'must be 1 to 30 small letters, digits or dashes' }),
  label: z.strictObject({ vi: word, en: word }),
  priceDong: z.number().min(0).default(0),
  cases: wordings.optional(),
};
const textRules: Record<TextError, string> = {
  missing: 'is missing',
  unknown: `may have the placeholders ${placeholders.map((name) => `{${name}}`).join(', ')}`,
  link: 'must have {link}',
  stop: 'must have {stop}',
};
const declaration = z.strictObject({
  keyFile: word,
  hours: z
    .strictObject({ from: hour, to: hour })
    .refine(({ from, to }) => from < to, { error: 'must end after they begin' })
    .default({ from: 8, to: 20 }),
  perMinute: z.int().min(1).max(6000).default(60),
  consentAbove: z.int().min(0).default(200),
  channels: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('mail'),
          ...common,
          smtpUrlFile: word,
          from: word,
          secretFile: word.optional(),
        }),
        z.strictObject({
          kind: z.literal('gateway'),
          ...common,
          url: z.string().refine(isGatewayUrl, { error: 'must be https (http only on this machine)' }),
          secretFile: word,
        }),
      ]),
    )
    .min(1)
    .superRefine((channels, context) => {
      for (const [at, { cases, kind }] of channels.entries())
        for (const language of ['vi', 'en'] as const) {
          const wording = cases?.[language];
          if (!wording) continue;
          const path = [at, 'cases', language];
          const wrong = textError(wording.text, kind);
          if (wrong) context.addIssue({ code: 'custom', path: [...path, 'text'], message: textRules[wrong] });
          if (kind === 'mail' && wording.subject === '')
            context.addIssue({ code: 'custom', path: [...path, 'subject'], message: 'is missing' });
        }
    }),
});

/**
 * @param file JSON
 * @throws Error naming each wrong value, or the file that cannot be read; never a secret
 */
export function readMessaging(file: string): Messaging {
  const { data, error } = declaration.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (error) {
    throw new Error(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  }
  const { keyFile, channels, ...rest } = data;
  if (new Set(channels.map(({ id }) => id)).size < channels.length)
    throw new Error('two channels have the same id');
  const key = Buffer.from(readSecret(keyFile), 'base64');
  if (key.length !== 32) throw new Error(`${keyFile} must hold 32 bytes in base64: openssl rand -base64 32`);
  return { ...rest, keys: addressKeys(key), channels: channels.map(channelOf) };
}

function channelOf(declared: z.infer<typeof declaration>['channels'][number]): Channel {
  if (declared.kind === 'gateway') {
    const { secretFile, ...channel } = declared;
    return { ...channel, secret: readSigningKey(secretFile) };
  }
  const { secretFile, smtpUrlFile, ...channel } = declared;
  const smtpUrl = readSecret(smtpUrlFile);
  if (!/^smtps?:\/\/./.test(smtpUrl)) throw new Error(`${smtpUrlFile} must start with smtp:// or smtps://`);
  return { ...channel, smtpUrl, ...(secretFile !== undefined && { secret: readSigningKey(secretFile) }) };
}

/** `whsec_` and base64, as libraries of Standard Webhooks take it. */
function readSigningKey(file: string): string {
  const key = Buffer.from(readSecret(file).replace(/^whsec_/, ''), 'base64');
  if (key.length < 24) throw new Error(`${file} must hold at least 24 bytes in base64, after whsec_`);
  return key.toString('base64url');
}

function readSecret(file: string): string {
  const secret = readFileSync(resolve(file), 'utf8').trim();
  if (secret === '') throw new Error(`${file} is empty`);
  return secret;
}

function isGatewayUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  );
}
