import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/app/config.ts';
import { readMessaging } from '../../../src/platform/messages/messaging.ts';

const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-'));
function kept(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
const keyFile = kept('key', `${Buffer.alloc(32, 1).toString('base64')}\n`);
const smtpUrlFile = kept('smtp', 'smtp://user:hidden@mail.example.vn:587\n');
const secretFile = kept('secret', `whsec_${Buffer.alloc(32, 2).toString('base64')}\n`);
const label = { vi: 'Thư', en: 'Mail' };
const mail = { kind: 'mail', id: 'mail', label, smtpUrlFile, from: 'khaosat@example.vn' };
const sms = { kind: 'gateway', id: 'sms', label, url: 'https://sms.example.vn/send', secretFile };
const fileOf = (content: unknown): string => kept('messages.json', JSON.stringify(content));

describe('the file of messages', () => {
  test('needs a key and a channel; hours, pace, consent and price have defaults', () => {
    const { keys, channels, ...rest } = readMessaging(fileOf({ keyFile, channels: [mail, sms] }));
    expect(rest).toEqual({ hours: { from: 8, to: 20 }, perMinute: 60, consentAbove: 200 });
    expect(channels).toMatchObject([
      { id: 'mail', priceDong: 0, smtpUrl: 'smtp://user:hidden@mail.example.vn:587' },
      { id: 'sms', secret: Buffer.alloc(32, 2).toString('base64url') },
    ]);
    expect(keys.isStopToken(keys.stopToken('a@example.vn'))).toBe(true);
  });

  test.each([
    [{ channels: [mail] }, 'keyFile'],
    [{ keyFile: smtpUrlFile, channels: [mail] }, '32 bytes'],
    [{ keyFile: join(folder, 'gone'), channels: [mail] }, 'gone'],
    [{ keyFile, channels: [] }, 'channels'],
    [{ keyFile, channels: [mail, mail] }, 'same id'],
    [{ keyFile, channels: [{ ...mail, id: 'Thư' }] }, 'channels.0.id'],
    [{ keyFile, channels: [{ ...mail, smtpUrlFile: secretFile }] }, 'smtp://'],
    [{ keyFile, channels: [{ ...sms, url: 'http://sms.example.vn' }] }, 'channels.0.url'],
    [{ keyFile, channels: [{ ...sms, secret: 'x' }] }, 'secret'],
    [{ keyFile, channels: [{ ...sms, cases: { vi: { text: 'Mời' } } }] }, 'channels.0.cases.vi.text'],
    [
      { keyFile, channels: [mail, { ...mail, id: 'other', cases: { vi: { text: '{link} {stop}' } } }] },
      'channels.1.cases.vi.subject',
    ],
    [{ keyFile, channels: [mail], hours: { from: 20, to: 8 } }, 'hours'],
  ])('is refused as %j, by the name of what is wrong', (content, named) => {
    const read = () => readMessaging(fileOf(content));
    expect(read).toThrow(named);
    expect(read).not.toThrow('hidden');
  });

  test('needs the public address, to which links lead', () => {
    const env = { MESSAGES: fileOf({ keyFile, channels: [mail] }) };
    expect(() => readConfig(env)).toThrow('PUBLIC_URL');
    expect(
      readConfig({ ...env, PUBLIC_URL: 'https://langnghe.example.vn' }).messaging?.channels,
    ).toHaveLength(1);
  });
});

describe('a token to get no more', () => {
  const { keys } = readMessaging(fileOf({ keyFile, channels: [mail] }));

  test('is the same for an address in capitals, and made by nobody else', () => {
    const token = keys.stopToken('a@example.vn');
    expect(keys.stopToken('A@example.vn')).toBe(token);
    expect(keys.stopToken('b@example.vn')).not.toBe(token);
    const first = token.startsWith('A') ? 'B' : 'A';
    const made = ['', `${token}A`, token.slice(1), `${first}${token.slice(1)}`];
    expect(made.filter((one) => keys.isStopToken(one))).toEqual([]);
  });

  test('what is sealed opens under its own id only', () => {
    const sealed = keys.seal('a@example.vn', 'one');
    expect(keys.open(sealed, 'one')).toBe('a@example.vn');
    expect(() => keys.open(sealed, 'other')).toThrow('authenticate');
  });
});
