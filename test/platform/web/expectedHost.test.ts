import { hostname, networkInterfaces } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { isOwnHost } from '../../../src/platform/web/expectedHost.ts';
import { useApp } from '../../support/app.ts';

const ownAddress = Object.values(networkInterfaces()).flat()[0]!.address;

test.each([
  ['localhost', true],
  ['LOCALHOST:3000', true],
  ['demo.localhost:3000', true],
  ['127.0.0.1:3000', true],
  ['[::1]:3000', true],
  ['[::ffff:127.0.0.1]', true],
  [hostname(), true],
  [ownAddress.includes(':') ? `[${ownAddress}]` : ownAddress, true],
  ['evil.example', false],
  ['localhost.evil.example', false],
  ['evil.example@localhost/', false],
  ['203.0.113.9', false],
  ['[2001:db8::1]:80', false],
  ['', false],
])('the name %s is our own: %s', (host, isOwn) => {
  expect(isOwnHost(host)).toBe(isOwn);
});

describe('a request by a name that is not ours', () => {
  const [alone, named] = [useApp(), useApp({ publicUrl: 'https://langnghe.example.vn' })];
  const ask = (app: ReturnType<typeof alone>) =>
    request(app.app).get('/?lang=en').set('Host', 'evil.example');

  test('is refused where nobody has said by which name people come', async () => {
    const { status, text } = await ask(alone());
    expect(status).toBe(400);
    expect(text).toContain('PUBLIC_URL');
    expect(text).not.toContain('evil.example');
    expect((await request(alone().app).get('/')).status).toBe(200);
  });

  test('is answered with the right name in its links where somebody has', async () => {
    const { status, text } = await ask(named());
    expect(status).toBe(200);
    expect(text).toContain('https://langnghe.example.vn');
    expect(text).not.toContain('evil.example');
  });
});
