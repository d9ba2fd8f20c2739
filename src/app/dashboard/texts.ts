/** Texts of the staff home page and of the choice of a unit. */
import { severalOf, type PageLanguage } from '../../platform/text/localized.ts';

const vi = {
  title: 'Việc cần làm',
  hello: (name: string) => `Xin chào ${name}.`,
  firstSteps: {
    title: 'Bắt đầu',
    manager: 'Giao vai trò Quản lý khảo sát: mở một tài khoản, chọn “Giao thêm vai trò”',
    units: 'Thêm đơn vị được đánh giá: từng đơn vị, hoặc cả danh sách',
    survey: 'Lập phiếu khảo sát từ phiếu mẫu rồi công bố',
    round: 'Lập và mở đợt đo lường',
    points: 'Lập điểm khảo sát: mã QR, máy khảo sát, phiếu giấy',
  },
  accounts: {
    title: 'Tài khoản cần chú ý',
    noPassword: (count: number) => `${count} tài khoản chưa đặt mật khẩu`,
    noFactor: (count: number) => `${count} người quản trị chưa bật xác thực hai bước`,
    ending: (count: number) => `${count} vai trò sẽ kết thúc trong 30 ngày tới`,
    empty: 'Không có tài khoản nào cần chú ý.',
  },
  quiet: 'Các mục không có việc chờ xử lý',
  mine: 'Chờ tôi xử lý',
  days: {
    title: 'Số phiếu theo ngày',
    today: 'hôm nay',
    hint: 'Số phiếu nhận được trong 14 ngày gần nhất.',
    plan: (perDay: string) => `Vạch ngang: kế hoạch cần ${perDay} phiếu mỗi ngày.`,
  },
  latest: 'Chỉ số hài lòng đã công bố',
  publications: {
    title: 'Công bố chờ tôi đồng ý',
    line: (by: string, at: string) => `${by} đề nghị lúc ${at}`,
    empty: 'Công bố: không có đề nghị nào chờ đồng ý.',
  },
  rounds: {
    title: 'Đợt đo lường',
    line: (received: string, closes: string) => `${received} phiếu đã nhận · đóng lúc ${closes}`,
    closesSoon: (line: string) => `Sắp đóng · ${line}`,
    opensSoon: (opens: string) => `Sắp mở · lúc ${opens}`,
    draft: (by: string) => `Bản nháp, ${by} sửa lần cuối`,
    empty: 'Đợt đo lường: không có đợt nào đang mở, sắp mở hay đang soạn cho đơn vị này.',
  },
  lagging: {
    title: 'Đơn vị chậm so với kế hoạch mẫu',
    line: (received: string, planned: string, round: string) => `${received}/${planned} phiếu · ${round}`,
    more: (count: number) => `và ${count} đơn vị nữa`,
    empty: 'Kế hoạch mẫu: không có đơn vị nào chậm.',
  },
  kiosks: {
    title: 'Máy khảo sát cần xem',
    more: (count: number) => `và ${count} máy nữa`,
    empty: 'Máy khảo sát: không có máy nào mất liên lạc hoặc báo lỗi.',
  },
  checks: {
    title: 'Kiểm tra không đạt',
    ledger: (since: string) => `Phiếu nhận từ ${since} chưa vào sổ cái`,
    tallies: 'Có phiếu nhận hơn hai giờ trước chưa được đếm vào kết quả',
    detail: 'Xin báo người quản trị máy chủ: tiến trình chính có thể đã dừng.',
    empty: 'Kiểm tra: sổ cái và bảng đếm kịp thời.',
  },
  alerts: {
    title: 'Cảnh báo',
    more: (count: number) => `và ${count} cảnh báo nữa`,
    empty: 'Không có cảnh báo nào.',
  },
  holidays: {
    title: 'Ngày nghỉ lễ chưa đối chiếu',
    line: (count: number, year: string) => `Năm ${year}: ${count} mục sắp tới`,
    empty: 'Ngày nghỉ lễ: các ngày sắp tới đã đối chiếu.',
  },
  annulments: {
    title: 'Hủy phiếu chờ người thứ hai',
    line: (count: number, by: string) => `${count} phiếu · ${by} đề nghị`,
    empty: 'Hủy phiếu: không có đề nghị nào chờ.',
  },
  imports: {
    title: 'Tệp câu trả lời chờ xử lý',
    line: (by: string, at: string) => `${by} gửi lúc ${at}`,
    empty: 'Nhập từ tệp: không có tệp nào chờ.',
  },
  scorecards: {
    title: 'Chấm điểm cải cách hành chính',
    unit: (unit: string, year: number) => `${unit}, năm ${year}`,
    waiting: (count: number) => `${count} bảng chấm điểm chờ thẩm định`,
    empty: 'Chấm điểm cải cách hành chính: không có bảng nào đến lượt.',
  },
  cases: {
    title: 'Phản ánh, kiến nghị',
    waiting: (count: number) => `${count} phản ánh chờ duyệt`,
    open: (count: number) => `${count} phản ánh chờ đơn vị trả lời`,
    overdue: (count: number) => `${count} phản ánh quá hạn`,
    empty: 'Không có phản ánh nào đang chờ.',
  },
  paper: {
    title: 'Tập phiếu giấy chưa đóng',
    line: (serial: string, unit: string) => `${serial} · ${unit}`,
    keyed: (keyed: number, announced: number) => `đã nhập ${keyed}/${announced} tờ`,
    empty: 'Không có tập phiếu giấy nào đang nhập.',
  },
  audit: {
    title: 'Nhật ký mới nhất',
    empty: 'Chưa có việc nào được ghi cho đơn vị này.',
  },
  jobs: {
    title: 'Tác vụ của tôi',
    empty: 'Không có tác vụ nào gần đây.',
  },
  unit: {
    title: 'Chọn đơn vị',
    lead: 'Các trang chỉ hiện nội dung của đơn vị được chọn và các đơn vị trực thuộc.',
    search: 'Tìm đơn vị theo tên',
    all: 'Tất cả đơn vị của tôi',
    more: (count: number) => `Còn ${count} đơn vị nữa. Hãy gõ thêm tên để tìm.`,
    empty: 'Không có đơn vị nào tên như vậy trong phạm vi của ông/bà.',
  },
};

const en: typeof vi = {
  title: 'To do',
  hello: (name) => `Welcome, ${name}.`,
  firstSteps: {
    title: 'To begin with',
    manager: 'Give the role Survey manager: open an account, “Give another role”',
    units: 'Add the units that are rated, one by one or as a list',
    survey: 'Make a survey from a preset and publish it',
    round: 'Make a round and schedule it',
    points: 'Make access points: QR codes, kiosks, paper',
  },
  accounts: {
    title: 'Accounts to look at',
    noPassword: (count) => `${severalOf(count, 'account')} without a password`,
    noFactor: (count) => `${severalOf(count, 'administrator')} without a second factor`,
    ending: (count) => `${severalOf(count, 'role')} ending within 30 days`,
    empty: 'No account needs attention.',
  },
  quiet: 'Nothing waiting in',
  mine: 'Waiting for me',
  days: {
    title: 'Responses by day',
    today: 'today',
    hint: 'Responses received on each of the last 14 days.',
    plan: (perDay) => `Level line: the plan needs ${perDay} a day.`,
  },
  latest: 'Published satisfaction index',
  publications: {
    title: 'Publications that wait for my agreement',
    line: (by, at) => `proposed by ${by}, ${at}`,
    empty: 'Publications: none waits for agreement.',
  },
  rounds: {
    title: 'Rounds',
    line: (received, closes) => `${severalOf(received, 'form')} received · closes ${closes}`,
    closesSoon: (line) => `Closes soon · ${line}`,
    opensSoon: (opens) => `Opens soon · ${opens}`,
    draft: (by) => `Draft, last changed by ${by}`,
    empty: 'Rounds: none is open, about to open or being written for this unit.',
  },
  lagging: {
    title: 'Units behind the sample plan',
    line: (received, planned, round) => `${received} of ${planned} forms · ${round}`,
    more: (count) => `and ${count} more units`,
    empty: 'Sample plans: no unit is behind.',
  },
  kiosks: {
    title: 'Kiosks to look at',
    more: (count) => `and ${count} more kiosks`,
    empty: 'Kiosks: none is silent or reports an error.',
  },
  checks: {
    title: 'Checks that failed',
    ledger: (since) => `Forms received since ${since} are not in the ledger`,
    tallies: 'Forms received more than two hours ago are not counted in the results',
    detail: 'Please tell whoever runs the server: its leading process may have stopped.',
    empty: 'Checks: ledger and tallies are up to date.',
  },
  alerts: {
    title: 'Alerts',
    more: (count) => `and ${count} more alerts`,
    empty: 'No alert is raised.',
  },
  holidays: {
    title: 'Holidays not confirmed',
    line: (count, year) => `${year}: ${severalOf(count, 'coming holiday')}`,
    empty: 'Holidays: those to come are confirmed.',
  },
  annulments: {
    title: 'Annulments that wait for a second person',
    line: (count, by) => `${severalOf(count, 'form')} · asked for by ${by}`,
    empty: 'Annulments: none waits.',
  },
  imports: {
    title: 'Files of answers that wait',
    line: (by, at) => `uploaded by ${by}, ${at}`,
    empty: 'Imports: no file waits.',
  },
  scorecards: {
    title: 'PAR INDEX scorecards',
    unit: (unit, year) => `${unit}, ${year}`,
    waiting: (count) => `${severalOf(count, 'scorecard')} to be appraised`,
    empty: 'PAR INDEX: no scorecard waits.',
  },
  cases: {
    title: 'Cases',
    waiting: (count) => `${count} to screen`,
    open: (count) => `${count} wait for the unit’s answer`,
    overdue: (count) => `${count} overdue`,
    empty: 'No case is waiting.',
  },
  paper: {
    title: 'Open batches of paper forms',
    line: (serial, unit) => `${serial} · ${unit}`,
    keyed: (keyed, announced) => `${keyed} of ${announced} sheets keyed`,
    empty: 'No batch of paper forms is being keyed.',
  },
  audit: {
    title: 'Newest in the audit',
    empty: 'Nothing has been done on this unit yet.',
  },
  jobs: {
    title: 'My jobs',
    empty: 'No recent jobs.',
  },
  unit: {
    title: 'Choose a unit',
    lead: 'Pages then show only what belongs to this unit and the units below it.',
    search: 'Search units by name',
    all: 'All my units',
    more: (count) => `${count} more units. Please type more of the name.`,
    empty: 'No unit within yours has this name.',
  },
};

export const dashboardTexts: Record<PageLanguage, typeof vi> = { vi, en };
