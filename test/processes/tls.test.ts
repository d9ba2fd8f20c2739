/** The program as it speaks TLS itself, from the two files of an authority of the office's own. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeWith, findProgram } from '../support/needs.ts';
import { useFolders } from '../support/folder.ts';
import { runSource } from '../support/process.ts';

const openssl = findProgram(['/usr/bin/openssl', '/usr/local/bin/openssl', '/opt/homebrew/bin/openssl']);

describeWith('openssl', openssl, 'TLS by two files', () => {
  const newFolder = useFolders();

  /** An authority, a certificate for localhost that it has signed, and the key of the certificate, as docs/kiosk.md makes them. */
  async function certificate(): Promise<{ folder: string; authority: Buffer; env: Record<string, string> }> {
    const folder = await newFolder();
    const run = (...args: string[]) => execFileSync(openssl!, args, { cwd: folder, stdio: 'ignore' });
    run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '30',
      '-subj',
      '/CN=Office',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
    );
    run(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost',
      '-keyout',
      'server.key',
      '-out',
      'server.csr',
    );
    run(
      'x509',
      '-req',
      '-in',
      'server.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '30',
      '-copy_extensions',
      'copy',
      '-out',
      'server.pem',
    );
    return {
      folder,
      authority: readFileSync(join(folder, 'ca.pem')),
      env: {
        TLS_CERT: join(folder, 'server.pem'),
        TLS_KEY: join(folder, 'server.key'),
        PORT: '0',
        MONGODB_URI: '',
        DATA_DIR: join(folder, 'data'),
      },
    };
  }

  test('serves whoever trusts the authority, with cookies that never travel without TLS', async () => {
    const { authority, env } = await certificate();
    const running = runSource('test/support/smallCityServer.ts', { env });
    const [, url = ''] = await running.says(/serving (https:\S+) as/);
    const { status, cookies } = await new Promise<{ status: number | undefined; cookies: string }>(
      (resolve, reject) => {
        get(`${url}/staff/sign-in`, { ca: authority }, (response) => {
          response.resume();
          resolve({ status: response.statusCode, cookies: String(response.headers['set-cookie']) });
        }).on('error', reject);
      },
    );
    expect(status).toBe(200);
    expect(cookies).toContain('Secure');
    await running.end('SIGTERM');
  });

  test('names the file that is missing, a key that belongs to another certificate, and half a setting', async () => {
    const { folder, env } = await certificate();
    const refusal = async (changes: Record<string, string>): Promise<string> => {
      const running = runSource('src/main.ts', { env: { ...env, ...changes } });
      await running.ended;
      expect(running.child.exitCode).toBe(1);
      expect(running.output()).not.toMatch(/^\s+at /m);
      return running.output();
    };
    expect(await refusal({ TLS_CERT: '/nowhere.pem' })).toContain('TLS_CERT names /nowhere.pem');
    expect(await refusal({ TLS_KEY: join(folder, 'ca.key') })).toContain('belong together');
    expect(await refusal({ TLS_KEY: '' })).toContain('TLS_CERT and TLS_KEY must be set together');
  });
});
