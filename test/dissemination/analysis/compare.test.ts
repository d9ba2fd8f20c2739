import { expect, test } from '@jest/globals';
import { compareMethods } from '../../../src/dissemination/analysis/compare.ts';
import type { Method } from '../../../src/statistics/method/method.ts';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { aMethod, smallSurvey } from '../../support/builders.ts';
import { afterClosing, aMeasuredRound, type GivenForms } from '../../processing/results/measured.ts';

const answered = { q1: 5, q2: 4, q3: 2 };

/** Forms of ward a by the main method and by another one. */
async function compared(forms: readonly GivenForms[], changes: Partial<Method>) {
  const main = aMeasuredRound(forms);
  const plan = countingPlan(aMethod({ id: 'other', ...changes }), surveyShape(smallSurvey));
  const other = { ...aMeasuredRound(forms, [], smallSurvey, plan), round: main.round, tree: main.tree };
  const rounds = { measureBy: () => Promise.resolve(other) };
  return await compareMethods(rounds, { main, methodId: 'other@1', unitId: 'ward-a' }, afterClosing);
}

test('two methods over the same forms differ by the method alone, so without an interval', async () => {
  const made = await compared(
    [
      { unitId: 'ward-a', count: 40, answers: answered },
      { unitId: 'ward-a', count: 40, answers: { q1: 4, q2: 3, q3: 1 } },
    ],
    { mode: 'mean', meanScore: 'fromZero' },
  );
  if ('error' in made) throw new Error(made.error);
  expect(made.notes).toEqual(['sameForms']);
  expect(made.lines.map(({ scope }) => scope.kind)).toEqual(['whole', 'factor', 'factor', 'question', 'question', 'question']); // prettier-ignore
  const [{ change }] = made.lines as [(typeof made.lines)[0]];
  // Satisfied are 3 of 6 answers; the mean is (1 + ¾ + ¼ + ¾ + ½ + 0)/6.
  expect(change).toEqual({ state: 'shown', points: { units: 417, decimals: 2 }, exactPoints: expect.closeTo(4.1667, 3), breaks: [] }); // prettier-ignore
});

test('factors and questions of two methods stand together only where each differs by nobody or by ten', async () => {
  const forms = [
    { unitId: 'ward-a', count: 60, answers: answered },
    { unitId: 'ward-a', count: 3, answers: { q1: 5, q2: 4, q3: 0 } }, // no opinion on the third
  ];
  const made = await compared(forms, { noOpinion: 'included' });
  if ('error' in made) throw new Error(made.error);
  expect(made.notes).toEqual(['sameForms', 'tooClose']);
  expect(made.lines.map(({ scope }) => scope.kind)).toEqual(['whole']);
});
