/** Texts of the page for adding many units at once. */
import { severalOf, type PageLanguage } from '../../platform/text/localized.ts';
import { unitChangeTexts } from './changeTexts.ts';
import type { RowErrorKind } from './manyUnits.ts';

const vi = {
  title: 'Thêm nhiều đơn vị',
  lead: 'Gửi tệp CSV, XLSX, hoặc gõ, dán từ bảng tính. Kiểm tra trước rồi mới lưu: lưu thì lưu cả, có lỗi thì không lưu gì.',
  parent: 'Trực thuộc (khi hàng không ghi riêng)',
  parentHint: 'Tên hoặc mã của đơn vị cấp trên. Để trống nếu là đơn vị cao nhất.',
  rows: 'Danh sách',
  rowsHint:
    'Mỗi hàng một đơn vị: tên; mã; trực thuộc; cấp. Ba phần sau không bắt buộc; nơi trực thuộc có thể là đơn vị ở hàng khác; không ghi cấp thì là cấp đã chọn ở trên.',
  byFile: 'Từ tệp',
  byList: 'Gõ hoặc dán',
  file: 'Tệp CSV hoặc XLSX',
  fileHint: (most: string) =>
    `Dòng đầu là tên cột: Tên; có thể thêm Mã, Trực thuộc, Cấp. Nhiều nhất ${most} dòng. Tệp chỉ được kiểm tra, chưa lưu.`,
  readFile: 'Kiểm tra tệp',
  preview: 'Kiểm tra danh sách',
  keep: 'Lưu tất cả',
  found: (count: number) => `${count} đơn vị sẽ được thêm. Chưa có gì được lưu.`,
  none: 'Cần ghi ít nhất một đơn vị.',
  tooMany: (most: number) => `Mỗi lần nhiều nhất ${most} đơn vị.`,
  atRow: (row: number | string, sentence: string) => `Hàng ${row}: ${sentence}`,
  all: 'Tất cả đơn vị',
  errors: {
    ...unitChangeTexts.vi.errors,
    tooManyParts: 'chỉ ghi tên; mã; trực thuộc; cấp.',
    kindUnknown: 'không có cấp nào tên như vậy.',
  } satisfies Record<RowErrorKind, string> as Record<RowErrorKind, string>,
};

const en: typeof vi = {
  title: 'Add many units',
  lead: 'Send a CSV or XLSX file, or type or paste from a spreadsheet. Check first, then save: either everything is saved or, if there is an error, nothing.',
  parent: 'Belongs to (if a row does not say)',
  parentHint: 'Name or code of the unit above. Leave empty for a topmost unit.',
  rows: 'List',
  rowsHint:
    'One unit on each row: name; code; belongs to; level. The last three are optional; the place may be a unit of another row; without a level it is the one chosen above.',
  byFile: 'From a file',
  byList: 'Typed or pasted',
  file: 'CSV or XLSX file',
  fileHint: (most) =>
    `The first row names the columns: Name; and, if you have them, Code, Belongs to, Level. At most ${most} rows. The file is only checked, not saved.`,
  readFile: 'Check this file',
  preview: 'Check the list',
  keep: 'Save all',
  found: (count) => `${severalOf(count, 'unit')} will be added. Nothing is saved yet.`,
  none: 'Please give at least one unit.',
  tooMany: (most) => `At most ${most} units at a time.`,
  atRow: (row, sentence) => `Row ${row}: ${sentence}`,
  all: 'All units',
  errors: {
    ...unitChangeTexts.en.errors,
    tooManyParts: 'only name; code; belongs to; level.',
    kindUnknown: 'there is no such level.',
  },
};

export const manyTexts: Record<PageLanguage, typeof vi> = { vi, en };
