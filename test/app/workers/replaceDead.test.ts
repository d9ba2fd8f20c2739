/** How long a dead worker is missing, and when the program gives up. */
import { expect, test } from '@jest/globals';
import { replaceDead } from '../../../src/app/workers/replaceDead.ts';

/** @param livesMs how long each lives; stopped while the one after them lives */
async function pausesBetween(livesMs: readonly number[]) {
  const stopping = new AbortController();
  const pauses: number[] = [];
  const left = [...livesMs];
  let now = 0;
  const isStopped = await replaceDead({
    async live() {
      const lifeMs = left.shift();
      if (lifeMs === undefined) stopping.abort();
      now += lifeMs ?? 0;
      return await Promise.resolve('SIGKILL');
    },
    onEnd: () => {},
    stopSignal: stopping.signal,
    elapsedMs: () => now,
    pause: async (ms) => await Promise.resolve(pauses.push(ms)),
  });
  return { isStopped, pauses };
}

const hourMs = 3_600_000;

test('a worker that ends after a long life is replaced at once, one that ends early after twice as long each time', async () => {
  expect(await pausesBetween([hourMs, 10, 10, 10, hourMs, 10])).toEqual({
    isStopped: true,
    pauses: [100, 200, 400, 800, 100, 200],
  });
});

test('after eight early ends in a row it gives up', async () => {
  const { isStopped, pauses } = await pausesBetween(Array.from({ length: 20 }, () => 10));
  expect([isStopped, pauses.length]).toEqual([false, 7]);
});
