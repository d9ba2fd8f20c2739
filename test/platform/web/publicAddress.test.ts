import { describe, expect, test } from '@jest/globals';
import { addressError, isPublicAddress } from '../../../src/platform/web/publicAddress.ts';

describe('addresses that requests may go to', () => {
  test.each([
    'http://example.vn/',
    'ftp://example.vn/',
    'https://user:word@example.vn/',
    'https://',
    'example.vn',
    'javascript:alert(1)',
  ])('%s is not one of https', (url) => {
    expect(addressError(url, true)).toBe('notHttps');
  });

  test.each([
    'https://localhost/',
    'https://LOCALHOST./',
    'https://api.localhost:8443/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://10.1.2.3/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a00:1]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
  ])('%s is private, unless those are allowed', (url) => {
    expect(addressError(url, false)).toBe('private');
    expect(addressError(url, true)).toBeUndefined();
  });

  test.each(['8.8.8.8', '172.32.0.1', '2a00:1450:4001::1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test('a name, or an address with a zone, is no public address', () => {
    expect(['example.vn', '', 'fe80::1%eth0', '127.1'].map(isPublicAddress)).toEqual(Array(4).fill(false));
  });
});
