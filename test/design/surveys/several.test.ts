import { describe, expect, test } from '@jest/globals';
import { partHash } from '../../../src/collection/ledger/entry.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { askedIds, onlyAsked } from '../../../src/design/surveys/condition.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import {
  answeredCount,
  answersFor,
  answerVariables,
  chosenLevels,
  isContradictory,
} from '../../../src/design/surveys/several.ts';
import { surveyErrors } from '../../../src/design/surveys/soundness.ts';
import { formatOf, surveyVersionId, type SurveyContent } from '../../../src/design/surveys/survey.ts';
import { comparability, surveyChanges } from '../../../src/design/surveys/surveyChanges.ts';
import { surveySchema } from '../../../src/design/surveys/surveySchema.ts';
import { readBy } from '../../../src/platform/schemas/validate.ts';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { aMethod, severalSurvey, smallSurvey } from '../../support/builders.ts';

const ways = severalSurvey.scales.at(-1)!;
const [satisfaction] = smallSurvey.scales;

describe('several chosen options', () => {
  test.each([
    ['two of three', [1, 3], { q3_1: 2, q3_2: 1, q3_3: 2 }, [1, 3]],
    ['none of them', [0], { q3_1: 1, q3_2: 1, q3_3: 1 }, [0]],
    ['no answer', [], {}, []],
    ['both none and one', [2, 0], { q3: 0, q3_1: 1, q3_2: 2, q3_3: 1 }, [0, 2]],
  ])('are an answer for each option: %s', (_what, chosen, answers, read) => {
    expect(answersFor('q3', ways, chosen)).toEqual(answers);
    expect(chosenLevels({ q1: 5, ...answers }, 'q3')).toEqual(read);
    expect(isContradictory(answers, 'q3')).toBe(read.length === 2 && read[0] === 0);
  });

  test('count as one answered question', () => {
    expect(answeredCount({ q1: 5, ...answersFor('q3', ways, [1, 2]) })).toBe(2);
  });

  test('leave an answer on a scale as it always was', () => {
    expect(answersFor('q1', satisfaction!, [4])).toEqual({ q1: 4 });
    expect(chosenLevels({ q1: 0, q10_1: 2 }, 'q1')).toEqual([0]);
  });

  test('are variables of their own, and in no index', () => {
    const variables = answerVariables(severalSurvey);
    expect(variables.map(({ key }) => key)).toEqual(['q1', 'q2', 'q3_1', 'q3_2', 'q3_3']);
    expect(variables.map(({ number }) => number)).toEqual([1, 2, 3, 3, 3]);
    expect(variables[3]!.text).toEqual({
      vi: 'Nộp hồ sơ qua đâu?: Bưu điện',
      en: 'How did you apply?: By post',
    });
    const { questions } = countingPlan(aMethod(), surveyShape(severalSurvey));
    expect(questions.map(({ id }) => id)).toEqual(['q1', 'q2']);
  });
});

describe('what was before', () => {
  test('keeps its names and hashes: no survey or answer without several options has changed', () => {
    // As computed by the version of the program before there were several options.
    expect(surveyVersionId(sipas2017)).toBe(
      '6db0b9e861d84387ff8dbbe337cd59289899350691c2a02054a5220d5857349e',
    );
    const hash = partHash('answers', Buffer.alloc(16, 7), { q1: 5, q2: 0, q3: 'double' });
    expect(hash.toString('hex')).toBe('5cf1b7eedc644252ab4758d85c49f017efd38176dc615af2fe40e9bdb9498925');
    expect(formatOf(sipas2017)).toBe(1);
  });
});

describe('a survey of which several options may be chosen', () => {
  const withScale = (changes: Partial<typeof ways>): SurveyContent => ({
    ...severalSurvey,
    scales: severalSurvey.scales.map((scale) => (scale.id === 'ways' ? { ...scale, ...changes } : scale)),
  });
  const asking = (levels: readonly number[]): SurveyContent => {
    const last = {
      ...smallSurvey.questions[0]!,
      id: 'q4',
      factorId: 'procedures',
      askedIf: { questionId: 'q3', levels },
    };
    return { ...severalSurvey, questions: [...severalSurvey.questions, last] };
  };

  test('is sound, of format 3, and the same when read', () => {
    expect(surveyErrors(severalSurvey)).toEqual([]);
    expect(formatOf(severalSurvey)).toBe(3);
    expect(surveyErrors({ ...severalSurvey, formatVersion: 2 }).map(({ kind }) => kind)).toEqual([
      'formatTooOld',
    ]);
    expect(readBy(surveySchema, JSON.parse(JSON.stringify(severalSurvey)))).toEqual({ value: severalSurvey });
  });

  test.each([
    ['two options', withScale({ levels: ways.levels.slice(0, 2) }), 'severalTooFew'],
    ['rated options', withScale({ unrated: undefined }), 'severalRated'],
    ['a condition of two options', asking([1, 2]), 'conditionOnSeveral'],
    ['a condition of none', asking([0]), 'conditionOnSeveral'],
  ])('is not sound where how many chose two options could follow: %s', (_what, survey, kind) => {
    expect(surveyErrors(survey).map((error) => error.kind)).toContain(kind);
  });

  test('asks a question of those who chose an option, among others or not', () => {
    const survey = asking([2]);
    expect(surveyErrors(survey)).toEqual([]);
    const given = (chosen: number[]) => ({ q1: 5, ...answersFor('q3', ways, chosen), q4: 3 });
    expect([...askedIds(survey, given([2, 3]))]).toContain('q4');
    expect([...askedIds(survey, given([1]))]).not.toContain('q4');
    expect(onlyAsked(survey, given([1]), given([1]))).toEqual({ q1: 5, ...answersFor('q3', ways, [1]) });
  });

  test('cannot be compared with one of which one option is chosen', () => {
    expect(comparability(surveyChanges(severalSurvey, withScale({ several: undefined })))).toBe('broken');
  });
});
