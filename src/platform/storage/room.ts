/** Whether there is room on the disk to write to. Nobody asks before a write has been refused: most stores never are. */
import type { Connection } from 'mongoose';

/** MongoDB's number for a write that was refused because the disk is full; the embedded store gives the same. */
const outOfDiskSpace = 14_031;

export function isOutOfRoom(error: unknown): boolean {
  return error instanceof Error && (error as Error & { code?: unknown }).code === outOfDiskSpace;
}

/** More than a form and its tallies take, so that room for this is room for them. */
const bytesTried = 256 * 1024;
const collectionName = 'room';

export type Room = ReturnType<typeof roomOn>;

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
    await room.drop().catch(() => {}); // which a full disk refuses too; the next trial does it
    return !isRefused;
  }

  return {
    /** Remembers it when an error says that there was no room. */
    note(error: unknown): void {
      if (isOutOfRoom(error)) isRefused = true;
    },
    /** After a refusal it is tried, once for all who ask at the same time, until it works again. */
    async isThere(): Promise<boolean> {
      if (!isRefused) return true;
      trying ??= tryToWrite().finally(() => (trying = undefined));
      return await trying;
    },
  };
}
