/**
 * Sends an event to an address that a manager gave. The name is looked up once; every address that it has must be public,
 * and the connection goes to one of those that were looked at, so that a name cannot answer differently the second time.
 * No redirect is followed, and of the answer only the status is read.
 */
import { lookup, type LookupAddress } from 'node:dns';
import { lookup as lookupAll } from 'node:dns/promises';
import { request } from 'node:https';
import { Webhook as Signer } from 'standardwebhooks';
import type { Webhook } from './alert.ts';
import { addressFault, hostOf, isPublicAddress } from './publicAddress.ts';

export interface WebhookSettings {
  /** Whether it may go into networks of one's own. */
  readonly allowPrivate: boolean;
  /** All addresses of a name; DNS where it is not set. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
  /** Certificates that are trusted instead of the usual ones. */
  readonly ca?: string;
  readonly patienceMs?: number;
}

/** Why it was not taken; kept out of pages, since it tells of the network behind the server. */
class WebhookFault extends Error {}

/** @param body whose id receivers know a repeated message by */
export type SendWebhook = (webhook: Webhook, body: { readonly id: string }, now: Date) => Promise<void>;

/** @returns a sender that throws WebhookFault, or a fault of the network, when the message was not taken */
export function webhookSender(settings: WebhookSettings): SendWebhook {
  const resolve = settings.resolve ?? ((host) => lookupAll(host, { all: true }));
  return async ({ url, secret }, body, now) => {
    const target = new URL(url);
    const fault = addressFault(url, settings.allowPrivate);
    if (fault) throw new WebhookFault(`${target.host}: ${fault}`);
    const addresses = await resolve(hostOf(target));
    const [address] = addresses;
    const isOpen = addresses.every((one) => settings.allowPrivate || isPublicAddress(one.address));
    if (!address || !isOpen) throw new WebhookFault(`${target.host}: private`);
    const text = JSON.stringify(body);
    const status = await post(target, address, text, signed(body.id, text, secret, now), settings);
    if (status < 200 || status > 299) throw new WebhookFault(`${target.host}: status ${status}`);
  };
}

/**
 * Headers by Standard Webhooks: an id that is the same whenever the message is sent again, the time of this attempt in seconds since 1970,
 * and an HMAC-SHA-256 of both and the body. So none of them can be changed, and an old message cannot be passed off as new.
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

/** The key as receivers' libraries take it: `whsec_` and base64. @param secret as it is stored, in base64url */
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

/** Says the address that was looked at, whatever is asked. */
function lookupOf(pinned: LookupAddress): typeof lookup {
  return ((_host: string, options: { all?: boolean }, done: (...answer: unknown[]) => void) => {
    if (options.all) done(null, [pinned]);
    else done(null, pinned.address, pinned.family);
  }) as unknown as typeof lookup;
}
