/** Texts of the retention page: each kind of data, and why it is kept for so long. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { FixedKind, RetentionKind } from './retention.ts';

interface KindTexts {
  readonly what: string;
  /** Why it is kept, and what the end of the period affects. */
  readonly purpose: string;
}

interface FixedTexts {
  readonly what: string;
  readonly long: string;
  readonly reason: string;
}

const vi = {
  title: 'Thời hạn lưu dữ liệu',
  lead: 'Mỗi loại dữ liệu chỉ giữ trong thời gian mục đích cần đến (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; bộ phận pháp chế cần xác nhận thời hạn). Hết hạn, chương trình tự xóa và ghi vào nhật ký.',
  settings: 'Thời hạn đặt được',
  what: 'Dữ liệu',
  purpose: 'Mục đích',
  days: 'Số ngày',
  bounds: (min: number, max: number) => `Từ ${min} đến ${max} ngày.`,
  kept: 'Đang giữ',
  next: 'Ngày xóa tới',
  nothing: 'không có gì để xóa',
  reaches: {
    back: 'Đổi thì áp dụng cho cả dữ liệu đang có.',
    forward: 'Đổi thì chỉ áp dụng cho dữ liệu mới; dữ liệu đang có giữ ngày đã báo.',
  },
  save: 'Lưu thời hạn',
  saveLead: (lines: number) =>
    `Giảm số ngày làm dữ liệu bị xóa sớm hơn, không khôi phục được. Trang này có ${lines} loại dữ liệu có thời hạn.`,
  done: { saved: 'Đã lưu thời hạn mới.' },
  same: 'Chưa có gì thay đổi.',
  moved: (days: number) => `Người khác vừa đổi thành ${days} ngày. Xin xem lại rồi lưu.`,
  error: (min: number, max: number) => `Cần ghi số ngày từ ${min} đến ${max}.`,
  fixed: 'Thời hạn không đặt được',
  long: 'Giữ bao lâu',
  reason: 'Vì sao không đặt được',
  kinds: {
    stagedImports: {
      what: 'Tệp phiếu gửi lên chưa nhập',
      purpose: 'Để kiểm tra và ghép cột trước khi nhập; tệp không ai nhập thì xóa.',
    },
    stagedImportBatches: {
      what: 'Số liệu nhập thử chưa lưu (số hồ sơ, số đã báo cáo)',
      purpose: 'Để xem lại những thay đổi trước khi đồng ý.',
    },
    jobResults: {
      what: 'Tệp kết quả của tác vụ (xuất nhật ký, áp phích…)',
      purpose: 'Để người yêu cầu tải về; cần lại thì chạy lại tác vụ.',
    },
    peopleLists: {
      what: 'Danh sách người để chọn mẫu (muộn nhất)',
      purpose:
        'Để gửi thư mời và đến gặp. Người gửi danh sách chọn ngày xóa; ngày ấy không được muộn hơn thời hạn này.',
    },
    caseOriginals: {
      what: 'Nguyên văn phản ánh sau khi duyệt',
      purpose: 'Để sửa khi người duyệt che nhầm. Sau đó chỉ còn bản đã che thông tin cá nhân.',
    },
    followKeys: {
      what: 'Khóa theo dõi của phản ánh đã xong',
      purpose: 'Để người phản ánh đọc câu trả lời. Hết hạn thì khóa không mở được nữa.',
    },
    pointDays: {
      what: 'Số phiếu theo giờ của từng điểm',
      purpose: 'Để tìm dấu hiệu bấm hộ và so với năm trước. Không có gì của từng phiếu.',
    },
  } satisfies Record<RetentionKind, KindTexts> as Record<RetentionKind, KindTexts>,
  fixedKinds: {
    answers: {
      what: 'Phiếu trả lời',
      long: 'không xóa',
      reason:
        'Không dẫn tới người trả lời; sổ cái cam kết từng phiếu, xóa thì không ai kiểm tra được chỉ số đã công bố. Phiếu sai thì hủy: không tính nữa, có lý do.',
    },
    comments: {
      what: 'Ý kiến và thông tin người trả lời trong phiếu',
      long: 'đến khi có người yêu cầu xóa',
      reason:
        'Xóa theo từng phiếu ở trang Xóa theo yêu cầu, mỗi lần một dòng trong sổ cái. Chương trình chưa tự xóa theo thời hạn.',
    },
    ledger: {
      what: 'Sổ cái, mốc kiểm tra',
      long: 'không xóa',
      reason: 'Chỉ có mã băm; bỏ đi một dòng thì mọi mốc về sau không còn kiểm tra được.',
    },
    audit: {
      what: 'Nhật ký của cán bộ',
      long: 'không xóa',
      reason: 'Nhật ký xóa được thì không còn giá trị làm chứng.',
    },
    codes: {
      what: 'Dấu của mã một lần',
      long: 'không xóa',
      reason:
        'Để không mã nào dùng được hai lần; không nối với phiếu nào và không có thời điểm dùng. Dấu của hồ sơ đã nhận mã xóa 30 ngày sau khi đợt đóng.',
    },
    paper: {
      what: 'Số thứ tự tờ và tài khoản nhập phiếu giấy',
      long: 'đến khi đóng tập',
      reason: 'Đóng tập thì xóa ngay, nên không có thời hạn.',
    },
    sessions: {
      what: 'Phiên làm việc của cán bộ',
      long: '1 giờ không dùng, lâu nhất 12 giờ',
      reason:
        'Là mức an toàn của việc đăng nhập; để lâu hơn thì máy quên đăng xuất dễ bị người khác sử dụng.',
    },
    attempts: {
      what: 'Số lần nhập sai mật khẩu',
      long: '15 phút',
      reason: 'Chỉ cần để làm chậm việc dò mật khẩu; lưu dưới mã băm có khóa.',
    },
    accounts: {
      what: 'Tài khoản đã khóa',
      long: 'không xóa',
      reason: 'Nhật ký ghi tên tài khoản; xóa thì không biết ai đã làm.',
    },
    evidence: {
      what: 'Tệp minh chứng',
      long: 'đến khi có người bỏ ra; tệp gửi dở: 24 giờ',
      reason: 'Là căn cứ của điểm chấm và quyết định; lưu trữ theo hồ sơ của cơ quan.',
    },
    publications: {
      what: 'Bản công bố',
      long: 'không xóa',
      reason: 'Đã công bố và ký; sửa thì công bố bản đính chính.',
    },
    savedViews: {
      what: 'Cách xem đã lưu của chuyên viên phân tích',
      long: 'đến khi người lưu xóa',
      reason: 'Chỉ là địa chỉ trang, không có số liệu; của tài khoản đã khóa thì không ai thấy nữa.',
    },
  } satisfies Record<FixedKind, FixedTexts> as Record<FixedKind, FixedTexts>,
};

const en: typeof vi = {
  title: 'Retention',
  lead: 'Each kind of data is kept for as long as its purpose needs it (law 91/2025/QH15 on personal data; your lawyers have to confirm the terms). When a term is over the program erases automatically and records it in the audit log.',
  settings: 'Terms that can be set',
  what: 'Data',
  purpose: 'Purpose',
  days: 'Days',
  bounds: (min, max) => `From ${min} to ${max} days.`,
  kept: 'Kept now',
  next: 'Next erased on',
  nothing: 'nothing to erase',
  reaches: {
    back: 'A change also applies to existing data.',
    forward: 'A change applies to new data only; existing data keeps the date people were told.',
  },
  save: 'Save the terms',
  saveLead: (lines) =>
    `With fewer days, data is erased sooner, permanently. This page has ${lines} kinds of data with a term.`,
  done: { saved: 'The new terms are saved.' },
  same: 'Nothing has changed.',
  moved: (days) => `Somebody else has just set ${days} days. Please check again, then save.`,
  error: (min, max) => `Please give a number of days from ${min} to ${max}.`,
  fixed: 'Terms that cannot be set',
  long: 'Kept for',
  reason: 'Why it cannot be set',
  kinds: {
    stagedImports: {
      what: 'Files of answers that are not imported yet',
      purpose: 'To check them and map their columns; a file nobody imports is removed.',
    },
    stagedImportBatches: {
      what: 'Figures under review (caseload, reported figures)',
      purpose: 'To look at the changes before somebody agrees.',
    },
    jobResults: {
      what: 'Files that jobs have made (audit exports, posters…)',
      purpose: 'To be downloaded by whoever asked; the job can be run again.',
    },
    peopleLists: {
      what: 'Lists of people to draw from (at the latest)',
      purpose:
        'To send letters and to visit. Whoever uploads a list chooses the day of its end, no later than this.',
    },
    caseOriginals: {
      what: 'Comments as written, after screening',
      purpose: 'To correct a screening mistake. Afterwards only the redacted text is left.',
    },
    followKeys: {
      what: 'Follow-up keys of closed cases',
      purpose: 'For the writer to read the answer. Afterwards the key opens nothing.',
    },
    pointDays: {
      what: 'Counts of forms by hour and access point',
      purpose:
        'To find signs of answering for others, and to compare with the year before. No content of forms.',
    },
  },
  fixedKinds: {
    answers: {
      what: 'Answers',
      long: 'not erased',
      reason:
        'They lead to nobody; the ledger commits to each form, and without them nobody could check a published index. A wrong form is annulled: it counts no more, with a reason.',
    },
    comments: {
      what: 'Comments and bands on a form',
      long: 'until somebody asks for their erasure',
      reason:
        'They are erased form by form on the page of erasures, each an entry of the ledger. The program does not erase them by a term yet.',
    },
    ledger: {
      what: 'Ledger and checkpoints',
      long: 'not erased',
      reason: 'It holds hashes only; without one of its lines no later checkpoint can be verified.',
    },
    audit: {
      what: 'Staff audit log',
      long: 'not erased',
      reason: 'An audit log that can be erased proves nothing.',
    },
    codes: {
      what: 'Marks of one-time codes',
      long: 'not erased',
      reason:
        'So that no code is used twice; they lead to no form and hold no time. Marks of the cases that received a code are erased 30 days after the round has closed.',
    },
    paper: {
      what: 'Numbers of sheets and accounts that keyed them',
      long: 'until the batch is closed',
      reason: 'They go with the closing, so there is no term.',
    },
    sessions: {
      what: 'Sessions of staff',
      long: 'an hour without use, twelve hours at most',
      reason: 'It is what makes signing in safe: a forgotten computer would be an open door.',
    },
    attempts: {
      what: 'Counts of wrong passwords',
      long: 'a quarter of an hour',
      reason: 'Of use only to slow down guessing; kept under keyed hashes.',
    },
    accounts: {
      what: 'Closed accounts',
      long: 'not erased',
      reason: 'The audit names accounts; without them nobody would know who acted.',
    },
    evidence: {
      what: 'Evidence',
      long: 'until somebody removes it; unfinished uploads: 24 hours',
      reason: 'Scores and decisions rest on it; it is kept with the files of the office.',
    },
    publications: {
      what: 'Publications',
      long: 'not erased',
      reason: 'They are public and signed; what is wrong is put right by a correction.',
    },
    savedViews: {
      what: 'Saved views of analysts',
      long: 'until the person deletes them',
      reason: 'Addresses of pages only, without figures; those of a closed account are seen by nobody.',
    },
  },
};

export const retentionTexts: Record<PageLanguage, typeof vi> = { vi, en };
