import { describe, expect, test } from '@jest/globals';
import type { SurveyContent } from '../../../src/design/surveys/survey.ts';
import { comparability, surveyChanges } from '../../../src/design/surveys/surveyChanges.ts';
import { smallSurvey } from '../../support/builders.ts';

const [first, second, third] = smallSurvey.questions;
const [scale] = smallSurvey.scales;
if (!first || !second || !third || !scale)
  throw new Error('the small survey has three questions and a scale');
const withFirst = (change: object): Partial<SurveyContent> => ({
  questions: [{ ...first, ...change }, second, third],
});

describe('what differs between two surveys', () => {
  test.each<[string, Partial<SurveyContent>, string]>([
    ['nothing', {}, 'same'],
    ['the title', { title: { vi: 'Phiếu' } }, 'same'],
    ['the notice', { notice: { version: '2', paragraphs: [] } }, 'same'],
    ['a longer list of languages', { languages: ['vi', 'en', 'km'] }, 'same'],
    ['the wording of a question', withFirst({ text: { vi: 'Ghế', en: 'Seats' } }), 'doubtful'],
    ['whether it has to be answered', withFirst({ required: false }), 'doubtful'],
    [
      'a condition',
      { questions: [first, { ...second, askedIf: { questionId: 'q1', levels: [1] } }, third] },
      'doubtful',
    ],
    ['part-filled forms', { answersMin: 1 }, 'doubtful'],
    ['a question less', { questions: [first, third] }, 'broken'],
    ['the order of questions', { questions: [second, first, third] }, 'broken'],
    ['the factor of a question', withFirst({ factorId: 'procedures' }), 'broken'],
    ['a level less', { scales: [{ ...scale, levels: scale.levels.slice(0, 4) }] }, 'broken'],
    ['no comment any more', { comment: undefined }, 'broken'],
    ['no question on the person', { about: [] }, 'broken'],
  ])('%s', (_what, change, verdict) => {
    expect(comparability(surveyChanges(smallSurvey, { ...smallSurvey, ...change }))).toBe(verdict);
  });

  test('is told with its place, before and after', () => {
    const to = { ...smallSurvey, ...withFirst({ text: { vi: 'Ghế', en: 'Seats' } }) };
    expect(surveyChanges(smallSurvey, to)).toEqual([
      { location: 'questions.q1.text.vi', weight: 'wording', before: 'Chỗ ngồi', after: 'Ghế' },
    ]);
  });
});
