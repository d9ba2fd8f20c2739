import { describe, expect, it } from '@jest/globals';
import { base32, stepOfCode, totpAddress } from '../../../src/access/accounts/totp.ts';
import { totpCode, totpStep } from '../../support/totp.ts';

const secret = Buffer.from('12345678901234567890');

describe('codes from an authenticator app', () => {
  // RFC 6238, appendix B, SHA-1: the last six of the eight digits given there.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %d are %s', (second, code) => {
    expect(totpCode(secret, totpStep(new Date(second * 1000)))).toBe(code);
  });

  it('are taken from one step before to one after, and never again once used', () => {
    const now = new Date(1_234_567_890_000);
    const step = totpStep(now);
    const taken = (offset: number, afterStep = 0) =>
      stepOfCode(secret, totpCode(secret, step + offset), now, afterStep) !== undefined;
    expect([-2, -1, 0, 1, 2].map((offset) => taken(offset))).toEqual([false, true, true, true, false]);
    expect([-1, 0, 1].map((offset) => taken(offset, step))).toEqual([false, false, true]);
    expect(stepOfCode(secret, '', now, 0)).toBeUndefined();
  });

  it('have a secret that can be typed in: RFC 4648, section 10', () => {
    const texts = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'];
    expect(texts.map((text) => base32(Buffer.from(text)))).toEqual([
      '',
      'MY',
      'MZXQ',
      'MZXW6',
      'MZXW6YQ',
      'MZXW6YTB',
      'MZXW6YTBOI',
    ]);
    expect(totpAddress(secret, 'le.hoa')).toBe(
      `otpauth://totp/L%E1%BA%AFng%20Nghe:le.hoa?secret=${base32(secret)}&issuer=L%E1%BA%AFng%20Nghe`,
    );
  });
});
