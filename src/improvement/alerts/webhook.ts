/**
 * Sends an event to an address that a manager entered. The name is resolved once; all of its addresses must be public,
 * and the connection uses one of the checked addresses, so that a second DNS answer cannot differ. Redirects are not
 * followed, and only the status of the response is read.
 */
import { lookup, type LookupAddress } from 'node:dns';
import { lookup as lookupAll } from 'node:dns/promises';
import { request } from 'node:https';
import { Webhook as Signer } from 'standardwebhooks';
import type { Webhook } from './alert.ts';
import { addressError, hostOf, isPublicAddress } from './publicAddress.ts';

export interface WebhookSettings {
  /** Whether it may reach private networks. */
  readonly allowPrivate: boolean;
  /** Resolves a name to all its addresses; DNS by default. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
  /** Certificates that replace the usual trusted ones. */
  readonly ca?: string;
  readonly patienceMs?: number;
}

/** Why the message was not accepted. Pages do not show it, since it reveals the network behind the server. */
class WebhookError extends Error {}

/** @param body its id lets receivers recognise a repeated message */
export type SendWebhook = (webhook: Webhook, body: { readonly id: string }, now: Date) => Promise<void>;

/** @returns a sender that throws WebhookError, or a network error, when the message was not accepted */
export function webhookSender(settings: WebhookSettings): SendWebhook {
  const resolve = settings.resolve ?? ((host) => lookupAll(host, { all: true }));
  return async ({ url, secret }, body, now) => {
    const target = new URL(url);
    const error = addressError(url, settings.allowPrivate);
    if (error) throw new WebhookError(`${target.host}: ${error}`);
    const addresses = await resolve(hostOf(target));
    const [address] = addresses;
    const isOpen = addresses.every((one) => settings.allowPrivate || isPublicAddress(one.address));
    if (!address || !isOpen) throw new WebhookError(`${target.host}: private`);
    const text = JSON.stringify(body);
    const status = await post(target, address, text, signed(body.id, text, secret, now), settings);
    if (status < 200 || status > 299) throw new WebhookError(`${target.host}: status ${status}`);
  };
}

/**
 * Headers by Standard Webhooks: an id that stays the same when the message is sent again, the time of this attempt in
 * seconds since 1970, and an HMAC-SHA-256 of both and the body. So none of them can be changed, and an old message
 * cannot pass as new.
 *
 * @see https://www.standardwebhooks.com
 */
function signed(id: string, body: string, secret: string, now: Date): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Signer(signingKey(secret)).sign(id, now, body),
  };
}

/** The key in the format of receivers' libraries: `whsec_` and base64. @param secret as stored, in base64url */
export function signingKey(secret: string): string {
  return `whsec_${Buffer.from(secret, 'base64url').toString('base64')}`;
}

function post(
  url: URL,
  pinned: LookupAddress,
  body: string,
  signature: Record<string, string>,
  { ca, patienceMs = 10_000 }: WebhookSettings,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: lookupOf(pinned),
        signal: AbortSignal.timeout(patienceMs),
        ...(ca !== undefined && { ca }),
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(body),
          ...signature,
        },
      },
      (answer) => {
        resolve(answer.statusCode ?? 0);
        answer.destroy();
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}

/** Always answers with the checked address. */
function lookupOf(pinned: LookupAddress): typeof lookup {
  return ((_host: string, options: { all?: boolean }, done: (...answer: unknown[]) => void) => {
    if (options.all) done(null, [pinned]);
    else done(null, pinned.address, pinned.family);
  }) as unknown as typeof lookup;
}
