import { describe, expect, test } from '@jest/globals';
import { hiddenCells, type HidingTable } from '../../src/satisfaction/hiding.ts';
import { mayReplaceShown } from '../../src/satisfaction/variants.ts';
import { mayStandTogether, type TableVersion } from '../../src/satisfaction/versions.ts';

/** A row with its total, hidden by the rules. */
function version(cells: Readonly<Record<string, number>>, alreadyHidden?: ReadonlySet<string>): TableVersion {
  const people = new Map(Object.entries(cells));
  people.set(
    'total',
    Object.values(cells).reduce((sum, count) => sum + count, 0),
  );
  const table: HidingTable = {
    people,
    relations: [{ total: 'total', parts: Object.keys(cells) }],
    ...(alreadyHidden && { alreadyHidden }),
  };
  return { ...table, hidden: new Set(hiddenCells(table).keys()) };
}
const counts = ({ people, hidden }: TableVersion) =>
  new Map([...people].map(([key, number]) => [key, { people: number, hidden: hidden.has(key) }]));

describe('two versions of a row', () => {
  test('may both be seen when nothing or enough moved', () => {
    expect(mayStandTogether(version({ a: 40, b: 60 }), version({ a: 40, b: 60 }))).toBe(true);
    expect(mayStandTogether(version({ a: 40, b: 60 }), version({ a: 40, b: 75 }))).toBe(true);
    expect(mayStandTogether(version({ a: 40, b: 60 }), version({ a: 43, b: 75 }))).toBe(false);
  });

  test('may not where the hidden cells together gained three, and one of them was empty', () => {
    // a and b hide 15 people; total + 13, d + 10: the three others gained 3. c was empty and is hidden now.
    const before = version({ a: 6, b: 9, c: 0, d: 60 });
    const after = version({ a: 6, b: 9, c: 3, d: 70 });
    expect(before.hidden).toEqual(new Set(['a', 'b']));
    expect(after.hidden).toEqual(new Set(['a', 'b', 'c']));
    expect(mayReplaceShown(counts(before), counts(after))).toBe(true);
    expect(mayStandTogether(before, after)).toBe(false);
  });

  test('may where what was hidden stays hidden', () => {
    const before = version({ a: 9, b: 30, c: 60 });
    const after = { a: 10, b: 39, c: 60 };
    expect(mayStandTogether(before, version(after))).toBe(false);
    expect(mayStandTogether(before, version(after, before.hidden))).toBe(true);
  });

  test('in the wrong order are a bug', () => {
    const [few, many] = [version({ a: 5, b: 30, c: 60 }), version({ a: 8, b: 40, c: 60 })];
    expect(() => mayStandTogether(many, few)).toThrow('fewer people in the larger version');
  });
});
