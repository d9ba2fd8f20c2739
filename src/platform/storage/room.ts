/**
 * Whether the disk has space for writes. Nothing is checked before a write has been refused: for most stores that never
 * happens.
 */
import type { Connection } from 'mongoose';

/** MongoDB's error code for a write refused because the disk is full; the embedded store uses the same. */
const outOfDiskSpace = 14_031;

/** Whether a write failed because the disk is full. */
export function isOutOfRoom(error: unknown): boolean {
  return error instanceof Error && (error as Error & { code?: unknown }).code === outOfDiskSpace;
}

/** More than a submission and its tallies take, so that space for this is space for them. */
const bytesTried = 256 * 1024;
const collectionName = 'room';

export type Room = ReturnType<typeof roomOn>;

/** Remembers that the disk was full, and tries a write to find out whether it has space again. */
export function roomOn(connection: Pick<Connection, 'collection'>) {
  let isRefused = false;
  let trying: Promise<boolean> | undefined;

  async function tryToWrite(): Promise<boolean> {
    const room = connection.collection(collectionName);
    try {
      await room.insertOne({ filler: Buffer.alloc(bytesTried) });
      isRefused = false;
    } catch (error) {
      if (!isOutOfRoom(error)) throw error;
    }
    await room.drop().catch(() => {}); // a full disk refuses this too; the next attempt does it
    return !isRefused;
  }

  return {
    /** Records an error that reports a full disk. */
    note(error: unknown): void {
      if (isOutOfRoom(error)) isRefused = true;
    },
    /** After a refusal a test write is made, once for all concurrent callers, until one succeeds. */
    async isThere(): Promise<boolean> {
      if (!isRefused) return true;
      trying ??= tryToWrite().finally(() => (trying = undefined));
      return await trying;
    },
  };
}
