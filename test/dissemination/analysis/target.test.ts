import { beforeAll, describe, expect, test } from '@jest/globals';
import { targetGap, type TargetGap } from '../../../src/processing/results/targetGap.ts';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import type { Method } from '../../../src/statistics/method/method.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { analysedRound, cellsOf } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { aMethod, smallSurvey } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';
import { afterClosing, aMeasuredRound, type GivenForms } from '../../processing/results/measured.ts';

/** Of 300 answers to each question: 270, 240 and 285 are satisfied, which is 88.33 %. */
const forms: readonly GivenForms[] = [
  { unitId: 'a', count: 240, answers: { q1: 5, q2: 5, q3: 5 } },
  { unitId: 'a', count: 30, answers: { q1: 5, q2: 2, q3: 5 } },
  { unitId: 'a', count: 15, answers: { q1: 2, q2: 2, q3: 5 } },
  { unitId: 'a', count: 15, answers: { q1: 2, q2: 2, q3: 2 } },
];

function found(target: number, changes: Partial<Method> = {}): TargetGap {
  const plan = countingPlan(aMethod(changes), surveyShape(smallSurvey));
  const asked = { unitId: 'a', scope: { kind: 'whole' }, targetHundredths: target } as const;
  const made = targetGap(aMeasuredRound(forms, [], smallSurvey, plan), asked, afterClosing);
  if (typeof made === 'string') throw new Error(made);
  return made;
}

describe('what would have to change for a target', () => {
  test('is counted in answers, exactly', () => {
    const { units } = found(9500);
    // 900 answers, 795 satisfied: 855 are needed, of 105 that are not
    expect(units[0]).toMatchObject({ toMove: 60, room: 105 });
  });

  test('is shared out among questions by what they can give, the one that costs most first', () => {
    const { questions, enough } = found(9500);
    expect(questions.map(({ questionId, room, toMove }) => [questionId, Math.round(room), toMove])).toEqual([
      ['q2', 60, 35], // 60·60/105 = 34.3
      ['q1', 30, 18], // 17.1
      ['q3', 15, 9], // 8.6
    ]);
    const lost = questions.reduce((sum, one) => sum + one.lost, 0);
    expect(lost).toBeCloseTo(105 / 900, 12);
    expect(enough).toEqual(['q2']); // its 60 dissatisfied answers are just the 60 that are needed
    expect(found(9501).enough).toEqual(['q2', 'q1']);
  });

  test.each(['meanOfQuestions', 'meanOfFactors'] as const)(
    'adds up to the index in a %s as well',
    (aggregation) => {
      const { units, questions } = found(9900, { aggregation });
      const lost = questions.reduce((sum, one) => sum + one.lost, 0);
      const { figure } = units[0]!;
      expect(figure.state === 'shown' && figure.value.units / 10_000).toBeCloseTo(1 - lost, 4);
    },
  );

  test('is counted in levels where the index is a mean of levels', () => {
    const { step, questions } = found(9500, { mode: 'mean' });
    expect(step).toBe('level');
    expect(questions[0]).toMatchObject({ questionId: 'q2' });
    expect(questions[0]!.room).toBeCloseTo(60 * 3, 9); // from level 2 to 5
  });

  test('is nothing where the target is reached', () => {
    const { units, enough } = found(8000);
    expect([units[0]!.toMove, units[0]!.power, enough]).toEqual([0, undefined, []]);
  });

  test('says how likely the next round is to show the rise', () => {
    const power = (target: number) => found(target).units[0]!.power!;
    expect(power(8900)).toBeLessThan(0.2);
    expect(power(9900)).toBeGreaterThan(0.9);
  });
});

describe('the page of targets', () => {
  const running = useApp();
  const round = analysedRound(running);
  let analyst: Browser;
  const page = async (request: Record<string, string>, browser = analyst) =>
    await browser.get(
      `/staff/analysis/target?${new URLSearchParams({ round: 'round', unit: 'city', of: 'question:q1', ...request }).toString()}`,
    );

  beforeAll(async () => {
    await round.setUp([
      { ward: 0, count: 150 },
      { ward: 0, count: 50, q1: 2 },
      { ward: 1, count: 12, q1: 2 },
      { ward: 1, count: 40 },
    ]);
    analyst = await colleague(running(), 'analyst', 'city');
  });

  test('is for 95 % if nothing else is asked, in a sentence, and by unit', async () => {
    const { status, text } = await page({});
    expect(status).toBe(200);
    // 190 of 252 are satisfied; 240 (239.4) are needed
    expect(text).toContain('đạt 95% nếu 50 trong 62 câu trả lời chưa hài lòng chuyển thành hài lòng');
    const rows = cellsOf(text);
    expect(rows['phường ward-a']!.slice(0, 4)).toEqual([
      '75,00%',
      'chưa đạt, có ý nghĩa thống kê',
      '50',
      '40',
    ]);
    expect(text).toMatch(/name="target" type="text" value="95"/);
  });

  test('takes another target, with a comma, and refuses what is none and keeps it', async () => {
    expect((await page({ target: '76,5' })).text).toContain('đạt 76,50% nếu 3 trong 62');
    const { status, text } = await page({ target: '120' });
    expect([status, text.includes('value="120"'), text.includes('không quá 100')]).toEqual([422, true, true]);
    expect(cellsOf(text)).toEqual({});
  });

  test('is taken away as tables', async () => {
    expect((await page({ take: 'units.csv' })).text).toMatch(/phường ward-a,"75,00%","chưa đạt, có ý nghĩa thống kê",50,40,/); // prettier-ignore
  });

  test('shows an analyst the own units only, and officers nothing', async () => {
    expect((await page({}, await colleague(running(), 'officer', 'city'))).status).toBe(403);
    expect((await page({}, await colleague(running(), 'analyst', 'ward-b'))).status).toBe(404);
    expect(running().errors).toEqual([]);
  });
});
