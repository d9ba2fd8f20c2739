/**
 * Checks LMDB's file before LMDB maps it into memory: LMDB trusts its pages, so a damaged one would crash it or make
 * records after it unreachable (pageWalk.ts).
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Walk, type Look, type RecordCounts } from './pageWalk.ts';

/** @throws EmbeddedStoreError when it is not a store, ends too early, or has an invalid page */
export function requireWhole(path: string): RecordCounts {
  readInOrder(path);
  const look = looked(path);
  for (;;) {
    const { done, value } = look.next();
    if (done === true) return value;
  }
}

const blockSize = 4 * 2 ** 20;

/**
 * Reads the file in the order of the disk, where memory can hold it: its pages, which are then looked at in the order of
 * their keys, come from memory.
 */
function readInOrder(path: string): void {
  const file = openSync(path, 'r');
  try {
    if (fstatSync(file).size > process.availableMemory()) return;
    const block = Buffer.allocUnsafe(blockSize);
    while (readSync(file, block) > 0);
  } finally {
    closeSync(file);
  }
}

/** Start it while no transaction is being committed; none of the pages may be reused until it has ended. */
export function beginLook(path: string): Look {
  const look = looked(path);
  look.next();
  return look;
}

/** How long pages may be read in a row before other work gets its turn. */
const turnMs = 5;

export async function endLookInTurns(look: Look): Promise<void> {
  for (let done = false; !done; await new Promise((resolve) => setImmediate(resolve))) {
    const until = performance.now() + turnMs;
    while (!done && performance.now() < until) done = look.next().done === true;
  }
}

function* looked(path: string): Look {
  const file = openSync(path, 'r');
  try {
    return yield* new Walk(path, file).all();
  } finally {
    closeSync(file);
  }
}
