import { expect, test } from '@jest/globals';
import { pastedQuestions, withPasted } from '../../../src/design/surveys/pastedQuestions.ts';
import { surveyErrors } from '../../../src/design/surveys/soundness.ts';
import { smallSurvey } from '../../support/builders.ts';

const read = (list: string, languages = ['vi']) =>
  pastedQuestions(list, languages).map(({ title, questions }) => [
    title?.vi ?? '–',
    ...questions.map(({ vi }) => vi),
  ]);

test.each([
  ['Roman numerals', 'I. Tiếp cận\n1. Ghế\n2) Biển\nII. Kết quả\n1. Đúng hẹn'],
  ['# and bullets', '# Tiếp cận\n- Ghế\n• Biển\n# Kết quả\n- Đúng hẹn'],
  ['colons', 'Tiếp cận:\nGhế\nBiển\nKết quả:\nĐúng hẹn'],
  ['capital letters', 'A. Tiếp cận\nGhế\nBiển\n\nB) Kết quả\nĐúng hẹn'],
  ['words', 'Yếu tố 1: Tiếp cận\nCâu 1: Ghế\nCâu 2: Biển\nYếu tố 2. Kết quả\nCâu 3: Đúng hẹn'],
  ['only the questions numbered', 'Tiếp cận\n1. Ghế\n2. Biển\nKết quả\n3. Đúng hẹn'],
  ['numbers in two depths', '1. Tiếp cận\n1.1 Ghế\n1.2. Biển\n2. Kết quả\n2.1 Đúng hẹn'],
])('headings are recognised by %s', (_by, list) => {
  expect(read(list)).toEqual([
    ['Tiếp cận', 'Ghế', 'Biển'],
    ['Kết quả', 'Đúng hẹn'],
  ]);
});

test('a line that only begins with a number or a small letter is a question as it stands', () => {
  expect(read('2 quầy đang mở\ni. nhỏ')).toEqual([['–', '2 quầy đang mở', 'i. nhỏ']]);
});

test('a second column is the text in the second language', () => {
  const [factor] = pastedQuestions('# Tiếp cận | Access\nGhế\tSeats\nBiển', ['vi', 'en']);
  expect(factor).toEqual({
    title: { vi: 'Tiếp cận', en: 'Access' },
    questions: [{ vi: 'Ghế', en: 'Seats' }, { vi: 'Biển' }],
  });
});

test('a heading that a survey has goes on with its factor, and questions without one with the last factor', () => {
  const [first, second] = smallSurvey.factors;
  const pasted = pastedQuestions(`Biển\n# ${first!.title.vi.toUpperCase()}\nGhế`, ['vi']);
  const next = withPasted(smallSurvey, pasted, { chosen: 'kind:yesNo', untitled: { vi: 'Chung' } });
  expect(next.factors).toEqual(smallSurvey.factors);
  const added = next.questions.filter(({ scaleId }) => scaleId === 'yes-no');
  expect(added.map(({ factorId, text }) => [factorId, text.vi])).toEqual([
    [first!.id, 'Ghế'],
    [second!.id, 'Biển'],
  ]);
  expect(surveyErrors(next)).toEqual([]);
});

test('questions without any heading get a factor of their own in a survey that has none', () => {
  const empty = { ...smallSurvey, factors: [], questions: [] };
  const next = withPasted(empty, pastedQuestions('Ghế', ['vi']), {
    chosen: smallSurvey.scales[0]!.id,
    untitled: { vi: 'Chung' },
  });
  expect(next.factors.map(({ title }) => title.vi)).toEqual(['Chung']);
  expect(surveyErrors(next)).toEqual([]);
});
