/** The hashes of the tree in tiles. Only the last tile of each row changes: it grows. */
import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { hashBytes } from './merkle.ts';
import { tileKey, type Tile, type TileName } from './tile.ts';

interface TileDocument {
  readonly _id: string;
  readonly width: number;
  readonly hashes: Buffer;
}

export function tileStore(connection: Connection) {
  const tiles = connection.collection<TileDocument>('ledgerTiles');
  const asBuffers = { promoteBuffers: true } as const;
  return {
    async listTiles(names: readonly TileName[]): Promise<Tile[]> {
      if (names.length === 0) return [];
      const found = await tiles.find({ _id: { $in: names.map(tileKey) } }, asBuffers).toArray();
      return found.map(({ _id, hashes }) => {
        const [row, position] = _id.split('/').map(Number);
        return { row: row!, position: position!, hashes };
      });
    },
    /** Creates tiles or extends them; a tile never shrinks. */
    async putTiles(grown: readonly Tile[]): Promise<void> {
      for (const tile of grown) {
        const width = tile.hashes.length / hashBytes;
        try {
          await tiles.updateOne(
            { _id: tileKey(tile), width: { $lt: width } },
            { $set: { width, hashes: tile.hashes } },
            { upsert: true },
          );
        } catch (error) {
          if (!isDuplicateKey(error)) throw error; // the stored tile is already as large
        }
      }
    },
  };
}
