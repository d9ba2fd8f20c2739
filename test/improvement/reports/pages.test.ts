/** Where the pages of a report break, whatever stands above. */
import { expect, test } from '@jest/globals';
import { pagesOf } from '../../../src/improvement/reports/pages.ts';
import { setCells, type Written } from '../../../src/improvement/reports/written.ts';
import type { Sheet } from '../../../src/platform/print/sheet.ts';
import type { Tag } from '../../../src/platform/print/tag.ts';

const sentence = 'Chỉ số hài lòng của người dân đối với sự phục vụ hành chính tăng so với đợt trước. '.repeat(
  5,
);
const columns = [
  { heading: 'Tiêu chí', width: 0.8, align: 'start' },
  { heading: 'Chỉ số', width: 0.2, align: 'end' },
] as const;
const rows = Array.from({ length: 22 }, (_, index) => [`${index + 1}. Tiêu chí`, '80,00%']);

/** Texts by the tag that they share, on each page. */
const partsOf = ({ marks }: Sheet, role: Tag['role']): Map<Tag, number> => {
  const lines = new Map<Tag, Set<number>>();
  for (const mark of marks) {
    if (mark.kind !== 'text' || mark.tag.role !== role) continue;
    lines.set(mark.tag, (lines.get(mark.tag) ?? new Set()).add(mark.baseline));
  }
  return new Map([...lines].map(([tag, baselines]) => [tag, baselines.size]));
};

test('neither the last row of a table nor one line of a paragraph stands alone on a page', () => {
  for (let above = 0; above < 50; above += 1) {
    const written: Written = {
      language: 'vi',
      subject: 'Kết quả',
      madeUp: '',
      blocks: [
        ...Array.from({ length: above }, () => ({ kind: 'address', text: 'x' }) as const),
        { kind: 'paragraph', text: sentence },
        { kind: 'table', columns, rows },
        { kind: 'note', text: 'Hết.' },
      ],
      annexes: [],
    };
    const sheets = pagesOf(written);
    const rowsOn = sheets.map((sheet) => partsOf(sheet, 'TH').size).filter((found) => found > 0);
    expect(rowsOn.at(-1)).toBeGreaterThan(1);
    const ofSentence = sheets.flatMap((sheet) =>
      [...partsOf(sheet, 'P')].filter(
        ([tag]) => sheets.filter((one) => partsOf(one, 'P').has(tag)).length > 1,
      ),
    );
    expect(ofSentence.filter(([, lines]) => lines < 2)).toEqual([]);
  }
});

test('words in place of a figure reach over the empty cells after them, figures and names do not', () => {
  const wide = [
    { heading: 'Đơn vị', width: 0.4, align: 'start' },
    { heading: 'Chỉ số', width: 0.2, align: 'end' },
    { heading: 'Thay đổi', width: 0.2, align: 'end' },
    { heading: 'Số phiếu', width: 0.2, align: 'end' },
  ] as const;
  const spans = (row: readonly string[]) =>
    setCells(wide, row).map(({ text, columns: count }) => [text, count]);
  expect(spans(['An Thạnh', 'không hiển thị', '', ''])).toEqual([['An Thạnh', 1], ['không hiển thị', 3]]); // prettier-ignore
  expect(spans(['An Thạnh', 'không hiển thị', '', '–'])).toEqual([['An Thạnh', 1], ['không hiển thị', 2], ['–', 1]]); // prettier-ignore
  expect(spans(['Cơ cấu', '', '', '−1,27'])).toHaveLength(4);
  expect(spans(['An Thạnh', '80,00%', '', '12'])).toHaveLength(4);
});
