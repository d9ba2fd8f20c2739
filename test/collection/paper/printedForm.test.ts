/** The sheet that is printed, before it becomes a PDF. */
import { expect, test } from '@jest/globals';
import { printedSheets } from '../../../src/collection/paper/printedForm.ts';
import { lineWidthMm } from '../../../src/platform/print/letters.ts';
import { smallSurvey } from '../../support/builders.ts';

test('the heading of a column stays within it, however long its words are', () => {
  const scales = smallSurvey.scales.map((scale) => ({
    ...scale,
    levels: scale.levels.map((level) => ({ ...level, label: { vi: 'incomprehensibilities beyond words' } })),
  }));
  const facts = { unitName: { vi: 'phường An Bình' }, madeUp: false };
  const [sheet] = [...printedSheets({ ...smallSurvey, scales }, facts, 'vi')];
  const headings = sheet!.marks.flatMap((mark) =>
    mark.kind === 'text' && /incompr|beyond|words/.test(mark.text) ? [mark] : [],
  );
  expect(headings.length).toBeGreaterThanOrEqual(5);
  for (const { text, sizeMm } of headings)
    expect(lineWidthMm(text, sizeMm, 'regular')).toBeLessThanOrEqual(16);
});
