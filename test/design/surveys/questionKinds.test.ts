import { describe, expect, test } from '@jest/globals';
import { flagsOf, flagRules } from '../../../src/collection/quality/flag.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { tidied } from '../../../src/design/surveys/items.ts';
import { questionKinds, withScale, furtherKinds } from '../../../src/design/surveys/questionKinds.ts';
import { surveyErrors } from '../../../src/design/surveys/soundness.ts';
import { ratedAnswers, type SurveyContent } from '../../../src/design/surveys/survey.ts';
import { comparability, surveyChanges } from '../../../src/design/surveys/surveyChanges.ts';
import { surveySchema } from '../../../src/design/surveys/surveySchema.ts';
import { readBy } from '../../../src/platform/schemas/validate.ts';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { methodErrors } from '../../../src/statistics/method/methodErrors.ts';
import { aMethod, smallSurvey } from '../../support/builders.ts';

/** The small survey with its last question, the only one of its factor, on a scale of the kind. */
function withLastOn(kind: (typeof questionKinds)[number]): SurveyContent {
  const { content, scaleId } = withScale(smallSurvey, `kind:${kind}`);
  return {
    ...content,
    questions: content.questions.map((one) => (one.id === 'q3' ? { ...one, scaleId } : one)),
  };
}

describe('a kind of questions', () => {
  test.each(questionKinds.filter((kind) => kind !== 'choice' && kind !== 'several'))(
    '%s is a sound scale, which questions share',
    (kind) => {
      const content = withLastOn(kind);
      expect(surveyErrors(content)).toEqual([]);
      expect(readBy(surveySchema, JSON.parse(JSON.stringify(content)))).toEqual({ value: content });
      expect(withScale(content, `kind:${kind}`).content).toBe(content);
      expect(furtherKinds(content)).not.toContain(kind);
    },
  );

  test('with options of its own has a scale for each question, and asks for its options', () => {
    const once = withLastOn('choice');
    expect(surveyErrors(once).map(({ location }) => location)).toEqual([
      'scales.choice.levels.1.vi',
      'scales.choice.levels.2.vi',
    ]);
    expect(withScale(once, 'kind:choice', 'q1').scaleId).toBe('choice-2');
    expect(withScale(once, 'kind:choice', 'q3')).toEqual({ content: once, scaleId: 'choice' });
    expect(furtherKinds(once)).toContain('choice');
  });

  test('of which several may be chosen asks for its three options', () => {
    const once = tidied(withLastOn('several'));
    expect(surveyErrors(once).map(({ location }) => location)).toEqual(
      [1, 2, 3].map((level) => `scales.several.levels.${level}.vi`),
    );
    expect(once.formatVersion).toBe(3);
    expect(withScale(once, 'kind:several', 'q1').scaleId).toBe('several-2');
  });
});

describe('a question that is not rated', () => {
  const content = withLastOn('yesNo');

  test('is in no index: neither it nor its factor is planned, and the method need not know its levels', () => {
    const shape = surveyShape(content);
    expect(methodErrors(aMethod(), shape)).toEqual([]);
    const { questions, factors } = countingPlan(aMethod(), shape);
    expect([questions.map(({ id }) => id), factors]).toEqual([['q1', 'q2'], ['access']]);
  });

  test('breaks comparability when it becomes a rated one', () => {
    const rated = {
      ...content,
      scales: content.scales.map(({ unrated: _unrated, ...scale }) => scale),
    };
    expect(comparability(surveyChanges(content, rated))).toBe('broken');
    expect(comparability(surveyChanges(rated, withLastOn('yesNo')))).toBe('broken');
  });

  test('does not hide that all others were answered alike', () => {
    const count = flagRules.answersMin;
    const alike = Object.fromEntries(Array.from({ length: count }, (_, index) => [`q${index + 10}`, 5]));
    const survey = {
      ...content,
      questions: [
        ...content.questions,
        ...Object.keys(alike).map((id) => ({ ...content.questions[0]!, id })),
      ],
    };
    const answers = { ...alike, q3: 2 };
    const seen = { sameBefore: 100, rated: ratedAnswers(survey, answers) };
    expect(flagsOf(answers, seen).raised).toEqual(['straightLined']);
  });
});
