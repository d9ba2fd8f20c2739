import { describe, expect, test } from '@jest/globals';
import { isOutOfRoom, roomOn } from '../../../src/platform/storage/room.ts';

const full = Object.assign(new Error('not written: the disk or the store is full'), { code: 14_031 });

describe('whether there is room to write', () => {
  test('is tried only after a write was refused for want of it, and until it works again', async () => {
    const { connection, disk } = aDisk();
    const room = roomOn(connection);
    room.note(new Error('something else'));
    expect([await room.isThere(), disk.trials]).toEqual([true, 0]);

    disk.isFull = true;
    room.note(full);
    expect([await room.isThere(), await room.isThere(), disk.trials]).toEqual([false, false, 2]);

    disk.isFull = false;
    expect([await room.isThere(), await room.isThere(), disk.trials]).toEqual([true, true, 3]);
    expect(disk.left).toBe(0);
  });

  test('is tried once for all who ask at the same time', async () => {
    const { connection, disk } = aDisk();
    const room = roomOn(connection);
    room.note(full);
    expect(await Promise.all([room.isThere(), room.isThere(), room.isThere()])).toEqual([true, true, true]);
    expect(disk.trials).toBe(1);
  });

  test('is told by the number of an error, as MongoDB gives it', () => {
    expect([full, { code: 14_031 }, new Error('full'), undefined].map(isOutOfRoom)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

function aDisk() {
  const disk = { isFull: false, trials: 0, left: 0 };
  const collection = {
    async insertOne() {
      disk.trials += 1;
      if (disk.isFull) throw full;
      disk.left += 1;
    },
    async drop() {
      disk.left = 0;
    },
  };
  return { disk, connection: { collection: () => collection } as unknown as Parameters<typeof roomOn>[0] };
}
