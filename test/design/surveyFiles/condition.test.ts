import { describe, expect, test } from '@jest/globals';
import { readCondition } from '../../../src/design/surveyFiles/condition.ts';

const choices = ['1', '2', '3', '4', '5'];
const read = (expression: string) => {
  const { code, accepts } = readCondition(expression) ?? {};
  return code && [code, choices.filter((choice) => accepts!(choice)).join('')];
};

describe('a condition on one question', () => {
  test.each([
    ["${q1} = '2'", 'q1', '2'],
    ['${q1}=2', 'q1', '2'],
    ["selected(${q-1}, '4')", 'q-1', '4'],
    ["${q1} = '1' or ${q1} = '2'", 'q1', '12'],
    ["(${q1} = '1') or (selected(${q1}, '5'))", 'q1', '15'],
    ['${q1} <= 2', 'q1', '12'],
    ['${q1} > 1 and ${q1} < 4', 'q1', '23'],
    ['((Q1.NAOK == "3"))', 'Q1', '3'],
    ['((G01_SQ001.NAOK == "1" or G01_SQ001.NAOK == "2"))', 'G01_SQ001', '12'],
    ['((697191X12X22SQ001.NAOK == "1"))', '697191X12X22SQ001', '1'],
  ])('is read: %s', (expression, code, accepted) => {
    expect(read(expression)).toEqual([code, accepted]);
  });

  test.each([
    ['of two questions', "${q1} = '1' or ${q2} = '1'"],
    ['of another question that is not equal, which holds unanswered too', "${q1} != '1'"],
    ['of what ExpressionScript takes an unanswered question for', '((Q1.NAOK < "3"))'],
    ['of a negation', "not(selected(${q1}, '1'))"],
    ['of a calculation', 'count-selected(${q1}) > 1'],
    ['of nothing', ''],
    ['of parentheses without an end', `${'('.repeat(30_000)}1`],
  ])('is none %s', (_what, expression) => {
    expect(readCondition(expression)).toBeUndefined();
  });
});
