/** A set of criteria as a table: one sheet, a row for each item, as offices keep it; the headings may be in any row. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Sentence } from '../../platform/problem.ts';
import { positionsOf, type WantedColumn } from '../../platform/tables/columns.ts';
import type { Table } from '../../platform/tables/table.ts';
import {
  inOrder,
  leavesOf,
  parentCode,
  pointsMaxOf,
  type CriteriaContent,
  type CriteriaItem,
} from './criteria.ts';
import { hundredthsOf, readItem, ruleNames, typedItem, type TypedItem } from './readItem.ts';

const criteriaColumns: readonly WantedColumn<keyof TypedItem>[] = [
  { key: 'code', headings: ['STT', 'TT', 'Mã', 'No.', 'Code'] },
  { key: 'title', headings: ['Lĩnh vực/Tiêu chí/Tiêu chí thành phần', 'Tiêu chí', 'Nội dung', 'Criterion'] },
  { key: 'titleEn', headings: ['Tên tiếng Anh', 'Criterion in English'], optional: true },
  { key: 'pointsMax', headings: ['Điểm tối đa', 'Điểm chuẩn', 'Maximum'] },
  { key: 'rule', headings: ['Cách chấm', 'Rule'], optional: true },
  { key: 'detail', headings: ['Chi tiết cách chấm', 'Detail'], optional: true },
  { key: 'note', headings: ['Ghi chú', 'Tài liệu kiểm chứng', 'Note'], optional: true },
  { key: 'confirmed', headings: ['Đã đối chiếu văn bản', 'Confirmed'], optional: true },
];

export interface RowError {
  /** Row number as in a spreadsheet. */
  readonly row: number;
  readonly sentence: Sentence;
}

/** The inverse: a table that can be read again unchanged. */
export function criteriaTable(content: Pick<CriteriaContent, 'items'>, language: PageLanguage): Table {
  const columns = criteriaColumns.map(({ key, headings }) => ({
    key,
    heading: (language === 'vi' ? headings[0] : headings.at(-1)) ?? key,
    ...(key === 'pointsMax' ? { decimals: 2 } : {}),
    width: key === 'title' || key === 'titleEn' ? 50 : 16,
  }));
  const rows = content.items.map((item) => {
    const typed = typedItem(item);
    const cells = { ...typed, rule: item.rule ? ruleNames[item.rule.kind][language] : '' };
    return criteriaColumns.map(({ key }) =>
      key === 'pointsMax' ? pointsMaxOf(content, item.code) / 100 : cells[key],
    );
  });
  return { columns, rows };
}

interface Row {
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * Items, or every error with its row; rows of totals ("Tổng cộng") are skipped. A leaf without a rule is scored freely,
 * as most sheets of offices mean it.
 *
 * @param rows of the file, from its first row on
 */
export function readCriteria(
  rows: readonly Row[],
): { readonly items: readonly CriteriaItem[] } | { readonly errors: readonly RowError[] } {
  const head = rows.find(
    ({ cells }) => positionsOf(cells, criteriaColumns).positions.has('code') && cells.length > 2,
  );
  if (!head) return { errors: [{ row: 1, sentence: noHeadings }] };
  const { positions, errors: columns } = positionsOf(head.cells, criteriaColumns);
  const wrong = columns.filter(({ kind }) => kind !== 'unknown');
  if (wrong.length > 0)
    return { errors: wrong.map(({ heading }) => errorAt(head.row, columnError(heading))) };

  const typed = rows
    .slice(rows.indexOf(head) + 1)
    .map(({ row, cells }) => ({ row, typed: typedOf(cells, positions) }))
    .filter((one) => one.typed.code !== '');
  return itemsOf(typed);
}

function itemsOf(typed: readonly { readonly row: number; readonly typed: TypedItem }[]) {
  const codes = new Set(typed.map((one) => one.typed.code));
  const isParent = (code: string): boolean => [...codes].some((one) => parentCode(one) === code);
  const errors: RowError[] = [];
  const items: CriteriaItem[] = [];
  for (const one of typed) {
    const { code, rule } = one.typed;
    const read = isParent(code)
      ? readItem({ ...one.typed, pointsMax: '', rule: '', detail: '' })
      : readItem({ ...one.typed, rule: rule === '' ? 'free' : rule });
    if ('errors' in read) errors.push(...Object.values(read.errors).map((said) => errorAt(one.row, said)));
    else if (items.some((item) => item.code === code)) errors.push(errorAt(one.row, twice(code)));
    else items.push(read);
  }
  if (errors.length > 0) return { errors };
  const sums = sumErrors(typed, items);
  if (sums.length > 0) return { errors: sums };
  return items.length === 0 ? { errors: [errorAt(1, noRows)] } : { items: inOrder(items) };
}

/** The maximum of an item above others must be the sum of its leaves. */
function sumErrors(
  typed: readonly { readonly row: number; readonly typed: TypedItem }[],
  items: readonly CriteriaItem[],
): readonly RowError[] {
  const leaves = new Set(leavesOf({ items }).map(({ code }) => code));
  return typed.flatMap(({ row, typed: { code, pointsMax } }) => {
    if (leaves.has(code) || pointsMax === '') return [];
    const sum = pointsMaxOf({ items }, code);
    return hundredthsOf(pointsMax) === sum ? [] : [errorAt(row, notTheSum(code, pointsMax, sum))];
  });
}

function typedOf(cells: readonly string[], positions: ReadonlyMap<keyof TypedItem, number>): TypedItem {
  const cell = (key: keyof TypedItem): string => cells[positions.get(key) ?? cells.length] ?? '';
  return {
    code: cell('code').replace(/\.$/, ''),
    title: cell('title'),
    titleEn: cell('titleEn'),
    pointsMax: cell('pointsMax'),
    rule: cell('rule'),
    detail: cell('detail'),
    note: cell('note'),
    confirmed: cell('confirmed'),
  };
}

function errorAt(row: number, sentence: Sentence): RowError {
  return { row, sentence };
}

const noHeadings: Sentence = {
  vi: 'Không thấy dòng tên cột. Cần có các cột “STT”, “Lĩnh vực/Tiêu chí/Tiêu chí thành phần” và “Điểm tối đa”.',
  en: 'There is no row of headings. There have to be the columns “No.”, “Criterion” and “Maximum”.',
};
const noRows: Sentence = { vi: 'Bảng không có tiêu chí nào.', en: 'There is no criterion in the table.' };

function columnError(heading: string): Sentence {
  return {
    vi: `Cột “${heading}” bị thiếu hoặc có hai lần.`,
    en: `The column “${heading}” is missing or is there twice.`,
  };
}

function twice(code: string): Sentence {
  return { vi: `Số thứ tự ${code} có hai lần.`, en: `The number ${code} is there twice.` };
}

function notTheSum(code: string, typed: string, sum: number): Sentence {
  const shown = sum / 100;
  return {
    vi: `Điểm tối đa của ${code} ghi ${typed}, nhưng cộng các tiêu chí bên dưới được ${String(shown).replace('.', ',')}.`,
    en: `The maximum of ${code} says ${typed}, but what is below it makes ${shown}.`,
  };
}
