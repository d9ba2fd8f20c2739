/** What the page of levels says. */
import type { PageLanguage } from '../localized.ts';

const vi = {
  title: 'Phân bố mức trả lời',
  lead: 'Trong những người đã trả lời một tiêu chí, bao nhiêu phần trăm chọn từng mức. Mức có dưới 10 người được gộp với mức khác cùng phía (hài lòng hoặc chưa hài lòng).',
  oneFilter: 'Mức trả lời đã là một chiều, nên chỉ thêm được một bộ lọc hoặc một kỳ.',
  filter: 'Chỉ tính phiếu có',
  show: 'Lập biểu đồ',
  refused: 'Chưa lập được biểu đồ. Xin xem lại các mục sau:',
  question: 'Tiêu chí',
  index: 'Chỉ số',
  together: 'Gộp nhiều mức',
  togetherWith: (levels: string) => `gộp: ${levels}`,
  chart: 'Mỗi thanh là 100% số người đã trả lời (số ở cuối dòng); số trong thanh là phần trăm.',
  notShown: 'Không nêu phân bố của những tiêu chí sau, để không lộ câu trả lời của vài người:',
  level: 'Mức',
  share: 'Tỷ lệ (%)',
  none: 'Không có tiêu chí nào hiển thị được.',
};

const en: typeof vi = {
  title: 'Levels of answers',
  lead: 'Of those who answered a question, how many chose each level. A level of fewer than 10 people is told together with others of its side (satisfied or not).',
  oneFilter: 'The level is a dimension already, so one filter or one period can be added.',
  filter: 'Only forms with',
  show: 'Make the chart',
  refused: 'No chart yet. Please look at these again:',
  question: 'Question',
  index: 'Index',
  together: 'Several levels together',
  togetherWith: (levels) => `together: ${levels}`,
  chart: 'Each bar is 100% of those who answered (the number at its end); the numbers in it are percent.',
  notShown: 'How these questions were answered is not told, since it would tell what a few people chose:',
  level: 'Level',
  share: 'Share (%)',
  none: 'There is no question that can be shown.',
};

export const levelTexts: Record<PageLanguage, typeof vi> = { vi, en };
