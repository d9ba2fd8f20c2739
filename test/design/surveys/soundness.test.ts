import { describe, expect, test } from '@jest/globals';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import {
  missingTranslations,
  questionsAlike,
  surveyErrors,
  type SurveyError,
} from '../../../src/design/surveys/soundness.ts';
import { surveyVersionId, type SurveyContent } from '../../../src/design/surveys/survey.ts';
import { smallSurvey } from '../../support/builders.ts';

const [first, second, third] = smallSurvey.questions;
if (!first || !second || !third) throw new Error('the small survey has three questions');
const [scale] = smallSurvey.scales;
if (!scale) throw new Error('the small survey has a scale');

describe('the survey of 2017', () => {
  test('is sound, complete in both languages, with 5 factors and 22 criteria', () => {
    expect(surveyErrors(sipas2017)).toEqual([]);
    expect(missingTranslations(sipas2017)).toEqual([]);
    expect([sipas2017.factors.length, sipas2017.questions.length]).toEqual([5, 22]);
    expect(
      sipas2017.factors.map(({ id }) => sipas2017.questions.filter((q) => q.factorId === id).length),
    ).toEqual([4, 5, 6, 3, 4]);
  });

  test('marks each text of a criterion as not checked', () => {
    expect(sipas2017.questions.every((question) => question.unconfirmed)).toBe(true);
  });
});

describe('an error in a survey is found, with its place', () => {
  const cases: readonly [string, Partial<SurveyContent>, SurveyError][] = [
    ['an id twice', { questions: [first, first, third] }, { location: 'questions.q1', kind: 'idTwice' }],
    [
      'an id with a dot',
      { questions: [{ ...first, id: 'q.1' }, second, third] },
      { location: 'questions.q.1', kind: 'idMalformed' },
    ],
    [
      'an inherited name as id',
      { questions: [{ ...first, id: 'constructor' }, second, third] },
      { location: 'questions.constructor', kind: 'idMalformed' },
    ],
    [
      'a question on no scale',
      { questions: [{ ...first, scaleId: 'stars' }, second, third] },
      { location: 'questions.q1.scaleId', kind: 'unknownScale' },
    ],
    [
      'a question of no factor',
      { questions: [first, second, { ...third, factorId: 'x' }] },
      { location: 'questions.q3.factorId', kind: 'unknownFactor' },
    ],
    [
      'a factor that is never reached',
      { questions: [first, second] },
      { location: 'factors.procedures', kind: 'factorWithoutQuestion' },
    ],
    [
      'a factor in two pieces',
      { questions: [first, third, second] },
      { location: 'factors.access', kind: 'factorInPieces' },
    ],
    [
      'levels with a gap',
      { scales: [{ ...scale, levels: scale.levels.filter(({ level }) => level !== 2) }] },
      { location: 'scales.satisfaction-5.levels', kind: 'levelsNotInOrder' },
    ],
    [
      'a scale of one level',
      { scales: [{ ...scale, levels: scale.levels.slice(0, 1) }] },
      { location: 'scales.satisfaction-5.levels', kind: 'tooFewOptions' },
    ],
    [
      'a text without Vietnamese',
      { title: { vi: ' ', en: 'Survey' } },
      { location: 'title.vi', kind: 'textMissing' },
    ],
    [
      'Vietnamese not among its languages',
      { languages: ['en'] },
      { location: 'languages', kind: 'noLanguage' },
    ],
    [
      'a question on the person with one option',
      { about: [{ ...smallSurvey.about[0]!, options: [{ id: 'a', label: { vi: 'a' } }] }] },
      { location: 'about.ageBand.options', kind: 'tooFewOptions' },
    ],
    [
      'a condition on a question that comes later',
      { questions: [{ ...first, askedIf: { questionId: 'q3', levels: [1] } }, second, third] },
      { location: 'questions.q1.askedIf', kind: 'conditionForward' },
    ],
    [
      'a condition on itself',
      { questions: [{ ...first, askedIf: { questionId: 'q1', levels: [1] } }, second, third] },
      { location: 'questions.q1.askedIf', kind: 'conditionForward' },
    ],
    [
      'a condition on a question that is not there',
      { questions: [first, second, { ...third, askedIf: { questionId: 'q9', levels: [1] } }] },
      { location: 'questions.q3.askedIf', kind: 'conditionOnUnknown' },
    ],
    [
      'a condition on no answer',
      { questions: [first, second, { ...third, askedIf: { questionId: 'q1', levels: [] } }] },
      { location: 'questions.q3.askedIf', kind: 'conditionWithoutLevel' },
    ],
    [
      'a condition on a level that the scale has not',
      { questions: [first, second, { ...third, askedIf: { questionId: 'q1', levels: [6] } }] },
      { location: 'questions.q3.askedIf', kind: 'conditionOffScale' },
    ],
    [
      'a condition in a format that knows none',
      { questions: [first, second, { ...third, askedIf: { questionId: 'q1', levels: [0, 1] } }] },
      { location: 'formatVersion', kind: 'formatTooOld' },
    ],
    [
      'more answers wanted than there are questions',
      { formatVersion: 2, answersMin: 4 },
      { location: 'answersMin', kind: 'answersMinOutOfRange' },
    ],
  ];
  test.each(cases)('%s', (_what, change, error) => {
    expect(surveyErrors({ ...smallSurvey, ...change })).toContainEqual(error);
  });

  test('two questions of the same wording in a language are no error but are named, the earlier first', () => {
    expect(questionsAlike(sipas2017)).toEqual([]);
    expect(questionsAlike(smallSurvey)).toEqual([]);
    const again = { ...third, text: { ...third.text, vi: ` ${first.text.vi.toUpperCase()}  ` } };
    const [vi, both] = [again, { ...again, text: first.text }].map((question) => ({
      ...smallSurvey,
      questions: [first, second, question],
    }));
    for (const survey of [vi!, both!]) expect(questionsAlike(survey)).toEqual([[first.id, third.id]]);
    expect(surveyErrors(both!)).toEqual([]);
    const empty = { ...smallSurvey, questions: [first, second].map((one) => ({ ...one, text: { vi: '' } })) };
    expect(questionsAlike(empty)).toEqual([]);
  });

  test('a missing translation is no error but is told, since Vietnamese then appears instead', () => {
    const survey = { ...smallSurvey, languages: ['vi', 'km'], title: { vi: 'Phiếu', km: 'ក' } };
    expect(surveyErrors(survey)).toEqual([]);
    expect(missingTranslations(survey)).toContain('questions.q1.text.km');
    expect(missingTranslations(survey)).not.toContain('title.km');
  });
});

test('a version is named by its content: the order of keys does not matter, a comma does', () => {
  const { title, ...rest } = smallSurvey;
  expect(surveyVersionId({ ...rest, title })).toBe(surveyVersionId(smallSurvey));
  expect(surveyVersionId({ ...smallSurvey, title: { ...title, vi: `${title.vi},` } })).not.toBe(
    surveyVersionId(smallSurvey),
  );
});
