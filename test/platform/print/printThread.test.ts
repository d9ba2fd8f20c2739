import { expect, test } from '@jest/globals';
import { formLayout, printedSheets } from '../../../src/collection/paper/printedForm.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { pdfOf } from '../../../src/platform/print/pdf.ts';
import { printPdf, printSvg } from '../../../src/platform/print/printThread.ts';
import { svgOf } from '../../../src/platform/print/svg.ts';
import { failingLayout } from './failingLayout.ts';

const unit = { unitName: { vi: 'Phường An Thạnh' }, madeUp: false };
const facts = { title: 'Phiếu', language: 'vi', madeAt: new Date('2022-01-01T00:00:00Z') };
/** The identifier of a PDF is random. */
const withoutId = (pdf: Buffer): string => pdf.toString('latin1').replace(/\/ID \[[^\]]*\]/, '');

test('documents printed at once are those that the layouts give here', async () => {
  const layout = formLayout(sipas2017, unit, 'vi');
  const [vi, en, svg] = await Promise.all([
    printPdf(layout, facts),
    printPdf(formLayout(sipas2017, unit, 'en'), facts),
    printSvg(layout, 'Phiếu'),
  ]);
  expect(withoutId(vi)).toBe(withoutId(await pdfOf(printedSheets(sipas2017, unit, 'vi'), facts)));
  expect(withoutId(en)).toBe(withoutId(await pdfOf(printedSheets(sipas2017, unit, 'en'), facts)));
  const [first] = printedSheets(sipas2017, unit, 'vi');
  expect(svg.toString()).toBe(svgOf(first!, 'Phiếu'));
});

test('a layout that fails is told to whoever prints it, and the next is printed', async () => {
  const failed = printPdf(failingLayout(), facts);
  const next = printPdf(formLayout(sipas2017, unit, 'vi'), facts);
  await expect(failed).rejects.toThrow('no sheets');
  expect((await next).subarray(0, 5).toString()).toBe('%PDF-');
});
