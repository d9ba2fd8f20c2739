import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mailSender, type Mail } from '../../../src/access/accounts/mail.ts';
import { useApp } from '../../support/app.ts';
import { addAccount, aGrant, colleague } from '../../support/staff.ts';

/** A mail server that takes everything and keeps what it was told. */
function smtpServer(): { server: Server; heard: () => string } {
  let heard = '';
  const server = createServer((socket) => {
    let inMessage = false;
    socket.write('220 test\r\n');
    socket.on('data', (part) => {
      const text = part.toString();
      heard += text;
      if (inMessage && !text.endsWith('\r\n.\r\n')) return;
      if (inMessage) {
        inMessage = false;
        socket.write('250 taken\r\n');
      } else if (/^DATA/m.test(text)) {
        inMessage = true;
        socket.write('354 go on\r\n');
      } else socket.write(/^QUIT/m.test(text) ? '221 bye\r\n' : '250 fine\r\n');
    });
  });
  return { server, heard: () => heard };
}

describe('a mail server that is configured', () => {
  const { server, heard } = smtpServer();
  const errors: string[] = [];
  let port = 0;
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.close();
  });

  it('is given the mail, and says so when it is away', async () => {
    const logError = ({ route }: { route: string }) => errors.push(route);
    const send = mailSender(`smtp://127.0.0.1:${port}`, 'Lắng Nghe <from@example.vn>', logError);
    const mail = { to: 'le.hoa@example.vn', subject: 'Liên kết', text: 'https://langnghe.example.vn/x' };
    expect(await send(mail)).toBe(true);
    expect(heard()).toContain('RCPT TO:<le.hoa@example.vn>');
    expect(heard()).toContain('https://langnghe.example.vn/x');
    expect(errors).toEqual([]);

    const away = mailSender('smtp://127.0.0.1:1', 'from@example.vn', logError);
    expect(await away(mail)).toBe(false);
    expect(errors).toEqual(['mail']);
  });
});

describe('a link to set a password', () => {
  const sent: Mail[] = [];
  let isAway = false;
  const testApp = useApp({
    publicUrl: 'https://langnghe.example.vn',
    sendMail: (mail) => {
      sent.push(mail);
      return Promise.resolve(!isAway);
    },
  });

  it('is mailed to whom has an address, from the address that the office has, and shown all the same', async () => {
    const administrator = await colleague(testApp(), 'administrator');
    const { id } = await addAccount(testApp(), [aGrant('clerk')], { email: 'le.hoa@example.vn' });
    const page = await administrator.post(`/staff/accounts/${id}/link`).set('Host', 'evil.example');
    const link = /https:\/\/langnghe\.example\.vn\/staff\/password\/[\w-]+/.exec(page.text)?.[0];
    expect(page.text).toContain('Đã gửi liên kết đến le.hoa@example.vn');
    expect(sent).toMatchObject([
      { to: 'le.hoa@example.vn', text: expect.stringContaining(link ?? 'no link') },
    ]);

    isAway = true;
    const again = await administrator.post(`/staff/accounts/${id}/link`);
    expect(again.text).toContain('Chưa gửi được thư');
  });

  it('needs no mail', async () => {
    const administrator = await colleague(testApp(), 'administrator');
    const { id } = await addAccount(testApp(), [aGrant('clerk')]);
    const before = sent.length;
    const page = await administrator.post(`/staff/accounts/${id}/link`);
    expect(page.text).toContain('/staff/password/');
    expect(sent).toHaveLength(before);
  });
});
