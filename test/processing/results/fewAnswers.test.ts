/** Pages of rounds in which little or nothing can be computed: each says so in words, and never shows NaN or a made-up 0 %. */
import { expect, test } from '@jest/globals';
import { resultsOf } from '../../../src/processing/results/results.ts';
import { resultsPage } from '../../../src/dissemination/results/resultsPage.ts';
import { afterClosing, aMeasuredRound, nothingBeside, type GivenForms } from './measured.ts';

const satisfied = { q1: 5, q2: 4, q3: 5 };
const dissatisfied = { q1: 1, q2: 2, q3: 3 };
const noOpinion = { q1: 0, q2: 0, q3: 0 };

function pageOf(forms: readonly GivenForms[]) {
  const measured = aMeasuredRound(forms, ['ward-a', 'ward-b']);
  const results = resultsOf(afterClosing, measured, 'city');
  const shown = {
    now: afterClosing,
    measured,
    results,
    beside: nothingBeside,
    others: [],
    series: [],
    spreads: [],
  };
  return resultsPage({ language: 'vi', ...shown });
}

test.each<[string, readonly GivenForms[], string, string]>([
  ['no answers', [], 'chưa có câu trả lời được tính', ''],
  [
    'one form',
    [{ unitId: 'ward-a', count: 1, answers: satisfied }],
    'không hiển thị để bảo vệ người trả lời',
    '',
  ],
  // Wilson on an n_eff of 100, everybody being alike: 100 % down to 96.30 %.
  [
    'everybody satisfied',
    [{ unitId: 'ward-a', count: 100, answers: satisfied }],
    '100,00%',
    '96,30% – 100,00%',
  ],
  // A width of 3.70 points is shown, however large it is beside a share of 0.
  ['nobody satisfied', [{ unitId: 'ward-a', count: 100, answers: dissatisfied }], '0,00%', '0,00% – 3,70%'],
  // A form without an answer on a level is below the method's minimum.
  [
    'no opinion on anything',
    [{ unitId: 'ward-a', count: 40, answers: noOpinion }],
    'chưa có câu trả lời được tính',
    '',
  ],
])('a round with %s has a page of its own kind', (_what, forms, value, interval) => {
  const { t: _texts, ...page } = pageOf(forms);
  expect([page.headline.value, page.headline.interval]).toEqual([value, interval]);
  expect(JSON.stringify(page)).not.toMatch(/NaN|Infinity|undefined/);
  const percents = JSON.stringify(page).match(/\d%/g) ?? [];
  expect(percents.length > 0).toBe(value.endsWith('%'));
});

test('forms without any answer on a level are told, although they are in no figure', () => {
  const { notes } = pageOf([{ unitId: 'ward-a', count: 40, answers: noOpinion }]);
  expect(notes.join(' ')).toContain('40 phiếu có quá ít câu trả lời');
});
