import { expect, test } from '@jest/globals';
import { withoutControls } from '../../../src/platform/text/plainText.ts';

test.each([
  ['a\u0000b', 'a b'],
  ['dòng một\u000Bdòng hai\u001B[31m\u007F', 'dòng một dòng hai [31m '],
  ['phường \u202EA\u202C, \u2066x\u2069', 'phường  A ,  x '],
  ['a\tb\r\nc\n', 'a\tb\r\nc\n'],
  ['Chờ lâu quá 😀 e\u0301', 'Chờ lâu quá 😀 e\u0301'],
])('%j without controls', (text, plain) => {
  expect(withoutControls(text)).toBe(plain);
});
