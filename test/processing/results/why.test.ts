import { describe, expect, test } from '@jest/globals';
import { whyOf } from '../../../src/processing/results/why.ts';
import { whyPage } from '../../../src/dissemination/results/whyPage.ts';
import { afterClosing, aMeasuredRound } from './measured.ts';

const satisfied = { q1: 5, q2: 5, q3: 5 };
const q3Bad = { q1: 5, q2: 5, q3: 1 };
const allBad = { q1: 1, q2: 1, q3: 1 };

// Before: 200 forms, all satisfied but 10 of q3 in each ward: 590 of 600 answers would be 98.33; here 20 bad: 580/600.
const before = aMeasuredRound([
  { unitId: 'ward-a', count: 90, answers: satisfied, serviceId: 'birth' },
  { unitId: 'ward-a', count: 10, answers: q3Bad, serviceId: 'land' },
  { unitId: 'ward-b', count: 90, answers: satisfied, channel: 'kiosk', serviceId: 'birth' },
  { unitId: 'ward-b', count: 10, answers: q3Bad, channel: 'kiosk', serviceId: 'land' },
]);
// After: ward-a as before; in ward-b half judge q3 badly, and ten judge all badly.
const after = aMeasuredRound([
  { unitId: 'ward-a', count: 90, answers: satisfied, serviceId: 'birth' },
  { unitId: 'ward-a', count: 10, answers: q3Bad, serviceId: 'land' },
  { unitId: 'ward-b', count: 40, answers: satisfied, channel: 'kiosk', serviceId: 'birth' },
  { unitId: 'ward-b', count: 50, answers: q3Bad, channel: 'kiosk', serviceId: 'land' },
  { unitId: 'ward-b', count: 10, answers: allBad, channel: 'kiosk', serviceId: 'land' },
]);
const why = whyOf(afterClosing, { current: after, previous: before }, 'city');
const explanation = (by: string) => why.explanations.find((one) => one.by === by)!;
const judged = (by: string) =>
  Object.fromEntries(explanation(by).parts.map(({ key, judgedPoints }) => [key, judgedPoints]));

describe('why an index moved', () => {
  test('is told by factor, question, unit, channel and service, each adding up to the change', () => {
    // 580/600 before; bad answers after: q3 10 + 50 + 10, q1 and q2 10 each: 510/600.
    expect(why.whole.change!.exactPoints).toBeCloseTo((100 * (510 - 580)) / 600, 12);
    for (const { parts, mixPoints } of why.explanations) {
      const sum = parts.reduce((points, part) => points + part.judgedPoints, mixPoints);
      expect(sum).toBeCloseTo(why.whole.change!.exactPoints, 12);
    }
    expect(why.explanations.map(({ by }) => by)).toEqual([
      'factor',
      'question',
      'unit',
      'channel',
      'service',
    ]);
  });

  test('is told by all but units where those below were reorganised meanwhile', () => {
    const reorganised = aMeasuredRound([
      { unitId: 'ward-a', count: 100, answers: satisfied },
      { unitId: 'ward-c', count: 100, answers: q3Bad },
    ]);
    const told = whyOf(afterClosing, { current: reorganised, previous: before }, 'city');
    expect(told.whole.change).toBeDefined();
    expect(told.explanations.map(({ by }) => by)).toEqual(['factor', 'question', 'channel', 'service']);
    whyPage({ language: 'vi', measured: reorganised, services: [], why: told });
  });

  test('gives each part what its own answers moved', () => {
    // Shares of questions are a third each: q3 fell by 50 of 200 answers, 25 points / 3; q1 by 5 points / 3.
    expect(judged('question')['q3']).toBeCloseTo(-25 / 3, 12);
    expect(judged('question')['q1']).toBeCloseTo(-5 / 3, 12);
    expect(judged('factor')['access']).toBeCloseTo(-10 / 3, 12);
    expect(judged('unit')).toEqual({ 'ward-a': 0, 'ward-b': expect.closeTo(-70 / 6, 12) });
    expect(judged('channel')['kiosk']).toBeCloseTo(-70 / 6, 12);
    expect(explanation('unit').mixPoints).toBeCloseTo(0, 12);
    expect(explanation('service').mixPoints).not.toBeCloseTo(0, 1); // many more land forms
  });

  test('names the units in which a question was judged worse beyond chance', () => {
    expect(why.movedUnits.find(({ questionId }) => questionId === 'q3')).toEqual({
      questionId: 'q3',
      fell: ['ward-b'],
      rose: [],
      of: 2,
    });
  });

  test('is told in words that an office can act on', () => {
    const { summary } = whyPage({ language: 'vi', measured: after, services: [], why });
    expect(summary[0]).toBe('Chỉ số giảm 11,67 điểm phần trăm: từ 96,67% thành 85,00%.');
    expect(summary[1]).toContain('“Thủ tục hành chính” chiếm 8,33 trong 11,67 điểm giảm');
    expect(summary[2]).toContain('“phường ward-b” chiếm 11,67 trong 11,67 điểm giảm');
    expect(summary[3]).toContain('“Phí”, từ 90,00% thành 65,00%');
    expect(summary[3]).toContain(
      'giảm có ý nghĩa thống kê ở 1 trong 2 đơn vị so sánh được (phường ward-b) nếu người đã trả lời không khác người chưa trả lời.',
    );
  });

  test('shows lines that add up to the printed change in whole hundredths', () => {
    const page = whyPage({ language: 'en', measured: after, services: [], why });
    const shown = [...page.leading, ...page.others];
    expect(shown).toHaveLength(5);
    for (const { rows, total } of shown) {
      const hundredths = rows.map(({ points }) => Math.round(Number(points.replace('−', '-')) * 100));
      expect(hundredths.reduce((sum, one) => sum + one, 0)).toBe(-1167);
      expect(total.points).toBe('−11.67');
    }
  });

  test('does not name a unit that is hidden, nor one that could be subtracted: they are told together with the mix', () => {
    const withSmall = aMeasuredRound([
      { unitId: 'ward-a', count: 100, answers: satisfied },
      { unitId: 'ward-b', count: 60, answers: q3Bad },
      { unitId: 'ward-c', count: 4, answers: allBad },
    ]);
    const both = { current: withSmall, previous: before };
    const found = whyOf(afterClosing, both, 'city').explanations.find(({ by }) => by === 'unit')!;
    expect(found.parts.map(({ key }) => key)).toEqual(['ward-a']);
    expect(found.hasRest).toBe(true);
    // 580/600 before, 420/492 after; ward-a by itself 290/300 and 300/300.
    const judgedOfA = 50 * (300 / 492 + 300 / 600) * (1 - 290 / 300);
    expect(found.mixPoints).toBeCloseTo(100 * (420 / 492 - 580 / 600) - judgedOfA, 12);
  });

  test('is not told without a round before, and priorities are', () => {
    const alone = whyOf(afterClosing, { current: after }, 'city');
    expect(alone.explanations).toEqual([]);
    // q1 and q2 are always judged alike, q3 often differs: it goes least with the rest, and is judged worst.
    expect(Object.fromEntries(alone.priorities.map(({ id, quadrant }) => [id, quadrant]))).toEqual({
      q1: 'keepUp',
      q2: 'keepUp',
      q3: 'mendLater',
    });
    const { summary } = whyPage({
      language: 'vi',
      measured: after,
      services: [],
      why: alone,
    });
    expect(summary).toEqual(['Chưa có đợt trước dùng cùng phiếu và cùng cách tính để so sánh.']);
  });
});
