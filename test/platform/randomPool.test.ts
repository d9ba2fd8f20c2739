import { expect, test } from '@jest/globals';
import { drawnBytes } from '../../src/platform/randomPool.ts';

test('bytes are drawn as many as asked for, and none of them twice', () => {
  const draws = Array.from({ length: 3000 }, (_, index) => drawnBytes(8 + (index % 3) * 4));
  expect(draws.map(({ length }) => length).slice(0, 4)).toEqual([8, 12, 16, 8]);
  const copies = draws.map((bytes) => bytes.toString('hex'));
  expect(new Set(copies.map((hex) => hex.slice(0, 16))).size).toBe(3000);
});

test('bytes that were drawn stay as they are when more are drawn', () => {
  const first = drawnBytes(16);
  const before = first.toString('hex');
  for (let draw = 0; draw < 1000; draw++) drawnBytes(16);
  expect(first.toString('hex')).toBe(before);
});
