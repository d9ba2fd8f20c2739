import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readReceiptCode, receiptCode } from '../../../src/collection/submissions/receipt.ts';
import { codeAlphabet, groupedCode } from '../../../src/platform/text/codeLetters.ts';

const key = Buffer.alloc(32, 7);

describe('a receipt code', () => {
  test('is the same for the same submission and key, and another for another key', () => {
    const id = '5f0c1f3e-8a51-4a6b-9d0e-2f7a3b1c9d10';
    expect(receiptCode(id, key)).toBe(receiptCode(id, key));
    expect(receiptCode(id, Buffer.alloc(32, 8))).not.toBe(receiptCode(id, key));
  });

  test('is read as printed, in small letters, and with spaces', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 4 }), (id) => {
        const code = receiptCode(id, key);
        expect(readReceiptCode(groupedCode(code))).toBe(code);
        expect(readReceiptCode(groupedCode(code).toLowerCase().replaceAll('-', ' '))).toBe(code);
      }),
    );
  });

  test('with one wrong letter is always found out', () => {
    fc.assert(
      fc.property(
        fc.uuid({ version: 4 }),
        fc.nat(15),
        fc.nat(codeAlphabet.length - 1),
        (id, position, letter) => {
          const code = receiptCode(id, key);
          const wrong = code.slice(0, position) + codeAlphabet.charAt(letter) + code.slice(position + 1);
          expect(readReceiptCode(wrong)).toBe(wrong === code ? code : undefined);
        },
      ),
    );
  });
});
