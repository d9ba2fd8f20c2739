import { describe, expect, test } from '@jest/globals';
import type { AskedFinding, Finding } from '../../../src/dissemination/analysis/finding.ts';
import { smallUnits } from '../../../src/dissemination/analysis/smallUnitsPage.ts';
import { analysedRound } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { colleague } from '../../support/staff.ts';
import { afterClosing, aMeasuredRound, type GivenForms } from '../../processing/results/measured.ts';

/** All answers of a form alike, so that a form is worth one effective answer. */
const ward = (unitId: string, satisfied: number, others: number): GivenForms[] => [
  { unitId, count: satisfied, answers: { q1: 5, q2: 5, q3: 5 } },
  { unitId, count: others, answers: { q1: 2, q2: 2, q3: 2 } },
];

const wards = [
  ...ward('large', 280, 20),
  ...ward('low', 120, 80),
  ...ward('middle', 90, 10),
  ...ward('tiny', 9, 6),
  ...ward('best', 79, 1),
  ...ward('hidden', 5, 2),
  ...ward('beside', 8, 3),
];

const found = async (forms: readonly GivenForms[]) =>
  await smallUnits.find({
    measured: aMeasuredRound(forms),
    unitId: 'city',
    scope: { kind: 'whole' },
    now: afterClosing,
  } as AskedFinding);

async function wordsOf(forms: readonly GivenForms[]): Promise<Finding> {
  const made = await found(forms);
  if (made.refusal) throw new Error(made.refusal.vi);
  return made.words('vi');
}

describe('the page of small units', () => {
  test('shows the estimate beside the direct figure, with its shrinkage, the smallest unit moved most', async () => {
    const { sections, sentences } = await wordsOf(wards);
    const rows = new Map(sections[0]!.rows.map(({ name, cells }) => [name, cells]));
    const shrinkage = (id: string): number => Number.parseInt(rows.get(`phường ${id}`)!.at(-1)!);
    expect(rows.get('phường large')![0]).toBe('93,33%');
    expect(shrinkage('tiny')).toBeGreaterThan(shrinkage('middle'));
    expect(shrinkage('middle')).toBeGreaterThan(shrinkage('large'));
    expect(rows.get('phường tiny')![0]).not.toMatch(/%$/); // too imprecise to publish by itself
    expect(sentences[0]).toMatch(/^phường tiny được kéo về trung bình nhiều nhất/);
    expect(sentences[1]).toContain('xếp hạng và công bố chỉ dùng chỉ số tính riêng');
  });

  test('neither estimates suppressed units nor lets them change the estimates of others', async () => {
    const cells = async (forms: readonly GivenForms[]) => {
      const { sections } = await wordsOf(forms);
      return sections[0]!.rows.map(({ name, cells: [, , ...estimate] }) => [name, ...estimate].join(' '));
    };
    const before = await cells(wards);
    expect(before.find((row) => row.startsWith('phường hidden'))).toBe('phường hidden   ');
    expect(before.filter((row) => !row.includes('%')).length).toBeGreaterThanOrEqual(2); // a partner is suppressed with it
    const changed = [...wards.slice(0, 10), ...ward('hidden', 2, 5), ...wards.slice(12)];
    expect(await cells(changed)).toEqual(before);
  });

  test('needs five units', async () => {
    const { refusal } = await found(wards.slice(0, 8));
    expect(refusal?.vi).toContain('năm đơn vị');
  });
});

describe('the address of small units', () => {
  const running = useApp();
  const round = analysedRound(running);

  test('says why there is nothing to show, and is for analysts only', async () => {
    await round.setUp([{ ward: 0, count: 40 }]);
    const address = '/staff/analysis/small-units?round=round&unit=city';
    const analyst = await colleague(running(), 'analyst', 'city');
    const { status, text } = await analyst.get(address);
    expect([status, text.includes('Cần ít nhất năm đơn vị')]).toEqual([200, true]);
    expect((await (await colleague(running(), 'officer', 'city')).get(address)).status).toBe(403);
  });
});
