/** Texts of the pages of reports; documentTexts.ts has those of the reports. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { ReportFormat } from './makeReports.ts';
import type { OfficeError, OfficeField } from './office.ts';

const vi = {
  title: 'Báo cáo',
  lead: 'Báo cáo phân tích, đánh giá Chỉ số hài lòng và phiếu kết quả của từng đơn vị, lập từ bản công bố.',
  empty: 'Chưa có kết quả nào được công bố cho đơn vị của ông/bà. Báo cáo chỉ lập được từ bản công bố.',
  make: 'Lập báo cáo',
  newTitle: (round: string) => `Lập báo cáo: ${round}`,
  back: 'Về danh sách bản công bố',
  madeUp: 'Dữ liệu minh họa',
  unit: 'Đơn vị của báo cáo',
  unitHint: 'Báo cáo nói về đơn vị này và so sánh các đơn vị trực thuộc.',
  language: 'Ngôn ngữ của tệp',
  languages: { vi: 'Tiếng Việt', en: 'Tiếng Anh' } satisfies Record<PageLanguage, string>,
  format: 'Dạng tệp',
  formats: {
    docx: 'Word (.docx), sửa được, để trình ký',
    pdf: 'PDF, để đọc và in',
  } satisfies Record<ReportFormat, string>,
  officeTitle: 'Thể thức văn bản',
  officeLead:
    'Các mục này được in đúng chỗ theo Nghị định 30/2020/NĐ-CP. Trong vòng một tuần, lần lập sau các mục này được điền sẵn.',
  fields: {
    superior: 'Cơ quan chủ quản',
    organ: 'Cơ quan ban hành',
    number: 'Số',
    symbol: 'Ký hiệu',
    location: 'Địa danh',
    on: 'Ngày ban hành',
    capacity: 'Quyền hạn, chức vụ của người ký',
    signer: 'Họ tên người ký',
    recipients: 'Nơi nhận',
  } satisfies Record<OfficeField, string>,
  hints: {
    superior: 'Ví dụ: Ủy ban nhân dân tỉnh Đồng Tháp. Không có thì để trống.',
    organ: 'Ví dụ: Ủy ban nhân dân thành phố Hồng Ngự.',
    number: 'Để trống nếu văn thư cấp số sau.',
    symbol: 'Ví dụ: BC-UBND.',
    location: 'Ví dụ: Hồng Ngự.',
    on: 'Để trống nếu ghi ngày khi ký.',
    capacity: 'Mỗi dòng một ý, nhiều nhất 4 dòng. Ví dụ: TM. Ủy ban nhân dân / KT. Chủ tịch / Phó Chủ tịch.',
    signer: 'Để trống nếu ghi khi ký.',
    recipients: 'Mỗi nơi một dòng, nhiều nhất 20 dòng.',
  } satisfies Record<OfficeField, string>,
  errors: {
    missing: 'Xin điền mục này.',
    tooLong: 'Xin viết ngắn lại.',
    tooManyLines: 'Xin bớt số dòng.',
    number: 'Số văn bản chỉ gồm chữ số, nhiều nhất 6 chữ số.',
    day: 'Xin nhập ngày có thật.',
  } satisfies Record<OfficeError, string>,
  sheetsTitle: 'Phiếu kết quả của từng đơn vị',
  sheetsLead: 'Mỗi đơn vị hai trang, trong một tệp PDF: đơn vị được chọn và mọi đơn vị trực thuộc.',
  sheetsUnit: 'Đơn vị',
  makeSheets: 'Lập phiếu của các đơn vị',
  jobTitle: 'Báo cáo Chỉ số hài lòng',
  sheetsJobTitle: 'Phiếu kết quả của các đơn vị',
};

export type ReportTexts = typeof vi;

const en: ReportTexts = {
  title: 'Reports',
  lead: 'The report that analyses and evaluates the satisfaction index, and a sheet for each unit, made from a publication.',
  empty: 'Nothing has been published for your units yet. Reports are made from publications only.',
  make: 'Make a report',
  newTitle: (round) => `Report: ${round}`,
  back: 'Back to the publications',
  madeUp: 'Made-up data',
  unit: 'Unit of the report',
  unitHint: 'The report is about this unit and compares those below it.',
  language: 'Language of the file',
  languages: { vi: 'Vietnamese', en: 'English' },
  format: 'File format',
  formats: {
    docx: 'Word (.docx), for editing and signing',
    pdf: 'PDF, for reading and printing',
  },
  officeTitle: 'Layout of the document',
  officeLead:
    'These are printed in the places set by Decree 30/2020/NĐ-CP. For a week they are filled in when you make another report.',
  fields: {
    superior: 'Superior authority',
    organ: 'Issuing authority',
    number: 'Number',
    symbol: 'Symbol',
    location: 'Location',
    on: 'Date of issue',
    capacity: 'Authority and position of the signer',
    signer: 'Name of the signer',
    recipients: 'Recipients',
  },
  hints: {
    superior: 'For example: People’s Committee of Dong Thap Province. Leave empty if there is none.',
    organ: 'For example: People’s Committee of Hong Ngu City.',
    number: 'Leave empty if the registry assigns it later.',
    symbol: 'For example: BC-UBND.',
    location: 'For example: Hong Ngu.',
    on: 'Leave empty to write it when signing.',
    capacity: 'One per line, at most 4.',
    signer: 'Leave empty to write it when signing.',
    recipients: 'One per line, at most 20.',
  },
  errors: {
    missing: 'Please fill this in.',
    tooLong: 'Please make it shorter.',
    tooManyLines: 'Please use fewer lines.',
    number: 'The number of a document has digits only, 6 at most.',
    day: 'Please give a day that exists.',
  },
  sheetsTitle: 'A sheet for each unit',
  sheetsLead: 'Two pages per unit, in one PDF: the chosen unit and all units below it.',
  sheetsUnit: 'Unit',
  makeSheets: 'Make the sheets of units',
  jobTitle: 'Report on the satisfaction index',
  sheetsJobTitle: 'Sheets of units',
};

export const reportTexts: Record<PageLanguage, ReportTexts> = { vi, en };
