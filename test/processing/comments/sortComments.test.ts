import { expect, test } from '@jest/globals';
import { sortComments } from '../../../src/processing/comments/sortComments.ts';

const times = (count: number, text: string): string[] => Array.from({ length: count }, () => text);
const everyone = (texts: readonly string[]) => texts.map(() => true);

test('comments get a topic by rule, the one with most of its words in them', () => {
  const texts = ['Chờ lâu quá', 'Chờ cán bộ hướng dẫn', 'Trời hôm nay đẹp'];
  expect(sortComments(texts, everyone(texts)).topicOf).toEqual(['access', 'officials', 'other']);
});

test('what no rule explains is grouped by words that occur together, and always in the same way', () => {
  const texts = [
    ...times(20, 'Cầu thang cao, người già khó đi'),
    ...times(12, 'Cầu thang dốc'),
    ...times(15, 'Bảo vệ dắt chó dữ'),
    ...times(9, 'Cây xanh héo'),
  ];
  const { topicOf, words } = sortComments(texts, everyone(texts));
  const topicsOf = [0, 20, 32, 47].map((index) => topicOf[index]);
  expect(topicsOf).toEqual(['words:1', 'words:1', 'words:2', 'other']);
  expect(words['words:1']!.map((one) => one.words)).toContain('cầu thang');
  expect(sortComments(texts.toReversed(), everyone(texts)).topicOf.toReversed()).toEqual(topicOf);
});

test('words come from the comments of the unit only, at least 30 on the topic, and names are cut out', () => {
  const texts = [...times(40, 'Cảm ơn chị Lan Hương ở cổng, cổng sạch'), ...times(29, 'Quạt hỏng')];
  const { words } = sortComments(texts, everyone(texts));
  const shown = Object.values(words).flat().map((one) => one.words); // prettier-ignore
  expect(shown).toContain('cổng sạch');
  expect(shown.join(' ')).not.toMatch(/lan|hương|quạt/);
  expect(sortComments(texts, texts.map(() => false)).words).toEqual({}); // prettier-ignore
});
