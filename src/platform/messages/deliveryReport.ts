/** What a channel reports about a message later: signed by Standard Webhooks with the key of the channel. */
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { z } from 'zod';
import { signingKeyOf } from '../webhooks/signedPost.ts';
import type { Channel } from './messaging.ts';

/** - `stopped`: the person asked the operator for no more, such as by an answer to the text message */
const reportStates = ['delivered', 'bounced', 'stopped'] as const;

export interface DeliveryReport {
  /** Of the message, as it was handed over. */
  readonly id: string;
  readonly state: (typeof reportStates)[number];
}

const report = z.object({ id: z.string().max(200), state: z.enum(reportStates) });

/** @returns undefined unless the channel signed it within the last five minutes and it is a report */
export function readReport(
  { secret }: Channel,
  headers: Readonly<Record<string, unknown>>,
  body: string,
): DeliveryReport | undefined {
  if (secret === undefined) return undefined;
  try {
    const sent = new Webhook(signingKeyOf(secret)).verify(body, headers as Record<string, string>);
    return report.safeParse(sent).data;
  } catch (error) {
    if (error instanceof WebhookVerificationError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
