import { expect, test } from '@jest/globals';
import QRCode from 'qrcode';
import { qrSquare } from '../../../src/platform/web/qrSquare.ts';

test('the strokes of the path are the dark modules of the code, with four light ones around', () => {
  const text = `https://survey.example/receipts/${'A2'.repeat(150)}`;
  const { side, path } = qrSquare(text);
  const drawn = new Set<string>();
  for (const [, column, row, width] of path.matchAll(/M(\d+) (\d+)\.5h(\d+)/g)) {
    for (let step = 0; step < Number(width); step += 1) drawn.add(`${Number(column) + step} ${row}`);
  }
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'L' }).modules;
  const dark = [...data].flatMap((value, index) =>
    value ? [`${(index % size) + 4} ${Math.floor(index / size) + 4}`] : [],
  );
  expect(side).toBe(size + 8);
  expect(drawn).toEqual(new Set(dark));
});
