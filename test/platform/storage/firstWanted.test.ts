import { expect, test } from '@jest/globals';
import { firstWanted } from '../../../src/platform/storage/firstWanted.ts';

test('those that are wanted are found behind any number of others, and no more is read than is needed', async () => {
  let read = 0;
  let isClosed = false;
  async function* documents() {
    try {
      for (; read < 1000; read += 1) yield { _id: read };
    } finally {
      isClosed = true;
    }
  }
  const isWanted = (id: number) => id % 300 === 299;
  expect(await firstWanted(documents(), ({ _id }) => _id, { countMax: 2, isWanted })).toEqual([299, 599]);
  expect([read, isClosed]).toEqual([599, true]);
});
