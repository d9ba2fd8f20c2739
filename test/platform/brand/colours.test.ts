import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  contrast,
  contrastMin,
  mixed,
  readable,
  readableOn,
  tint,
  worstGround,
} from '../../../src/platform/brand/colours.ts';
import { usualBrand } from '../../../src/platform/brand/brand.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('contrast is that of WCAG 2.2', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#ffffff', '#ffffff')).toBe(1);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2); // the lightest grey that passes on white
  expect(contrast('#ff0000', '#ffffff')).toBeCloseTo(4, 1);
});

test('the usual colours can be read', () => {
  expect(readable(usualBrand.colour, 'light')).toBe(usualBrand.colour);
  expect(readableOn(usualBrand.accent, usualBrand.colour)).toBe(usualBrand.accent);
});

test('a colour that can be read stays, and any other becomes one that can be, by day and by night', () => {
  fc.assert(
    fc.property(colour, fc.constantFrom('light' as const, 'dark' as const), (given, theme) => {
      const shown = readable(given, theme);
      expect(worstGround(shown, theme).ratio).toBeGreaterThanOrEqual(contrastMin);
      expect(shown === given).toBe(worstGround(given, theme).ratio >= contrastMin);
    }),
  );
});

test('the nearest colour has no more black or white than it needs', () => {
  fc.assert(
    fc.property(colour, (given) => {
      const shown = readable(given, 'light');
      const percent = Array.from({ length: 101 }, (_, at) => at).find(
        (at) => mixed(given, '#000000', at / 100) === shown || mixed(given, '#ffffff', at / 100) === shown,
      )!;
      if (percent === 0) return;
      const less = mixed(given, '#000000', (percent - 1) / 100);
      expect(worstGround(less, 'light').ratio).toBeLessThan(contrastMin);
    }),
  );
});

test('text of the page can be read on the tint of any main colour, and on any band there is a colour that can', () => {
  fc.assert(
    fc.property(colour, colour, (given, text) => {
      expect(contrast('#17212b', tint(readable(given, 'light'), 'light'))).toBeGreaterThanOrEqual(
        contrastMin,
      );
      expect(contrast('#e8eef2', tint(readable(given, 'dark'), 'dark'))).toBeGreaterThanOrEqual(contrastMin);
      expect(contrast('#10181f', readable(given, 'dark'))).toBeGreaterThanOrEqual(contrastMin);
      expect(contrast(readableOn(text, given), given)).toBeGreaterThanOrEqual(contrastMin);
    }),
  );
});
