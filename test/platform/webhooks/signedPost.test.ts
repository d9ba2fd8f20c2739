/** Webhooks against a real server that speaks TLS, on loopback, which is forbidden unless a setting allows it. */
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { signingKey, webhookSender } from '../../../src/platform/webhooks/signedPost.ts';
import type { OutgoingSettings } from '../../../src/platform/web/outgoingRequest.ts';
import { useFolders } from '../../support/folder.ts';
import { certificateFor, openssl } from '../../support/certificate.ts';
import { describeWith } from '../../support/needs.ts';

describeWith('openssl', openssl, 'a webhook', () => {
  const newFolder = useFolders();
  const now = new Date(); // the library refuses what is older than five minutes
  const secret = 'k-_'.repeat(14);
  const got: { path: string; host: string; headers: Record<string, string>; body: string }[] = [];
  let answerWith: number | 'nothing' = 204;
  let server: Server;
  let ca: string;

  beforeAll(async () => {
    const { cert, key } = certificateFor('hook.example', await newFolder());
    ca = cert;
    server = createServer({ cert, key }, (req, res) => {
      let body = '';
      req.on('data', (part: Buffer) => (body += part.toString()));
      req.on('end', () => {
        const headers = req.headers as Record<string, string>;
        got.push({ path: req.url ?? '', host: req.headers.host ?? '', headers, body });
        if (answerWith === 'nothing') return;
        res.writeHead(answerWith, { Location: `https://hook.example:${portOf(server)}/elsewhere` }).end('x');
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });

  beforeEach(() => {
    got.length = 0;
    answerWith = 204;
  });

  const resolving =
    (...addresses: readonly string[]): NonNullable<OutgoingSettings['resolve']> =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const send = async (settings: Partial<OutgoingSettings>, host = 'hook.example'): Promise<void> => {
    const sender = webhookSender({ allowPrivate: true, ca, resolve: resolving('127.0.0.1'), ...settings });
    await sender(
      { url: `https://${host}:${portOf(server)}/hook`, secret },
      { id: 'a.3', said: 'thấp' } as { id: string },
      now,
    );
  };

  test('goes to the address that was looked at, under the name that was given', async () => {
    await send({});
    expect(got).toMatchObject([{ path: '/hook', host: `hook.example:${portOf(server)}` }]);
  });

  test('is verified by the library of Standard Webhooks with the key that the page shows, and with nothing else', async () => {
    await send({});
    const { headers, body } = got[0]!;
    const receiver = new Webhook(signingKey(secret));
    expect(receiver.verify(body, headers)).toEqual({ id: 'a.3', said: 'thấp' });
    expect(headers).toMatchObject({
      'webhook-id': 'a.3',
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    });
    const none = 'No matching signature';
    expect(() => receiver.verify(body.replace('thấp', 'cao'), headers)).toThrow(none);
    expect(() => receiver.verify(body, { ...headers, 'webhook-id': 'a.4' })).toThrow(none);
    const later = String(Number(headers['webhook-timestamp']) + 1);
    expect(() => receiver.verify(body, { ...headers, 'webhook-timestamp': later })).toThrow(none);
    expect(() => new Webhook(signingKey('other')).verify(body, headers)).toThrow(none);
  });

  test('goes nowhere where a name leads into the network behind the server, even with one of its addresses', async () => {
    for (const addresses of [
      ['127.0.0.1'],
      ['8.8.8.8', '127.0.0.1'],
      ['::ffff:127.0.0.1'],
      ['169.254.1.1'],
      [],
    ]) {
      await expect(send({ allowPrivate: false, resolve: resolving(...addresses) })).rejects.toThrow(
        'private',
      );
    }
    await expect(send({ allowPrivate: false }, '127.0.0.1')).rejects.toThrow('private');
    await expect(send({ allowPrivate: false }, 'localhost')).rejects.toThrow('private');
    expect(got).toEqual([]);
  });

  test('asks for a name once: what it would answer the second time changes nothing', async () => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    };
    await send({ resolve });
    expect([asked, got.length]).toEqual([1, 1]);
  });

  test('follows no redirect, and takes nothing but success for success', async () => {
    for (const status of [302, 307, 404, 500]) {
      answerWith = status;
      await expect(send({})).rejects.toThrow(`status ${status}`);
    }
    expect(new Set(got.map(({ path }) => path))).toEqual(new Set(['/hook']));
  });

  test('does not wait for ever, and trusts no certificate of its own accord', async () => {
    answerWith = 'nothing';
    await expect(send({ patienceMs: 200 })).rejects.toThrow(/abort/i);
    await expect(
      webhookSender({ allowPrivate: true, resolve: resolving('127.0.0.1') })(
        { url: `https://hook.example:${portOf(server)}/`, secret },
        { id: 'a.3' },
        now,
      ),
    ).rejects.toThrow(/certificate/i);
  });
});

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
