/** Texts of the evidence page. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { EvidenceError, FileKind } from './evidence.ts';

interface Use {
  readonly unit: string;
  readonly year: number;
  readonly of: string;
  readonly max: string;
  readonly files: number;
  readonly filesMax: number;
}

const vi = {
  title: 'Minh chứng',
  back: 'Quay lại',
  lead: 'Tệp được kiểm tra theo nội dung, lưu nguyên vẹn cùng số liệu và chỉ tải về chứ không mở ngay trong trình duyệt. Phần mềm không quét vi-rút.',
  empty: 'Chưa có minh chứng nào.',
  name: 'Tệp',
  sha256: 'Mã băm SHA-256',
  by: 'Người gửi',
  at: 'Lúc',
  kinds: {
    pdf: 'PDF',
    docx: 'văn bản Word',
    xlsx: 'bảng tính Excel',
    odt: 'văn bản ODT',
    png: 'ảnh PNG',
    jpg: 'ảnh JPEG',
  } satisfies Record<FileKind, string>,
  remove: 'Rút tệp',
  removeOf: (name: string) => `Rút tệp ${name}`,
  removeSure: 'Tệp bị xóa hẳn, chỉ còn tên và mã băm trong nhật ký.',
  removeNow: 'Rút và xóa tệp này',
  addTitle: 'Thêm minh chứng',
  file: 'Tệp',
  fileHint: 'PDF, Word (.docx), Excel (.xlsx), ODT, ảnh PNG hoặc JPEG; mỗi tệp nhiều nhất 20 MB.',
  add: 'Gửi tệp',
  closed: 'Phần này đang khóa hoặc ông/bà chỉ được xem, nên không thêm hay rút tệp được.',
  used: ({ unit, year, of, max, files, filesMax }: Use) =>
    `${unit}, năm ${year}: đã dùng ${of} trong ${max}, ${files} trong ${filesMax} tệp.`,
  notices: { added: 'Đã lưu minh chứng.', removed: 'Đã rút minh chứng.' } as Readonly<Record<string, string>>,
  errors: {
    missing: 'Xin chọn một tệp.',
    tooBig: 'Tệp lớn hơn 20 MB nên không được lưu. Xin nén ảnh trong tệp hoặc chia thành nhiều tệp.',
    empty: 'Tệp này trống.',
    unknownKind:
      'Nội dung tệp này không phải PDF, Word (.docx), Excel (.xlsx), ODT, PNG hoặc JPEG, dù tên ghi thế nào.',
    oldOffice:
      'Tệp này là Word/Excel kiểu cũ (.doc, .xls) hoặc có đặt mật khẩu. Xin bỏ mật khẩu và lưu thành .docx, .xlsx hoặc PDF.',
    damaged: 'Tệp này bị hỏng, không mở được. Xin mở bằng Word hoặc Excel, lưu lại rồi gửi.',
    encrypted: 'Tệp này có đặt mật khẩu. Xin bỏ mật khẩu rồi gửi lại.',
    macros: 'Tệp này có macro (chương trình bên trong). Xin lưu thành .docx, .xlsx không có macro hoặc PDF.',
    entities: 'Tệp này có khai báo XML có thể gây hại cho máy của người mở, nên không được lưu.',
    bomb: 'Tệp này phình ra quá lớn khi mở nên không được lưu.',
    twice: 'Tệp có đúng nội dung này đã được gửi ở đây rồi.',
    full: 'Đơn vị đã dùng hết dung lượng minh chứng của năm nên tệp không được lưu.',
  } satisfies Record<EvidenceError, string>,
};

export type EvidenceTexts = typeof vi;

const en: EvidenceTexts = {
  title: 'Evidence',
  back: 'Back',
  lead: 'Files are judged by their content, kept as they are with all other data, and downloaded rather than opened in the browser. They are not searched for viruses.',
  empty: 'There is no evidence yet.',
  name: 'File',
  sha256: 'SHA-256 hash',
  by: 'Uploaded by',
  at: 'At',
  kinds: {
    pdf: 'PDF',
    docx: 'Word document',
    xlsx: 'Excel sheet',
    odt: 'ODT document',
    png: 'PNG picture',
    jpg: 'JPEG picture',
  },
  remove: 'Withdraw',
  removeOf: (name) => `Withdraw ${name}`,
  removeSure: 'The file is deleted; only its name and hash stay in the audit.',
  removeNow: 'Withdraw and delete this file',
  addTitle: 'Add evidence',
  file: 'File',
  fileHint: 'PDF, Word (.docx), Excel (.xlsx), ODT, PNG or JPEG; 20 MB a file at most.',
  add: 'Upload',
  closed: 'This part is locked, or only open for you to read, so no file can be added or withdrawn.',
  used: ({ unit, year, of, max, files, filesMax }) =>
    `${unit}, ${year}: ${of} of ${max} used, ${files} of ${filesMax} files.`,
  notices: { added: 'The evidence is kept.', removed: 'The evidence is withdrawn.' },
  errors: {
    missing: 'Please choose a file.',
    tooBig: 'The file is bigger than 20 MB and was not kept. Please shrink its pictures or split it.',
    empty: 'This file is empty.',
    unknownKind:
      'The content of this file is not PDF, Word (.docx), Excel (.xlsx), ODT, PNG or JPEG, whatever its name says.',
    oldOffice:
      'This file is of the old kind of Word or Excel (.doc, .xls), or has a password. Please save it without one as .docx, .xlsx or PDF.',
    damaged:
      'This file is damaged and cannot be opened. Please save it again in Word or Excel and send that.',
    encrypted: 'This file has a password. Please send it without one.',
    macros:
      'This file has macros (programs inside it). Please save it as .docx, .xlsx without macros, or PDF.',
    entities: 'This file has XML declarations that may harm whoever opens it, so it was not kept.',
    bomb: 'This file becomes far too large when it is opened, so it was not kept.',
    twice: 'A file with exactly this content is here already.',
    full: 'The unit has used up its space for evidence of the year, so the file was not kept.',
  },
};

export const evidenceTexts: Record<PageLanguage, EvidenceTexts> = { vi, en };

/** `1,5 MB`, where a MB is 1,048,576 bytes; smaller sizes in KB. */
export function bytesText(bytes: number, language: PageLanguage): string {
  const [size, unit] = bytes < 1024 * 1024 ? [Math.ceil(bytes / 1024), 'KB'] : [bytes / 1024 / 1024, 'MB'];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(size)} ${unit}`;
}
