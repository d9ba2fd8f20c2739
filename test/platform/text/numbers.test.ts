import { describe, expect, test } from '@jest/globals';
import {
  changeText,
  decimalText,
  percentText,
  signedText,
  sizeText,
} from '../../../src/platform/text/numbers.ts';

describe('the wording of a number', () => {
  test('follows its language', () => {
    expect(percentText({ units: 9128, decimals: 2 }, 'vi')).toBe('91,28%');
    expect(percentText({ units: 9128, decimals: 2 }, 'en')).toBe('91.28%');
    expect(decimalText({ units: 123456789, decimals: 2 }, 'vi')).toBe('1.234.567,89');
    expect(decimalText({ units: 5, decimals: 2 }, 'en')).toBe('0.05');
    expect(decimalText({ units: -7, decimals: 0 }, 'en')).toBe('−7');
  });

  test('says which way a change went', () => {
    expect(changeText({ units: -786, decimals: 2 }, 'vi')).toBe('giảm 7,86 điểm phần trăm');
    expect(changeText({ units: 128, decimals: 2 }, 'en')).toBe('up 1.28 percentage points');
    expect(changeText({ units: 0, decimals: 2 }, 'vi')).toBe('không đổi');
    expect(signedText({ units: 128, decimals: 2 }, 'vi')).toBe('+1,28');
    expect(signedText({ units: -786, decimals: 2 }, 'vi')).toBe('−7,86');
  });

  test('has no minus where nothing is left after rounding', () => {
    expect(decimalText({ units: -0, decimals: 2 }, 'vi')).toBe('0,00');
  });

  test('gives a size in the unit that fits', () => {
    expect(sizeText(1, 'vi')).toBe('1 KB');
    expect(sizeText(3 * 1024 * 1024, 'vi')).toBe('3 MB');
    expect(sizeText(1.5 * 1024 * 1024, 'vi')).toBe('1,5 MB');
  });
});
