import { describe, expect, test } from '@jest/globals';
import { caseAfter, type Case, type CaseAction } from '../../../src/improvement/cases/case.ts';
import { caseCounts, caseFigures } from '../../../src/improvement/cases/caseFigures.ts';
import { currentTerm, isOverdue, timedSteps, unitTerms } from '../../../src/improvement/cases/terms.ts';
import { announcedYears } from '../../../src/registers/holidays/announced.ts';
import { calendarOf } from '../../../src/registers/holidays/holiday.ts';
import { aCase } from './someCases.ts';

function afterOn(one: Case, ...actions: readonly (readonly [string, CaseAction])[]): Case {
  return actions.reduce((before, [on, action]) => {
    const next = caseAfter(before, action, { on, lives: () => true, eraseOn: '2099-01-01' });
    if (typeof next === 'string') throw new Error(next);
    return next;
  }, one);
}

const calendar = calendarOf(announcedYears);
const assign = { kind: 'assign', text: 'đã che', unitId: 'ward-a' } as const;
const answer: CaseAction = { kind: 'answer', text: 'trả lời' };

describe('terms', () => {
  test('run from the Monday after the week of the comment, over Tết', () => {
    const one = aCase({ week: '2026-02-02' }); // opened on Monday 9 February; Tết is 16 to 20 February
    expect(currentTerm(one, calendar)).toMatchObject({ term: 'screen', dueOn: '2026-02-11' });
    const assigned = afterOn(one, ['2026-02-12', assign]);
    // 10–13 (4), 23–27 (9), 2–6 March (14), 9 March (15)
    expect(currentTerm(assigned, calendar)).toMatchObject({ term: 'answer', dueOn: '2026-03-09' });
    expect(unitTerms(assigned, calendar).map(({ dueOn }) => dueOn)).toEqual(['2026-02-23', '2026-02-26']);
    expect(isOverdue(assigned, calendar, '2026-03-09')).toBe(false);
    expect(isOverdue(assigned, calendar, '2026-03-10')).toBe(true);
    const done = afterOn(assigned, ['2026-03-10', answer]);
    expect(timedSteps(done, calendar).map(({ term, isOnTime }) => [term, isOnTime])).toEqual([
      ['screen', false],
      ['answer', false],
    ]);
  });

  test('take a make-up Saturday as the working day that it is', () => {
    const one = afterOn(aCase({ week: '2025-12-15' }), ['2025-12-22', assign]); // opened on 22 December 2025
    // 23–26 (4), 29–31 (7), 5–9 January (12), Saturday 10 (13), 12, 13 (15)
    expect(currentTerm(one, calendar)?.dueOn).toBe('2026-01-13');
  });

  test('stand still while the citizen is asked, and run anew from the reply', () => {
    const asked = afterOn(
      aCase({ week: '2026-03-02' }),
      ['2026-03-10', assign],
      ['2026-03-12', { kind: 'askMore', text: '?' }],
    );
    expect(currentTerm(asked, calendar)).toBeUndefined();
    expect(isOverdue(asked, calendar, '2027-01-01')).toBe(false);
    const told = afterOn(asked, ['2026-05-04', { kind: 'tellMore', text: '!' }], ['2026-05-05', assign]);
    expect(currentTerm(told, calendar)).toMatchObject({
      term: 'answer',
      fromOn: '2026-05-04',
      dueOn: '2026-05-25',
    });
  });

  test('that reach beyond the list of holidays are unknown, and nothing is overdue or on time by them', () => {
    const one = afterOn(aCase({ week: '2026-12-07' }), ['2026-12-14', assign]);
    expect(currentTerm(one, calendar)).toEqual({ term: 'answer', fromOn: '2026-12-14', dueOn: undefined });
    expect(isOverdue(one, calendar, '2027-06-01')).toBe(false);
    const [, answered] = timedSteps(afterOn(one, ['2027-01-04', answer]), calendar);
    expect(answered?.isOnTime).toBeUndefined();
  });
});

describe('figures', () => {
  const onTime = (unitId: string, helped?: boolean): Case =>
    afterOn(
      aCase({ week: '2026-03-02' }),
      ['2026-03-10', { ...assign, unitId }],
      ['2026-03-12', answer],
      ...(helped === undefined ? [] : [['2026-03-13', { kind: 'verdict', helped }] as const]),
    );
  const late = (unitId: string): Case =>
    afterOn(aCase({ week: '2026-03-02' }), ['2026-03-10', { ...assign, unitId }]);
  const many = (count: number, make: () => Case): readonly Case[] => Array.from({ length: count }, make);

  test('count an overdue case as not on time, and leave out what is not due', () => {
    const cases = [onTime('a', true), late('a'), aCase({ unitId: 'a' })];
    expect(caseCounts(cases, calendar, '2026-06-01').get('a')).toEqual({
      due: 2,
      onTime: 1,
      judged: 1,
      helped: 1,
    });
    expect(caseCounts([late('a')], calendar, '2026-03-20').get('a')?.due).toBe(0);
  });

  test('of fewer than ten cases are hidden, with another unit beside, so that the total does not give them away', () => {
    const cases = [
      ...many(9, () => onTime('small', false)),
      ...many(12, () => onTime('middle', true)),
      ...many(30, () => onTime('large', true)),
      ...many(2, () => late('large')),
    ];
    const figures = caseFigures(caseCounts(cases, calendar, '2026-06-01'));
    const states = figures.map(({ unitId, onTime: { state } }) => [unitId ?? 'all', state]);
    expect(states).toEqual([
      ['all', 'shown'],
      ['small', 'hidden'],
      ['middle', 'hidden'],
      ['large', 'shown'],
    ]);
    // 30 of 32 on time, 42 of 51 verdicts helped
    expect(figures[3]?.onTime).toMatchObject({ value: { units: 938, decimals: 1 }, whole: 32 });
    expect(figures[0]?.helped).toMatchObject({ value: { units: 824, decimals: 1 }, whole: 51 });
  });

  test('of nothing are none', () => {
    expect(caseFigures(new Map())).toEqual([
      { unitId: undefined, onTime: { state: 'none' }, helped: { state: 'none' } },
    ]);
  });
});
