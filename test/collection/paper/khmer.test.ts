/** What is printed for respondents in Khmer has no sentence in another language. */
import { expect, test } from '@jest/globals';
import { letterhead, usualBrand } from '../../../src/platform/brand/brand.ts';
import { inKhmer } from '../../../scripts/demo/inKhmer.ts';
import { printedSheets, type FormFacts } from '../../../src/collection/paper/printedForm.ts';
import { posterFormats, posterSheet } from '../../../src/collection/posters/poster.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import type { Sheet } from '../../../src/platform/print/sheet.ts';

const unit = 'Phường An Thạnh';
const facts: FormFacts = { unitName: { vi: unit }, madeUp: true, notReviewed: true };
const numbered = { serial: 'ABCD-2345', numbers: [1] };
const names = /Phường|An Thạnh|Zalo|QR|ABCD-2345|X|langnghe\.example\.vn/g;

/** Lines with words in Latin letters that are no names. */
function latinOn(sheets: readonly Sheet[]): readonly string[] {
  return sheets
    .flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])))
    .filter((text) => /\p{Script=Latin}{2}/u.test(text.replaceAll(names, '')));
}

test('the paper form, in a survey that is translated', () => {
  const sheets = [...printedSheets(inKhmer(sipas2017), facts, 'km', numbered)];
  expect([sheets.length > 0, latinOn(sheets)]).toEqual([true, []]);
});

test('the paper form of another survey has its questions in Vietnamese and says so', () => {
  const [first] = [...printedSheets(sipas2017, facts, 'km')];
  const said = first!.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])).join('');
  expect(said).toContain('មិនទាន់បានបកប្រែជាភាសាខ្មែរទេ');
});

test.each(posterFormats)(
  'a poster of size %s, which says that nobody has reviewed it until somebody has',
  (format) => {
    const poster = {
      unitName: unit,
      address: 'HTTPS://LANGNGHE.EXAMPLE.VN/S/234567',
      questionCount: 22,
      madeUp: true,
      language: 'km' as const,
      byLink: false,
      letterhead: letterhead(usualBrand, 'km'),
    };
    const remark = 'មិនទាន់បានត្រួតពិនិត្យ';
    const saidOn = (sheet: Sheet) =>
      sheet.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])).join('');
    const draft = posterSheet({ ...poster, isReviewed: false }, format);
    expect(latinOn([draft])).toEqual([]);
    expect(saidOn(draft)).toContain(remark);
    expect(saidOn(posterSheet({ ...poster, isReviewed: true }, format))).not.toContain(remark);
  },
);
