import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readProviders } from '../../../src/access/singleSignOn/provider.ts';
import { readConfig } from '../../../src/app/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-'));
const clientSecretFile = join(folder, 'secret');
writeFileSync(clientSecretFile, 'not to be shown\n');

const least = {
  id: 'tinh',
  label: { vi: 'Tài khoản tỉnh', en: 'Provincial account' },
  issuer: 'https://dangnhap.example.vn/realms/tinh',
  clientId: 'lang-nghe',
  clientSecretFile,
};

function fileOf(providers: unknown): string {
  const file = join(folder, 'providers.json');
  writeFileSync(file, JSON.stringify(providers));
  return file;
}

describe('the file of providers', () => {
  test('needs five values of each; without more, only invited people come in and no role does', () => {
    const { clientSecretFile: _file, ...rest } = least;
    expect(readProviders(fileOf([least]))).toEqual([
      {
        ...rest,
        clientSecret: 'not to be shown',
        scope: 'openid profile email',
        newAccounts: 'invited',
        secondFactorAmr: [],
        groupsClaim: 'groups',
        grants: [],
      },
    ]);
  });

  test.each([
    [[], '1'],
    [[{ ...least, id: 'Tỉnh' }], '0.id'],
    [[{ ...least, label: { vi: 'Tỉnh' } }], '0.label.en'],
    [[{ ...least, issuer: 'http://dangnhap.example.vn' }], '0.issuer'],
    [[{ ...least, scope: 'profile' }], '0.scope'],
    [[{ ...least, newAccounts: 'all' }], '0.newAccounts'],
    [[{ ...least, clientSecret: 'x' }], 'clientSecret'],
    [[{ ...least, grants: [{ group: 'g', role: 'administrator' }] }], '0.grants.0.role'],
    [[least, { ...least, issuer: 'https://other.example.vn' }], 'same id'],
    [[least, { ...least, id: 'bo' }], 'same issuer'],
    [[{ ...least, clientSecretFile: join(folder, 'gone') }], 'gone'],
  ])('is refused as %j, by the name of what is wrong', (providers, named) => {
    const read = () => readProviders(fileOf(providers));
    expect(read).toThrow(named);
    expect(read).not.toThrow('not to be shown');
  });

  test('takes http only from this machine', () => {
    const [provider] = readProviders(fileOf([{ ...least, issuer: 'http://localhost:8080/realms/tinh' }]));
    expect(provider?.issuer).toBe('http://localhost:8080/realms/tinh');
  });

  test('is named by the settings, together with the address to which providers send people back', () => {
    const OIDC_PROVIDERS = fileOf([least]);
    const PUBLIC_URL = 'https://langnghe.example.vn';
    expect(readConfig({ OIDC_PROVIDERS, PUBLIC_URL }).providers).toHaveLength(1);
    expect(readConfig({}).providers).toEqual([]);
    expect(() => readConfig({ OIDC_PROVIDERS })).toThrow('PUBLIC_URL');
    expect(() => readConfig({ OIDC_PROVIDERS: fileOf([{ ...least, id: '' }]), PUBLIC_URL })).toThrow('0.id');
  });
});
