import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../src/config.ts';

describe('the configuration', () => {
  test('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 3000, mongodbUri: undefined });
  });

  test('names every fault at once', () => {
    expect(() => readConfig({ PORT: 'http', MONGODB_URI: 'localhost' })).toThrow(/PORT[^]*MONGODB_URI/);
  });

  test.each([
    { PUBLIC_URL: 'langnghe.example.vn' },
    { PUBLIC_URL: 'https://langnghe.example.vn/path' },
    { TRUSTED_PROXIES: 'everybody' },
    { ADMIN_SECOND_FACTOR: 'yes' },
    { PRIVATE_WEBHOOKS: 'yes' },
    { SMTP_URL: 'smtp://mail.example.vn' },
    { SMTP_URL: 'mail.example.vn', MAIL_FROM: 'a@example.vn' },
  ])('refuses %j', (env) => {
    expect(() => readConfig(env)).toThrow(new RegExp(Object.keys(env)[0] ?? ''));
  });

  test('takes what staff need', () => {
    const env = {
      PUBLIC_URL: 'https://langnghe.example.vn/',
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/8',
      ADMIN_SECOND_FACTOR: 'required',
      SMTP_URL: 'smtps://mail.example.vn',
      MAIL_FROM: 'a@example.vn',
    };
    expect(readConfig(env)).toMatchObject({
      publicUrl: 'https://langnghe.example.vn',
      trustedProxies: 'loopback, 10.0.0.0/8',
      adminSecondFactor: 'required',
      mail: { smtpUrl: 'smtps://mail.example.vn', from: 'a@example.vn' },
    });
  });

  test('takes a secret out of the file that is named instead', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'lang-nghe-')), 'uri');
    writeFileSync(file, 'mongodb://lang-nghe:secret@mongo1/lang-nghe\n');
    expect(readConfig({ MONGODB_URI_FILE: file }).mongodbUri).toBe(
      'mongodb://lang-nghe:secret@mongo1/lang-nghe',
    );
    expect(() => readConfig({ MONGODB_URI_FILE: `${file}.gone` })).toThrow('uri.gone cannot be read');
  });

  test('every setting that is read is explained in .env.example, and no other is', () => {
    const source = readFileSync(join(import.meta.dirname, '..', 'src', 'config.ts'), 'utf8');
    const example = readFileSync(join(import.meta.dirname, '..', '.env.example'), 'utf8');
    const read = [...source.matchAll(/given\('([A-Z_0-9]+)'\)/g)].map(([, name]) => name);
    const explained = [...example.matchAll(/^#? ?([A-Z][A-Z_0-9]+)=/gm)].map(([, name]) => name);
    expect(new Set(explained)).toEqual(new Set(read));
  });
});
