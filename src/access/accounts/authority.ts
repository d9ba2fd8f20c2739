/**
 * Who may do what. An account holds a role for a unit and all units below it, for a period; a permission applies where
 * one of the account's roles includes it. This table is the only place that maps roles to permissions: menus, routes,
 * pages and docs/authority.md are derived from it.
 */
import type { Sentence } from '../../platform/problem.ts';
import type { Role } from './role.ts';

interface PermissionRule {
  readonly roles: readonly Role[];
  /** The permission as a phrase that follows "may". */
  readonly phrase: Sentence;
}

export const permissions = {
  seeAccounts: {
    roles: ['administrator', 'auditor'],
    phrase: { vi: 'xem tài khoản và vai trò', en: 'see accounts and roles' },
  },
  changeAccounts: {
    roles: ['administrator'],
    phrase: { vi: 'lập, khóa tài khoản và giao vai trò', en: 'create and close accounts, give roles' },
  },
  seeRetention: {
    roles: ['administrator', 'auditor'],
    phrase: {
      vi: 'xem dữ liệu nào được giữ bao lâu, bao giờ bị xóa',
      en: 'see what is kept how long, and erased when',
    },
  },
  setRetention: {
    roles: ['administrator'],
    phrase: { vi: 'đặt thời hạn lưu dữ liệu', en: 'set how long data are kept' },
  },
  trustCertificates: {
    roles: ['administrator'],
    phrase: { vi: 'đặt chứng thư tin cậy cho bản ký số', en: 'trust certificates for signed copies' },
  },
  setLanguages: {
    roles: ['administrator'],
    phrase: { vi: 'đặt ngôn ngữ của trang trả lời', en: 'set the languages for respondents' },
  },
  setBrand: {
    roles: ['administrator'],
    phrase: { vi: 'đặt tên, màu, biểu trưng cơ quan', en: 'set the office’s name, colours, logo' },
  },
  seeHolidays: {
    roles: ['administrator', 'manager', 'officer', 'clerk', 'auditor'],
    phrase: { vi: 'xem ngày nghỉ lễ và ngày làm bù', en: 'see holidays and make-up days' },
  },
  keepHolidays: {
    roles: ['administrator'],
    phrase: { vi: 'sửa ngày nghỉ lễ và ngày làm bù', en: 'change holidays and make-up days' },
  },
  readAudit: {
    roles: ['administrator', 'auditor'],
    phrase: { vi: 'xem và xuất nhật ký', en: 'read and export the audit' },
  },
  seeQuality: {
    roles: ['manager', 'auditor'],
    phrase: {
      vi: 'xem chất lượng phiếu và dấu hiệu bấm hộ',
      en: 'see the quality of forms and signs of answering for others',
    },
  },
  annul: {
    roles: ['manager'],
    phrase: { vi: 'đề nghị và đồng ý hủy phiếu', en: 'ask for annulments, and agree to those of others' },
  },
  erase: {
    roles: ['manager'],
    phrase: { vi: 'xóa một phần của phiếu theo yêu cầu', en: 'erase a part of a form on request' },
  },
  seeCases: {
    roles: ['manager', 'officer', 'clerk'],
    phrase: { vi: 'xem phản ánh, kiến nghị', en: 'see cases' },
  },
  screenCases: {
    roles: ['manager', 'clerk'],
    phrase: {
      vi: 'đọc ý kiến mới, che thông tin cá nhân, giao việc và công khai câu trả lời',
      en: 'read new comments, black out personal data, assign cases and publish answers',
    },
  },
  answerCases: {
    roles: ['officer'],
    phrase: { vi: 'trả lời phản ánh, hỏi thêm, trả lại', en: 'answer cases, ask for more, give back' },
  },
  keepAlerts: {
    roles: ['manager'],
    phrase: { vi: 'đặt, ngừng cảnh báo và gửi sự kiện', en: 'keep alerts and event subscriptions' },
  },
  spotCheck: {
    roles: ['auditor'],
    phrase: {
      vi: 'mở phiếu được chọn ngẫu nhiên để đối chiếu',
      en: 'open forms drawn at random for a spot check',
    },
  },
  seeKiosks: {
    roles: ['administrator', 'manager', 'officer', 'auditor'],
    phrase: { vi: 'xem tình trạng máy khảo sát', en: 'see how kiosks are' },
  },
  pairKiosks: {
    roles: ['administrator', 'manager'],
    phrase: { vi: 'ghép và thu hồi máy khảo sát', en: 'pair and revoke kiosks' },
  },
  printPosters: {
    roles: ['administrator', 'manager', 'officer'],
    phrase: { vi: 'in áp phích, nhãn dán có mã QR', en: 'print posters and stickers' },
  },
  makeCodes: {
    roles: ['manager'],
    phrase: { vi: 'lập và in mã một lần', en: 'create and print one-time codes' },
  },
  makeAccessPoints: {
    roles: ['administrator', 'manager'],
    phrase: {
      vi: 'lập, tạm dừng, chuyển và ngừng điểm khảo sát',
      en: 'create, pause, re-target and end access points',
    },
  },
  enterPaper: {
    roles: ['manager', 'clerk'],
    phrase: { vi: 'lập, nhập và đóng tập phiếu giấy', en: 'create, key and close batches of paper forms' },
  },
  interview: {
    roles: ['interviewer'],
    phrase: { vi: 'hỏi và nhập phiếu có hỗ trợ', en: 'ask people and enter assisted forms' },
  },
  importAnswers: {
    roles: ['manager'],
    phrase: { vi: 'nhập câu trả lời từ tệp', en: 'import answers from files' },
  },
  seeAccessPoints: {
    roles: ['administrator', 'manager', 'officer', 'clerk', 'interviewer', 'analyst', 'auditor'],
    phrase: {
      vi: 'xem đơn vị, thủ tục, đợt đo lường và điểm khảo sát',
      en: 'see units, services, rounds and access points',
    },
  },
  changeUnits: {
    roles: ['manager'],
    phrase: {
      vi: 'thêm, sửa, ngừng, sáp nhập và chia tách đơn vị',
      en: 'add, change, end, unite and divide units',
    },
  },
  changeServices: {
    roles: ['manager'],
    phrase: { vi: 'thêm, sửa, ngừng thủ tục', en: 'add, change and end services' },
  },
  seeCaseloads: {
    roles: ['manager', 'officer', 'analyst', 'auditor'],
    phrase: { vi: 'xem và tải số hồ sơ', en: 'see and export the caseload' },
  },
  keepCaseloads: {
    roles: ['manager'],
    phrase: { vi: 'nhập số hồ sơ', en: 'enter the caseload' },
  },
  seeReportedFigures: {
    roles: ['manager', 'officer', 'analyst', 'auditor'],
    phrase: { vi: 'xem và tải số liệu đã báo cáo', en: 'see and export figures as reported' },
  },
  keepReportedFigures: {
    roles: ['manager'],
    phrase: { vi: 'nhập số liệu đã báo cáo', en: 'put in figures as reported' },
  },
  runRounds: {
    roles: ['manager'],
    phrase: { vi: 'lập, mở, kéo dài và đóng đợt đo lường', en: 'write, open, prolong and close rounds' },
  },
  seeImprovementActions: {
    roles: ['manager', 'officer', 'analyst', 'auditor'],
    phrase: { vi: 'xem giải pháp của đơn vị', en: 'see the measures of units' },
  },
  keepImprovementActions: {
    roles: ['manager', 'officer'],
    phrase: { vi: 'lập giải pháp và ghi tiến độ', en: 'create measures and note their progress' },
  },
  seeScorecards: {
    roles: ['manager', 'officer', 'analyst', 'auditor'],
    phrase: { vi: 'xem bảng điểm cải cách hành chính', en: 'see PAR scorecards' },
  },
  writeCriteria: {
    roles: ['manager'],
    phrase: {
      vi: 'soạn, ban hành bộ tiêu chí cải cách hành chính',
      en: 'write and publish sets of PAR criteria',
    },
  },
  scoreOwn: {
    roles: ['officer'],
    phrase: {
      vi: 'tự chấm điểm cải cách hành chính và giải trình',
      en: 'score the own unit for the PAR INDEX, and explain it',
    },
  },
  appraiseScorecards: {
    roles: ['manager', 'analyst'],
    phrase: {
      vi: 'thẩm định lần một điểm của đơn vị trực thuộc',
      en: 'appraise scorecards of units below, for the first time',
    },
  },
  decideScorecards: {
    roles: ['manager'],
    phrase: {
      vi: 'thẩm định lần hai, thưởng, trừ và khóa điểm của đơn vị trực thuộc',
      en: 'appraise scorecards of units below again, add and take off points, and lock them',
    },
  },
  seeCommendations: {
    roles: ['manager', 'auditor'],
    phrase: { vi: 'xem danh sách khen thưởng', en: 'see lists of commendations' },
  },
  keepCommendations: {
    roles: ['manager'],
    phrase: { vi: 'lập danh sách và ghi quyết định khen thưởng', en: 'create lists of commendations' },
  },
  planSamples: {
    roles: ['manager'],
    phrase: { vi: 'lập kế hoạch mẫu của đợt', en: 'plan the sample of a round' },
  },
  downloadResults: {
    roles: ['manager', 'officer', 'analyst', 'auditor', 'researcher'],
    phrase: { vi: 'tải kết quả tổng hợp về tệp', en: 'take results in numbers away as files' },
  },
  downloadMicrodata: {
    roles: ['researcher'],
    phrase: {
      vi: 'tải dữ liệu chi tiết đã khử nhận dạng và ý kiến đã duyệt',
      en: 'take de-identified micro-data and screened comments away',
    },
  },
  analyse: {
    roles: ['analyst'],
    phrase: {
      vi: 'lập bảng chéo và lọc phiếu của các đợt đã đóng',
      en: 'create crosstabs of closed rounds, with filters',
    },
  },
  keepFrames: {
    roles: ['manager'],
    phrase: {
      vi: 'gửi danh sách người lên, rút thăm và in thư mời',
      en: 'upload lists of people, draw samples and print letters',
    },
  },
  publishResults: {
    roles: ['manager'],
    phrase: {
      vi: 'đề nghị và đồng ý công bố kết quả',
      en: 'propose to publish results, and agree to those of others',
    },
  },
  makeReports: {
    roles: ['manager', 'officer', 'analyst'],
    phrase: {
      vi: 'lập báo cáo và phiếu kết quả từ bản công bố',
      en: 'create reports and sheets of units from publications',
    },
  },
  followRounds: {
    roles: ['manager', 'officer', 'clerk', 'analyst'],
    phrase: { vi: 'theo dõi các đợt đo lường', en: 'follow the rounds' },
  },
  seeSurveys: {
    roles: ['administrator', 'manager', 'officer', 'analyst', 'auditor'],
    phrase: { vi: 'xem phiếu khảo sát', en: 'see surveys' },
  },
  writeSurveys: {
    roles: ['manager'],
    phrase: { vi: 'soạn và công bố phiếu khảo sát', en: 'write and publish surveys' },
  },
  seeMethods: {
    roles: ['administrator', 'manager', 'officer', 'analyst', 'auditor'],
    phrase: { vi: 'xem phương pháp tính', en: 'see methods' },
  },
  draftMethods: {
    roles: ['manager', 'analyst'],
    phrase: { vi: 'soạn phương pháp tính', en: 'write drafts of methods' },
  },
  tryMethods: {
    roles: ['manager', 'analyst'],
    phrase: { vi: 'tính thử một đợt theo phương pháp khác', en: 'try other methods on a round' },
  },
  publishMethods: {
    roles: ['manager'],
    phrase: { vi: 'công bố phương pháp và thêm cho đợt', en: 'publish methods and add them to rounds' },
  },
} as const satisfies Record<string, PermissionRule>;

export type Permission = keyof typeof permissions;

export function allows(role: Role, permission: Permission): boolean {
  return (permissions[permission].roles as readonly Role[]).includes(role);
}
