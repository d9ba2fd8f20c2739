/** Khmer on paper: each letter has a form in the font, and lines end between words. */
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import type { Font, openSync } from 'fontkit';
import { inKhmer } from '../../../scripts/demo/inKhmer.ts';
import { counterSmiley } from '../../../src/design/surveys/presets/counterSmiley.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { writtenMessages, type Written } from '../../../src/platform/text/catalogue.ts';
import { lineWidthMm, runsOf } from '../../../src/platform/print/letters.ts';
import { paragraph } from '../../../src/platform/print/sheet.ts';
import { brokenWords } from '../../../src/platform/print/words.ts';

const fontkit = createRequire(import.meta.url)('fontkit') as { readonly openSync: typeof openSync };
const sentence = 'សូមលោកអ្នកផ្ដល់មតិ «ពេញចិត្ត» អំពីសេវារដ្ឋបាលនៅ Bộ phận Một cửa។';

/** Every text in a part that is in Khmer. */
function khmerIn(part: Written): readonly string[] {
  if (typeof part === 'string') return /[\u1780-\u17FF]/.test(part) ? [part] : [];
  return Object.values(part).flatMap(khmerIn);
}

test.each(['regular', 'bold'] as const)(
  'every letter that is printed has a form in the %s font',
  (weight) => {
    const fonts = new Map<string, Font>();
    const texts = [
      ...['posters', 'paperForm', 'codes'].flatMap((subject) =>
        khmerIn(writtenMessages('km', `respondents/${subject}`)!),
      ),
      ...[sipas2017, counterSmiley].flatMap((survey) => khmerIn(inKhmer(survey) as unknown as Written)),
    ];
    expect(texts.length).toBeGreaterThan(80);
    const lacking = texts.flatMap((text) =>
      runsOf(text, weight).filter((run) => {
        const font = fonts.get(run.file) ?? (fontkit.openSync(run.file) as Font);
        fonts.set(run.file, font);
        return font.layout(run.text).glyphs.some(({ id }) => id === 0);
      }),
    );
    expect(lacking).toEqual([]);
  },
);

test('words are what the language takes for words, with the signs that belong to them', () => {
  const words = brokenWords(sentence).map(({ word, before }) => before + word);
  expect(words.join('').trim()).toBe(sentence);
  expect(words).toEqual(expect.arrayContaining([' សូម', 'លោកអ្នក', ' «ពេញចិត្ត»']));
  expect(words.filter((word) => /^[។៖ៗ»]/.test(word))).toEqual([]);
});

test('a long sentence without spaces is broken into lines that fit', () => {
  const { marks } = paragraph(sentence.repeat(4), 0, { x: 10, widthMm: 60, sizeMm: 4 });
  expect(marks.length).toBeGreaterThan(3);
  for (const { text, sizeMm, weight } of marks)
    expect(lineWidthMm(text, sizeMm, weight)).toBeLessThanOrEqual(60);
});

test('Latin letters on the same line stay in the usual font', () => {
  const files = runsOf('ស្កេន Zalo ឬ', 'regular').map(({ text, file }) => [
    text,
    file.includes('DejaVuSans.ttf'),
  ]);
  expect(files).toEqual([
    ['ស្កេន', false],
    [' Zalo ', true],
    ['ឬ', false],
  ]);
});
