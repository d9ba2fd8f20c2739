/** Texts of the caseload pages. */
import type { DatasetTexts } from '../datasets/dataset.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { Filing } from './caseload.ts';

export const caseloadTexts: Record<PageLanguage, DatasetTexts> = {
  vi: {
    title: 'Số hồ sơ',
    lead: 'Số hồ sơ đã giải quyết của từng đơn vị, theo thủ tục, tháng và cách nộp. Tỷ lệ trả lời và kế hoạch mẫu tính từ số này; chỉ số hài lòng thì không.',
    add: 'Nhập số hồ sơ',
    period: 'Tháng',
    empty:
      'Chưa có số hồ sơ nào. Hãy nhập từ báo cáo của Bộ phận Một cửa hoặc của Hệ thống thông tin giải quyết thủ tục hành chính.',
  },
  en: {
    title: 'Caseloads',
    lead: 'Files completed by each unit, by service, month and way of filing. Response rates and sample plans are computed from them; the satisfaction index is not.',
    add: 'Enter caseload',
    period: 'Month',
    empty:
      'There is no caseload yet. Enter it from the report of the one-stop office or of the system that handles the files.',
  },
};

export const filingNames: Record<Filing, Sentence> = {
  counter: { vi: 'Tại quầy', en: 'Counter' },
  online: { vi: 'Trực tuyến', en: 'Online' },
  post: { vi: 'Bưu chính công ích', en: 'Public postal service' },
};

export const caseloadErrors = {
  unit: {
    vi: 'Trong phạm vi của ông/bà không có đơn vị nào tên hoặc mã như vậy vào tháng đó.',
    en: 'No unit within yours had this name or code in that month.',
  },
  unitSeveral: {
    vi: 'Có nhiều đơn vị cùng tên này. Xin dùng mã đơn vị.',
    en: 'Several units have this name. Please use the code.',
  },
  service: { vi: 'Không có thủ tục nào tên như vậy.', en: 'There is no service of this name.' },
  month: {
    vi: 'Xin ghi tháng như 03/2026, không sau tháng này.',
    en: 'Please write the month as 2026-03, not later than this month.',
  },
  filing: {
    vi: 'Cách nộp phải là: Tại quầy, Trực tuyến hoặc Bưu chính công ích.',
    en: 'The way of filing has to be Counter, Online or Public post.',
  },
  count: {
    vi: 'Xin ghi một số nguyên từ 0, không có dấu chấm, dấu phẩy.',
    en: 'Please write a whole number from 0, without points or commas.',
  },
  moreThanAll: {
    vi: 'Đúng hạn và quá hạn cộng lại nhiều hơn số hồ sơ.',
    en: 'On time and overdue add up to more than all transactions.',
  },
  moreReturned: {
    vi: 'Số hồ sơ trả qua bưu chính nhiều hơn số hồ sơ.',
    en: 'More were returned by post than there were transactions.',
  },
  countedTwice: {
    vi: 'Đơn vị này, tháng này, cách nộp này vừa có dòng cộng chung, vừa có dòng của một thủ tục: hồ sơ sẽ bị tính hai lần. Xin giữ một cách; muốn bỏ dòng kia thì nhập dòng đó với số 0.',
    en: 'For this unit, month and way of filing there is a line of all services and one of a single service: files would be counted twice. Please keep one; to drop the other line, enter it with 0.',
  },
} as const satisfies Record<string, Sentence>;

/** @param day on which the unit begins in the register */
export function unitNotYet(day: string): Sentence {
  return {
    vi: `Trong danh mục, đơn vị này bắt đầu từ ngày ${dayText(day, 'vi')}, sau tháng này. Nếu đơn vị đã hoạt động từ trước: vào “Đơn vị”, “Thay đổi đơn vị”, hủy lần thêm đơn vị này, rồi thêm lại với ngày bắt đầu đúng.`,
    en: `In the register this unit begins on ${dayText(day, 'en')}, after this month. If it existed before: open “Units”, “Changes of units”, undo the change that added it, and add it again with the right first day.`,
  };
}
