import { randomBytes } from 'node:crypto';
import { openTiles, tilesAfter } from '../src/collection/ledger/tile.ts';
import type { LedgerStore } from '../src/collection/ledger/store.ts';

/** Stores the tiles of a log of random leaves; proofs need nothing else of it. */
export async function putLeaves(
  ledger: Pick<LedgerStore, 'listTiles' | 'putTiles'>,
  count: number,
): Promise<void> {
  for (let size = 0; size < count;) {
    const leaves = Array.from({ length: Math.min(10_000, count - size) }, () => randomBytes(32));
    const open = await ledger.listTiles(openTiles(size));
    await ledger.putTiles(tilesAfter(size, leaves, open));
    size += leaves.length;
  }
}
