import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { hiddenRows } from './oracles/suppression.ts';
import { hiddenCells, MINIMUM_RANGE, type HidingTable } from '../../src/satisfaction/hiding.ts';
import { mayStandTogether } from '../../src/satisfaction/versions.ts';
import { cellKey, ownKey, unitTable, type TableUnit } from '../../src/satisfaction/unitTable.ts';
import { narrowestRange, type SeenVersion } from './attacker.ts';

/** One row with its total. */
function row(cells: readonly number[]): HidingTable {
  const people = new Map(cells.map((count, place) => [String(place), count]));
  people.set(
    'total',
    cells.reduce((sum, count) => sum + count, 0),
  );
  return { people, relations: [{ total: 'total', parts: cells.map((_, place) => String(place)) }] };
}

/** Rows by columns with all totals: a unit for each row under one above. */
function grid(rows: readonly (readonly number[])[]) {
  const total = rows[0]!.map((_, column) => rows.reduce((sum, line) => sum + line[column]!, 0));
  const values = (line: readonly number[]) => new Map(line.map((count, column) => [`c${column}`, count]));
  const units: TableUnit[] = [
    { id: 'all', peopleByValue: values(total) },
    ...rows.map((line, place) => ({ id: `r${place}`, parentId: 'all', peopleByValue: values(line) })),
  ];
  return unitTable(units);
}

function seen(table: HidingTable): SeenVersion {
  return { ...table, hidden: new Set(hiddenCells(table).keys()) };
}

describe('a row with its total', () => {
  test.each(hiddenRows)('$cells: $why', ({ cells, hidden }) => {
    expect([...hiddenCells(row(cells)).keys()].sort()).toEqual(hidden.map(String).sort());
  });

  test('says which cells are small and which only keep them company', () => {
    expect([...hiddenCells(row([120, 45, 9, 60]))]).toEqual([
      ['2', 'small'],
      ['1', 'complementary'],
    ]);
  });

  test('with nobody in a cell shows it, and takes it for no company', () => {
    expect([...hiddenCells(row([0, 9, 30, 40])).keys()].sort()).toEqual(['1', '2']);
  });

  test('takes the first of equals', () => {
    expect([...hiddenCells(row([9, 30, 30])).keys()]).toEqual(['0', '1']);
  });

  test('of ten people in ten cells hides more than the ten, who would be known to be one each', () => {
    const hidden = hiddenCells(row([...Array.from({ length: 10 }, () => 1), 20, 90]));
    expect(hidden.get('10')).toBe('complementary');
  });

  test('hides what was hidden in the version before', () => {
    expect([...hiddenCells({ ...row([12, 15, 20]), alreadyHidden: new Set(['0']) }).keys()]).toEqual([
      '0',
      '1',
    ]);
  });

  test('hides nothing whose number is told in any case', () => {
    const hidden = hiddenCells({ ...row([4, 3]), told: new Set(['total']) });
    expect([...hidden.keys()]).toEqual(['0', '1']);
  });
});

describe('a table of rows and columns', () => {
  test('hides a square around one small cell', () => {
    // 3 | 40 | 50      3 is small; in its row 40, in its column 20, and for those two the cell where they meet, 30:
    // 20 | 30 | 60     each row and column then hides two.
    // 70 | 80 | 90
    const hidden = hiddenCells(
      grid([
        [3, 40, 50],
        [20, 30, 60],
        [70, 80, 90],
      ]),
    );
    expect([...hidden.keys()].sort()).toEqual(['r0 c0', 'r0 c1', 'r1 c0', 'r1 c1']);
  });

  test('takes for company what asks for no more, before what is smaller', () => {
    // Beside the 3 the 40 is smaller than the 50; but in the column of the 50 something is hidden already.
    const hidden = hiddenCells(
      grid([
        [3, 50, 40],
        [20, 5, 60],
        [70, 80, 90],
      ]),
    );
    expect([...hidden.keys()].sort()).toEqual(['r0 c0', 'r0 c1', 'r1 c0', 'r1 c1']);
  });

  test('finds what no single line tells', () => {
    // Every row and column hides two cells or more and ten people or more, but rows 0 and 1 hide 33 people of whom
    // columns 0 and 1 hide 24: the cell at row 1, column 2 is 9.
    const table = grid([
      [5, 6, 50, 50],
      [6, 7, 9, 50],
      [50, 50, 6, 7],
      [50, 50, 8, 5],
    ]);
    const small = [...table.people].filter(([, count]) => count > 0 && count < 10).map(([key]) => key);
    expect(narrowestRange([{ ...table, hidden: new Set(small) }])).toBe(0);
    expect(narrowestRange([seen(table)])).toBeGreaterThanOrEqual(MINIMUM_RANGE);
  });
});

describe('cells that are no number of people by themselves', () => {
  test('are hidden with their figure', () => {
    const table = { ...row([4, 30, 60]), figureOf: new Map([['0', 'a'], ['2', 'a']]) }; // prettier-ignore
    expect([...hiddenCells(table)]).toEqual([
      ['0', 'small'],
      ['2', 'small'],
    ]);
  });

  test('may be known where they are hidden for others alone', () => {
    // All of b are told elsewhere, and so is a, unless another cell is hidden with them.
    const people = new Map(Object.entries({ all: 86, a: 14, b: 12, c: 60, elsewhere: 12 }));
    const relations = [
      { total: 'all', parts: ['a', 'b', 'c'] },
      { total: 'b', parts: ['elsewhere'] },
    ];
    const [told, alreadyHidden] = [new Set(['all', 'elsewhere']), new Set(['a', 'b'])];
    const hiddenOf = (mayBeKnown: readonly string[]) =>
      [
        ...hiddenCells({ people, relations, told, alreadyHidden, mayBeKnown: new Set(mayBeKnown) }).keys(),
      ].sort();
    expect(hiddenOf([])).toEqual(['a', 'b', 'c']);
    expect(hiddenOf(['a', 'b'])).toEqual(['a', 'b']);
  });

  test('are bounded by those who are among them', () => {
    // Nobody of a answered; all 16 of b did. As long as that is shown, b has 16 or more, and a at most 4.
    const people = new Map(Object.entries({ all: 80, a: 4, b: 16, c: 60, answered: 76, b1: 16, c1: 60 }));
    const relations = [
      { total: 'all', parts: ['a', 'b', 'c'] },
      { total: 'answered', parts: ['b1', 'c1'] },
    ];
    const hiddenOf = (within: HidingTable['within']) =>
      [...hiddenCells({ people, relations, ...(within && { within }) }).keys()].sort();
    expect(hiddenOf(undefined)).toEqual(['a', 'b']);
    expect(hiddenOf(new Map([['b', ['b1']]]))).toEqual(['a', 'b', 'b1', 'c1']);
  });
});

describe('a tree of units', () => {
  const total = (id: string, people: number, parentId?: string): TableUnit => ({
    id,
    peopleByValue: new Map([['any', people]]),
    ...(parentId !== undefined && { parentId }),
  });

  test('protects a small unit among its sisters, and not by its parent', () => {
    const table = unitTable([
      total('city', 100),
      total('a', 4, 'city'),
      total('b', 36, 'city'),
      total('c', 60, 'city'),
    ]);
    expect([...hiddenCells(table).keys()].sort()).toEqual(['a', 'a any', 'b', 'b any']);
  });

  test('knows that what belongs to the parent alone can be subtracted', () => {
    const table = unitTable([total('city', 100), total('a', 37, 'city'), total('b', 60, 'city')]);
    expect(table.people.get(ownKey('city'))).toBe(3);
    expect(hiddenCells(table).has(cellKey('a'))).toBe(true);
  });

  test('with fewer people than its parts is a bug', () => {
    expect(() => unitTable([total('city', 3), total('a', 4, 'city')])).toThrow('city has fewer people');
  });
});

const count = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 14 }) },
  { weight: 3, arbitrary: fc.integer({ min: 15, max: 400 }) },
);

/** Province, districts, wards; a district may have answers of its own; columns of a dimension. */
const tree = fc.integer({ min: 1, max: 3 }).chain((columns) =>
  fc.array(
    fc.record({
      own: fc.array(count, { minLength: columns, maxLength: columns }),
      wards: fc.array(fc.array(count, { minLength: columns, maxLength: columns }), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
);
type Tree = readonly { own: readonly number[]; wards: readonly (readonly number[])[] }[];

const added = (lines: readonly (readonly number[])[]) =>
  lines.reduce((sum, line) => sum.map((value, column) => value + line[column]!));

function treeTable(districts: Tree) {
  const values = (line: readonly number[]) => new Map(line.map((value, column) => [`c${column}`, value]));
  const sums = districts.map(({ own, wards }) => added([own, ...wards]));
  return unitTable([
    { id: 'province', peopleByValue: values(added(sums)) },
    ...districts.flatMap(({ wards }, d) => [
      { id: `d${d}`, parentId: 'province', peopleByValue: values(sums[d]!) },
      ...wards.map((ward, w) => ({ id: `d${d}w${w}`, parentId: `d${d}`, peopleByValue: values(ward) })),
    ]),
  ]);
}

describe('an attacker with a linear program', () => {
  test('leaves each hidden cell of any table and tree a range of at least five', () => {
    fc.assert(
      fc.property(tree, (districts) => {
        expect(narrowestRange([seen(treeTable(districts))])).toBeGreaterThanOrEqual(MINIMUM_RANGE - 1e-6);
      }),
      { numRuns: 120 },
    );
  });

  test('learns nothing from the next version of a table, where it may be shown', () => {
    const more = fc.constantFrom(0, 0, 0, 3, 10, 12, 25);
    let compared = 0;
    fc.assert(
      fc.property(tree, fc.infiniteStream(more), (districts, growth) => {
        const grown = districts.map(({ own, wards }) => ({
          own: own.map((value) => value + next(growth)),
          wards: wards.map((ward) => ward.map((value) => value + next(growth))),
        }));
        const [before, after] = [seen(treeTable(districts)), treeTable(grown)];
        const later = seen({ ...after, alreadyHidden: before.hidden });
        if (!mayStandTogether(before, later)) return;
        compared += 1;
        expect(narrowestRange([before, later])).toBeGreaterThanOrEqual(MINIMUM_RANGE - 1e-6);
      }),
      { numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(30);
  });
});

function next(stream: Iterator<number>): number {
  const { value } = stream.next() as IteratorYieldResult<number>;
  return value;
}
