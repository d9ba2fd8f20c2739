/** What a channel reports about a message later: signed by Standard Webhooks with the key of the channel. */
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { oneOf, type SchemaOf } from '../schemas/schema.ts';
import { parsedJson, readBy } from '../schemas/validate.ts';
import { signingKeyOf } from '../webhooks/signedPost.ts';
import type { Channel } from './messaging.ts';

/** - `stopped`: the person asked the operator for no more, such as by an answer to the text message */
const reportStates = ['delivered', 'bounced', 'stopped'] as const;

export interface DeliveryReport {
  /** Of the message, as it was handed over. */
  readonly id: string;
  readonly state: (typeof reportStates)[number];
}

/** A channel may say more. */
export const deliveryReportSchema: SchemaOf<DeliveryReport> = {
  type: 'object',
  required: ['id', 'state'],
  properties: { id: { type: 'string', maxLength: 200 }, state: oneOf(...reportStates) },
};

/** @returns the report, or what is wrong with it; undefined unless the channel signed it within the last five minutes */
export function readReport(
  { secret }: Channel,
  headers: Readonly<Record<string, unknown>>,
  body: string,
): ReturnType<typeof readBy<DeliveryReport>> | undefined {
  if (secret === undefined || !isSigned(secret, headers as Record<string, string>, body)) return undefined;
  return readBy(deliveryReportSchema, parsedJson(body));
}

function isSigned(secret: string, headers: Record<string, string>, body: string): boolean {
  try {
    new Webhook(signingKeyOf(secret)).verify(body, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}
