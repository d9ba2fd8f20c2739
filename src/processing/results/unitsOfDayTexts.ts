/** Which day's units the results are shown by. */
import type { PageLanguage } from '../../platform/text/localized.ts';

export interface UnitsOfDayTexts {
  /** Which day's units the results are shown by. */
  readonly unitsOfDay: {
    readonly title: string;
    readonly asCollected: string;
    on(day: string): string;
    readonly label: string;
    readonly hint: string;
    readonly show: string;
    readonly error: string;
    readonly explained: string;
    broken(names: string, why: string): string;
    change(document: string, day: string): string;
    readonly notThere: string;
    readonly since: string;
    readonly seriesBreak: string;
  };
}

export const unitsOfDayTexts: Record<PageLanguage, UnitsOfDayTexts> = {
  vi: {
    unitsOfDay: {
      title: 'Tính theo đơn vị nào',
      asCollected: 'theo đơn vị lúc thu phiếu',
      on: (day) => `theo đơn vị ngày ${day}`,
      label: 'Theo đơn vị của ngày',
      hint: 'Năm-tháng-ngày, ví dụ 2026-01-31. Mặc định là hôm nay.',
      show: 'Xem',
      error: 'Cần ghi ngày theo dạng năm-tháng-ngày, ví dụ 2026-01-31.',
      explained:
        'Cộng lại từ phiếu của các đơn vị cũ, không lấy trung bình của các chỉ số. Số nào không cộng được từ những số đã hiện thì ẩn.',
      broken: (names, why) => `Đứt chuỗi, không xếp vào được đơn vị nào của ngày này: ${names} (${why}).`,
      change: (document, day) => `${document}, từ ngày ${day}`,
      notThere: 'ngày này đơn vị không hoạt động',
      since: 'Đơn vị đã thay đổi giữa các đợt hoặc từ đợt này đến nay:',
      seriesBreak: 'đơn vị đã khác trước, chuỗi số liệu bị đứt',
    },
  },
  en: {
    unitsOfDay: {
      title: 'By which units',
      asCollected: 'by the units as collected',
      on: (day) => `by the units of ${day}`,
      label: 'By the units of the day',
      hint: 'Year-month-day, such as 2026-01-31. Today, if nothing else is given.',
      show: 'Show',
      error: 'Please give the day as year-month-day, such as 2026-01-31.',
      explained:
        'Added up from the responses of the former units, never from averages. A figure that is not a sum of published figures is not shown.',
      broken: (names, why) =>
        `The series breaks off, and these belong to no unit of that day: ${names} (${why}).`,
      change: (document, day) => `${document}, from ${day}`,
      notThere: 'no such unit on that day',
      since: 'Units have changed between the rounds, or since this one:',
      seriesBreak: 'the unit is not what it was; the series breaks',
    },
  },
};
