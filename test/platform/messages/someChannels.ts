/** A mail server and a gateway in processes of their own, and the channels that lead to them. */
import { addressKeys } from '../../../src/platform/messages/addressKeys.ts';
import type { OutgoingMessage } from '../../../src/platform/messages/handOver.ts';
import type { GatewayChannel, MailChannel, Messaging } from '../../../src/platform/messages/messaging.ts';
import { signingKeyOf } from '../../../src/platform/webhooks/signedPost.ts';
import { runSource, type Running } from '../../support/process.ts';

export const publicUrl = 'https://langnghe.example.vn';
export const secret = 'k-_'.repeat(14);

export interface Outside {
  readonly running: Running;
  readonly port: number;
}

export async function startMailServer(port = 0): Promise<Outside> {
  return await listening(runSource('test/support/smtpServer.ts', { args: [String(port)] }));
}

export async function startGateway(): Promise<Outside> {
  return await listening(runSource('test/support/smsGateway.ts', { args: [signingKeyOf(secret)] }));
}

async function listening(running: Running): Promise<Outside> {
  const [, port] = await running.says(/listening on (\d+)/);
  return { running, port: Number(port) };
}

export const mailTo = (port: number): MailChannel => ({
  kind: 'mail',
  id: 'mail',
  label: { vi: 'Thư điện tử', en: 'Mail' },
  priceDong: 0,
  smtpUrl: `smtp://127.0.0.1:${port}`,
  from: 'Khảo sát <khaosat@example.vn>',
  secret,
});

export const gatewayAt = (port: number): GatewayChannel => ({
  kind: 'gateway',
  id: 'sms',
  label: { vi: 'Tin nhắn SMS', en: 'Text message' },
  priceDong: 800,
  url: `http://127.0.0.1:${port}/send`,
  secret,
});

export function someMessaging(changes: Partial<Messaging> = {}): Messaging {
  return {
    keys: addressKeys(Buffer.alloc(32, 7)),
    hours: { from: 8, to: 20 },
    perMinute: 6000,
    consentAbove: 1000,
    channels: [mailTo(1), gatewayAt(1)],
    ...changes,
  };
}

/** What a mail server took. */
export const mailsTaken = (server: Outside) =>
  said(server) as readonly { readonly to: readonly string[]; readonly text: string }[];
/** What a gateway sent. */
export const textsSent = (gateway: Outside) => said(gateway) as readonly OutgoingMessage[];

function said({ running }: Outside): readonly unknown[] {
  return [...running.output().matchAll(/^(?:mail|sent) (.*)$/gm)].map(
    ([, json = '']) => JSON.parse(json) as unknown,
  );
}
