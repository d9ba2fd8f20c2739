/** Texts of the kiosk pages. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { DeviceWarning, RefusalReason } from './device.ts';

const vi = {
  title: 'Máy khảo sát',
  lead: 'Tình trạng do từng máy tự báo khi liên lạc lần cuối; máy đang mất mạng vẫn nhận phiếu và giữ cho đến khi gửi được.',
  empty: 'Chưa có máy nào được ghép cho các đơn vị này.',
  add: 'Ghép máy mới',
  device: 'Máy',
  unit: 'Đơn vị',
  state: 'Cần chú ý',
  fine: 'Bình thường',
  revoked: (when: string) => `Đã thu hồi lúc ${when}`,
  revokedTag: 'Đã thu hồi',
  lastContact: 'Liên lạc lần cuối',
  neverCalled: 'Chưa báo tình trạng',
  queue: 'Phiếu chờ gửi',
  oldest: 'Phiếu chờ lâu nhất',
  oldestHour: (hour: string) => `từ ${hour}`,
  none: 'không có',
  gaps: 'Số phiếu bị thiếu',
  setAside: 'Phiếu để riêng',
  given: 'Phiếu máy đã nhận',
  arrived: 'Phiếu đã về máy chủ',
  skew: 'Lệch giờ',
  skewText: (seconds: number) =>
    Math.abs(seconds) < 2 ? 'đúng giờ' : `${seconds > 0 ? 'nhanh' : 'chậm'} ${durationVi(Math.abs(seconds))}`,
  storage: 'Giữ dữ liệu lâu dài',
  persisted: 'được phép',
  notPersisted: 'chưa được phép',
  version: 'Phiên bản',
  isCurrent: 'mới nhất',
  isOlder: 'cũ hơn máy chủ',
  battery: 'Pin',
  batteryText: (percent: number, charging: boolean) => `${percent}%${charging ? ', đang sạc' : ''}`,
  notTold: 'trình duyệt không cho biết',
  witness: 'Làm chứng sổ cái',
  witnessText: {
    nothingYet: () => 'chưa có mốc kiểm tra nào',
    extends: (number: number) => `khớp đến mốc ${number}`,
    broken: (number: number) => `KHÔNG KHỚP sau mốc ${number}`,
  },
  warnings: {
    numbersTwice: 'dùng lại số phiếu đã về',
    lost: 'thiếu phiếu',
    setAside: 'có phiếu để riêng',
    witness: 'sổ cái không khớp',
    silent: 'mất liên lạc hơn 24 giờ',
    clock: 'sai giờ',
    notPersisted: 'dữ liệu có thể bị xóa',
  } satisfies Record<DeviceWarning, string>,
  reasons: {
    unreadable: 'máy chủ không mở được: khóa khác hoặc dữ liệu hỏng',
    malformed: 'nội dung không đúng dạng',
    unknownForm: 'phiếu của điểm hoặc đợt khảo sát khác',
    incomplete: 'thiếu câu trả lời bắt buộc',
    alreadySent: 'đã có phiếu khác mang cùng mã',
    numberTaken: 'số phiếu đã về với câu trả lời khác',
    closed: 'đợt khảo sát không nhận phiếu',
  } satisfies Record<RefusalReason, string>,
  pairedAt: 'Ghép lúc',
  address: 'Địa chỉ trên máy',
  numbers: (numbers: string) => `các số ${numbers}`,
  twice: (count: number) =>
    `Máy này ${count} lần gửi một số phiếu đã về với câu trả lời khác; máy chủ không nhận. Chương trình của máy không làm như vậy: hãy kiểm tra ai đã dùng máy hoặc khóa của máy.`,
  lostHint:
    'Máy đã nhận những phiếu này nhưng máy chủ không có và máy cũng không còn giữ. Nguyên nhân thường gặp: dữ liệu trình duyệt bị xóa, hoặc máy chủ khôi phục từ bản sao cũ.',
  setAsideHint:
    'Máy chủ từ chối hẳn những phiếu này; chúng vẫn nằm trên máy, các phiếu khác không bị ảnh hưởng. Sau khi sửa nguyên nhân, chọn “Gửi lại phiếu để riêng” trong mục nhân viên của máy.',
  witnessHint:
    'Máy đã giữ một mốc kiểm tra, và sổ cái hiện nay không nối tiếp mốc đó. Hãy giữ nguyên máy làm bằng chứng và báo người kiểm tra.',
  revoke: 'Thu hồi máy',
  revokeHint:
    'Máy bị thu hồi không gửi được nữa. Phiếu còn chờ nằm lại trên máy và gửi được sau khi ghép lại.',
  revokeQueued: (count: number) => `Máy còn ${count} phiếu chưa gửi.`,
  back: 'Tất cả máy khảo sát',
  notices: { revoked: 'Đã thu hồi máy.' },
  pairing: {
    title: 'Ghép máy mới',
    lead: 'Chọn điểm khảo sát đặt máy và đặt tên cho máy. Mã ghép dùng một lần, trong 15 phút.',
    point: 'Điểm khảo sát',
    pointText: (unit: string, service: string, code: string) =>
      `${unit}${service === '' ? '' : ` · ${service}`} (${code})`,
    label: 'Tên máy',
    labelHint: 'Ví dụ: Quầy 3. Chỉ cán bộ thấy tên này.',
    submit: 'Lấy mã ghép',
    makePoint: 'Lập điểm khảo sát cho máy',
    noPoint: 'Chưa có điểm khảo sát nào dành cho máy trong các đơn vị của ông/bà.',
    errors: { point: 'Xin chọn một điểm khảo sát trong danh sách.', label: 'Xin đặt tên cho máy.' },
    madeTitle: 'Mã ghép máy',
    made: (label: string, until: string) => `Mã cho “${label}”, dùng một lần, đến ${until}:`,
    steps: [
      'Trên máy tính bảng, mở địa chỉ dưới đây bằng Chrome, hoặc quét mã QR.',
      'Gõ mã ghép, đặt mã PIN cho mục nhân viên, bấm “Ghép máy”.',
      'Thêm trang vào màn hình chính, rồi khóa máy theo hướng dẫn.',
    ],
    qr: 'Mã QR mở địa chỉ của máy khảo sát',
  },
};

function durationVi(seconds: number): string {
  if (seconds < 120) return `${seconds} giây`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} phút` : `${Math.round(seconds / 3600)} giờ`;
}

const en: typeof vi = {
  title: 'Kiosks',
  lead: 'Status as each tablet last reported it. A tablet without a network keeps taking answers and holds them until they can be sent.',
  empty: 'No kiosk is paired for these units yet.',
  add: 'Pair a kiosk',
  device: 'Kiosk',
  unit: 'Unit',
  state: 'Needs attention',
  fine: 'Fine',
  revoked: (when) => `Revoked ${when}`,
  revokedTag: 'Revoked',
  lastContact: 'Last contact',
  neverCalled: 'Has not reported yet',
  queue: 'Waiting to be sent',
  oldest: 'Waiting longest',
  oldestHour: (hour) => `since ${hour}`,
  none: 'none',
  gaps: 'Missing answers',
  setAside: 'Set aside',
  given: 'Taken by the kiosk',
  arrived: 'Arrived here',
  skew: 'Clock',
  skewText: (seconds) =>
    Math.abs(seconds) < 2 ? 'correct' : `${durationEn(Math.abs(seconds))} ${seconds > 0 ? 'fast' : 'slow'}`,
  storage: 'Persistent storage',
  persisted: 'granted',
  notPersisted: 'not granted',
  version: 'Version',
  isCurrent: 'newest',
  isOlder: 'older than the server',
  battery: 'Battery',
  batteryText: (percent, charging) => `${percent}%${charging ? ', charging' : ''}`,
  notTold: 'not reported by the browser',
  witness: 'Witness of the ledger',
  witnessText: {
    nothingYet: () => 'no checkpoint yet',
    extends: (number) => `consistent up to checkpoint ${number}`,
    broken: (number) => `NOT CONSISTENT after checkpoint ${number}`,
  },
  warnings: {
    numbersTwice: 'used numbers that had arrived',
    lost: 'answers missing',
    setAside: 'answers set aside',
    witness: 'ledger not consistent',
    silent: 'silent for over 24 hours',
    clock: 'clock is wrong',
    notPersisted: 'the browser may clear the storage',
  },
  reasons: {
    unreadable: 'cannot be opened here: another key, or damaged',
    malformed: 'not in the right form',
    unknownForm: 'of another access point or round',
    incomplete: 'a required answer is missing',
    alreadySent: 'another answer has the same id',
    numberTaken: 'the number has arrived with another answer',
    closed: 'the round is not taking answers',
  },
  pairedAt: 'Paired',
  address: 'Address on the tablet',
  numbers: (numbers) => `numbers ${numbers}`,
  twice: (count) =>
    `${count} times this kiosk sent a number that had arrived with another answer; it was refused. The kiosk’s own program does not do that: find out who has used the tablet, or its credential.`,
  lostHint:
    'The kiosk took these answers, but the server does not have them and the kiosk no longer holds them. Usual causes: the browser’s data was cleared, or the server was restored from an old backup.',
  setAsideHint:
    'The server refused these for good; they are still on the tablet, and the others are not affected. Once the cause is fixed, choose “Send again what was set aside” in the tablet’s staff menu.',
  witnessHint:
    'The tablet kept a checkpoint that today’s ledger does not extend. Keep the tablet as it is, as evidence, and tell the auditor.',
  revoke: 'Revoke',
  revokeHint:
    'A revoked kiosk can no longer send. Answers still waiting stay on it and can be sent once it is paired again.',
  revokeQueued: (count) => `The kiosk still holds ${count} unsent answers.`,
  back: 'All kiosks',
  notices: { revoked: 'The kiosk was revoked.' },
  pairing: {
    title: 'Pair a kiosk',
    lead: 'Choose the access point where the tablet stands, and name the tablet. The pairing code works once, for 15 minutes.',
    point: 'Access point',
    pointText: (unit, service, code) => `${unit}${service === '' ? '' : ` · ${service}`} (${code})`,
    label: 'Name of the tablet',
    labelHint: 'For example: counter 3. Only staff see it.',
    submit: 'Get a pairing code',
    makePoint: 'Make an access point for a kiosk',
    noPoint: 'There is no access point for a kiosk within your units yet.',
    errors: {
      point: 'Please choose an access point from the list.',
      label: 'Please give the tablet a name.',
    },
    madeTitle: 'Pairing code',
    made: (label, until) => `Code for “${label}”, works once, until ${until}:`,
    steps: [
      'On the tablet, open the address below in Chrome, or scan the QR code.',
      'Type the pairing code, choose a PIN for the staff menu, press “Pair”.',
      'Add the page to the home screen, then lock the tablet as the guide says.',
    ],
    qr: 'QR code that opens the address of the kiosk',
  },
};

function durationEn(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

export const fleetTexts: Record<PageLanguage, typeof vi> = { vi, en };
