import { describe, expect, test } from '@jest/globals';
import { bootstrapIntervals } from '../../../src/statistics/estimation/blockBootstrap.ts';

const mean = ([people = 0, sum = 0]: Float64Array): number[] => [sum / people];

describe('bootstrap intervals from blocks', () => {
  test.each([800, 100])('are those of the normal law for the mean of many, dealt into %i blocks', (count) => {
    const blocks = Array.from({ length: count }, () => new Float64Array(2));
    let state = 1;
    for (let person = 0; person < 800; person++) {
      state = (state * 48_271) % 2_147_483_647;
      const block = blocks[person % count]!;
      block[0]! += 1;
      block[1]! += state < 0.6 * 2_147_483_647 ? 1 : 0;
    }
    const share = blocks.reduce((sum, [, satisfied]) => sum + satisfied!, 0) / 800;
    const half = 1.96 * Math.sqrt((share * (1 - share)) / 800);
    const [interval] = bootstrapIntervals(blocks, mean);
    expect(Math.abs(interval!.low - (share - half))).toBeLessThan(0.2 * half);
    expect(Math.abs(interval!.up - (share + half))).toBeLessThan(0.2 * half);
  });

  test('are a point where all blocks are alike, and missing where replicates have no value', () => {
    const blocks = Array.from({ length: 40 }, () => Float64Array.of(1, 0.25));
    expect(bootstrapIntervals(blocks, mean)).toEqual([{ low: 0.25, up: 0.25 }]);
    expect(bootstrapIntervals(blocks, () => [undefined])).toEqual([undefined]);
  });
});
