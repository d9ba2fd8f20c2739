/**
 * Random bytes for the few tokens of every request. A call to the system's generator takes several microseconds however
 * few bytes it gives, so they are drawn by the block; Node draws its UUIDs in the same way. Each byte is given out once.
 */
import { randomFillSync } from 'node:crypto';

const blockBytes = 4096;
let block = Buffer.alloc(0);
let used = 0;

/** @param count at most 256 */
export function drawnBytes(count: number): Buffer {
  if (used + count > block.length) {
    block = randomFillSync(Buffer.allocUnsafeSlow(blockBytes)); // earlier bytes may still be in use
    used = 0;
  }
  used += count;
  return block.subarray(used - count, used);
}
