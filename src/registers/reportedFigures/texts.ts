/** Texts of the pages of reported figures. */
import type { DatasetTexts } from '../datasets/dataset.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { ReportedFigure } from './reportedFigure.ts';

export const reportedFigureTexts: Record<PageLanguage, DatasetTexts> = {
  vi: {
    title: 'Số liệu đã báo cáo',
    lead: 'Chỉ số đã nêu trong báo cáo, quyết định, ghi nguyên văn kèm nguồn. Trang kết quả đặt chúng bên cạnh số tính từ phiếu và nêu rõ chỗ mâu thuẫn, không sửa.',
    add: 'Nhập số liệu đã báo cáo',
    period: 'Năm',
    empty: 'Chưa có số liệu nào. Hãy nhập từ báo cáo hoặc quyết định công bố chỉ số.',
  },
  en: {
    title: 'Figures as reported',
    lead: 'Figures from reports and decisions, word for word and with their source. Result pages show them beside figures computed from forms and point out contradictions; nothing is corrected.',
    add: 'Enter reported figures',
    period: 'Year',
    empty: 'There are none yet. Enter them from a report or a decision.',
  },
};

export const indicatorNames: Record<ReportedFigure['indicator'], Sentence> = {
  satisfactionIndex: { vi: 'Chỉ số hài lòng', en: 'Satisfaction index' },
  parIndex: { vi: 'Chỉ số cải cách hành chính', en: 'PAR INDEX' },
};

export const reportedFigureErrors = {
  unit: {
    vi: 'Trong phạm vi của ông/bà không có đơn vị nào tên hoặc mã như vậy vào năm đó.',
    en: 'No unit within yours had this name or code in that year.',
  },
  unitSeveral: {
    vi: 'Có nhiều đơn vị cùng tên hoặc mã này trong năm đó. Xin ghi cách khác.',
    en: 'Several units had this name or code in that year. Please write it otherwise.',
  },
  indicator: {
    vi: 'Chỉ số phải là: Chỉ số hài lòng, hoặc Chỉ số cải cách hành chính.',
    en: 'The indicator has to be Satisfaction index or PAR INDEX.',
  },
  year: {
    vi: 'Xin ghi năm như 2025, không sau năm nay.',
    en: 'Please write the year as 2025, not later than this year.',
  },
  round: { vi: 'Không có đợt nào tên như vậy.', en: 'There is no round of this name.' },
  percent: {
    vi: 'Xin ghi số phần trăm có nhiều nhất hai số lẻ, như 91,28.',
    en: 'Please write a percentage with two decimals at most, as 91.28.',
  },
  whole: { vi: 'Xin ghi một số nguyên.', en: 'Please write a whole number.' },
  of: {
    vi: 'Xin ghi cả hạng và tổng số đơn vị được xếp hạng.',
    en: 'Please write both the place and of how many.',
  },
  wording: {
    vi: 'Xin ghi nguyên văn câu nêu số liệu trong báo cáo.',
    en: 'Please write the sentence of the report, word for word.',
  },
  source: {
    vi: 'Xin ghi nguồn: tên, số và ngày của văn bản.',
    en: 'Please write the source: name, number and date.',
  },
} as const satisfies Record<string, Sentence>;
