import { describe, expect, test } from '@jest/globals';
import {
  inOrder,
  leavesOf,
  pointsMaxOf,
  type CriteriaContent,
} from '../../../src/improvement/scorecards/criteria.ts';
import { criteriaErrors } from '../../../src/improvement/scorecards/criteriaErrors.ts';
import { startOf } from '../../../src/improvement/scorecards/draft.ts';
import { criteriaPresets } from '../../../src/improvement/scorecards/presets/presets.ts';
import { criteriaTable, readCriteria } from '../../../src/improvement/scorecards/readCriteria.ts';
import { readItem, typedItem, type TypedItem } from '../../../src/improvement/scorecards/readItem.ts';

const frame = { ownerId: 'city', kind: 'commune', year: 2025 } as const;
const content = (
  items: CriteriaContent['items'],
  changes: Partial<CriteriaContent> = {},
): CriteriaContent => ({
  ...startOf({ title: { vi: 'Bộ' }, source: '', bonusMax: 0, penaltyMax: 0, items }, frame),
  ...changes,
});
const typed = (changes: Partial<TypedItem>): TypedItem => ({
  code: '1.1',
  title: 'Kế hoạch',
  titleEn: '',
  pointsMax: '2',
  rule: 'free',
  detail: '',
  note: '',
  confirmed: '',
  ...changes,
});
const item = (code: string, changes: Partial<TypedItem> = {}) => {
  const read = readItem(typed({ code, ...changes }));
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  return read;
};
const parent = (code: string) => item(code, { pointsMax: '', rule: '' });

describe('a set of criteria', () => {
  test.each(criteriaPresets.map((preset) => [preset.id, preset] as const))(
    'is sound as the example %s, of which nothing is confirmed',
    (_id, preset) => {
      const set = { ...startOf(preset, frame), roundId: 'round' };
      expect(criteriaErrors(set)).toEqual([]);
      expect(leavesOf(set).reduce((sum, { pointsMax }) => sum + pointsMax, 0)).toBe(10_000);
      expect(set.items.some(({ isConfirmed }) => isConfirmed)).toBe(false);
      expect(set.items.every(({ title }) => title['en'] !== undefined)).toBe(true);
    },
  );

  test('is in the order of its numbers, and sums up what is below an item', () => {
    const items = inOrder(['2', '1.10', '1', '1.2', '1.2.1'].map((code) => ({ code })));
    expect(items.map(({ code }) => code)).toEqual(['1', '1.2', '1.2.1', '1.10', '2']);
    const set = content([parent('1'), item('1.1', { pointsMax: '2,5' }), item('1.10', { pointsMax: '4' })]);
    expect(pointsMaxOf(set, '1')).toBe(650);
  });

  test.each([
    ['points that do not add to 100', content([item('1')]), { kind: 'notAHundred', points: 200 }],
    ['an item twice', content([item('1'), item('1')]), { kind: 'twice', code: '1' }],
    ['a criterion without its field', content([item('3.1')]), { kind: 'noParent', code: '3.1' }],
    ['points above others', content([item('1'), item('1.1')]), { kind: 'notALeaf', code: '1' }],
    ['a leaf without points', content([parent('1')]), { kind: 'noPoints', code: '1' }],
    ['a leaf without a rule', content([parent('1')]), { kind: 'noRule', code: '1' }],
    [
      'a step above the maximum',
      content([item('1', { rule: 'steps', detail: '0; 3' })]),
      { kind: 'stepTooHigh', code: '1' },
    ],
    [
      'satisfaction without a round',
      content([item('1', { rule: 'satisfaction' })]),
      { kind: 'noRound', code: '1' },
    ],
    [
      'deadlines in another order',
      content([], {
        deadlines: {
          self: '2026-02-01',
          first: '2026-01-01',
          explanation: '2026-03-01',
          second: '2026-04-01',
        },
      }),
      { kind: 'deadlinesOutOfOrder' },
    ],
  ])('is not published with %s', (_what, set, error) => {
    expect(criteriaErrors(set)).toContainEqual(error);
  });
});

describe('a criterion', () => {
  test.each([
    [{}, { kind: 'free' }],
    [{ rule: 'Đạt/không đạt' }, { kind: 'passFail' }],
    [
      { rule: 'Theo mức', detail: '1; 0; 0,5' },
      { kind: 'steps', steps: [0, 50, 100] },
    ],
    [{ rule: 'rate' }, { kind: 'rate', fullAt: 10_000, zeroBelow: 0 }],
    [
      { rule: 'Share of files on time', detail: '95; 50' },
      { kind: 'onTime', fullAt: 9500, zeroBelow: 5000 },
    ],
    [
      { rule: 'Chỉ số hài lòng', detail: 'officials' },
      { kind: 'satisfaction', factorId: 'officials' },
    ],
  ])('is read as typed, and would be typed as read: %j', (changes, rule) => {
    const read = item('1.1', changes);
    expect(read.rule).toEqual(rule);
    expect(readItem(typedItem(read))).toEqual(read);
  });

  test.each([
    [{ code: '1.2.3.4' }, 'code'],
    [{ code: 'I' }, 'code'],
    [{ code: '01' }, 'code'],
    [{ title: '' }, 'title'],
    [{ title: 'x'.repeat(501) }, 'title'],
    [{ pointsMax: '0' }, 'pointsMax'],
    [{ pointsMax: '100,01' }, 'pointsMax'],
    [{ pointsMax: '1,234' }, 'pointsMax'],
    [{ pointsMax: '-1' }, 'pointsMax'],
    [{ rule: 'tùy' }, 'rule'],
    [{ rule: 'free', detail: '1' }, 'detail'],
    [{ rule: 'steps', detail: '1' }, 'detail'],
    [{ rule: 'steps', detail: '0; một' }, 'detail'],
    [{ rule: 'rate', detail: '50; 95' }, 'detail'],
    [{ rule: 'rate', detail: '101' }, 'detail'],
    [{ rule: 'satisfaction', detail: 'a b' }, 'detail'],
  ] as const)('names the field that is wrong: %j', (changes, field) => {
    const read = readItem(typed(changes));
    expect('errors' in read && Object.keys(read.errors)).toEqual([field]);
  });
});

describe('a table of criteria', () => {
  const rowsOf = (...cells: readonly (readonly string[])[]) =>
    cells.map((row, index) => ({ row: index + 1, cells: row }));
  const head = ['STT', 'Lĩnh vực/Tiêu chí/Tiêu chí thành phần', 'Điểm tối đa', 'Cách chấm'];

  test('is read below its headings wherever they stand, without its totals', () => {
    const read = readCriteria(
      rowsOf(
        ['BẢNG TIÊU CHÍ NĂM 2025'],
        head,
        ['1.', 'Chỉ đạo', '5'],
        ['1.1', 'Kế hoạch', '2', 'Đạt / không đạt'],
        ['1.2', 'Báo cáo', '3'],
        ['', 'Tổng cộng', '5'],
      ),
    );
    const items = 'items' in read ? read.items : [];
    expect(items.map(({ code, pointsMax, rule }) => [code, pointsMax, rule?.kind])).toEqual([
      ['1', undefined, undefined],
      ['1.1', 200, 'passFail'],
      ['1.2', 300, 'free'],
    ]);
  });

  test.each(['vi', 'en'] as const)('is written as it is read again, in %s', (language) => {
    const [preset] = criteriaPresets;
    const { columns, rows } = criteriaTable(preset!, language);
    const cells = [columns.map(({ heading }) => heading), ...rows.map((row) => row.map(String))];
    expect(readCriteria(rowsOf(...cells))).toEqual({ items: preset!.items });
  });

  test.each([
    ['no headings', rowsOf(['a', 'b', 'c']), [undefined]],
    ['a column too few', rowsOf(['STT', 'Tiêu chí', 'khác']), [1]],
    ['no rows', rowsOf(head), [undefined]],
    ['wrong cells', rowsOf(head, ['1', '', '5'], ['I', 'Chỉ đạo', 'năm']), [2, 3, 3]],
    ['a number twice', rowsOf(head, ['1', 'a', '5'], ['1', 'b', '5']), [3]],
    ['a sum that is not the sum', rowsOf(head, ['1', 'a', '6'], ['1.1', 'b', '5']), [2]],
  ])('with %s is refused with the rows', (_what, rows, invalid) => {
    const read = readCriteria(rows);
    expect('faults' in read && read.faults.map(({ rows: [row] }) => row)).toEqual(invalid);
  });
});
