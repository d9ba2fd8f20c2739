import { expect, test } from '@jest/globals';
import { commentText } from '../../../src/processing/comments/commentText.ts';
import { topicWordCounter } from '../../../src/processing/comments/topicWords.ts';

function wordsOf(comments: Readonly<Record<string, number>>) {
  const counter = topicWordCounter();
  for (const [text, times] of Object.entries(comments))
    for (let time = 0; time < times; time++) counter.add(commentText(text));
  return counter.words();
}

test('words are counted once a comment, pairs in the place of their parts, small counts and joints not at all', () => {
  const words = wordsOf({
    'Thủ tục rườm rà, thủ tục lâu.': 14,
    'Tôi thấy thủ tục cũng được.': 9,
    'Chờ lâu quá!': 12,
    'Chờ mãi ở đó': 10,
    'Quạt hỏng': 9,
    'Gọi [đã che] [đã che] mãi': 3,
  });
  expect(words).toEqual([
    { words: 'thủ tục', comments: 23 },
    { words: 'chờ', comments: 22 }, // 12 of them in "chờ lâu", so 10 by itself
    { words: 'lâu', comments: 26 },
    { words: 'rườm rà', comments: 14 },
    { words: 'chờ lâu', comments: 12 },
    { words: 'chờ mãi', comments: 10 },
  ].toSorted((one, other) => other.comments - one.comments || (one.words < other.words ? -1 : 1))); // prettier-ignore
});

test('fewer than 30 comments have no words', () => {
  expect(wordsOf({ 'Chờ lâu': 29 })).toBeUndefined();
  expect(wordsOf({ 'Chờ lâu': 30 })).toEqual([{ words: 'chờ lâu', comments: 30 }]);
  expect(wordsOf({})).toBeUndefined();
});
