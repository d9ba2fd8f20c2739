import { describe, expect, test } from '@jest/globals';
import { methodOfFile, type MethodOfFile } from '../../../src/design/methods/methodFile.ts';

const read = (file: object): MethodOfFile => {
  const result = methodOfFile(file);
  if ('errors' in result) throw new Error(JSON.stringify(result));
  return result;
};

describe('a method file', () => {
  test('means the usual where it says nothing', () => {
    const { method, shape } = read({ questions: ['a', 'b'] });
    expect(method).toMatchObject({
      mode: 'share',
      satisfiedLevels: { 5: [4, 5] },
      aggregation: 'pooled',
      decimals: 2,
    });
    expect(shape.questions).toHaveLength(2);
  });

  test('may weigh factors and contents, or questions', () => {
    const factors = { A: ['a'], B: ['b'] };
    const { method, shape } = read({
      questions: ['a', 'b'],
      aggregation: 'weighted',
      factors,
      contents: { x: ['A', 'B'] },
      weights: { A: 1, B: 2 },
      contentWeights: { x: 1 },
    });
    expect(method.weights).toEqual({ of: 'factors', byId: { A: 1, B: 2 }, contents: { x: 1 } });
    expect(shape.factors).toEqual([
      { id: 'A', content: 'x' },
      { id: 'B', content: 'x' },
    ]);
    expect(read({ questions: ['a', 'b'], weights: { a: 1, b: 2 } }).method.weights?.of).toBe('questions');
  });

  test.each([
    ['no object', [], ['']],
    ['no questions', {}, ['/questions']],
    ['a misspelt field', { questions: ['a'], agregation: 'pooled' }, ['/agregation']],
    [
      'wrong values',
      { questions: ['a', 1], mode: 'median', levels: 2.5, weights: { a: '1' } },
      ['/levels', '/mode', '/questions/1', '/weights/a'],
    ],
  ])('with %s says where', (_, file, places) => {
    const result = methodOfFile(file);
    expect('errors' in result && result.errors.map(({ at }) => at).toSorted()).toEqual(places);
  });
});
