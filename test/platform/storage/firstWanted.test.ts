import { expect, test } from '@jest/globals';
import { firstWanted } from '../../../src/platform/storage/firstWanted.ts';

test('those that are wanted are found behind any number of others, and no more is read than is needed', async () => {
  let read = 0;
  let isClosed = false;
  async function* numbers() {
    try {
      for (; read < 1000; read += 1) yield read;
    } finally {
      isClosed = true;
    }
  }
  const isWanted = (number: number) => number % 300 === 299;
  expect(await firstWanted(numbers(), { countMax: 2, isWanted })).toEqual([299, 599]);
  expect([read, isClosed]).toEqual([599, true]);
});
