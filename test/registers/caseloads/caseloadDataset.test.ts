import { describe, expect, it } from '@jest/globals';
import type { DatasetContext } from '../../../src/registers/datasets/dataset.ts';
import { monthsBetween } from '../../../src/registers/caseloads/caseload.ts';
import { caseloadDataset } from '../../../src/registers/caseloads/caseloadDataset.ts';
import { aUnit } from '../../support/builders.ts';

const from = '2020-01-01';
const context: DatasetContext = {
  units: [
    aUnit('a', { codes: [{ code: '101', from, to: '2025-07-01' }], validTo: '2025-07-01' }),
    aUnit('b', { codes: [{ code: '101', from: '2025-07-01' }], validFrom: '2025-07-01' }),
    aUnit('c', { names: [{ text: { vi: 'phường B', en: 'ward c' }, from }] }),
    aUnit('foreign'),
  ],
  services: [{ id: 'birth', name: { vi: 'Khai sinh', en: 'Birth' }, field: { vi: 'Hộ tịch' } }],
  rounds: [],
  today: '2026-01-20',
  mayKeep: (unitId) => unitId !== 'foreign',
};
const sound = {
  unit: 'phường b',
  service: 'khai sinh',
  month: '12/2025',
  filing: 'tại quầy',
  transactions: '15',
  onTime: '13',
  overdue: '2',
  returnedByPost: '',
};
const read = (changes: Partial<typeof sound>) => caseloadDataset.reader(context)({ ...sound, ...changes });

describe('a line of volumes', () => {
  it.each([
    [
      'the code of the month: before July',
      { unit: '101', month: '06/2025' },
      { unitId: 'a', month: '2025-06' },
    ],
    [
      'the code of the month: from July on',
      { unit: '101', month: '2025-07' },
      { unitId: 'b', month: '2025-07' },
    ],
    ['a month as a spreadsheet turns it', { unit: 'ward c', month: '2025-12-01' }, { month: '2025-12' }],
    [
      'another language',
      { unit: 'ward c', service: 'Birth', filing: 'Public postal service' },
      { serviceId: 'birth', filing: 'post' },
    ],
    ['all services, in words', { unit: 'ward c', service: 'Tất cả' }, { unitId: 'c', filing: 'counter' }],
    ['all services, in English', { unit: 'ward c', service: 'all' }, { unitId: 'c' }],
    ['no service', { unit: 'ward c', service: '' }, { unitId: 'c', filing: 'counter', transactions: 15 }],
    ['no count of what was late', { unit: 'ward c', onTime: '', overdue: '' }, { transactions: 15 }],
  ])('may have %s', (_what, changes, line) => {
    const result = read(changes);
    expect(result).toMatchObject({ line });
  });

  it('says nothing of what is left out', () => {
    expect(read({ unit: 'ward c', service: '', onTime: '', overdue: '' })).toEqual({
      line: { unitId: 'c', month: '2025-12', filing: 'counter', transactions: 15 },
    });
  });

  it.each([
    ['unit', { unit: 'phường b' }], // two are called so
    ['unit', { unit: 'nowhere' }],
    ['unit', { unit: 'foreign ward' }],
    ['month', { unit: 'ward c', month: '02/2026' }],
    ['month', { unit: 'ward c', month: '13/2025' }],
    ['month', { unit: 'ward c', month: '15/12/2025' }],
    ['service', { unit: 'ward c', service: 'Kết hôn' }],
    ['filing', { unit: 'ward c', filing: 'bồ câu' }],
    ['transactions', { unit: 'ward c', transactions: '1.200' }],
    ['transactions', { unit: 'ward c', transactions: '' }],
    ['transactions', { unit: 'ward c', transactions: '14' }], // 13 + 2 are more
    ['overdue', { unit: 'ward c', overdue: '-1' }],
    ['returnedByPost', { unit: 'ward c', returnedByPost: '16' }],
  ])('is refused at %s: %j', (key, changes) => {
    const result = read(changes);
    expect(Object.keys('errors' in result ? result.errors : {})).toEqual([key]);
  });

  it('of a month before the first day of its unit says from which day the unit is there, and what to do', () => {
    const result = read({ unit: 'phường B', month: '06/2025' });
    expect(result).toMatchObject({ line: { unitId: 'c' } }); // the other unit of that name had not begun
    const late = caseloadDataset.reader({ ...context, units: context.units.slice(1, 2) });
    const { errors } = late({ ...sound, unit: '101', month: '06/2025' }) as {
      errors: Record<string, { vi: string; en: string }>;
    };
    expect(errors['unit']!.vi).toMatch(/từ ngày 01\/07\/2025.*Thay đổi đơn vị/);
    expect(errors['unit']!.en).toContain('undo the change that added it');
  });

  it('comes back from its own cells', () => {
    for (const language of ['vi', 'en'] as const) {
      const { line } = read({ unit: 'ward c', returnedByPost: '4' }) as {
        line: Parameters<typeof caseloadDataset.keyOf>[0];
      };
      const cells = caseloadDataset.cellsOf(line, context, language).map(String);
      const keys = caseloadDataset.columns.map(({ key }) => key);
      const again = Object.fromEntries(keys.map((key, index) => [key, cells[index]!]));
      const other = { ...context, units: context.units.slice(2) };
      expect(caseloadDataset.reader(other)(again)).toEqual({ line });
    }
  });
});

describe('lines of volumes', () => {
  const line = { unitId: 'c', month: '2025-12', filing: 'counter', transactions: 5 } as const;
  const birth = { ...line, serviceId: 'birth' };
  const clashing = (lines: readonly (typeof line | typeof birth)[], kept: readonly (typeof line)[] = []) => [
    ...caseloadDataset.clashes!(lines, new Map(kept.map((one) => [caseloadDataset.keyOf(one), one]))).keys(),
  ];

  it('are not counted twice, as one service and as all', () => {
    expect(clashing([line, birth])).toHaveLength(2);
    expect(clashing([birth], [line])).toEqual([caseloadDataset.keyOf(birth)]);
    expect(clashing([birth, { ...line, filing: 'post' as never }])).toEqual([]);
    expect(clashing([birth, { ...line, transactions: 0 as never }], [line])).toEqual([]);
  });
});

it('a time touches the months of its first and last day', () => {
  expect(monthsBetween('2025-11-30', '2026-02-01')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  expect(monthsBetween('2026-02-01', '2026-01-01')).toEqual([]);
});
