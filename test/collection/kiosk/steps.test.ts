/** What the tablet makes of a survey, and of a person's answers. */
import { describe, expect, it, test } from '@jest/globals';
import { counterSmiley } from '../../../src/design/surveys/presets/counterSmiley.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { surveyErrors } from '../../../src/design/surveys/soundness.ts';
import { missingTranslations } from '../../../src/design/surveys/soundness.ts';
import type { SurveyContent } from '../../../src/design/surveys/survey.ts';
import { catalogue } from '../../../src/platform/text/catalogue.ts';
import { smallSurvey } from '../../support/builders.ts';

interface Person {
  readonly answers: Record<string, number>;
  readonly about: Record<string, string>;
  readonly comment: string;
  readonly comments?: Record<string, string>;
  readonly startedMs: number;
}
interface StepsModule {
  readonly missingQuestions: (
    survey: SurveyContent,
    answers: Record<string, number>,
  ) => readonly { id: string }[];
  readonly stepsOf: (
    survey: SurveyContent,
    answers?: Record<string, number>,
  ) => readonly { kind: string; question?: { id: string } }[];
  readonly fieldsOf: (person: Person) => Record<string, string>;
  readonly answerAfter: (
    scale: { several?: boolean },
    before: readonly number[] | undefined,
    level: number,
  ) => unknown;
  readonly isTooFast: (person: Person, nowMs: number) => boolean;
  readonly dayOf: (ms: number) => string;
  readonly isOutsideHours: (officeHours: object | undefined, ms: number) => boolean;
  readonly hourOf: (ms: number) => string;
  readonly countedQuestions: (survey: SurveyContent) => { readonly count: string; readonly most: number };
}
const {
  answerAfter,
  countedQuestions,
  stepsOf,
  missingQuestions,
  fieldsOf,
  isTooFast,
  dayOf,
  hourOf,
  isOutsideHours,
} = (await import(new URL('../../../public/kiosk/steps.js', import.meta.url).href)) as StepsModule;

const kinds = (survey: SurveyContent): string[] => stepsOf(survey).map(({ kind }) => kind);
const conditional: SurveyContent = {
  ...smallSurvey,
  formatVersion: 2,
  questions: smallSurvey.questions.map((question) =>
    question.id === 'q2' ? { ...question, askedIf: { questionId: 'q1', levels: [1, 2] } } : question,
  ),
};
const person: Person = {
  answers: { q1: 4, q2: 0 },
  about: { sex: 'female' },
  comment: ' tốt\n',
  startedMs: 1000,
};

test.each([
  ['vi', smallSurvey, '3 câu, mỗi câu một lần chạm'],
  ['vi', conditional, '2–3 câu, mỗi câu một lần chạm'],
  ['en', conditional, '2–3 questions, one touch each'],
] as const)(
  'in %s it is said how many questions there are, conditional ones too',
  (language, survey, announced) => {
    expect(catalogue('respondents/kiosk')[language].questionCount(countedQuestions(survey))).toBe(announced);
  },
);

describe('the survey of faces', () => {
  it('is sound, and complete in both languages', () => {
    expect(surveyErrors(counterSmiley)).toEqual([]);
    expect(missingTranslations(counterSmiley)).toEqual([]);
  });

  it('is one question, and two optional ones on the next screen', () => {
    expect(kinds(counterSmiley)).toEqual(['face', 'extras']);
    expect(kinds({ ...counterSmiley, questions: counterSmiley.questions.slice(0, 1) })).toEqual(['face']);
  });
});

test('a question that is not rated has a screen of its own, and its survey is none of faces', () => {
  const scales = counterSmiley.scales.map((scale) => ({ ...scale, unrated: true }));
  const questions = counterSmiley.questions.slice(0, 1);
  expect(kinds({ ...counterSmiley, scales, questions })).toEqual(['start', 'question', 'send']);
});

describe('a question with a condition', () => {
  const asked = (answers: Record<string, number>) =>
    stepsOf(conditional, answers).flatMap(({ kind, question }) =>
      kind === 'question' ? [question!.id] : [],
    );

  it('has a screen only for those whom it is for', () => {
    expect(asked({})).toEqual(['q1', 'q3']);
    expect(asked({ q1: 2 })).toEqual(['q1', 'q2', 'q3']);
    expect(asked({ q1: 3 })).toEqual(['q1', 'q3']);
  });

  it('is missing only where it is asked, and not in a form with enough answers', () => {
    const missing = (survey: SurveyContent, answers: Record<string, number>) =>
      missingQuestions(survey, answers).map(({ id }) => id);
    expect(missing(conditional, { q1: 5 })).toEqual([]);
    expect(missing(conditional, { q1: 1 })).toEqual(['q2']);
    expect(missing({ ...conditional, answersMin: 1 }, { q1: 1 })).toEqual([]);
  });
});

describe('a question of which several options may be chosen', () => {
  const several = { several: true };

  it('gathers what is pressed, and leaves out what is pressed again', () => {
    expect(answerAfter(several, undefined, 3)).toEqual([3]);
    expect(answerAfter(several, [3], 1)).toEqual([1, 3]);
    expect(answerAfter(several, [1, 3], 3)).toEqual([1]);
    expect(answerAfter(several, [1], 1)).toBeUndefined();
    expect(answerAfter({}, undefined, 4)).toBe(4);
  });

  it('has none of them by itself', () => {
    expect(answerAfter(several, [1, 3], 0)).toEqual([0]);
    expect(answerAfter(several, [0], 2)).toEqual([2]);
  });

  it('opens a question that is asked of those who chose an option', () => {
    const [first, second, third] = smallSurvey.questions;
    const askedIf = { questionId: 'q3', levels: [2] };
    const questions = [{ ...third!, factorId: first!.factorId }, first!, { ...second!, askedIf }];
    const asked = (q3: unknown) =>
      stepsOf({ ...smallSurvey, questions }, { q3 } as Record<string, number>).flatMap(
        ({ question }) => question?.id ?? [],
      );
    expect(asked([1, 2])).toContain('q2');
    expect(asked([1])).not.toContain('q2');
  });

  it('goes out option by option', () => {
    const answers = (q3: unknown) => ({ ...person, answers: { q1: 4, q3 } as Record<string, number> });
    expect(fieldsOf(answers([1, 3]))).toMatchObject({
      'answer-q1': '4',
      'answer-q3_1': '1',
      'answer-q3_3': '3',
    });
    expect(fieldsOf(answers([0]))).toMatchObject({ 'answer-q3': '0' });
  });
});

describe('a comment on a question', () => {
  it('goes out under its question, without the empty ones, and makes a survey none of faces', () => {
    const comments = { q1: ' Ghế hỏng ', q2: '  ' };
    const fields = fieldsOf({ ...person, comments });
    expect(fields).toMatchObject({ 'comment-q1': 'Ghế hỏng' });
    expect(fields).not.toHaveProperty('comment-q2');
    const questions = counterSmiley.questions.slice(0, 1).map((one) => ({ ...one, comment: true }));
    expect(kinds({ ...counterSmiley, questions })).toEqual(['start', 'question', 'send']);
  });
});

describe('any other survey', () => {
  it('is asked one question a screen, in the order of its factors, and sent at the end', () => {
    expect(kinds(smallSurvey)).toEqual([
      'start',
      'question',
      'question',
      'question',
      'about',
      'comment',
      'send',
    ]);
    const asked = stepsOf(sipas2017).flatMap(({ question, kind }) =>
      kind === 'question' ? [question!.id] : [],
    );
    expect(asked).toEqual(sipas2017.questions.map(({ id }) => id));
  });
});

describe('an answer', () => {
  it('goes out as the fields of a citizen’s form', () => {
    expect(fieldsOf(person)).toEqual({
      'answer-q1': '4',
      'answer-q2': '0',
      'about-sex': 'female',
      comment: 'tốt',
    });
    expect(fieldsOf({ ...person, comment: '  ' })).not.toHaveProperty('comment');
  });

  it('is too fast below a second a question', () => {
    expect([isTooFast(person, 2999), isTooFast(person, 3000)]).toEqual([true, false]);
  });

  it('bears the day of Viet Nam, and in the clear only the hour', () => {
    expect(dayOf(Date.parse('2026-01-20T17:30:00Z'))).toBe('2026-01-21');
    expect(hourOf(Date.parse('2026-01-20T17:59:59.999Z'))).toBe('2026-01-20T17:00:00.000Z');
  });
});

describe('office hours', () => {
  const usual = { days: [1, 2, 3, 4, 5], fromHour: 7, toHour: 17 };
  it.each([
    ['Monday 07:00', '2026-01-19T07:00:00+07:00', false],
    ['Monday 06:59', '2026-01-19T06:59:00+07:00', true],
    ['Friday 16:59', '2026-01-23T16:59:00+07:00', false],
    ['Friday 17:00', '2026-01-23T17:00:00+07:00', true],
    ['Saturday', '2026-01-24T09:00:00+07:00', true],
    ['Sunday', '2026-01-25T09:00:00+07:00', true],
  ])('%s', (_case, at, isOutside) => {
    expect(isOutsideHours(usual, Date.parse(at))).toBe(isOutside);
  });

  it('is not told on a setup that does not have them', () => {
    expect(isOutsideHours(undefined, Date.parse('2026-01-25T03:00:00+07:00'))).toBe(false);
  });
});
