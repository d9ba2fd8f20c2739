/** A set of criteria as a table: one sheet, a row for each item, as offices keep it; the headings may be in any row. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { inEveryLanguage } from '../../platform/text/catalogue.ts';
import type { WantedColumn } from '../../platform/tables/columns.ts';
import type { Fault } from '../../platform/tables/fault.ts';
import type { TableRow } from '../../platform/tables/openTable.ts';
import { readLines, rowsBelow, type ReadLines } from '../../platform/tables/readRows.ts';
import type { Table } from '../../platform/tables/table.ts';
import {
  inOrder,
  leavesOf,
  parentCode,
  pointsMaxOf,
  type CriteriaContent,
  type CriteriaItem,
} from './criteria.ts';
import { criteriaTexts } from './criteriaTexts.ts';
import { hundredthsOf } from '../../platform/text/percentInput.ts';
import { readItem, typedItem, type TypedItem } from './readItem.ts';

export const criteriaColumns: readonly WantedColumn<keyof TypedItem>[] = [
  { key: 'code', headings: ['STT', 'Code', 'TT', 'Mã', 'No.'] },
  { key: 'title', headings: ['Lĩnh vực/Tiêu chí/Tiêu chí thành phần', 'Criterion', 'Tiêu chí', 'Nội dung'] },
  { key: 'titleEn', headings: ['Tên tiếng Anh', 'Criterion in English'], optional: true },
  { key: 'pointsMax', headings: ['Điểm tối đa', 'Maximum', 'Điểm chuẩn'] },
  { key: 'rule', headings: ['Cách chấm', 'Rule'], optional: true },
  { key: 'detail', headings: ['Chi tiết cách chấm', 'Detail'], optional: true },
  { key: 'note', headings: ['Ghi chú', 'Note', 'Tài liệu kiểm chứng'], optional: true },
  { key: 'confirmed', headings: ['Đã đối chiếu văn bản', 'Confirmed'], optional: true },
];

/** The inverse: a table that can be read again unchanged. */
export function criteriaTable(content: Pick<CriteriaContent, 'items'>, language: PageLanguage): Table {
  const columns = criteriaColumns.map(({ key, headings }) => ({
    key,
    heading: headings[language === 'vi' ? 0 : 1] ?? key,
    ...(key === 'pointsMax' ? { decimals: 2 } : {}),
    width: key === 'title' || key === 'titleEn' ? 50 : 16,
  }));
  const rows = content.items.map((item) => {
    const typed = typedItem(item);
    const cells = { ...typed, rule: item.rule ? criteriaTexts[language].rules[item.rule.kind] : '' };
    return criteriaColumns.map(({ key }) =>
      key === 'pointsMax' ? pointsMaxOf(content, item.code) / 100 : cells[key],
    );
  });
  return { columns, rows };
}

/**
 * Items, or all that is wrong; rows of totals ("Tổng cộng") are skipped. A leaf without a rule is scored freely, as most
 * sheets of offices mean it.
 *
 * @param rows of the file, from its first row on
 */
export function readCriteria(
  rows: readonly Pick<TableRow, 'row' | 'cells'>[],
): { readonly items: readonly CriteriaItem[] } | { readonly faults: readonly Fault[] } {
  const below = rowsBelow(rows, criteriaColumns, 'code');
  const codes = new Set(below.rows.map(({ cells }) => codeOf(cells.code)));
  const isParent = (code: string): boolean => [...codes].some((one) => parentCode(one) === code);
  const { lines, faults } = readLines<keyof TypedItem, ReadItem>(
    below,
    (cells) => {
      const typed = { ...cells, code: codeOf(cells.code), rule: cells.rule || 'free' };
      const item = readItem(isParent(typed.code) ? { ...typed, pointsMax: '', rule: '', detail: '' } : typed);
      return 'errors' in item ? item : { line: { item, pointsMax: cells.pointsMax } };
    },
    ({ item }) => item.code,
  );
  const items = lines.map(({ line }) => line.item);
  const wrong = faults.length > 0 ? faults : sumFaults(lines, items);
  return wrong.length > 0 ? { faults: wrong } : { items: inOrder(items) };
}

interface ReadItem {
  readonly item: CriteriaItem;
  /** As typed. */
  readonly pointsMax: string;
}

/** The maximum of an item above others must be the sum of its leaves. */
function sumFaults(lines: ReadLines<ReadItem>['lines'], items: readonly CriteriaItem[]): readonly Fault[] {
  const leaves = new Set(leavesOf({ items }).map(({ code }) => code));
  return lines.flatMap(({ row, line: { item, pointsMax } }) => {
    if (leaves.has(item.code) || pointsMax === '') return [];
    const sum = pointsMaxOf({ items }, item.code);
    if (hundredthsOf(pointsMax) === sum) return [];
    const values = { code: item.code, typed: pointsMax, sum: sum / 100 };
    const sentence = inEveryLanguage(criteriaTexts, ({ notTheSum }) => notTheSum(values));
    return [{ rows: [row], column: 'pointsMax', sentence }];
  });
}

/** Without the full stop that sheets have behind a number. */
export function codeOf(cell: string): string {
  return cell.replace(/\.$/, '');
}
