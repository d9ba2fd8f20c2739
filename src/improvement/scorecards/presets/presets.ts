/**
 * Examples of sets of criteria, to start from. Fields follow the contents of administrative reform as reports name
 * them; criteria, rules and points are examples and not from a legal text, so all are unconfirmed.
 */
import type { Localized } from '../../../platform/text/localized.ts';
import type { CriteriaItem, Rule } from '../criteria.ts';

export interface CriteriaPreset {
  readonly id: 'scorecard-district' | 'scorecard-commune';
  readonly title: Localized;
  readonly source: string;
  readonly bonusMax: number;
  readonly penaltyMax: number;
  readonly items: readonly CriteriaItem[];
}

/** A set stores its source as typed, in one language; an example has it in both. */
export const exampleSource = {
  vi: 'Ví dụ của chương trình, chưa đối chiếu văn bản',
  en: 'Example that comes with the program, not checked against a legal text',
} satisfies Localized;

type Row =
  | readonly [code: string, vi: string, en: string]
  | readonly [code: string, vi: string, en: string, points: number, rule: Rule];

const free: Rule = { kind: 'free' };
const passFail: Rule = { kind: 'passFail' };
const satisfaction: Rule = { kind: 'satisfaction' };
const rate: Rule = { kind: 'rate', fullAt: 10_000, zeroBelow: 5000 };
const onTime: Rule = { kind: 'onTime', fullAt: 10_000, zeroBelow: 8000 };
const online: Rule = { kind: 'online', fullAt: 5000, zeroBelow: 0 };
const postReturned: Rule = { kind: 'postReturned', fullAt: 5000, zeroBelow: 0 };
const steps = (...points: readonly number[]): Rule => ({
  kind: 'steps',
  steps: points.map((one) => one * 100),
});

const districtRows: readonly Row[] = [
  ['1', 'Công tác chỉ đạo, điều hành cải cách hành chính', 'Leading administrative reform'],
  ['1.1', 'Kế hoạch cải cách hành chính năm', 'Annual reform plan'],
  ['1.1.1', 'Ban hành kế hoạch đúng thời hạn', 'The plan is issued on time', 1, passFail],
  ['1.1.2', 'Mức độ hoàn thành kế hoạch', 'Share of the plan completed', 2, rate],
  ['1.2', 'Báo cáo cải cách hành chính định kỳ', 'Regular reports on reform', 2, steps(0, 1, 2)],
  ['1.3', 'Kiểm tra công tác cải cách hành chính', 'Checks of reform at units below', 2, rate],
  ['1.4', 'Tuyên truyền cải cách hành chính', 'Information on reform', 2, free],
  ['1.5', 'Sáng kiến trong cải cách hành chính', 'Innovations in reform', 3, free],
  ['2', 'Xây dựng và tổ chức thực hiện thể chế', 'Making and implementing regulations'],
  ['2.1', 'Rà soát văn bản quy phạm pháp luật', 'Review of legal documents', 4, rate],
  ['2.2', 'Theo dõi thi hành pháp luật', 'Monitoring of law enforcement', 4, free],
  ['3', 'Cải cách thủ tục hành chính', 'Reform of administrative procedures'],
  ['3.1', 'Rà soát, đơn giản hóa thủ tục hành chính', 'Review and simplification of procedures', 3, rate],
  ['3.2', 'Công khai thủ tục hành chính', 'Procedures are published', 3, passFail],
  ['3.3', 'Hồ sơ giải quyết đúng hạn', 'Applications completed on time', 6, onTime],
  ['3.4', 'Xử lý phản ánh, kiến nghị của người dân', 'Handling of citizens’ comments', 3, rate],
  ['3.5', 'Thực hiện cơ chế một cửa, một cửa liên thông', 'One-stop service', 3, free],
  ['4', 'Cải cách tổ chức bộ máy hành chính', 'Reform of the organisation'],
  ['4.1', 'Sắp xếp tổ chức bộ máy', 'Reorganisation of offices', 4, free],
  ['4.2', 'Sử dụng biên chế được giao', 'Use of the staff quota', 3, free],
  ['4.3', 'Phân cấp quản lý', 'Decentralisation', 3, free],
  ['5', 'Cải cách chế độ công vụ', 'Reform of the civil service'],
  ['5.1', 'Bố trí công chức theo vị trí việc làm', 'Staffing by job position', 5, free],
  ['5.2', 'Đào tạo, bồi dưỡng theo kế hoạch', 'Training as planned', 4, rate],
  ['5.3', 'Chấp hành kỷ luật, kỷ cương hành chính', 'Administrative discipline', 5, free],
  ['6', 'Cải cách tài chính công', 'Reform of public finance'],
  ['6.1', 'Giải ngân vốn đầu tư công', 'Disbursement of public investment', 4, rate],
  ['6.2', 'Quản lý, sử dụng tài sản công', 'Management of public assets', 3, free],
  ['6.3', 'Cơ chế tự chủ của đơn vị sự nghiệp', 'Autonomy of public service units', 3, free],
  ['7', 'Xây dựng chính quyền điện tử, chính quyền số', 'Digital government'],
  ['7.1', 'Hồ sơ nộp trực tuyến', 'Applications submitted online', 6, online],
  ['7.2', 'Xử lý văn bản trên môi trường điện tử', 'Documents handled electronically', 4, free],
  [
    '7.3',
    'Trả kết quả qua bưu chính công ích',
    'Results returned by the public postal service',
    2,
    postReturned,
  ],
  ['7.4', 'Trang thông tin điện tử', 'Web portal', 4, free],
  ['8', 'Tác động của cải cách hành chính', 'Impact of administrative reform'],
  ['8.1', 'Chỉ số hài lòng của người dân', 'Satisfaction index', 10, satisfaction],
  ['8.2', 'Mức độ hoàn thành chỉ tiêu kinh tế – xã hội', 'Social and economic targets reached', 2, free],
];

const communeRows: readonly Row[] = [
  ['1', 'Công tác chỉ đạo, điều hành cải cách hành chính', 'Leading administrative reform'],
  ['1.1', 'Mức độ hoàn thành kế hoạch cải cách hành chính', 'Share of the plan completed', 5, rate],
  ['1.2', 'Báo cáo cải cách hành chính định kỳ', 'Regular reports on reform', 3, steps(0, 2, 3)],
  ['1.3', 'Tuyên truyền cải cách hành chính', 'Information on reform', 4, free],
  ['1.4', 'Sáng kiến trong cải cách hành chính', 'Innovations in reform', 3, free],
  ['2', 'Thủ tục hành chính và cơ chế một cửa', 'Procedures and one-stop service'],
  ['2.1', 'Niêm yết công khai thủ tục hành chính', 'Procedures are displayed', 5, passFail],
  ['2.2', 'Hồ sơ giải quyết đúng hạn', 'Applications completed on time', 10, onTime],
  ['2.3', 'Hồ sơ nộp trực tuyến', 'Applications submitted online', 8, online],
  ['2.4', 'Xử lý phản ánh, kiến nghị của người dân', 'Handling of citizens’ comments', 6, rate],
  ['2.5', 'Bộ phận Một cửa: nơi chờ, trang thiết bị', 'One-stop desk: seats and equipment', 6, free],
  ['3', 'Cán bộ, công chức', 'Officials'],
  ['3.1', 'Chấp hành kỷ luật, kỷ cương hành chính', 'Administrative discipline', 8, free],
  ['3.2', 'Chất lượng đội ngũ công chức', 'Quality of officials', 7, free],
  ['4', 'Tài chính công', 'Public finance'],
  ['4.1', 'Công khai tài chính, ngân sách', 'Budgets are published', 5, free],
  ['4.2', 'Quản lý, sử dụng tài sản công', 'Management of public assets', 5, free],
  ['5', 'Chuyển đổi số', 'Digital transformation'],
  ['5.1', 'Xử lý văn bản trên môi trường điện tử', 'Documents handled electronically', 8, free],
  [
    '5.2',
    'Trả kết quả qua bưu chính công ích',
    'Results returned by the public postal service',
    3,
    postReturned,
  ],
  ['5.3', 'Trang thông tin điện tử', 'Web portal', 4, free],
  ['6', 'Tác động của cải cách hành chính', 'Impact of administrative reform'],
  ['6.1', 'Chỉ số hài lòng của người dân', 'Satisfaction index', 10, satisfaction],
];

export const criteriaPresets: readonly CriteriaPreset[] = [
  preset(
    'scorecard-district',
    'Bộ tiêu chí cấp huyện (ví dụ)',
    'Criteria for districts (example)',
    districtRows,
  ),
  preset('scorecard-commune', 'Bộ tiêu chí cấp xã (ví dụ)', 'Criteria for communes (example)', communeRows),
];

function preset(id: CriteriaPreset['id'], vi: string, en: string, rows: readonly Row[]): CriteriaPreset {
  return {
    id,
    title: { vi, en },
    source: exampleSource.vi,
    bonusMax: 300,
    penaltyMax: 300,
    items: rows.map(([code, titleVi, titleEn, points, rule]) => ({
      code,
      title: { vi: titleVi, en: titleEn },
      ...(points === undefined ? {} : { pointsMax: points * 100, rule }),
      isConfirmed: false,
    })),
  };
}
