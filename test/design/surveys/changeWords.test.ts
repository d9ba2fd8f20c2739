import { expect, test } from '@jest/globals';
import { changeWords } from '../../../src/design/surveys/changeWords.ts';

test.each([
  ['questions.q1.text.vi', 'Câu hỏi q1 · Câu chữ · Tiếng Việt'],
  ['questions.q1.required', 'Câu hỏi q1 · Bắt buộc trả lời'],
  ['questions', 'Câu hỏi'],
  ['scales.faces-5.1.en', 'Thang đo faces-5 · Mức 1 (kém nhất) · English'],
  ['scales.faces-5.0.vi', 'Thang đo faces-5 · Không có ý kiến · Tiếng Việt'],
  ['scales.faces-5.levels', 'Thang đo faces-5 · các mức'],
  ['about.ageBand.under25.vi', 'Thông tin người trả lời ageBand · under25 · Tiếng Việt'],
  ['notice.0.vi', 'Thông báo trước khi trả lời 1 · Tiếng Việt'],
  ['notice.version', 'Phiên bản của thông báo'],
  ['title.km', 'Tên · ភាសាខ្មែរ'],
  ['title.fr', 'Tên · fr'],
  ['comment.text.vi', 'Lời mời ghi ý kiến khác · Tiếng Việt'],
  ['comment.lengthMax', 'Ý kiến khác dài tối đa (chữ)'],
  ['provenance.confirmed.vi', 'Mức độ đối chiếu văn bản · Tiếng Việt'],
])('says where %s is', (location, words) => {
  expect(changeWords({ location, weight: 'other', before: '', after: '' }, 'vi').location).toBe(words);
});

test('says yes and no, and what was not there', () => {
  const change = { location: 'questions.q1.required', weight: 'wording', before: '', after: 'true' } as const;
  expect(changeWords(change, 'en')).toMatchObject({ weight: 'way of asking', before: '', after: 'Yes' });
});
