/** Texts of the analysis pages. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { AnalysisError } from './analysis.ts';
import type { PeriodError } from './period.ts';

/** Errors that name the first and last day of the round. */
type PeriodErrors = Record<PeriodError, (from: string, to: string) => string>;

const vi = {
  pages: 'Các trang phân tích',
  title: 'Phân tích chéo',
  lead: 'Đặt tối đa hai chiều cạnh nhau, trong một đơn vị và một đợt đã đóng. Hàng, cột và ô có dưới 10 người trả lời không hiển thị, kèm những ô cần ẩn cùng, để bảo vệ người trả lời.',
  round: 'Đợt đo lường',
  unit: 'Trong đơn vị',
  of: 'Chỉ số của',
  whole: 'Toàn bộ phiếu',
  factor: 'Yếu tố',
  rows: 'Hàng',
  columns: 'Cột',
  none: 'không chia',
  filter: (number: number) => `Chỉ tính phiếu có (lọc ${number})`,
  noFilter: 'không lọc',
  period: { from: 'Chỉ tính phiếu từ ngày', to: 'đến hết ngày' },
  periodErrors: {
    notADay: () => 'Xin ghi ngày (năm-tháng-ngày, như 2026-01-20) hoặc tháng (như 2026-01).',
    outside: (from, to) => `Ngày này nằm ngoài thời gian của đợt (từ ${from} đến ${to}).`,
    upsideDown: () => 'Ngày cuối đứng trước ngày đầu. Xin đổi lại.',
  } satisfies PeriodErrors as PeriodErrors,
  fewPerDay: 'Phần lớn các ngày có quá ít người trả lời để nêu số liệu.',
  byWeek: 'Xem theo tuần',
  byMonth: 'Xem theo tháng',
  logged:
    'Mỗi lần dùng bộ lọc đều được ghi vào nhật ký. Lọc nhiều lần theo các cách gần giống nhau vẫn có thể làm lộ vài người: xin đừng làm.',
  show: 'Lập bảng',
  noRounds:
    'Chưa có đợt nào đã đóng trong phạm vi của ông/bà. Khi đợt còn mở, kết quả chỉ được xem trên trang kết quả.',
  saveView: 'Lưu cách xem này',
  waiting: (forms: string) =>
    `Còn ${forms} phiếu của đợt này đang chờ vào sổ cái. Bảng sẽ lập được sau mốc kiểm tra kế tiếp, thường trong vòng một giờ.`,
  overtaken:
    'Có phiếu bị hủy sau khi đợt được công bố. Bảng đặt cạnh bản công bố sẽ làm lộ các phiếu ấy, nên chỉ lập lại được sau khi có bản đính chính.',
  preparing: 'Phiếu của đợt này đang được sắp lại để phân tích. Xin mở lại trang sau ít phút.',
  refused: 'Chưa lập được bảng. Xin xem lại các mục sau:',
  all: 'Tất cả',
  people: 'phiếu',
  interval: 'khoảng tin cậy 95%',
  cell: 'Mỗi ô: chỉ số, khoảng tin cậy 95%, số phiếu.',
  selfSelected: 'Khoảng tin cậy chỉ đúng nếu người đã trả lời không khác người chưa trả lời.',
  filteredBy: (filters: readonly string[]) => `Chỉ tính phiếu có ${filters.join(' và ')}.`,
  empty: 'Không có phiếu nào được tính trong phạm vi và điều kiện lọc này.',
  method: (name: string) => `Cách tính: ${name}.`,
  pooled:
    'Phương pháp này tính theo trọng số của đơn vị; bảng chéo gộp mọi phiếu như nhau nên có thể khác chỉ số đã công bố.',
  dimension: {
    unit: 'Đơn vị trực thuộc',
    service: 'Thủ tục',
    channel: 'Kênh',
    day: 'Ngày',
    month: 'Tháng',
    period: 'Kỳ',
  },
  ownAnswers: 'trực tiếp tại đơn vị',
  noService: 'không gắn thủ tục',
  notSaid: 'không nêu',
  notAnswered: 'bỏ trống',
  unknown: 'Mục này không có trong đợt và đơn vị đã chọn.',
  errors: {
    tooMany: 'Hàng, cột và bộ lọc (kể cả kỳ) cộng lại chỉ được tối đa hai mục. Xin bỏ bớt.',
    twice: 'Một mục chỉ được chọn một lần; ngày, tháng và kỳ là một mục.',
    fewForms:
      'Bộ lọc này giữ lại hoặc bỏ ra dưới 10 phiếu, hoặc phải ẩn cùng một nhóm dưới 10 phiếu, nên kết quả không hiển thị để bảo vệ người trả lời.',
    tooLarge: 'Bảng này có quá nhiều ô. Xin chọn đơn vị hẹp hơn hoặc bỏ bớt một chiều.',
    suppressed: 'Kết quả của đơn vị này không hiển thị để bảo vệ người trả lời. Xin chọn phạm vi rộng hơn.',
  } satisfies Record<AnalysisError, string> as Record<AnalysisError, string>,
};

const en: typeof vi = {
  pages: 'Pages of analysis',
  title: 'Crosstabs',
  lead: 'Sets up to two dimensions side by side, within a unit and a round that is closed. Rows, columns and cells of fewer than 10 respondents are not shown, nor those that have to be suppressed with them.',
  round: 'Round',
  unit: 'Within the unit',
  of: 'Index of',
  whole: 'The whole form',
  factor: 'Factor',
  rows: 'Rows',
  columns: 'Columns',
  none: 'not split',
  filter: (number) => `Only responses with (filter ${number})`,
  noFilter: 'no filter',
  period: { from: 'Only responses from', to: 'until (this day included)' },
  periodErrors: {
    notADay: () => 'Please write a day (year-month-day, as 2026-01-20) or a month (as 2026-01).',
    outside: (from, to) => `This day is outside of the round (${from} to ${to}).`,
    upsideDown: () => 'The last day is before the first. Please change them.',
  },
  fewPerDay: 'Most days have too few respondents to show figures.',
  byWeek: 'See weeks',
  byMonth: 'See months',
  logged:
    'Each use of a filter is noted in the audit. Filtering again and again in ways that differ little can still give a few people away: please do not.',
  show: 'Make the table',
  noRounds:
    'There is no closed round within your units yet. While a round is open, its results are shown on the results pages only.',
  saveView: 'Save this view',
  waiting: (forms) =>
    `${forms} responses of this round are waiting for the ledger. The table can be made after the next checkpoint, usually within the hour.`,
  overtaken:
    'Responses were annulled after the round was published. Compared with the publication, a table would disclose those responses, so it can be made again once a correction is published.',
  preparing:
    'The responses of this round are being prepared for analysis. Please open the page again in a few minutes.',
  refused: 'No table yet. Please look at these again:',
  all: 'All',
  people: 'responses',
  interval: '95% interval',
  cell: 'Each cell: index, 95% interval, number of responses.',
  selfSelected: 'The intervals hold only if those who answered do not differ from those who did not.',
  filteredBy: (filters) => `Only responses with ${filters.join(' and ')}.`,
  empty: 'No responses count within this unit and these filters.',
  method: (name) => `Method: ${name}.`,
  pooled:
    'This method weights units; a crosstab gives every response the same weight, so it may differ from the published index.',
  dimension: {
    unit: 'Units below',
    service: 'Service',
    channel: 'Channel',
    day: 'Day',
    month: 'Month',
    period: 'Period',
  },
  ownAnswers: 'at the unit itself',
  noService: 'of no service',
  notSaid: 'not said',
  notAnswered: 'left out',
  unknown: 'The round and unit that were chosen do not have this.',
  errors: {
    tooMany: 'Rows, columns and filters, a period among them, may be two in all. Please leave some out.',
    twice: 'The same thing can be chosen once only; day, month and period are one.',
    fewForms:
      'This filter keeps or leaves out fewer than 10 responses, or has to be suppressed with a group of fewer than 10, so nothing is shown, to protect respondents.',
    tooLarge: 'This table has too many cells. Please choose a narrower unit or leave a dimension out.',
    suppressed: 'The results of this unit are not shown, to protect respondents. Please choose a wider unit.',
  },
};

export const analysisTexts: Record<PageLanguage, typeof vi> = { vi, en };
