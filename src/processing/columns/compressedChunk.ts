/**
 * Chunks as stored: compressed to about a third. That makes their reading cheaper than it costs, and the file and its
 * part in memory smaller.
 */
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw, inflateRawSync } from 'node:zlib';
import type { PackedChunk } from './chunk.ts';

export interface CompressedChunk extends Omit<PackedChunk, 'bytes'> {
  /** Length of the bytes. */
  readonly length: number;
  readonly deflated: Uint8Array;
}

/** A higher level takes ten times as long and saves a tenth. */
const level = 1;

/** Compresses in the pool of threads, not in the caller's. */
export async function compressed(bytes: Uint8Array): Promise<{ length: number; deflated: Buffer }> {
  return { length: bytes.length, deflated: await promisify(deflateRaw)(bytes, { level }) };
}

export async function decompressed({ length, deflated }: CompressedChunk): Promise<Buffer> {
  return await promisify(inflateRaw)(deflated, inOnePiece(length));
}

/** For a separate thread. */
export function decompressedNow({ length, deflated }: CompressedChunk): Buffer {
  return inflateRawSync(deflated, inOnePiece(length));
}

/** So that nothing has to be put together. zlib accepts no less than 64. */
function inOnePiece(length: number) {
  return { chunkSize: Math.max(length, 64) };
}
