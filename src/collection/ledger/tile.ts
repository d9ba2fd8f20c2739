/**
 * The stored hashes of the tree: tiles of 256 consecutive hashes of every eighth level. A tile of row 0 holds leaf
 * hashes; each hash of a tile in row r + 1 is the root of a full tile in row r. Hashes of the levels in between are
 * computed from a tile on demand. A proof in a log of a million entries thus reads only a few documents, and a full
 * tile never changes.
 */
import { hashBytes, rowAbove, type NodeName } from './merkle.ts';

const tileWidth = 256;
const tileHeight = 8;
const tileBytes = tileWidth * hashBytes;

export interface TileName {
  readonly row: number;
  readonly position: number;
}

export interface Tile extends TileName {
  /** Its hashes, concatenated. */
  readonly hashes: Buffer;
}

export function tileKey({ row, position }: TileName): string {
  return `${row}/${position}`;
}

/** The tile that contains the hash of a complete subtree. */
export function tileOf({ level, position }: NodeName): TileName {
  const row = Math.floor(level / tileHeight);
  const first = position * 2 ** (level % tileHeight);
  return { row, position: Math.floor(first / tileWidth) };
}

/** The hash of a complete subtree, from the tile given by `tileOf`. */
export function hashInTile(tile: Tile, { level, position }: NodeName): Buffer {
  const width = 2 ** (level % tileHeight);
  const first = (position * width) % tileWidth;
  return pairedUp(tile.hashes.subarray(first * hashBytes, (first + width) * hashBytes));
}

function pairedUp(hashes: Buffer): Buffer {
  let row = hashes;
  while (row.length > hashBytes) row = rowAbove(row);
  return row;
}

/**
 * The partly filled tiles, one per row, that the next hashes go into when the log has `size` entries; a row whose
 * next tile is new has none.
 */
export function openTiles(size: number): readonly TileName[] {
  const names: TileName[] = [];
  for (let row = 0, inRow = size; inRow > 0; row += 1, inRow = Math.floor(inRow / tileWidth)) {
    if (inRow % tileWidth > 0) names.push({ row, position: Math.floor(inRow / tileWidth) });
  }
  return names;
}

/**
 * The tiles that change when leaves are appended.
 *
 * @param size of the tree before
 * @param open the tiles given by `openTiles(size)`; they may already hold more than belongs to that size
 * @returns new and extended tiles, lowest row first
 */
export function tilesAfter(size: number, leaves: readonly Buffer[], open: readonly Tile[]): readonly Tile[] {
  const changed: Tile[] = [];
  let added = leaves;
  for (let row = 0, inRow = size; added.length > 0; row += 1, inRow = Math.floor(inRow / tileWidth)) {
    const held = inRow % tileWidth;
    let position = Math.floor(inRow / tileWidth);
    const kept =
      open.find((tile) => tile.row === row && tile.position === position)?.hashes ?? Buffer.alloc(0);
    if (kept.length < held * hashBytes)
      throw new Error(`tile ${tileKey({ row, position })} does not hold ${held} hashes`);
    const all = packed([kept.subarray(0, held * hashBytes), ...added]);
    const full: Buffer[] = [];
    for (let from = 0; from < all.length; from += tileBytes, position += 1) {
      const hashes = all.subarray(from, from + tileBytes);
      changed.push({ row, position, hashes });
      if (hashes.length === tileBytes) full.push(pairedUp(hashes));
    }
    added = full;
  }
  return changed;
}

export function packed(hashes: readonly Buffer[]): Buffer {
  return Buffer.concat(hashes);
}

export function unpacked(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / hashBytes }, (_, index) =>
    bytes.subarray(index * hashBytes, (index + 1) * hashBytes),
  );
}
