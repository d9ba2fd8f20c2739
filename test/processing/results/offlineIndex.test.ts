import { describe, expect, test } from '@jest/globals';
import { simpleSamples, stratifiedSamples } from '../../statistics/oracles/ratioVariances.ts';
import { methodOfFile, type MethodOfFile } from '../../../src/design/methods/methodFile.ts';
import type { TextTable } from '../../../src/statistics/estimation/answersTable.ts';
import { offlineIndex, type OfflineIndex } from '../../../src/processing/results/offlineIndex.ts';
import { figure, roundDesignEffect } from '../../../src/statistics/estimation/figure.ts';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { WHOLE } from '../../../src/statistics/estimation/scope.ts';
import { aSample, cellOf } from './build.ts';

const questions = Array.from({ length: 22 }, (_, k) => `q${k + 1}`);
const read = (file: object): MethodOfFile => {
  const result = methodOfFile(file);
  if (!('method' in result)) throw new Error(JSON.stringify(result));
  return result;
};
const standard = read({ questions, mode: 'share', levels: 5, satisfied: [4, 5], aggregation: 'pooled' });

/** A form of so many satisfied answers among so many. */
const form = (s: number, a: number) => questions.map((_, k) => (k < s ? '5' : k < a ? '2' : ''));
const index = (...files: Parameters<typeof offlineIndex>): OfflineIndex => {
  const result = offlineIndex(...files);
  if (!('indexPercent' in result)) throw new Error(JSON.stringify(result));
  return result;
};
const close = (value: number) => expect.closeTo(value, Math.ceil(10 - Math.log10(value))) as unknown;

describe('the index of a file', () => {
  test('has the variance of R’s survey package', () => {
    const sample = simpleSamples.find(({ populationSize }) => populationSize === undefined)!;
    const answers = { columns: questions, rows: sample.s.map((s, i) => form(s, sample.a[i]!)) };
    expect(index(standard, answers)).toMatchObject({
      indexPercent: close(sample.ratio * 100),
      variance: close(sample.variance),
      respondents: sample.s.length,
    });
  });

  test('has it with strata and their populations too', () => {
    const sample = stratifiedSamples[0]!;
    const rows = sample.strata.flatMap(({ s, a }, h) =>
      s.map((satisfied, i) => [`h${h}`, ...form(satisfied, a[i]!)]),
    );
    const answers = { columns: ['stratum', ...questions], rows };
    const strata = {
      columns: ['stratum', 'population'],
      rows: sample.strata.map(({ populationSize }, h) => [`h${h}`, String(populationSize)]),
    };
    expect(index(standard, answers, strata)).toMatchObject({
      indexPercent: close(sample.ratio * 100),
      variance: close(sample.varianceWithPopulationCorrection),
    });
  });

  test('is the figure of the pages', () => {
    const rows = Array.from({ length: 40 }, (_, i) => form(i % 23, 22));
    const { method, shape } = standard;
    const plan = countingPlan(method, shape);
    const cell = cellOf(
      plan,
      rows.map((row) => Object.fromEntries(row.map((text, k) => [questions[k]!, Number(text)]))),
    );
    const shown = figure(plan, WHOLE, aSample(cell), {
      unitsBasis: 'asCollected',
      purpose: 'monitoring',
      designEffect: roundDesignEffect(plan, WHOLE, [aSample(cell)]),
    });
    if (shown.state !== 'shown') throw new Error('not shown');
    const result = index(standard, { columns: questions, rows });
    expect(result.nEffective).toBe(shown.effectiveSize);
    expect(result.intervalPercent).toEqual(shown.intervalPercent);
    expect(result.variance).toBe(shown.variance);
    expect(result.indexText).toBe((shown.value.units / 100).toFixed(2));
  });

  test('gives factors and questions, and knows "no opinion" from no answer', () => {
    const method = read({ questions: ['a', 'b', 'c'], factors: { first: ['a', 'b'], second: ['c'] } });
    const answers = {
      columns: ['c', 'remark', 'a', 'b'],
      rows: [
        ['5', '', '4', 'x'],
        ['1', 'late', '2', ''],
        ['', '', 'X', ''],
      ],
    };
    // a: 1 of 2; b: nothing; c: 1 of 2; the third form has nothing on a level.
    const result = index(method, answers);
    expect(result).toMatchObject({ indexPercent: 50, respondents: 2, answers: 4, belowMinimum: 1 });
    expect(result.factors).toMatchObject({
      first: { indexPercent: 50, answers: 2 },
      second: { indexPercent: 50 },
    });
    expect(result.questions['b']).toMatchObject({ indexPercent: null, respondents: 0, reason: 'noAnswers' });
  });

  test('of one form, or of none, says why there is no interval', () => {
    expect(index(standard, { columns: questions, rows: [form(20, 22)] })).toMatchObject({
      reason: 'onePerson',
      intervalPercent: null,
      variance: null,
    });
    expect(index(standard, { columns: questions, rows: [] })).toMatchObject({
      indexPercent: null,
      reason: 'noAnswers',
    });
  });

  test('of everyone is a point', () => {
    const strata = { columns: ['stratum', 'population'], rows: [['all', '2']] };
    expect(index(standard, { columns: questions, rows: [form(20, 20), form(0, 20)] }, strata)).toMatchObject({
      intervalPercent: [50, 50],
      nEffective: null,
      variance: 0,
    });
  });
});

describe('a faulty file', () => {
  const small = read({ questions: ['a', 'b'] });
  const table = (columns: string[], ...rows: string[][]): TextTable => ({ columns, rows });

  test.each<[string, TextTable, TextTable | undefined, readonly object[]]>([
    ['lacks a question', table(['a']), undefined, [{ kind: 'columnMissing', column: 'b' }]],
    ['has a question twice', table(['a', 'b', 'a']), undefined, [{ kind: 'columnTwice', column: 'a' }]],
    [
      'has what is no level',
      table(['a', 'b'], ['5', '6'], ['yes', '0']),
      undefined,
      [
        { kind: 'notALevel', row: 2, column: 'b', text: '6' },
        { kind: 'notALevel', row: 3, column: 'a', text: 'yes' },
        { kind: 'notALevel', row: 3, column: 'b', text: '0' },
      ],
    ],
    [
      'has strata without a number',
      table(['a', 'b', 'stratum'], ['5', '1', 'x']),
      table(['stratum', 'population'], ['x', 'many'], ['x', '5']),
      [
        { kind: 'notAPopulation', row: 2, text: 'many' },
        { kind: 'stratumTwice', stratum: 'x' },
      ],
    ],
    [
      'has a stratum of which nothing is known, and one with more answers than people',
      table(['a', 'b', 'stratum'], ['5', '1', 'y'], ['5', '1', 'x'], ['5', '1', 'x']),
      table(['stratum', 'population'], ['x', '1']),
      [
        { kind: 'stratumUnknown', stratum: 'y' },
        { kind: 'morePeopleThanPopulation', stratum: 'x', people: 2, population: 1 },
      ],
    ],
    [
      'of strata lacks a column',
      table(['a', 'b']),
      table(['stratum']),
      [{ kind: 'columnMissing', column: 'population' }],
    ],
  ])('%s', (_, answers, strata, errors) => {
    expect(offlineIndex(small, answers, strata)).toEqual(errors);
  });

  test('of a method that cannot be computed names its errors', () => {
    const unfit = read({ questions: ['a'], aggregation: 'weighted' });
    expect(offlineIndex(unfit, table(['a']))).toEqual([
      { kind: 'method', error: { kind: 'weightsMissing' } },
    ]);
  });
});
