/** Sheets as PDF, written beside everything else that the program does. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { lineWidthMm } from '../../../src/platform/print/letters.ts';
import { pdfOf } from '../../../src/platform/print/pdf.ts';
import { a4, paragraph, type Mark } from '../../../src/platform/print/sheet.ts';
import { artifact } from '../../../src/platform/print/tag.ts';

test('others have their turn while one sheet of many lines is written', async () => {
  const marks = Array.from({ length: 200 }, (_, line): Mark => ({ kind: 'text', text: `Dòng ${line}`, x: 10, baseline: 10 + line, sizeMm: 3, weight: 'regular', tag: artifact })); // prettier-ignore
  const facts = { title: 't', language: 'vi', madeAt: new Date(0) };
  const end = new AbortController();
  const written = pdfOf([{ ...a4, marks }], facts).finally(() => end.abort());
  const turns = await turnsUntil(end.signal);
  expect((await written).subarray(0, 5).toString()).toBe('%PDF-');
  expect(turns).toBeGreaterThan(20);
});

test('a line is as wide as its words and the spaces between them', () => {
  const width = (text: string): number => lineWidthMm(text, 10, 'regular');
  expect(width('Hồng Ngự')).toBeCloseTo(width('Hồng') + width(' ') + width('Ngự'), 9);
  expect(width('Hồng  Ngự ')).toBeCloseTo(width('Hồng') + 3 * width(' ') + width('Ngự'), 9);
  expect(width('')).toBe(0);
});

test('a word that is wider than its column is set smaller, so that it does not run into the next one', () => {
  const [column, sizeMm] = [{ x: 0, widthMm: 7.2, linesMax: 3 }, 2.3];
  const [first] = paragraph('Dissatisfied', 0, { ...column, sizeMm }).marks;
  expect(lineWidthMm(first!.text, sizeMm, 'regular')).toBeGreaterThan(7.2);
  expect(lineWidthMm(first!.text, first!.sizeMm, 'regular')).toBeLessThanOrEqual(7.21);
});

async function turnsUntil(end: AbortSignal): Promise<number> {
  let turns = 0;
  for (; !end.aborted; turns++) await nextTurn();
  return turns;
}
