/** Single messages, handed over to a mail server and a gateway that run as processes of their own. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openChannel, type OutgoingMessage } from '../../../src/platform/messages/handOver.ts';
import {
  gatewayAt,
  mailsTaken,
  mailTo,
  startGateway,
  startMailServer,
  textsSent,
  type Outside,
} from './someChannels.ts';

const now = new Date(); // the library of the gateway refuses what is older than five minutes
const aMessage = (to: string): OutgoingMessage => ({
  id: `list.0.${to}`,
  to,
  language: 'vi',
  subject: 'Mời ý kiến',
  text: 'Xin ông/bà cho ý kiến: https://langnghe.example.vn/s/ABC#DEF',
  templateId: '2041',
  parameters: { unit: 'phường A' },
  stopUrl: 'https://langnghe.example.vn/messages/stop/xyz',
});

describe('mail', () => {
  let server: Outside;
  beforeAll(async () => {
    server = await startMailServer();
  });
  afterAll(async () => await server.running.end('SIGTERM'));
  const handOver = async (to: string) => await openChannel(mailTo(server.port)).handOver(aMessage(to), now);

  test('arrives with the link to get no more, and an id of its own', async () => {
    expect(await handOver('a@example.vn')).toEqual({ how: 'handed' });
    await server.running.says(/mail /);
    const { to, text } = mailsTaken(server)[0]!;
    expect(to).toEqual(['a@example.vn']);
    expect(text).toContain('List-Unsubscribe: <https://langnghe.example.vn/messages/stop/xyz>');
    expect(text).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(text).toContain('Message-ID: <list.0.a@example.vn@example.vn>');
  });

  test('to nobody bounces, to a busy server may go later, and without a server too', async () => {
    expect(await handOver('gone@example.vn')).toEqual({ how: 'bounced', why: 'EENVELOPE RCPT TO 550' });
    expect(await handOver('busy@example.vn')).toEqual({ how: 'later', why: 'EENVELOPE RCPT TO 451' });
    expect(await handOver('busy@example.vn')).toEqual({ how: 'handed' });
    const { how } = await openChannel(mailTo(9)).handOver(aMessage('a@example.vn'), now);
    expect(how).toBe('later');
  });

  test('that was given to a server which then fell silent may have arrived', async () => {
    const { how, why } = await handOver('cut@example.vn');
    expect([how, why]).toEqual(['unknown', expect.not.stringContaining('cut@')]);
    expect(server.running.output()).toContain('cut@example.vn');
  });
});

describe('a gateway', () => {
  let gateway: Outside;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(async () => await gateway.running.end('SIGTERM'));
  const handOver = async (to: string) =>
    await openChannel(gatewayAt(gateway.port)).handOver(aMessage(to), now);

  test.each([
    ['849000000', 'handed'],
    ['849000002', 'later'],
    ['849000003', 'handed'],
    ['849000004', 'bounced'],
    ['849000005', 'refused'],
  ])('says of %s that it is %s', async (to, how) => {
    expect((await handOver(to)).how).toBe(how);
  });

  test('that loses its answer sends the message once, and has template and parameters', async () => {
    expect((await handOver('849000001')).how).toBe('unknown');
    expect((await handOver('849000001')).how).toBe('handed');
    await gateway.running.says(/849000001/);
    const sent = textsSent(gateway).filter(({ to }) => to === '849000001');
    expect(sent).toMatchObject([
      {
        id: 'list.0.849000001',
        templateId: '2041',
        parameters: { unit: 'phường A', stop: aMessage('').stopUrl },
      },
    ]);
  });

  test('takes nothing that somebody else signed', async () => {
    const other = { ...gatewayAt(gateway.port), secret: 'other-secret-'.repeat(4) };
    expect((await openChannel(other).handOver(aMessage('849000006'), now)).how).toBe('refused');
  });
});
