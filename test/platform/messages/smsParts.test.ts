import { describe, expect, test } from '@jest/globals';
import { smsLength } from '../../../src/platform/messages/smsParts.ts';

describe('a text message', () => {
  test.each([
    ['', 'gsm7', 1],
    ['x'.repeat(160), 'gsm7', 1],
    ['x'.repeat(161), 'gsm7', 2],
    ['x'.repeat(306), 'gsm7', 2], // 2 · 153
    ['x'.repeat(307), 'gsm7', 3],
    [`${'x'.repeat(159)}€`, 'gsm7', 2], // the euro takes two septets
    [`${'x'.repeat(152)}€${'x'.repeat(152)}`, 'gsm7', 3], // and is not split between the first part and the second
    ['à è é ù', 'gsm7', 1], // four accents that GSM has
    ['á', 'ucs2', 1],
    ['ộ'.repeat(70), 'ucs2', 1],
    ['ộ'.repeat(71), 'ucs2', 2],
    ['ộ'.repeat(134), 'ucs2', 2], // 2 · 67
    ['ộ'.repeat(135), 'ucs2', 3],
    [`${'ộ'.repeat(66)}🙂${'ộ'.repeat(66)}`, 'ucs2', 3], // two units, neither left behind
  ] as const)('%j is %s in %i parts', (text, alphabet, parts) => {
    expect(smsLength(text)).toEqual({ alphabet, parts });
  });
});
