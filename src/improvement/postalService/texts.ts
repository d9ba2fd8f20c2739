/** Texts of the pages of the public postal service. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Way } from './share.ts';

const vi = {
  title: 'Bưu chính công ích',
  lead: 'Tỷ lệ hồ sơ được nhận và kết quả được trả qua dịch vụ bưu chính công ích, tính từ số hồ sơ đã nhập. Đây là số liệu hành chính, không phải khảo sát: không nằm trong chỉ số hài lòng.',
  caseloads: 'Nhập số hồ sơ',
  year: 'Năm',
  show: 'Xem',
  months: (from: string, to: string, year: string) =>
    `Gồm các tháng ${from} đến ${to} năm ${year} đã có số hồ sơ; so với cùng các tháng của năm trước.`,
  empty: 'Chưa có số hồ sơ nào của năm này trong phạm vi của ông/bà.',
  unit: 'Đơn vị',
  month: 'Tháng',
  transactions: 'Số hồ sơ',
  ways: { received: 'Nhận qua bưu chính', returned: 'Trả qua bưu chính' } satisfies Record<Way, string>,
  change: 'So với năm trước',
  target: 'Mục tiêu',
  percent: 'tỷ lệ (%)',
  points: 'điểm phần trăm',
  pointsOf: (change: string) => `${change} điểm`,
  targetOf: (percent: string) => `mục tiêu ${percent}`,
  notTold: 'chưa có số',
  told: (told: string, all: string) =>
    `Số kết quả trả qua bưu chính mới có của ${told} trong ${all} hồ sơ; tỷ lệ trả tính trên số đó.`,
  reached: 'đạt',
  notReached: 'chưa đạt',
  trend: 'Theo tháng',
  targetTitle: (year: string) => `Mục tiêu năm ${year}`,
  targets: {
    received: 'Nhận qua bưu chính ít nhất (%)',
    returned: 'Trả qua bưu chính ít nhất (%)',
  } satisfies Record<Way, string>,
  targetHint: 'Để trống nếu không có mục tiêu. Ví dụ: 20 hoặc 20,5.',
  save: 'Lưu mục tiêu',
  error: 'Xin nhập số từ 0 đến 100, tối đa hai chữ số thập phân, hoặc để trống.',
  back: 'Tất cả đơn vị',
  madeUp: 'Dữ liệu minh họa: có số hồ sơ ở đây là tự tạo, không phải số thật.',
  notices: { saved: 'Đã lưu mục tiêu.' } as Readonly<Record<string, string>>,
};

export type PostalServiceTexts = typeof vi;

const en: PostalServiceTexts = {
  title: 'Public postal service',
  lead: 'Share of files received, and of results returned, by public post, from the caseload entered. This is administrative data, not a survey: it is not part of any satisfaction index.',
  caseloads: 'Enter caseload',
  year: 'Year',
  show: 'Show',
  months: (from, to, year) =>
    `Months ${from} to ${to} of ${year} that have a caseload, against the same months of the year before.`,
  empty: 'There is no caseload of this year within your units yet.',
  unit: 'Unit',
  month: 'Month',
  transactions: 'Transactions',
  ways: { received: 'Received by post', returned: 'Returned by post' },
  change: 'Since the year before',
  target: 'Target',
  percent: 'share (%)',
  points: 'percentage points',
  pointsOf: (change) => `${change} points`,
  targetOf: (percent) => `target ${percent}`,
  notTold: 'not reported',
  told: (told, all) =>
    `Whether results went back by post is reported for ${told} of ${all} files; the share returned is of those.`,
  reached: 'reached',
  notReached: 'not reached',
  trend: 'By month',
  targetTitle: (year) => `Target for ${year}`,
  targets: {
    received: 'Received by post, at least (%)',
    returned: 'Returned by post, at least (%)',
  },
  targetHint: 'Leave empty if there is no target. For example: 20 or 20.5.',
  save: 'Save the target',
  error: 'Please give a number from 0 to 100 with at most two decimals, or leave it empty.',
  back: 'All units',
  madeUp: 'Made-up data: some of the caseload here is invented for the demo.',
  notices: { saved: 'The target is saved.' },
};

export const postalServiceTexts: Record<PageLanguage, PostalServiceTexts> = { vi, en };
