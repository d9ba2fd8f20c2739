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
  tooFew: {
    vi: `Danh sách có ít hơn ${peopleMin} người.`,
    en: `The list has fewer than ${peopleMin} people.`,
  },
  unit: (cell: string): Sentence => ({
    vi: `Đợt không có, hoặc có nhiều đơn vị tên “${cell}”.`,
    en: `The round has no unit, or several, called “${cell}”.`,
  }),
  service: (cell: string): Sentence => ({
    vi: `Không có, hoặc có nhiều thủ tục tên “${cell}”.`,
    en: `There is no service, or several, called “${cell}”.`,
  }),
  nobody: { vi: 'Thiếu họ tên.', en: 'The name is missing.' },
  longCell: { vi: 'Ô này dài quá 200 ký tự.', en: 'This cell is longer than 200 characters.' },
};
