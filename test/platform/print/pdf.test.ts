import { expect, test } from '@jest/globals';
import { lineWidthMm } from '../../../src/platform/print/letters.ts';
import { paragraph } from '../../../src/platform/print/sheet.ts';

test('a line is as wide as its words and the spaces between them', () => {
  const width = (text: string): number => lineWidthMm(text, 10, 'regular');
  expect(width('Hồng Ngự')).toBeCloseTo(width('Hồng') + width(' ') + width('Ngự'), 9);
  expect(width('Hồng  Ngự ')).toBeCloseTo(width('Hồng') + 3 * width(' ') + width('Ngự'), 9);
  expect(width('')).toBe(0);
});

test('a word that is wider than its column is set smaller, so that it does not run into the next one', () => {
  const [column, sizeMm] = [{ x: 0, widthMm: 7.2, linesMax: 3 }, 2.3];
  const [first] = paragraph('Dissatisfied', 0, { ...column, sizeMm }).marks;
  expect(lineWidthMm(first!.text, sizeMm, 'regular')).toBeGreaterThan(7.2);
  expect(lineWidthMm(first!.text, first!.sizeMm, 'regular')).toBeLessThanOrEqual(7.21);
});
