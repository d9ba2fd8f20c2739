import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/app/config.ts';
import { settings } from '../../src/app/settings.ts';
import { programOf } from '../support/process.ts';

describe('the configuration', () => {
  test('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 3000, mongodbUri: undefined });
  });

  test('names every error at once', () => {
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

  test.each([
    'PORT',
    'BACKUP_EVERY_HOURS',
    'BACKUP_KEEP',
    'FORMS_PER_MINUTE',
    'WORKERS',
    'REQUESTS_AT_ONCE',
    'ANALYSIS_CACHE_MB',
    'METRICS_PORT',
  ])('names %s where it is no whole number in its range', (name) => {
    expect(() => readConfig({ [name]: '2.5' })).toThrow(`${name} must be a whole number`);
    expect(() => readConfig({ [name]: '-1' })).toThrow(`${name} must be a whole number`);
  });

  test('names what is wrong by itself beside what is wrong together', () => {
    expect(() => readConfig({ PORT: 'http', LOG_REQUESTS: 'yes', TLS_KEY: 'key.pem' })).toThrow(
      /TLS_CERT and TLS_KEY[^]*PORT[^]*LOG_REQUESTS/,
    );
  });

  test('takes .env of the working folder, where the environment says nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-'));
    writeFileSync(join(folder, '.env'), 'PORT=4321\nHOST=0.0.0.0\n');
    const source = pathToFileURL(programOf('src/app/config.ts').at(-1)!).href;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        ...programOf('src/app/config.ts').slice(0, -1),
        '--input-type=module',
        '--eval',
        `const { readConfig } = await import('${source}'); const { host, port } = readConfig(); console.log(host, port);`,
      ],
      { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], HOST: '127.0.0.2' } },
    );
    expect([stdout, stderr]).toEqual(['127.0.0.2 4321\n', '']);
  });

  test('.env.example has each setting and no other, with its default and its sentence', () => {
    const example = readFileSync(join(import.meta.dirname, '..', '..', '.env.example'), 'utf8');
    const lines = [...example.matchAll(/^(# )?([A-Z][A-Z_0-9]+)=(.*)$/gm)];
    const names = lines.map(([, , name]) => name!);
    expect(new Set(names)).toEqual(new Set(Object.keys(settings.shape)));
    expect(names).toHaveLength(new Set(names).size);

    const usual = Object.fromEntries(
      lines.filter(([, isComment]) => !isComment).map(([, , name, value]) => [name, value]),
    );
    expect(readConfig(usual)).toEqual(readConfig({}));
    const defaults = Object.entries(settings.parse({})).filter(
      ([name, value]) => value !== undefined && name !== 'METRICS_HOST',
    );
    expect(
      Object.keys(usual)
        .filter((name) => name !== 'DATA_DIR')
        .toSorted(),
    ).toEqual(defaults.map(([name]) => name).toSorted());

    const comments = example.replaceAll(/\n# /g, ' ');
    const sentences = Object.values(settings.shape).map(({ description = 'nothing' }) => description);
    expect(sentences.filter((sentence) => !comments.includes(sentence))).toEqual([]);
  });
});
