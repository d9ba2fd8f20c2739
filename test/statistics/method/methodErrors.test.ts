import { describe, expect, test } from '@jest/globals';
import type { Method, SurveyShape } from '../../../src/statistics/method/method.ts';
import { methodErrors } from '../../../src/statistics/method/methodErrors.ts';
import { aMethod, aShape } from '../../processing/results/build.ts';

const shape = aShape([2, 1]);
const contents: SurveyShape = { ...shape, factors: [{ id: 'A', content: 'x' }, { id: 'B' }] };
const weighted = (weights: Method['weights']): Partial<Method> => ({
  aggregation: 'weighted',
  ...(weights !== undefined && { weights }),
});

describe('a method that does not fit', () => {
  test.each<[string, Partial<Method>, SurveyShape, readonly object[]]>([
    ['fits', {}, shape, []],
    ['an unknown question', { questions: ['A1', 'Z9'] }, shape, [{ kind: 'unknownQuestion', id: 'Z9' }]],
    ['a question twice', { questions: ['A1', 'A1'] }, shape, [{ kind: 'questionTwice', id: 'A1' }]],
    ['no question', { questions: [] }, shape, [{ kind: 'noQuestions' }]],
    [
      'a scale of one level',
      { mode: 'mean' },
      aShape([1], 1),
      [{ kind: 'scaleTooShort', id: 'A1', levels: 1 }],
    ],
    ['a scale it does not know', {}, aShape([1], 3), [{ kind: 'satisfiedLevelsMissing', levels: 3 }]],
    [
      'a level off the scale',
      { satisfiedLevels: { 5: [4, 6] } },
      shape,
      [{ kind: 'levelOffScale', level: 6, levels: 5 }],
    ],
    ['no weights', weighted(undefined), shape, [{ kind: 'weightsMissing' }]],
    [
      'weights of other factors',
      weighted({ of: 'factors', byId: { A: 1, Z: -1 } }),
      shape,
      [
        { kind: 'weightMissing', id: 'B' },
        { kind: 'weightUnknown', id: 'Z' },
        { kind: 'weightNegative', id: 'Z', weight: -1 },
      ],
    ],
    [
      'a question without weight',
      weighted({ of: 'questions', byId: { A1: 1, A2: 2 } }),
      shape,
      [{ kind: 'weightMissing', id: 'B1' }],
    ],
    [
      'weights of nothing',
      weighted({ of: 'factors', byId: { A: 0, B: 0 } }),
      shape,
      [{ kind: 'weightsAllZero' }],
    ],
    [
      'a content of nothing',
      weighted({ of: 'factors', byId: { A: 0, B: 1 }, contents: { x: 1, y: 1 } }),
      {
        ...shape,
        factors: [
          { id: 'A', content: 'x' },
          { id: 'B', content: 'y' },
        ],
      },
      [{ kind: 'weightsAllZero', content: 'x' }],
    ],
    [
      'contents that factors do not have',
      weighted({ of: 'factors', byId: { A: 1, B: 1 }, contents: { x: 1 } }),
      contents,
      [{ kind: 'factorWithoutContent', id: 'B' }],
    ],
    [
      'a minimum of nothing',
      { minimumValid: 0 },
      shape,
      [{ kind: 'minimumOutOfRange', minimumValid: 0, questions: 3 }],
    ],
    [
      'a minimum above all',
      { minimumValid: 4 },
      shape,
      [{ kind: 'minimumOutOfRange', minimumValid: 4, questions: 3 }],
    ],
    ['half a decimal', { decimals: 1.5 }, shape, [{ kind: 'decimalsOutOfRange', decimals: 1.5 }]],
    [
      'an end before its beginning',
      { validFrom: '2025-01-01', validTo: '2024-01-01' },
      shape,
      [{ kind: 'validityReversed', validFrom: '2025-01-01', validTo: '2024-01-01' }],
    ],
  ])('%s', (_, changes, survey, errors) => {
    expect(methodErrors(aMethod(changes), survey)).toEqual(errors);
  });
});
