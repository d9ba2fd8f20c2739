/** Texts of the pages of alerts. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { AlertEvent, SendWay, WatchedRate, WatchKind } from './alert.ts';
import type { AddressError } from '../../platform/web/publicAddress.ts';

const vi = {
  title: 'Cảnh báo',
  lead: 'Mỗi giờ chương trình xem lại các điều đã đặt và báo khi có điều xảy ra. Cảnh báo hiện ở trang “Việc cần làm”; có thể gửi thêm thư điện tử hoặc thông báo tự động đến hệ thống khác.',
  make: 'Đặt cảnh báo',
  empty: 'Chưa đặt cảnh báo nào trong phạm vi của ông/bà.',
  back: 'Mọi cảnh báo',
  unit: 'Đơn vị',
  watch: 'Cảnh báo khi',
  standing: 'Hiện nay',
  last: 'Lần báo gần nhất',
  kinds: {
    indexBelow: 'Chỉ số hài lòng dưới một mức',
    indexFell:
      'Chỉ số hài lòng giảm có ý nghĩa thống kê so với đợt trước (khi người dân tự chọn trả lời: nếu người đã trả lời không khác người chưa trả lời)',
    responseLow: 'Tỷ lệ trả lời (so với số hồ sơ) dưới một mức',
    rateBelow: 'Tỷ lệ xử lý phản ánh, hồ sơ dưới một mức',
    casesOverdue: 'Có phản ánh quá hạn',
    kioskSilent: 'Máy khảo sát mất liên lạc hơn một ngày',
  } satisfies Record<WatchKind, string>,
  rates: {
    casesOnTime: 'Phản ánh được xử lý đúng hạn',
    casesHelped: 'Người dân đánh giá câu trả lời hữu ích',
    item52: 'Mục 5.2 của chỉ số phục vụ, năm nay',
    item54: 'Mục 5.4 của chỉ số phục vụ, năm nay',
  } satisfies Record<WatchedRate, string>,
  labels: {
    indexBelow: (what: string, percent: string) => `${what} dưới ${percent}`,
    indexFell: (what: string) => `${what} giảm có ý nghĩa thống kê`,
    responseLow: (round: string, percent: string) => `Tỷ lệ trả lời của ${round} dưới ${percent}`,
    casesOverdue: (count: number) => `Từ ${count} phản ánh quá hạn`,
    kioskSilent: 'Máy khảo sát mất liên lạc',
    whole: 'Chỉ số hài lòng',
    inRound: (what: string, round: string) => `${what} (${round})`,
  },
  standings: {
    raised: (since: string) => `đang cảnh báo từ ${since}`,
    quiet: 'bình thường',
    noData: 'chưa có số liệu để xem',
    unseen: 'chưa kiểm tra lần nào; sẽ kiểm tra trong ít phút nữa',
    ended: (at: string) => `đã ngừng ${at}`,
  },
  events: { raised: 'Bắt đầu cảnh báo', still: 'Vẫn còn cảnh báo', over: 'Hết cảnh báo' } satisfies Record<
    AlertEvent['kind'],
    string
  >,
  eventsTitle: 'Các lần báo',
  noEvents: 'Chưa có lần báo nào.',
  ways: { mail: 'thư', webhook: 'thông báo tự động' } satisfies Record<SendWay, string>,
  sendings: {
    waiting: (way: string, attempts: number) =>
      attempts === 0 ? `${way}: chờ gửi` : `${way}: chưa gửi được sau ${attempts} lần, sẽ gửi lại`,
    sent: (way: string) => `${way}: đã gửi`,
    givenUp: (way: string, attempts: number) => `${way}: không gửi được sau ${attempts} lần`,
  },
  choose: 'Tiếp tục',
  index: 'Chỉ số',
  indexHint: 'Khi có đợt sau được so với đợt này, cảnh báo chuyển sang đợt đó.',
  round: 'Đợt đo lường',
  rate: 'Tỷ lệ',
  below: 'Cảnh báo khi dưới (%)',
  belowHint: 'Ví dụ: 80 hoặc 80,5.',
  casesMin: 'Từ bao nhiêu phản ánh quá hạn',
  mail: 'Thư điện tử',
  mailHint: (email: string | undefined) =>
    email === undefined ? 'Tài khoản của ông/bà chưa có địa chỉ thư.' : `Gửi đến ${email}.`,
  mailMe: 'Gửi thư cho tôi',
  noMailServer: 'Máy chủ này chưa được cài đặt để gửi thư, nên không gửi thư được.',
  webhook: 'Gửi thông báo tự động (webhook) đến địa chỉ',
  webhookHint:
    'Để trống nếu không cần. Chỉ nhận địa chỉ https; nội dung là số liệu tổng hợp, không có câu trả lời hay thông tin cá nhân.',
  save: 'Đặt cảnh báo',
  secretTitle: 'Thông báo tự động',
  secret: 'Khóa để kiểm tra chữ ký của thông báo:',
  end: 'Ngừng cảnh báo này',
  errors: {
    unit: 'Xin chọn một đơn vị trong phạm vi của ông/bà.',
    unitEnded: 'Đơn vị này đã ngừng hoạt động.',
    kind: 'Xin chọn điều cần cảnh báo.',
    index: 'Xin chọn một chỉ số của đơn vị này.',
    round: 'Xin chọn một đợt của đơn vị này.',
    rate: 'Xin chọn một tỷ lệ.',
    below: 'Xin nhập số lớn hơn 0, không quá 100, tối đa hai chữ số thập phân.',
    casesMin: 'Xin nhập số nguyên từ 1 đến 9999.',
    mail: 'Tài khoản của ông/bà chưa có địa chỉ thư; xin nhờ người quản trị ghi vào.',
    webhook: {
      notHttps: 'Xin nhập địa chỉ bắt đầu bằng https://, không có tên và mật khẩu.',
      private: 'Địa chỉ này nằm trong mạng riêng của máy chủ, nên không được gửi đến.',
    } satisfies Record<AddressError, string>,
  },
  ended: 'Cảnh báo này đã ngừng trước đó.',
  notices: { made: 'Đã đặt cảnh báo.', ended: 'Đã ngừng cảnh báo.' } as Readonly<Record<string, string>>,
};

export type AlertTexts = typeof vi;

const en: AlertTexts = {
  title: 'Alerts',
  lead: 'Once an hour the program checks the conditions that were set and raises an alert when one is met. Alerts appear on the page “To do”; they can also be sent by mail, or to another system.',
  make: 'Set an alert',
  empty: 'No alert is set within your units yet.',
  back: 'All alerts',
  unit: 'Unit',
  watch: 'Alert when',
  standing: 'Now',
  last: 'Last alert',
  kinds: {
    indexBelow: 'A satisfaction index is below a level',
    indexFell:
      'A satisfaction index fell against the round before, statistically significant (where people chose to answer: if those who answered do not differ from those who did not)',
    responseLow: 'The response rate (against the caseload) is below a level',
    rateBelow: 'A rate of cases or files is below a level',
    casesOverdue: 'Cases are overdue',
    kioskSilent: 'A kiosk is silent for more than a day',
  },
  rates: {
    casesOnTime: 'Cases handled on time',
    casesHelped: 'Citizens who say that the answer helped',
    item52: 'Item 5.2 of the service index, this year',
    item54: 'Item 5.4 of the service index, this year',
  },
  labels: {
    indexBelow: (what, percent) => `${what} below ${percent}`,
    indexFell: (what) => `${what} fell, statistically significant`,
    responseLow: (round, percent) => `Response rate of ${round} below ${percent}`,
    casesOverdue: (count) => `${count} or more cases overdue`,
    kioskSilent: 'Silent kiosk',
    whole: 'Satisfaction index',
    inRound: (what, round) => `${what} (${round})`,
  },
  standings: {
    raised: (since) => `raised since ${since}`,
    quiet: 'normal',
    noData: 'not enough data yet',
    unseen: 'not looked at yet; it will be within minutes',
    ended: (at) => `ended ${at}`,
  },
  events: { raised: 'Alert raised', still: 'Alert still holds', over: 'Alert is over' },
  eventsTitle: 'Notifications',
  noEvents: 'No notification yet.',
  ways: { mail: 'mail', webhook: 'webhook' },
  sendings: {
    waiting: (way, attempts) =>
      attempts === 0
        ? `${way}: waits to be sent`
        : `${way}: not taken after ${attempts} attempts, will be tried again`,
    sent: (way) => `${way}: sent`,
    givenUp: (way, attempts) => `${way}: given up after ${attempts} attempts`,
  },
  choose: 'Continue',
  index: 'Index',
  indexHint: 'Once a later round is measured against this one, the alert goes on to that.',
  round: 'Round',
  rate: 'Rate',
  below: 'Alert below (%)',
  belowHint: 'For example: 80 or 80.5.',
  casesMin: 'From how many overdue cases on',
  mail: 'Mail',
  mailHint: (email) => (email === undefined ? 'Your account has no mail address yet.' : `Sent to ${email}.`),
  mailMe: 'Send me mail',
  noMailServer: 'This server is not set up to send mail.',
  webhook: 'Send a message (webhook) to the address',
  webhookHint:
    'Leave it empty if there is none. Only https addresses; what is sent are sums, no answers and no personal data.',
  save: 'Set the alert',
  secretTitle: 'Webhook',
  secret: 'Key to check the signature of messages:',
  end: 'End this alert',
  errors: {
    unit: 'Please choose one of your units.',
    unitEnded: 'This unit has ended.',
    kind: 'Please choose what to be alerted to.',
    index: 'Please choose an index of this unit.',
    round: 'Please choose a round of this unit.',
    rate: 'Please choose a rate.',
    below: 'Please give a number above 0, at most 100, with at most two decimals.',
    casesMin: 'Please give a whole number from 1 to 9999.',
    mail: 'Your account has no mail address; please ask an administrator to add it.',
    webhook: {
      notHttps: 'Please give an address that starts with https://, without name and password.',
      private: 'This address is within the server’s own network, and nothing is sent there.',
    },
  },
  ended: 'This alert had ended before.',
  notices: { made: 'The alert is set.', ended: 'The alert has ended.' },
};

export const alertTexts: Record<PageLanguage, AlertTexts> = { vi, en };
