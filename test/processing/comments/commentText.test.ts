import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commentText, hasPhrase, phrasesOf } from '../../../src/processing/comments/commentText.ts';
import { isOnTopic } from '../../../src/processing/comments/topics.ts';

const finds = (query: string, text: string): boolean =>
  phrasesOf(query).every((phrase) => hasPhrase(commentText(text), phrase));

describe('words looked for in a comment', () => {
  test.each([
    ['cho lau', 'Tôi phải CHỜ rất lâu.', true],
    ['chờ', 'Xin cho tôi hỏi.', false],
    ['cho', 'Tôi phải chờ.', true],
    ['chờ', 'toi phai cho lau', true],
    ['ch', 'Tôi phải chờ.', false],
    ['"chờ lâu"', 'Phải chờ lâu ở quầy 2', true],
    ['"chờ lâu"', 'Phải chờ rất lâu', false],
    ['"chờ lâu"', 'Phải chờ. Lâu lắm.', false],
    ['chờ lâu', 'Lâu lắm mới hết chờ.', true],
    ['“quay 2”', 'Phải chờ lâu ở quầy 2', true],
    ['hoà', 'Chị Hòa rất tận tình', true],
    ['dang', 'Đang sửa', true],
    ['đang', 'dàng', false],
    ['thư viện', 'THƯ VIỆN'.normalize('NFD'), true],
    ['che', 'máy [đã che] ở đó', false],
    ['', 'gì cũng được', true],
    ['""', 'gì cũng được', true],
    ['?!', 'gì cũng được', true],
    ['b', 'a \u0300 b', true],
  ])('%s in "%s": %s', (query, text, found) => {
    expect(finds(query, text)).toBe(found);
  });

  test('every comment is found by its own words, with marks or without', () => {
    const syllable = fc.constantFrom('chờ', 'lâu', 'thủ', 'tục', 'đúng', 'hẹn', 'quá');
    fc.assert(
      fc.property(fc.array(syllable, { minLength: 1, maxLength: 12 }), (words) => {
        const text = words.join(' ');
        const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd');
        expect([finds(`"${text}"`, text), finds(`"${plain}"`, text), finds(text, plain)]).not.toContain(
          false,
        );
      }),
    );
  });

  test('odd texts take no time by the square of their length', () => {
    expect(finds('x', '['.repeat(100_000))).toBe(false);
    expect(finds('x', '"'.repeat(100_000))).toBe(false);
  });
});

test('a topic goes by words, with marks or without', () => {
  expect(isOnTopic(commentText('Cán bộ hướng dẫn tận tình'), 'officials')).toBe(true);
  expect(isOnTopic(commentText('can bo huong dan tan tinh'), 'officials')).toBe(true);
  expect(isOnTopic(commentText('Thủ tục gọn'), 'procedures')).toBe(true);
  expect(isOnTopic(commentText('Thủ tục gọn'), 'officials')).toBe(false);
});
