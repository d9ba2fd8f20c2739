import { expect, test } from '@jest/globals';
import { pause } from '../../../../src/platform/storage/embedded/engine/scan.ts';

test('of several who read on, one has a turn in each round of the event loop', async () => {
  const turns: { readonly reader: string; readonly round: number }[] = [];
  let round = 0;
  const read = async (reader: string): Promise<void> => {
    for (let turn = 0; turn < 3; turn += 1) {
      await pause();
      turns.push({ reader, round });
    }
  };
  const reading = Promise.all(['a', 'b', 'c'].map(read));
  while (turns.length < 9) {
    await new Promise(setImmediate);
    round += 1;
  }
  await reading;
  expect(turns.map(({ reader }) => reader).join('')).toBe('abcabcabc');
  expect(new Set(turns.map((turn) => turn.round)).size).toBe(9);
});
