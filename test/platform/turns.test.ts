import { expect, test } from '@jest/globals';
import { givingWay, inTurns, type Turns } from '../../src/platform/turns.ts';

/** A thread on which time passes only while items are at work. */
function aThread() {
  let atMs = 0;
  const pausesAtMs: number[] = [];
  const turns: Turns = {
    nowMs: () => atMs,
    async nextTurn() {
      pausesAtMs.push(atMs);
      atMs += 100; // others take as long as they like
    },
  };
  return { turns, pausesAtMs, work: (ms: number) => void (atMs += ms) };
}

test('work gives way once five milliseconds have passed, counted anew after each pause', async () => {
  const { turns, pausesAtMs, work } = aThread();
  const giveWay = givingWay(turns);
  for (const ms of [2, 2, 2, 4, 1, 20, 1]) {
    work(ms);
    await giveWay();
  }
  expect(pausesAtMs).toEqual([6, 6 + 100 + 5, 111 + 100 + 20]);
});

test('short work never gives way', async () => {
  const { turns, pausesAtMs, work } = aThread();
  const giveWay = givingWay(turns);
  for (const ms of [1, 1, 1, 1]) {
    work(ms);
    await giveWay();
  }
  expect(pausesAtMs).toEqual([]);
});

test('items come in their order, with a turn after each long one', async () => {
  const { turns, pausesAtMs, work } = aThread();
  const seen: string[] = [];
  for await (const item of inTurns(['a', 'b', 'c'], turns)) {
    seen.push(item);
    work(5);
  }
  expect(seen).toEqual(['a', 'b', 'c']);
  expect(pausesAtMs).toEqual([5, 110, 215]);
});
