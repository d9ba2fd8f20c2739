/** The sheets of a paper form, before they become a PDF: where pages break, and what fits into columns. */
import { describe, expect, test } from '@jest/globals';
import { printedSheets } from '../../../src/collection/paper/printedForm.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { lineWidthMm } from '../../../src/platform/print/letters.ts';
import type { Sheet, TextMark } from '../../../src/platform/print/sheet.ts';
import type { Tag } from '../../../src/platform/print/tag.ts';
import { smallSurvey } from '../../support/builders.ts';

const read = ({ marks }: Sheet): TextMark[] =>
  marks.flatMap((mark) => (mark.kind === 'text' && mark.tag.role !== 'Artifact' ? [mark] : []));

function isHeading({ role, within, scope }: Tag): boolean {
  return /^H\d$/.test(role) || scope === 'Column' || (within !== undefined && isHeading(within));
}

/** Paragraphs above the questions: with the first ones the last question comes to the end of a page, with the others the first. */
const [few, many] = [0, 45].map((least) => Array.from({ length: 25 }, (_, more) => least + more));
const form = (count: number): Sheet[] => {
  const paragraphs = Array.from({ length: count }, () => ({ vi: 'Xin ông/bà cho ý kiến.' }));
  const survey = { ...sipas2017, comment: undefined, notice: { ...sipas2017.notice, paragraphs } };
  return [...printedSheets(survey, { unitName: { vi: 'Phường An Thạnh' }, madeUp: false }, 'vi')];
};

describe('a paper form', () => {
  test('has headings that stay within their column, however long their words are', () => {
    const scales = smallSurvey.scales.map((scale) => ({
      ...scale,
      levels: scale.levels.map((level) => ({
        ...level,
        label: { vi: 'incomprehensibilities beyond words' },
      })),
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

  test('has no heading at the end of a page, apart from its questions', () => {
    for (const sheet of many!.flatMap(form)) expect(isHeading(read(sheet).at(-1)!.tag)).toBe(false);
  });

  test('has no single question on its last page of questions', () => {
    const rows = (sheet: Sheet): number => new Set(read(sheet).flatMap(({ tag }) => (tag.scope === 'Row' ? [tag] : []))).size; // prettier-ignore
    for (const count of few!) expect(form(count).map(rows).filter((found) => found > 0).at(-1)).toBeGreaterThan(1); // prettier-ignore
  });
});
