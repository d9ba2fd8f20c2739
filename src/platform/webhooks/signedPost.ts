/** Webhooks to an address that somebody entered. Only the status of the response is read. */
import { Webhook as Signer } from 'standardwebhooks';
import { outgoingRequest, type OutgoingSettings } from '../web/outgoingRequest.ts';

export interface Webhook {
  readonly url: string;
  /** Key for the signatures, in base64url. */
  readonly secret: string;
}

/** Why the message was not accepted. Pages do not show it, since it reveals the network behind the server. */
class WebhookError extends Error {}

/** @param body its id lets receivers recognise a repeated message */
export type SendWebhook = (webhook: Webhook, body: { readonly id: string }, now: Date) => Promise<void>;

/** @returns a sender that throws WebhookError, ForbiddenAddress or a network error when the message was not accepted */
export function webhookSender(settings: OutgoingSettings): SendWebhook {
  return async ({ url, secret }, body, now) => {
    const text = JSON.stringify(body);
    const status = await post(url, text, signatureHeaders(body.id, text, secret, now), settings);
    if (status < 200 || status > 299) throw new WebhookError(`${new URL(url).host}: status ${status}`);
  };
}

/**
 * Headers by Standard Webhooks: an id that stays the same when the message is sent again, the time of this attempt in
 * seconds since 1970, and an HMAC-SHA-256 of both and the body. So none of them can be changed, and an old message
 * cannot pass as new.
 *
 * @see https://www.standardwebhooks.com
 */
export function signatureHeaders(
  id: string,
  body: string,
  secret: string,
  now: Date,
): Record<string, string> {
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

async function post(
  url: string,
  body: string,
  signature: Record<string, string>,
  settings: OutgoingSettings,
): Promise<number> {
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    ...signature,
  };
  const sending = await outgoingRequest(url, { method: 'POST', headers }, settings);
  return await new Promise((resolve, reject) => {
    sending.on('response', (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
