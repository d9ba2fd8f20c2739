/** Posts a signed message to an address that somebody entered. Only the status of the response is read. */
import { randomBytes } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';
import { outgoingRequest, type OutgoingSettings } from '../web/outgoingRequest.ts';

export interface SignedMessage {
  /** The same when the message is sent again, so that receivers recognise it. */
  readonly id: string;
  /** JSON. */
  readonly body: string;
}

/** @returns the status of the response; throws ForbiddenAddress or a network error when there was none */
export type SignedPost = (
  to: { readonly url: string; readonly signingKey: string },
  message: SignedMessage,
  now: Date,
) => Promise<number>;

export function signedPost(settings: OutgoingSettings): SignedPost {
  return async ({ url, signingKey }, message, now) => {
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(message.body),
      ...signatureHeaders(message, signingKey, now),
    };
    const sending = await outgoingRequest(url, { method: 'POST', headers }, settings);
    return await new Promise((resolve, reject) => {
      sending.on('response', (answer) => {
        resolve(answer.statusCode ?? 0);
        answer.destroy();
      });
      sending.on('error', reject);
      sending.end(message.body);
    });
  };
}

/** A key in the format of receivers' libraries: `whsec_` and 32 bytes in base64. */
export function newSigningKey(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** The same of a secret that somebody else made. @param secret in base64url */
export function signingKeyOf(secret: string): string {
  return `whsec_${Buffer.from(secret, 'base64url').toString('base64')}`;
}

/**
 * Headers by Standard Webhooks: the id, the time of this attempt in seconds since 1970, and an HMAC-SHA-256 of both and
 * the body. So none of them can be changed, and an old message cannot pass as new.
 *
 * @see https://www.standardwebhooks.com
 */
export function signatureHeaders(
  { id, body }: SignedMessage,
  signingKey: string,
  now: Date,
): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Signer(signingKey).sign(id, now, body),
  };
}
