import { expect, test } from '@jest/globals';
import { boundedCache } from '../../src/platform/boundedCache.ts';

test('what was not used for longest makes room, and the newest value always stays', () => {
  const cache = boundedCache<string>(10);
  cache.set('a', 'A', 4);
  cache.set('b', 'B', 4);
  expect(cache.get('a')).toBe('A');
  cache.set('c', 'C', 5);
  expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual(['A', undefined, 'C']);
  expect(cache.bytes).toBe(9);
  cache.set('large', 'L', 50);
  expect(['a', 'c', 'large'].map((key) => cache.get(key))).toEqual([undefined, undefined, 'L']);
  expect(cache.bytes).toBe(50);
});

test('a value that is set again counts once', () => {
  const cache = boundedCache<string>(10);
  cache.set('a', 'A', 6);
  cache.set('a', 'B', 7);
  expect([cache.get('a'), cache.bytes]).toEqual(['B', 7]);
});
