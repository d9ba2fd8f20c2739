import type { Sentence } from '../../platform/problem.ts';
import { fieldsMax, peopleMin } from './frame.ts';

const shown = (headings: readonly string[]): string => headings.slice(0, 12).join('; ');

/** Errors of an uploaded list and of its rows. */
export const listErrors = {
  noColumn: (heading: string, headings: readonly string[]): Sentence => ({
    vi: `Tệp không có cột “${heading}”. Các cột của tệp: ${shown(headings)}.`,
    en: `The file has no column “${heading}”. Its columns: ${shown(headings)}.`,
  }),
  unitColumn: {
    vi: 'Đợt này có nhiều đơn vị: xin ghi cột cho biết đơn vị.',
    en: 'The round has several units: please name the column that says which.',
  },
  contactColumns: {
    vi: `Xin ghi từ 1 đến ${fieldsMax} cột cần để liên hệ.`,
    en: `Please name 1 to ${fieldsMax} columns that are needed to reach people.`,
  },
  needless: (heading: string): Sentence => ({
    vi: `Cột “${heading}” không cần để liên hệ nên không được lưu. Xin bỏ khỏi danh sách cột.`,
    en: `Column “${heading}” is not needed to reach people and may not be kept. Please leave it out.`,
  }),
  rows: {
    vi: 'Có dòng cần sửa nên chưa lưu gì. Xin sửa tệp rồi gửi lại.',
    en: 'Some rows have errors, so nothing was saved. Please fix the file and send it again.',
  },
  tooFew: {
    vi: `Danh sách có ít hơn ${peopleMin} người.`,
    en: `The list has fewer than ${peopleMin} people.`,
  },
  unit: (row: number, cell = ''): Sentence => ({
    vi: `Dòng ${row}: đợt không có, hoặc có nhiều đơn vị tên “${cell}”.`,
    en: `Row ${row}: the round has no unit, or several, called “${cell}”.`,
  }),
  service: (row: number, cell = ''): Sentence => ({
    vi: `Dòng ${row}: không có, hoặc có nhiều thủ tục tên “${cell}”.`,
    en: `Row ${row}: there is no service, or several, called “${cell}”.`,
  }),
  nobody: (row: number): Sentence => ({
    vi: `Dòng ${row}: thiếu họ tên.`,
    en: `Row ${row}: the name is missing.`,
  }),
  longCell: (row: number): Sentence => ({
    vi: `Dòng ${row}: có ô dài quá 200 ký tự.`,
    en: `Row ${row}: a cell is longer than 200 characters.`,
  }),
  tooLong: (row: number): Sentence => ({
    vi: `Dòng ${row}: có ô nằm ngoài cột cuối.`,
    en: `Row ${row}: a cell stands beyond the last column.`,
  }),
  twice: (row: number, before: number): Sentence => ({
    vi: `Dòng ${row} giống hệt dòng ${before}: mỗi người chỉ ghi một dòng.`,
    en: `Row ${row} is the same as row ${before}: a row for each person only.`,
  }),
};
