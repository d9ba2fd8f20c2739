import { expect, test } from '@jest/globals';
import { inChunks } from '../../../src/collection/ledger/logText.ts';

async function* manyLines(): AsyncIterable<string> {
  for (let line = 0; line < 5000; line++) yield `entry ${line} ${'x'.repeat(400)}`;
}

test('the whole log gives way between its chunks, and loses no line', async () => {
  let turns = 0;
  const chunks: string[] = [];
  for await (const chunk of inChunks(manyLines(), async () => void (turns += 1))) chunks.push(chunk);
  expect(chunks.length).toBeGreaterThan(30);
  expect(turns).toBe(chunks.length - 1);
  const lines: string[] = [];
  for await (const line of manyLines()) lines.push(line);
  expect(chunks.join('')).toBe(`${lines.join('\n')}\n`);
});
