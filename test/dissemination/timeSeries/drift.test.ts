import { beforeAll, describe, expect, test } from '@jest/globals';
import { driftOf } from '../../../src/dissemination/timeSeries/drift.ts';
import { driftWords } from '../../../src/dissemination/timeSeries/driftPage.ts';
import type { GatheredRound } from '../../../src/dissemination/timeSeries/gatherSeries.ts';
import type { Happening } from '../../../src/dissemination/timeSeries/happenings.ts';
import type { Figure } from '../../../src/statistics/estimation/figure.ts';
import { analysedRound } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { anImprovementAction } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';
import { anEntry } from '../../improvement/scorecards/someScorecards.ts';

/** A round whose months have these satisfied of a thousand respondents each; 0 is a suppressed month. */
function aRoundOf(
  from: string,
  satisfied: readonly number[],
  breaks: GatheredRound['breaks'] = [],
): GatheredRound {
  const [year = 0, month = 0] = from.split('-').map(Number);
  const points = satisfied.map((count, at) => {
    const number = month - 1 + at;
    const day = `${year + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}-01`;
    const figure =
      count === 0
        ? { state: 'hidden' }
        : { state: 'shown', value: { units: 10 * count, decimals: 2 }, people: 1000 };
    return { from: day, label: { vi: day }, figure: figure as Figure };
  });
  return { title: { vi: from }, whole: points[0]!.figure, points, breaks };
}

const calm = [900, 905, 899, 904, 901, 906, 898, 903, 900, 904, 899, 905];
const happened: readonly Happening[] = [
  { on: '2025-03-10', kind: 'serviceBegan', what: { vi: 'Cấp hộ chiếu' } },
  { on: '2024-05-20', kind: 'actionPromised', what: { vi: 'Tập huấn' } },
];

describe('drift of an index', () => {
  test('begins where a point leaves the limits, beside what happened then and in the month before', () => {
    const [phase, ...others] = driftOf([aRoundOf('2024-04', [...calm, 960])], 'month', happened);
    expect(others).toEqual([]);
    expect(phase!.changes).toEqual([
      { rule: 'beyond', from: 12, to: 12, side: 'above', at: 12, happenings: [happened[0]] },
    ]);
    const { sections } = driftWords([phase!], 'month', 'vi');
    const { rows } = sections.find(({ key }) => key === 'changes')!;
    expect(rows[0]!.cells.at(-1)).toBe('10/03/2025: thủ tục mới: Cấp hộ chiếu');
  });

  test('is placed where a level ends with which the series begins', () => {
    const lower = calm.slice(0, 9).map((one) => one - 60);
    const [phase] = driftOf([aRoundOf('2024-01', [...lower, ...calm.slice(0, 9)])], 'month', []);
    expect(phase!.changes.map(({ rule, at, side }) => [rule, at, side])).toEqual([
      ['beyond', 9, 'above'],
      ['run', 9, 'above'],
    ]);
  });

  test('is looked at anew after a break, so that another method is no drift', () => {
    const phases = driftOf([aRoundOf('2023-01', calm), aRoundOf('2024-01', calm.map((one) => one - 200), ['method'])], 'month', []); // prettier-ignore
    expect(phases.map(({ changes, chart }) => [changes.length, Math.round(1000 * chart!.centre)])).toEqual([
      [0, 902],
      [0, 702],
    ]);
  });

  test('goes on over rounds without a break, and takes nothing of suppressed months', () => {
    const rounds = [aRoundOf('2023-01', calm.slice(0, 5)), aRoundOf('2023-06', [...calm.slice(5, 9), 0])];
    const [phase] = driftOf(rounds, 'month', []);
    expect(phase!.points).toHaveLength(9);
    expect(phase!.isProvisional).toBe(true);
  });

  test('has a season from twelve stable months on, by months only', () => {
    const seasonIn = (satisfied: readonly number[], size: 'month' | 'week') =>
      driftOf([aRoundOf('2024-01', satisfied)], size, [])[0]!.season;
    expect(seasonIn(calm, 'month')).toHaveLength(12);
    expect(seasonIn(calm.slice(0, 11), 'month')).toBeUndefined();
    expect(seasonIn([...calm.slice(0, 11), 960], 'month')).toBeUndefined();
    expect(seasonIn(calm, 'week')).toBeUndefined();
  });

  test('is not looked for in fewer than eight periods, and the page says how many there are', () => {
    const { sentences, sections } = driftWords(driftOf([aRoundOf('2024-01', calm.slice(0, 7))], 'month', []), 'month', 'en'); // prettier-ignore
    expect(sentences[0]).toMatch(/at least 8 periods .* there are 7/);
    expect(sections).toEqual([]);
  });
});

describe('the control chart of the time page', () => {
  const running = useApp();
  const analysed = analysedRound(running);
  let analyst: Browser;
  const page = async (request: Record<string, string>) =>
    await analyst.get(
      `/staff/analysis/time?${new URLSearchParams({ round: 'long', unit: 'city', by: 'week', ...request }).toString()}`,
    );

  beforeAll(async () => {
    await analysed.setUp([{ ward: 0, count: 20 }]);
    const { stores } = running();
    const round = (await stores.rounds.find('round'))!;
    await stores.rounds.add({ ...round, id: 'long', opensAt: new Date('2025-10-27T00:00:00+07:00') });
    for (let week = 0; week < 12; week++) {
      const day = new Date(Date.UTC(2025, 9, 30 + 7 * week)).toISOString().slice(0, 10);
      const low = week === 11 ? 40 : 4 + (week % 3);
      await analysed.add({ ward: 0, count: 60 - low, day, roundId: 'long' });
      await analysed.add({ ward: 0, count: low, q1: 2, day, roundId: 'long' });
    }
    await analysed.settle();
    const action = anImprovementAction({
      unitId: 'ward-a',
      what: 'Thêm một quầy',
      madeAt: new Date('2026-01-08T03:00:00Z'),
    });
    await stores.improvementActions.add(action, anEntry('improvementAction.made', action.id));
    analyst = await colleague(running(), 'analyst', 'city');
  });

  test('names the week that fell, with what the unit had promised then', async () => {
    const { status, text } = await page({});
    expect(status).toBe(200);
    expect(text).toContain('ngoài mức dao động thường lệ ở 1 thời điểm');
    expect(text).toContain('ngoài giới hạn ba sigma');
    expect(text).toContain('08/01/2026: giải pháp bắt đầu: Thêm một quầy');
    expect(text.match(/class="limit"/g)).toHaveLength(24);
    expect(text.match(/class="dotBeside"/g)).toHaveLength(1);
    expect(text).toContain('>ngoài giới hạn</text>');
    expect(text).toContain('hầu hết các kỳ nằm giữa giới hạn trên và giới hạn dưới');
    expect(text).toContain('không phải chỉ số chính thức');
  });

  test('is taken away, and is not made of days', async () => {
    const csv = (await page({ take: 'control.csv' })).text;
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + 12);
    expect((await page({ by: 'day' })).text).not.toContain('class="limit"');
    expect(running().errors).toEqual([]);
  });
});
