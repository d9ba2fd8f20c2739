/** Proofs from the stored tiles: a few documents each, however long the log is. */
import { completeNodes, consistencyRanges, inclusionRanges, rangeHashes, type LeafRange } from './merkle.ts';
import type { LedgerStore } from './store.ts';
import { hashInTile, tileKey, tileOf } from './tile.ts';

type Tiles = Pick<LedgerStore, 'listTiles'>;

/** Proof that an entry is in the log of the given size. */
export async function inclusionProof(ledger: Tiles, position: number, size: number): Promise<Buffer[]> {
  return await hashesOf(ledger, inclusionRanges(position, size));
}

/** Proof that the log of a size extends the log of a smaller one. */
export async function consistencyProof(ledger: Tiles, smaller: number, size: number): Promise<Buffer[]> {
  return await hashesOf(ledger, consistencyRanges(smaller, size));
}

async function hashesOf(ledger: Tiles, ranges: readonly LeafRange[]): Promise<Buffer[]> {
  const names = new Map(
    ranges.flatMap(completeNodes).map((node) => {
      const name = tileOf(node);
      return [tileKey(name), name] as const;
    }),
  );
  const tiles = new Map(
    (await ledger.listTiles([...names.values()])).map((tile) => [tileKey(tile), tile] as const),
  );
  return rangeHashes(ranges, (node) => hashInTile(tiles.get(tileKey(tileOf(node)))!, node));
}
