/**
 * Days on which offices in Viet Nam are closed other than Saturdays and Sundays, and the Saturdays worked in exchange.
 * The law (Labour Code 45/2019/QH14, article 112) names the holidays; which days around them are off is announced year
 * by year. `isConfirmed` means that the days were checked against the named source. All others follow the wording of
 * the law or a pattern of earlier years, and have to be checked once the announcement is published.
 */
import type { CalendarPart } from './workingDays.ts';

const law = 'Bộ luật Lao động 45/2019/QH14, Điều 112';

/** First and last day that the list below covers. */
export const vietNamSpan = { firstOn: '2025-01-01', lastOn: '2027-12-31' };

export const vietNamParts: readonly CalendarPart[] = [
  {
    name: { vi: 'Tết Dương lịch 2025', en: 'New Year 2025' },
    daysOff: ['2025-01-01'],
    source: law,
    isConfirmed: false,
  },
  {
    name: { vi: 'Tết Ất Tỵ', en: 'Lunar New Year 2025' },
    daysOff: ['2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31'],
    source: 'Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024, chưa đối chiếu văn bản',
    isConfirmed: false,
  },
  {
    name: { vi: 'Giỗ Tổ Hùng Vương 2025', en: 'Hung Kings’ Day 2025' },
    daysOff: ['2025-04-07'],
    source: 'en.baochinhphu.vn, 04/03/2025',
    isConfirmed: true,
  },
  {
    name: { vi: '30/4 và 1/5 năm 2025', en: '30 April and 1 May 2025' },
    daysOff: ['2025-04-30', '2025-05-01', '2025-05-02'],
    makeUpDays: ['2025-04-26'],
    source: 'en.baochinhphu.vn, 04/03/2025',
    isConfirmed: true,
  },
  {
    name: { vi: 'Quốc khánh 2025', en: 'National Day 2025' },
    daysOff: ['2025-09-01', '2025-09-02'],
    source: 'Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024, chưa đối chiếu văn bản',
    isConfirmed: false,
  },
  {
    name: { vi: 'Tết Dương lịch 2026', en: 'New Year 2026' },
    daysOff: ['2026-01-01', '2026-01-02'],
    makeUpDays: ['2026-01-10'],
    source: 'Văn bản 12729/VPCP-KGVX ngày 25/12/2025, theo báo đăng lại',
    isConfirmed: true,
  },
  {
    name: { vi: 'Tết Bính Ngọ', en: 'Lunar New Year 2026' },
    daysOff: ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'],
    source: 'vietnammedia.vnanet.vn, 17/10/2025',
    isConfirmed: true,
  },
  {
    name: { vi: 'Giỗ Tổ Hùng Vương 2026', en: 'Hung Kings’ Day 2026' },
    daysOff: ['2026-04-27'], // 26 April is a Sunday
    source: law,
    isConfirmed: false,
  },
  {
    name: { vi: '30/4 và 1/5 năm 2026', en: '30 April and 1 May 2026' },
    daysOff: ['2026-04-30', '2026-05-01'],
    source: law,
    isConfirmed: false,
  },
  {
    name: { vi: 'Quốc khánh 2026', en: 'National Day 2026' },
    daysOff: ['2026-08-31', '2026-09-01', '2026-09-02'],
    makeUpDays: ['2026-08-22'],
    source: 'Thông báo lịch nghỉ 2026 của Bộ Nội vụ, chưa đối chiếu văn bản',
    isConfirmed: false,
  },
  {
    name: { vi: 'Ngày Văn hóa Việt Nam 2026', en: 'Viet Nam Culture Day 2026' },
    daysOff: ['2026-11-24'],
    source: 'Nghị quyết 80-NQ/TW (2026), chưa đối chiếu văn bản',
    isConfirmed: false,
  },
  {
    name: { vi: 'Tết Dương lịch 2027', en: 'New Year 2027' },
    daysOff: ['2027-01-01'],
    source: law,
    isConfirmed: false,
  },
  {
    name: { vi: 'Tết Đinh Mùi', en: 'Lunar New Year 2027' },
    // The day before and the first four of the year; two of them fall on a weekend and are given back after it.
    daysOff: ['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11'],
    source: `${law}; phương án nghỉ chưa công bố`,
    isConfirmed: false,
  },
  {
    name: { vi: 'Giỗ Tổ Hùng Vương 2027', en: 'Hung Kings’ Day 2027' },
    daysOff: ['2027-04-16'],
    source: law,
    isConfirmed: false,
  },
  {
    name: { vi: '30/4 và 1/5 năm 2027', en: '30 April and 1 May 2027' },
    daysOff: ['2027-04-30', '2027-05-03'], // 1 May is a Saturday
    source: law,
    isConfirmed: false,
  },
  {
    name: { vi: 'Quốc khánh 2027', en: 'National Day 2027' },
    daysOff: ['2027-09-02', '2027-09-03'],
    source: `${law}; ngày liền kề chưa công bố`,
    isConfirmed: false,
  },
  {
    name: { vi: 'Ngày Văn hóa Việt Nam 2027', en: 'Viet Nam Culture Day 2027' },
    daysOff: ['2027-11-24'],
    source: 'Nghị quyết 80-NQ/TW (2026), chưa đối chiếu văn bản',
    isConfirmed: false,
  },
];
