/** Texts of the pages of the service index. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Group5Item } from '../../statistics/estimation/realTimeIndex.ts';

const vi = {
  title: 'Chỉ số phục vụ (Quyết định 766)',
  lead: 'Nhóm 5 “Mức độ hài lòng” của bộ chỉ số phục vụ người dân, doanh nghiệp theo thời gian thực (Quyết định 766/QĐ-TTg năm 2022), 18 điểm. Đây là số liệu hành chính, tính từ hồ sơ và phản ánh; không phải khảo sát và không nằm trong chỉ số hài lòng.',
  publicPage: 'Trang công khai',
  year: 'Năm',
  show: 'Xem',
  empty: 'Không có dữ liệu của năm này.',
  unit: 'Đơn vị',
  withBelow:
    'Mỗi đơn vị gồm cả các đơn vị trực thuộc; riêng mục 5.1 và 5.3 là điểm nhập cho chính đơn vị đó.',
  items: {
    '5.1': 'Mục 5.1 (nhập tay)',
    '5.2': 'Mục 5.2: xử lý phản ánh đúng hạn',
    '5.3': 'Mục 5.3 (nhập tay)',
    '5.4': 'Mục 5.4: hồ sơ không quá hạn, không bị phản ánh',
  } satisfies Record<Group5Item, string>,
  total: 'Cộng',
  outOf: 'Trên số điểm',
  of: (points: string, maximum: number) => `${points}/${maximum} điểm`,
  share: (percent: string, part: string, whole: string) => `${percent} (${part}/${whole})`,
  source: (text: string) => `nguồn: ${text}`,
  hidden: 'không hiển thị (dưới 10, hoặc phải ẩn cùng)',
  nothing: 'không có dữ liệu',
  cases: 'Việc giải quyết phản ánh theo đơn vị',
  rulesTitle: 'Cách tính',
  rules: [
    'Mục 5.2 = số lượt xử lý đúng hạn / số lượt xử lý phản ánh của các phản ánh tiếp nhận trong năm. Đúng hạn, theo ngày làm việc: trả lời trong 15 ngày, từ chối hoặc trả lại trong 2 ngày, hỏi thêm trong 5 ngày, công khai trong 2 ngày; quá hạn chưa trả lời là không đúng hạn. Mỗi phản ánh tính một lượt cho mỗi đơn vị đã xử lý.',
    'Mục 5.4 = (hồ sơ − hồ sơ quá hạn − phản ánh) / hồ sơ, gồm các tháng đã có số hồ sơ quá hạn. Mọi phản ánh đã duyệt về đơn vị trong các tháng đó đều tính, trừ phản ánh bị từ chối.',
    'Điểm: từ 90% trở lên được điểm tối đa (5.2: 5; 5.4: 6), dưới 90% tính theo tỷ lệ. Với mục 5.2, cách quy ra điểm này lấy theo mục 5.4 và chưa đối chiếu với văn bản.',
    'Mục 5.1 (tối đa 5) và 5.3 (tối đa 2): quy tắc chưa được xác nhận nên chương trình không tính; đơn vị nhập điểm kèm nguồn.',
    'Cột “Cộng” chỉ cộng các mục có điểm, ghi rõ trên bao nhiêu điểm; chỉ khi đủ bốn mục mới là trên 18.',
  ],
  enterTitle: (year: string) => `Nhập mục 5.1 và 5.3 của năm ${year}`,
  enterHint: 'Để trống cả điểm và nguồn nếu chưa có. Điểm được công khai cùng nguồn.',
  points: (item: string, maximum: number) => `Điểm mục ${item} (0 đến ${maximum})`,
  sourceOf: (item: string) => `Nguồn của điểm mục ${item}`,
  sourceHint: 'Ví dụ: Báo cáo số 15/BC-UBND ngày 10/01/2026, mục 2.',
  save: 'Lưu',
  errors: {
    points: (maximum: number) => `Xin nhập số từ 0 đến ${maximum}, tối đa hai chữ số thập phân.`,
    source: 'Xin ghi nguồn của điểm này.',
    tooLong: (max: number) => `Dài quá ${max} ký tự.`,
  },
  back: 'Tất cả đơn vị',
  madeUp: 'Dữ liệu minh họa: một phần hoặc toàn bộ số liệu ở đây là tự tạo, không phải số thật.',
  notices: { saved: 'Đã lưu.' } as Readonly<Record<string, string>>,
};

export type IndexTexts = typeof vi;

const en: IndexTexts = {
  title: 'Service index (Decision 766)',
  lead: 'Group 5, “satisfaction”, of the real-time index of service to citizens and businesses (Decision 766/QĐ-TTg of 2022), 18 points. This is administrative data, computed from files and cases; it is not a survey and not part of any satisfaction index.',
  publicPage: 'Public page',
  year: 'Year',
  show: 'Show',
  empty: 'No data for this year.',
  unit: 'Office',
  withBelow:
    'Each office includes those below it; items 5.1 and 5.3 are the points entered for the office itself.',
  items: {
    '5.1': 'Item 5.1 (entered by hand)',
    '5.2': 'Item 5.2: cases handled on time',
    '5.3': 'Item 5.3 (entered by hand)',
    '5.4': 'Item 5.4: files neither overdue nor complained about',
  },
  total: 'Sum',
  outOf: 'Out of',
  of: (points, maximum) => `${points} of ${maximum} points`,
  share: (percent, part, whole) => `${percent} (${part}/${whole})`,
  source: (text) => `source: ${text}`,
  hidden: 'not shown (fewer than 10, or suppressed with another)',
  nothing: 'no data',
  cases: 'How offices handle comments',
  rulesTitle: 'How it is computed',
  rules: [
    'Item 5.2 = handlings on time / all handlings of cases received in the year. On time, in working days: answered within 15, refused or returned within 2, further details requested within 5, published within 2; a case overdue and unanswered is not on time. Each case counts once for each office that handled it.',
    'Item 5.4 = (files − overdue files − cases) / files, for the months with overdue files reported. Every screened case about the office in those months counts, except those refused.',
    'Points: full points from 90% up (5.2: 5; 5.4: 6), in proportion below. For item 5.2 this rule is taken from item 5.4 and has not been checked against the legal text.',
    'Items 5.1 (at most 5) and 5.3 (at most 2): their rules are not confirmed, so the program does not compute them; the office enters points with their source.',
    '“Sum” adds only the items that have points and says out of how many; it is out of 18 only when all four are there.',
  ],
  enterTitle: (year) => `Enter items 5.1 and 5.3 for ${year}`,
  enterHint: 'Leave points and source empty if there are none. Points are public, with their source.',
  points: (item, maximum) => `Points for item ${item} (0 to ${maximum})`,
  sourceOf: (item) => `Source of the points for item ${item}`,
  sourceHint: 'For example: Report 15/BC-UBND of 10 January 2026, part 2.',
  save: 'Save',
  errors: {
    points: (maximum) => `Please give a number from 0 to ${maximum} with at most two decimals.`,
    source: 'Please give the source of these points.',
    tooLong: (max) => `Longer than ${max} characters.`,
  },
  back: 'All offices',
  madeUp: 'Made-up data: some figures here are invented for the demo.',
  notices: { saved: 'Saved.' },
};

export const indexTexts: Record<PageLanguage, IndexTexts> = { vi, en };
