/** Texts of the page of gaps. */
import type { PageLanguage } from '../../platform/text/localized.ts';

const vi = {
  title: 'Chênh lệch giữa các nhóm',
  lead: 'Nhóm người trả lời nào hài lòng kém hơn hoặc hơn những người còn lại, và ai còn vắng trong các phiếu.',
  of: 'Chỉ số của',
  lower: (groups: string) => `Hài lòng kém hơn những người còn lại: ${groups}.`,
  higher: (groups: string) => `Hài lòng hơn những người còn lại: ${groups}.`,
  noGap: 'Chưa thấy nhóm nào khác những người còn lại một cách chắc chắn.',
  nobody: 'Chưa nhóm nào có đủ 30 phiếu hữu hiệu để so sánh.',
  missing: (unit: string, answers: string, transactions: string) =>
    `Vắng nhiều nhất so với số hồ sơ: ${unit} có ${answers} số phiếu nhưng ${transactions} số hồ sơ.`,
  notSaid: (dimension: string, share: string) =>
    `${share} số phiếu không nêu “${dimension}”: chưa rõ họ thuộc nhóm nào.`,
  noMissing: 'Chưa có số hồ sơ hoặc tỷ lệ không nêu thông tin để biết ai còn vắng.',
  assumption:
    'phiếu của nhóm và của những người còn lại độc lập với nhau; chênh lệch có thể do các nhóm làm thủ tục khác nhau, ở đơn vị khác nhau.',
  gaps: 'Từng nhóm so với những người còn lại',
  gapsHint: (count: string) =>
    `Chỉ so nhóm có từ 30 phiếu hữu hiệu. Giá trị p đã hiệu chỉnh theo Holm cho ${count} phép so của trang; dưới 0,05 mới gọi là khác.`,
  group: 'Nhóm',
  index: 'Chỉ số',
  people: 'Số phiếu',
  others: 'Những người còn lại',
  gap: 'Chênh lệch (điểm phần trăm)',
  p: 'p (Holm)',
  below: (value: string) => `dưới ${value}`,
  verdict: 'Nhận xét',
  verdicts: {
    lower: 'thấp hơn',
    higher: 'cao hơn',
    alike: 'chưa phân biệt được',
    notCompared: 'chưa so sánh',
  },
  coverage: 'Ai còn vắng trong các phiếu',
  coverageHint: 'Phần của mỗi đơn vị trong số phiếu, cạnh phần của đơn vị ấy trong số hồ sơ cùng kỳ.',
  unit: 'Đơn vị',
  ofAnswers: 'Trong số phiếu',
  ofTransactions: 'Trong số hồ sơ',
  ratio: 'Tỷ số',
  noLanguage: 'Ngôn ngữ của phiếu không được lưu cùng câu trả lời, nên không so được theo ngôn ngữ.',
};

const en: typeof vi = {
  title: 'Gaps between groups',
  lead: 'Which groups of respondents are less or more satisfied than all others, and who is missing from the answers.',
  of: 'Index of',
  lower: (groups) => `Less satisfied than all others: ${groups}.`,
  higher: (groups) => `More satisfied than all others: ${groups}.`,
  noGap: 'No group is reliably different from all others.',
  nobody: 'No group has the 30 effective responses that a comparison needs.',
  missing: (unit, answers, transactions) =>
    `Most missing compared with the caseload: ${unit} has ${answers} of the responses but ${transactions} of the transactions.`,
  notSaid: (dimension, share) =>
    `${share} of the responses do not answer “${dimension}”: it is not known to which group they belong.`,
  noMissing:
    'Neither the caseload nor the share of unanswered background questions is known, so who is missing cannot be said.',
  assumption:
    'the responses of a group and of all others are independent; a gap may come from other services used, or from other units.',
  gaps: 'Each group against all others',
  gapsHint: (count) =>
    `Only groups of at least 30 effective responses are compared. The p-value is corrected by Holm’s method for the ${count} comparisons of the page; below 0.05 it is called different.`,
  group: 'Group',
  index: 'Index',
  people: 'Responses',
  others: 'All others',
  gap: 'Gap (percentage points)',
  p: 'p (Holm)',
  below: (value) => `below ${value}`,
  verdict: 'Verdict',
  verdicts: { lower: 'lower', higher: 'higher', alike: 'no clear difference', notCompared: 'not compared' },
  coverage: 'Who is missing from the answers',
  coverageHint:
    'The part of each unit among the responses, beside its part of the transactions of the same period.',
  unit: 'Unit',
  ofAnswers: 'Of the responses',
  ofTransactions: 'Of the transactions',
  ratio: 'Ratio',
  noLanguage: 'The language of a form is not stored with its answers, so languages cannot be compared.',
};

export const gapsTexts: Record<PageLanguage, typeof vi> = { vi, en };
