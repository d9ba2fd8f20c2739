/** Texts that all pages of findings share. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Interval } from '../../statistics/estimation/interval.ts';

const vi = {
  show: 'Xem kết quả',
  refused: 'Chưa lập được trang này. Xin xem lại các mục sau:',
  notOfficial: 'Số liệu phân tích, không phải chỉ số chính thức; không dùng để xếp hạng.',
  target: 'Mục tiêu (%)',
  wrongTarget: 'Xin ghi một số lớn hơn 0, không quá 100, nhiều nhất hai chữ số thập phân.',
  inShort: 'Tóm tắt',
  table: 'Bảng số',
  assumption: 'Giả định',
  interval: (low: string, up: string) => `từ ${low} đến ${up}`,
  intervalHeading: 'Khoảng tin cậy 95%',
  low: 'Khoảng tin cậy: dưới',
  up: 'Khoảng tin cậy: trên',
  none: 'chưa tính được',
};

const en: typeof vi = {
  show: 'Show the result',
  refused: 'This page cannot be made yet. Please look at these again:',
  notOfficial: 'Figures for analysis, not the official index; not used for ranks.',
  target: 'Target (%)',
  wrongTarget: 'Please give a number above 0, at most 100, with at most two decimals.',
  inShort: 'In short',
  table: 'Table',
  assumption: 'Assumption',
  interval: (low, up) => `${low} to ${up}`,
  intervalHeading: '95% interval',
  low: 'Interval: low',
  up: 'Interval: up',
  none: 'cannot be computed',
};

export const findingTexts: Record<PageLanguage, typeof vi> = { vi, en };

/** @param say how an end of the interval is written */
export function intervalText(
  interval: Interval | undefined,
  say: (value: number, language: PageLanguage) => string,
  language: PageLanguage,
): string {
  const t = findingTexts[language];
  return interval ? t.interval(say(interval.low, language), say(interval.up, language)) : t.none;
}
