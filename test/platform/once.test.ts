import { expect, test } from '@jest/globals';
import { once } from '../../src/platform/once.ts';

test('a value is computed when it is first asked for, and not again', () => {
  let computed = 0;
  const ask = once(() => {
    computed += 1;
    return undefined;
  });
  expect(computed).toBe(0);
  expect([ask(), ask()]).toEqual([undefined, undefined]);
  expect(computed).toBe(1);
});
