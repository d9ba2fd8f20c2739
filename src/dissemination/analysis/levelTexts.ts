/** Texts of the page of levels. */
import type { PageLanguage } from '../../platform/text/localized.ts';

const vi = {
  title: 'Phân bố mức trả lời',
  lead: 'Trong những người đã trả lời một tiêu chí, bao nhiêu phần trăm chọn từng mức.',
  filter: 'Chỉ tính phiếu có',
  show: 'Lập biểu đồ',
  refused: 'Chưa lập được biểu đồ. Xin xem lại các mục sau:',
  question: 'Tiêu chí',
  index: 'Chỉ số',
  chart: 'Mỗi thanh là 100% số người đã trả lời (số ở cuối dòng); số trong thanh là phần trăm.',
  notShown: 'Các tiêu chí sau không hiển thị phân bố, để bảo vệ người trả lời:',
  level: 'Mức',
  share: 'Tỷ lệ (%)',
  none: 'Không có tiêu chí nào hiển thị được.',
};

const en: typeof vi = {
  title: 'Levels of answers',
  lead: 'Of those who answered a question, the percentage who chose each level.',
  filter: 'Only responses with',
  show: 'Make the chart',
  refused: 'No chart yet. Please look at these again:',
  question: 'Question',
  index: 'Index',
  chart: 'Each bar is 100% of those who answered (the number at its end); the numbers in it are percent.',
  notShown: 'The levels of these questions are not shown, to protect respondents:',
  level: 'Level',
  share: 'Share (%)',
  none: 'There is no question that can be shown.',
};

export const levelTexts: Record<PageLanguage, typeof vi> = { vi, en };
