import { describe, expect, test } from '@jest/globals';
import { gathered } from '../../../src/platform/storage/gather.ts';

/** Doubles numbers, a lot at a time, when it is told to; a lot with 13 in it fails. */
function doubling() {
  const batches: (readonly number[])[] = [];
  const ends: (() => void)[] = [];
  const double = gathered(async (numbers: readonly number[]) => {
    batches.push(numbers);
    await new Promise<void>((resolve) => ends.push(resolve));
    if (numbers.includes(13)) throw new Error(`not ${numbers.join(', ')}`);
    return numbers.map((number) => 2 * number);
  });
  const turn = () => new Promise(setImmediate);
  const end = async () => {
    ends.shift()!();
    await turn();
  };
  return { batches, double, turn, end };
}

describe('gathering', () => {
  test('who comes in one turn goes together, and each gets an own outcome', async () => {
    const { batches, double, turn, end } = doubling();
    const both = Promise.all([double(1), double(2)]);
    await turn();
    await end();
    expect(await both).toEqual([2, 4]);
    expect(batches).toEqual([[1, 2]]);
  });

  test('who comes while a lot is under way goes with the next one', async () => {
    const { batches, double, turn, end } = doubling();
    const first = double(1);
    await turn();
    const others = Promise.all([double(2), double(3)]);
    await turn();
    expect(batches).toEqual([[1]]);
    await end();
    expect(await first).toBe(2);
    await end();
    expect(await others).toEqual([4, 6]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  test('a lot that fails fails for all of it and for no other', async () => {
    const { double, turn, end } = doubling();
    const batch = Promise.allSettled([double(12), double(13)]);
    await turn();
    const next = double(14);
    await end();
    expect(await batch).toMatchObject([
      { status: 'rejected', reason: { message: 'not 12, 13' } },
      { status: 'rejected' },
    ]);
    await end();
    expect(await next).toBe(28);
    const later = double(15);
    await turn();
    await end();
    expect(await later).toBe(30);
  });
});
