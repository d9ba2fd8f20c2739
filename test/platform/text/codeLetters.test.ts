import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeAlphabet, drawnLetters } from '../../../src/platform/text/codeLetters.ts';

test('letters are the digits of the first 128 bits in base 30, the lowest first', () => {
  const digest = fc.uint8Array({ minLength: 16, maxLength: 32 });
  fc.assert(
    fc.property(digest, fc.integer({ min: 1, max: 26 }), (bytes, count) => {
      let number = BigInt(`0x${Buffer.from(bytes.subarray(0, 16)).toString('hex')}`);
      let letters = '';
      for (let index = 0; index < count; index++) {
        letters += codeAlphabet[Number(number % 30n)];
        number /= 30n;
      }
      expect(drawnLetters(Buffer.from(bytes), count)).toBe(letters);
    }),
  );
});
