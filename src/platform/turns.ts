/**
 * Long work on the thread that answers requests is done in stretches: after a few milliseconds what waits has its turn. It goes
 * by the time that has passed, so a stretch is as long on a slow machine or with long items as on a fast one with short ones.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** A request that arrives meanwhile waits no longer than this and the item at work. */
const stretchMs = 5;

export interface Turns {
  readonly nowMs: () => number;
  /** Resolves when everything that waits has had its turn. */
  readonly nextTurn: () => Promise<unknown>;
}

const ofThread: Turns = { nowMs: () => performance.now(), nextTurn };

/** @returns what work calls between two of its items: it resolves at once, or after a turn for what waits when that is due */
export function givingWay({ nowMs, nextTurn: pause }: Turns = ofThread): () => Promise<void> {
  let untilMs = nowMs() + stretchMs;
  return async () => {
    if (nowMs() < untilMs) return;
    await pause();
    untilMs = nowMs() + stretchMs;
  };
}

/** The items one after another, with turns for what waits in between. */
export async function* inTurns<Item>(items: Iterable<Item>, turns = ofThread): AsyncGenerator<Item, void> {
  const giveWay = givingWay(turns);
  for (const item of items) {
    yield item;
    await giveWay();
  }
}
