import { describe, expect, test } from '@jest/globals';
import { unitScopeOn } from '../../../src/access/accounts/unitScope.ts';
import type { Case, CaseStep } from '../../../src/improvement/cases/case.ts';
import { filesByUnit, handlingsByUnit } from '../../../src/improvement/realTimeIndex/records.ts';
import { group5Of, type YearRecords } from '../../../src/improvement/realTimeIndex/group5.ts';
import type { Caseload } from '../../../src/registers/caseloads/caseload.ts';
import { workingCalendar } from '../../../src/platform/calendar/workingDays.ts';
import { aUnit } from '../../support/builders.ts';
import { aCase } from '../cases/someCases.ts';

/** Without holidays; cases of the week of 12 January come before the screeners on Monday, 19 January 2026. */
const calendar = workingCalendar({
  firstOn: '2025-01-01',
  lastOn: '2026-12-31',
  daysOff: [],
  makeUpDays: [],
});
const step = (kind: CaseStep['kind'], on: string, unitId = 'ward-a'): CaseStep => ({ kind, on, unitId });
const handled = (cases: readonly Case[], today = '2026-06-01') =>
  Object.fromEntries(handlingsByUnit(cases, calendar, today));

describe('item 5.2', () => {
  const assigned = step('assign', '2026-01-20');
  test.each<[string, CaseStep[], Partial<Case>, number, number]>([
    ['an answer on the 15th working day is in time', [assigned, step('answer', '2026-02-09')], {}, 1, 1],
    ['an answer on the 16th is not', [assigned, step('answer', '2026-02-10')], {}, 0, 1],
    ['a refusal on the 2nd working day is in time', [step('refuse', '2026-01-21')], {}, 1, 1],
    ['a refusal on the 3rd is not', [step('refuse', '2026-01-22')], {}, 0, 1],
    [
      'a return on the 2nd after it was assigned is in time',
      [assigned, step('giveBack', '2026-01-22')],
      {},
      1,
      1,
    ],
    ['asking for more on the 5th is in time', [assigned, step('askMore', '2026-01-27')], {}, 1, 1],
    ['asking for more on the 6th is not', [assigned, step('askMore', '2026-01-28')], {}, 0, 1],
    [
      'publication on the 3rd is not, however soon the answer was',
      [assigned, step('answer', '2026-01-21'), step('publish', '2026-01-26')],
      {},
      0,
      1,
    ],
    ['assigning it is no handling', [assigned], { state: 'moreAsked' }, 0, 0],
    ['what is overdue and unanswered is not in time', [assigned], { state: 'assigned' }, 0, 1],
  ])('%s', (_sentence, steps, changes, part, whole) => {
    expect(handled([aCase({ steps, ...changes })])).toEqual(whole === 0 ? {} : { 'ward-a': { part, whole } });
  });

  test('counts a case for each unit that did something about it', () => {
    const steps = [
      assigned,
      step('giveBack', '2026-01-30', 'ward-a'), // late
      step('assign', '2026-02-02', 'ward-b'),
      step('answer', '2026-02-03', 'ward-b'),
    ];
    expect(handled([aCase({ unitId: 'ward-b', steps })])).toEqual({
      'ward-a': { part: 0, whole: 1 },
      'ward-b': { part: 1, whole: 1 },
    });
  });

  test('leaves out what the list of holidays does not reach, and what is not due yet', () => {
    const beyond = [assigned, step('answer', '2027-02-01')];
    expect(handled([aCase({ week: '2026-12-21', steps: beyond })])).toEqual({});
    expect(handled([aCase({ state: 'assigned', steps: [assigned] })], '2026-02-09')).toEqual({});
  });
});

const caseload = (unitId: string, transactions: number, overdue?: number, month = '2026-01'): Caseload => ({
  unitId,
  month,
  filing: 'counter',
  transactions,
  ...(overdue === undefined ? {} : { overdue }),
});

describe('item 5.4', () => {
  test('counts files of which it is told how many were overdue, and cases of the same unit and month', () => {
    const screened = (changes: Partial<Case>): Case => aCase({ text: 'Chờ lâu.', ...changes });
    const lines = [
      caseload('ward-a', 100, 4),
      caseload('ward-a', 50),
      caseload('ward-a', 60, undefined, '2026-02'),
      caseload('ward-b', 2, 0),
    ];
    const cases = [
      screened({ state: 'assigned' }),
      screened({ state: 'closed', refused: true }),
      screened({ week: '2026-02-02' }), // no overdue files are told of February
      aCase({ state: 'received' }), // nobody has screened it
      ...[1, 2, 3].map(() => screened({ unitId: 'ward-b' })),
      screened({ unitId: 'city' }), // has no files
    ];
    expect(Object.fromEntries(filesByUnit(lines, cases))).toEqual({
      'ward-a': { files: 100, overdue: 4, complained: 1 },
      'ward-b': { files: 2, overdue: 0, complained: 2 },
    });
  });
});

describe('group 5', () => {
  const list = [
    aUnit('city'),
    ...['ward-a', 'ward-b', 'ward-c'].map((id) => aUnit(id, { parentId: 'city' })),
  ];
  const locations = { ...unitScopeOn(list, '2026-06-01'), unitIds: list.map(({ id }) => id) };
  const nothing: YearRecords = { handlings: new Map(), files: new Map(), entered: new Map() };
  const statesOf = (records: Partial<YearRecords>, item: '5.2' | '5.4') => {
    const of = group5Of({ ...nothing, ...records }, locations);
    return locations.unitIds.map((id) => {
      const line = of(id).lines.find((one) => one.item === item)!;
      return 'figure' in line ? line.figure.state : undefined;
    });
  };

  test('sums records over the units below, and gives points exactly at the edge', () => {
    const of = group5Of(
      {
        ...nothing,
        files: new Map([
          ['ward-a', { files: 1000, overdue: 90, complained: 10 }],
          ['ward-b', { files: 1000, overdue: 101, complained: 0 }],
        ]),
        handlings: new Map([['ward-a', { part: 9, whole: 20 }]]),
        entered: new Map([['city', { '5.1': { hundredths: 425, source: 'báo cáo' } }]]),
      },
      locations,
    );
    const pointsOf = (id: string) => of(id).lines.map(({ points }) => points?.units);
    // 90 % → 6; 89.9 % → 5.9933; 1799/2000 = 89.95 % → 5.9967; 9/20 = 45 % → 2.5
    expect(pointsOf('ward-a')).toEqual([undefined, 250, undefined, 600]);
    expect(pointsOf('ward-b')).toEqual([undefined, undefined, undefined, 599]);
    expect(pointsOf('city')).toEqual([425, 250, undefined, 600]);
    expect(of('city').total).toEqual({ points: { units: 1275, decimals: 2 }, of: 16 });
    expect(of('ward-b').total).toEqual({ points: { units: 599, decimals: 2 }, of: 6 });
    expect(of('ward-c')).toMatchObject({ total: undefined });
  });

  test('says that there is nothing where there is nothing', () => {
    expect(statesOf({}, '5.2')).toEqual(['none', 'none', 'none', 'none']);
    expect(statesOf({}, '5.4')).toEqual(['none', 'none', 'none', 'none']);
  });

  test('hides fewer than ten, and another beside it, so that the city does not give it away', () => {
    const handlings = new Map([
      ['ward-a', { part: 3, whole: 9 }],
      ['ward-b', { part: 12, whole: 12 }],
      ['ward-c', { part: 40, whole: 40 }],
    ]);
    expect(statesOf({ handlings }, '5.2')).toEqual(['shown', 'hidden', 'hidden', 'shown']);
    handlings.set('city', { part: 1, whole: 11 }); // its own are shown nowhere, and make what is hidden 20
    expect(statesOf({ handlings }, '5.2')).toEqual(['shown', 'hidden', 'shown', 'shown']);
  });
});
