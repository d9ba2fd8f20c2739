/** Texts of the time series page, in addition to those of all analysis pages (dissemination/analysis/texts.ts). */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { PeriodSize } from './timePeriod.ts';
import type { SeriesBreak } from './timeSeries.ts';

const vi = {
  title: 'Diễn biến theo thời gian',
  lead: 'Chỉ số của một đơn vị theo ngày, tuần (từ thứ Hai) hoặc tháng, giờ Việt Nam, trong các đợt đã đóng. Kỳ có dưới 10 người trả lời không hiển thị, kèm những kỳ phải ẩn cùng, để bảo vệ người trả lời.',
  by: 'Theo',
  sizes: { day: 'ngày', week: 'tuần', month: 'tháng' } satisfies Record<PeriodSize, string> as Record<PeriodSize, string>, // prettier-ignore
  filter: 'Chỉ tính phiếu có',
  rounds: 'Các đợt',
  oneRound: 'chỉ đợt đã chọn',
  allRounds: 'cả các đợt trước đó',
  show: 'Xem diễn biến',
  round: 'Đợt',
  period: 'Kỳ',
  value: 'Chỉ số',
  interval: 'Khoảng tin cậy 95%',
  people: 'Số phiếu',
  wholeRound: 'Cả đợt',
  byPeriod: 'Số liệu từng kỳ',
  outside: 'ngoài thời gian của đợt',
  scale: (low: string, up: string) =>
    `Trục đứng từ ${low} đến ${up}; vạch đứng qua mỗi điểm là khoảng tin cậy 95%. Chỗ trống là kỳ bị ẩn, chưa đủ tin cậy hoặc không có phiếu.`,
  few: 'Khoảng tin cậy của hai kỳ chồng nhau nhiều thì chưa nói được là tăng hay giảm.',
  noPoint: 'Không kỳ nào hiện được chỉ số nên không có biểu đồ. Xin chọn kỳ dài hơn.',
  breaks: {
    survey: 'câu hỏi khác',
    method: 'cách tính khác',
    units: 'đơn vị đã sắp xếp lại',
    sample: 'cách chọn người khác',
  } satisfies Record<SeriesBreak, string> as Record<SeriesBreak, string>,
  breaksBefore: (breaks: readonly string[]) =>
    `Chuỗi số liệu đứt ở đây so với đợt trước: ${breaks.join('; ')}. Không so sánh trực tiếp được.`,
  notAsked: 'Đợt trước đó không có đơn vị hoặc mục này trong phạm vi của ông/bà, nên chuỗi bắt đầu ở đây.',
  notMade: (why: string) => `Đợt trước đó chưa hiện được: ${why}`,
};

const en: typeof vi = {
  title: 'Time series',
  lead: 'The index of a unit by day, week (from Monday) or month, in Viet Nam’s time, within closed rounds. Periods of fewer than 10 respondents are not shown, nor those suppressed with them.',
  by: 'By',
  sizes: { day: 'day', week: 'week', month: 'month' },
  filter: 'Only responses with',
  rounds: 'Rounds',
  oneRound: 'the chosen one only',
  allRounds: 'those before it as well',
  show: 'Show the series',
  round: 'Round',
  period: 'Period',
  value: 'Index',
  interval: '95% interval',
  people: 'Responses',
  wholeRound: 'Whole round',
  byPeriod: 'Period by period',
  outside: 'outside of the round',
  scale: (low, up) =>
    `The scale goes from ${low} to ${up}; the upright line through each dot is its 95% interval. A gap is a period that is suppressed, not reliable, or without responses.`,
  few: 'Where the intervals of two periods overlap a good deal, a rise or a fall cannot be claimed.',
  noPoint: 'No period has an index to show, so there is no chart. Please choose longer periods.',
  breaks: {
    survey: 'other questions',
    method: 'another method',
    units: 'units reorganised',
    sample: 'other kind of sample',
  },
  breaksBefore: (breaks) =>
    `The series breaks here from the round before: ${breaks.join('; ')}. The two cannot be compared directly.`,
  notAsked: 'The round before does not have this unit or item within your units, so the series begins here.',
  notMade: (why) => `The round before cannot be shown yet: ${why}`,
};

export const timeTexts: Record<PageLanguage, typeof vi> = { vi, en };
