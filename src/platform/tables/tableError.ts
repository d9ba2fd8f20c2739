/** Errors of an uploaded table as a whole; the readers of rows find errors of single cells. */
import type { Sentence } from '../problem.ts';

const sentences = {
  missing: { vi: 'Cần chọn một tệp.', en: 'Please choose a file.' },
  empty: {
    vi: 'Tệp không có dòng nào. Dòng đầu phải là tên các cột.',
    en: 'The file is empty. Its first row has to name the columns.',
  },
  notATable: {
    vi: 'Tệp này không phải bảng CSV hoặc XLSX. Xin lưu bảng thành một trong hai loại đó.',
    en: 'This file is neither a CSV nor an XLSX table. Please save it as one of the two.',
  },
  oldExcel: {
    vi: 'Tệp này là Excel kiểu cũ (.xls) hoặc có đặt mật khẩu. Xin mở bằng Excel, bỏ mật khẩu và lưu thành .xlsx.',
    en: 'This file is of the old kind of Excel (.xls), or has a password. Please save it as .xlsx without a password.',
  },
  damaged: {
    vi: 'Không mở được tệp XLSX này. Xin mở bằng Excel, lưu lại thành .xlsx rồi gửi lại.',
    en: 'This XLSX file cannot be opened. Please open it in Excel, save it as .xlsx and send it again.',
  },
  encoding: {
    vi: 'Chữ trong tệp không theo UTF-8 (có thể là Windows-1258, VNI hoặc TCVN3). Trong Excel, xin lưu lại thành “CSV UTF-8” hoặc .xlsx.',
    en: 'The letters in this file are not in UTF-8 (they may be in Windows-1258, VNI or TCVN3). In Excel, please save it as “CSV UTF-8” or .xlsx.',
  },
  quotes: {
    vi: 'Dấu ngoặc kép ở gần dòng này không khép đúng chỗ.',
    en: 'A quotation mark near this row is not closed where it should be.',
  },
  tooBig: {
    vi: 'Tệp quá lớn để đọc. Nếu là bảng, xin chia thành nhiều tệp.',
    en: 'The file is too big to be read. If it is a table, please split it into several files.',
  },
  tooManyCells: {
    vi: 'Một trang tính của tệp trải quá xa hoặc có quá nhiều ô. Xin xóa các dòng và cột không dùng ở bên dưới và bên phải bảng rồi lưu lại, hoặc chia thành nhiều tệp.',
    en: 'A sheet of this file reaches too far or has too many cells. Please delete the unused rows and columns below and beside the table and save it again, or split it into several files.',
  },
  busy: {
    vi: 'Đang đọc những tệp XLSX khác. Xin gửi lại tệp này sau một phút.',
    en: 'Other XLSX files are being read. Please send this one again in a minute.',
  },
  tooManyRows: {
    vi: 'Bảng có quá nhiều dòng cho một lần gửi. Xin chia thành nhiều tệp.',
    en: 'The table has too many rows for one file. Please split it into several.',
  },
  tooManyColumns: {
    vi: 'Bảng có quá nhiều cột.',
    en: 'The table has too many columns.',
  },
} as const satisfies Record<string, Sentence>;

export type TableErrorKind = keyof typeof sentences;

/** Thrown while a table is read. Not a Problem: it is shown next to the file field. */
export class TableError extends Error {
  readonly kind: TableErrorKind;
  /** The error in words, with the row where it is known. */
  readonly sentence: Sentence;

  /** @param row as in a spreadsheet: the headings are row 1 */
  constructor(kind: TableErrorKind, row?: number) {
    const { vi, en } = sentences[kind];
    const sentence = row === undefined ? { vi, en } : { vi: `Dòng ${row}: ${vi}`, en: `Row ${row}: ${en}` };
    super(sentence.en);
    this.kind = kind;
    this.sentence = sentence;
  }
}
