import { describe, expect, test } from '@jest/globals';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import type { Method } from '../../../src/statistics/method/method.ts';
import type { Figure } from '../../../src/statistics/estimation/figure.ts';
import { decimalToNumber } from '../../../src/statistics/estimation/rounding.ts';
import type { MeasuredRound } from '../../../src/processing/results/results.ts';
import { sideBySide } from '../../../src/processing/results/sideBySide.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { addForm, type TallySheet } from '../../../src/statistics/estimation/tally.ts';
import { aMethod, smallSurvey } from '../../support/builders.ts';
import { afterClosing, aMeasuredRound, type GivenForms } from './measured.ts';

/** The same forms by another method. */
function measuredBy(
  changes: Partial<Method>,
  main: MeasuredRound,
  forms: readonly GivenForms[],
): MeasuredRound {
  const plan = countingPlan(aMethod({ id: 'other', ...changes }), surveyShape(smallSurvey));
  const sheet: TallySheet = new Map();
  for (const { count, unitId, answers } of forms) {
    for (let one = 0; one < count; one++)
      addForm(plan, sheet, {
        unitId,
        answers,
        channel: 'qr',
        about: {},
        givenOn: '2026-01-20',
        standing: 'counted',
      });
  }
  return { ...main, plan, snapshot: { ...main.snapshot, tallies: [...sheet.values()] } };
}

const whole = { q1: 5, q2: 4, q3: 2 };
const short = { q1: 5 };

function compared(forms: readonly GivenForms[], changes: Partial<Method>) {
  const main = aMeasuredRound(forms);
  return sideBySide(afterClosing, main, measuredBy(changes, main, forms), ['city', 'ward-a', 'ward-b']);
}

describe('two methods over the same forms', () => {
  test('stand side by side, each with its own figure', () => {
    const forms = [
      { unitId: 'ward-a', count: 40, answers: whole },
      { unitId: 'ward-b', count: 60, answers: { q1: 3, q2: 3, q3: 3 } },
    ];
    const { state, rows } = compared(forms, { mode: 'mean', meanScore: 'fromZero' });
    expect(state).toBe('shown');
    // ward-a: two of three satisfied; mean (1 + 3/4 + 1/4)/3. ward-b: everybody in the middle.
    // The city: 80 of 300; (40·2 + 60·1.5)/300.
    const percentOf = ({ state: of, ...rest }: Figure) =>
      of === 'shown' && 'value' in rest ? decimalToNumber(rest.value) : of;
    expect(rows.map(({ unitId, main, other }) => [unitId, percentOf(main), percentOf(other)])).toEqual([
      ['city', 26.67, 56.67],
      ['ward-a', 66.67, 'unreliable'], // a mean in which all are alike has no interval
      ['ward-b', 'unreliable', 'unreliable'], // nobody satisfied: no interval is narrow enough for a share of 0
    ]);
  });

  test.each([
    ['nobody is counted by one alone', 0, 'shown'],
    ['three people are counted by one alone', 3, 'tooClose'],
    ['ten people are counted by one alone', 10, 'shown'],
  ])('appear together or not where %s', (_what, few, state) => {
    const forms = [
      { unitId: 'ward-a', count: 40, answers: whole },
      { unitId: 'ward-a', count: few, answers: short },
      { unitId: 'ward-b', count: 60, answers: whole },
    ].filter(({ count }) => count > 0);
    const found = compared(forms, { minimumValid: 2 });
    expect([found.state, found.rows.length]).toEqual([state, state === 'shown' ? 3 : 0]);
  });
});
