import { describe, expect, test } from '@jest/globals';
import { answerErrors } from '../../../src/collection/submissions/submission.ts';
import { askedIds, conditionWords, onlyAsked } from '../../../src/design/surveys/condition.ts';
import type { SurveyContent } from '../../../src/design/surveys/survey.ts';
import { smallSurvey } from '../../support/builders.ts';

const [first, second, third] = smallSurvey.questions;
if (!first || !second || !third) throw new Error('the small survey has three questions');

/** q2 is for those who are not satisfied with q1, or have no opinion; q3 for those who then say 1 at q2. */
const chain: SurveyContent = {
  ...smallSurvey,
  formatVersion: 2,
  questions: [
    first,
    { ...second, askedIf: { questionId: 'q1', levels: [0, 1, 2] } },
    { ...third, required: true, askedIf: { questionId: 'q2', levels: [1] } },
  ],
};

describe('whom a question is for', () => {
  test.each<[Record<string, number>, string[]]>([
    [{}, ['q1']],
    [{ q1: 5 }, ['q1']],
    [{ q1: 0 }, ['q1', 'q2']],
    [{ q1: 2, q2: 1 }, ['q1', 'q2', 'q3']],
    [{ q1: 5, q2: 1 }, ['q1']],
  ])('after %j: %j', (answers, ids) => {
    expect([...askedIds(chain, answers)]).toEqual(ids);
  });

  test('an answer to a question that was not asked is left out, and so is what hung on it', () => {
    const answers = { q1: 5, q2: 1, q3: 4 };
    expect(onlyAsked(chain, answers, answers)).toEqual({ q1: 5 });
    expect(onlyAsked(smallSurvey, answers, answers)).toBe(answers);
  });

  test('only a question that is asked can be missing', () => {
    expect(answerErrors(chain, { answers: { q1: 5 } })).toEqual([]);
    expect(answerErrors(chain, { answers: { q1: 1 } })).toEqual([{ location: 'q2', kind: 'missing' }]);
  });

  test('a form with enough answers is taken as it is', () => {
    const lenient = { ...chain, answersMin: 1 };
    expect(answerErrors(lenient, { answers: { q1: 1 } })).toEqual([]);
    expect(answerErrors(lenient, { answers: {} })).toEqual([{ location: 'q1', kind: 'missing' }]);
  });

  test('a condition is told by the number and the words of the answers', () => {
    expect(conditionWords(chain, chain.questions[1]!, 'en')).toEqual({
      number: 1,
      labels: ['Very dissatisfied', 'Dissatisfied', 'No opinion'],
    });
    expect(conditionWords(chain, first, 'en')).toBeUndefined();
  });
});
