import { expect, test } from '@jest/globals';
import { inChunks } from '../../../src/collection/ledger/logText.ts';

async function* manyLines(): AsyncIterable<string> {
  for (let line = 0; line < 5000; line++) yield `entry ${line} ${'x'.repeat(400)}`;
}

test('the whole log lets other requests have their turn after each chunk, and loses no line', async () => {
  let turns = 0;
  let waiting = setImmediate(function count() {
    turns += 1;
    waiting = setImmediate(count);
  });
  const chunks: string[] = [];
  for await (const chunk of inChunks(manyLines())) chunks.push(chunk);
  clearImmediate(waiting);
  expect(turns).toBeGreaterThanOrEqual(chunks.length - 1);
  const lines: string[] = [];
  for await (const line of manyLines()) lines.push(line);
  expect(chunks.join('')).toBe(`${lines.join('\n')}\n`);
});
