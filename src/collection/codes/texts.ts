/** Texts of the pages for codes, of the slips, and of the code field on a form. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { codesMax, codesMin } from './code.ts';

const vi = {
  field: 'Mã một lần',
  fieldHint:
    'Mã gồm 12 chữ cái và chữ số in trên phiếu được phát. Mã chỉ cho biết mỗi người trả lời một lần, không được lưu cùng câu trả lời.',
  errors: {
    missing: 'Xin nhập mã một lần in trên phiếu được phát.',
    unknown: 'Mã này không đúng. Xin xem lại từng chữ trên phiếu được phát.',
    taken: 'Mã này đã được dùng. Mỗi mã chỉ gửi được một phiếu.',
  },
  slip: {
    madeUp: 'DỮ LIỆU MINH HỌA',
    scan: 'Quét mã QR, hoặc mở:',
    type: 'rồi nhập mã một lần:',
    once: 'Dùng một lần. Mã không được lưu cùng câu trả lời.',
  },
  title: 'Mã một lần',
  lead: `Mỗi lô có từ ${codesMin} đến ${codesMax.toLocaleString('vi-VN')} mã, cho một đợt, một đơn vị. Phát mỗi người một phiếu; tỷ lệ trả lời tính từ số mã đã dùng. Không ai, kể cả người quản trị, biết mã nào đã trả lời thế nào.`,
  make: 'Lập lô mã',
  label: 'Tên lô',
  labelHint: 'Ví dụ: Hồ sơ hẹn trả tháng 3',
  count: 'Số mã',
  used: 'Đã dùng',
  rate: 'Tỷ lệ trả lời',
  unit: 'Đơn vị',
  service: 'Thủ tục',
  anyService: 'mọi thủ tục',
  round: 'Đợt',
  madeAt: 'Lập lúc',
  madeBy: 'Người lập',
  point: 'Điểm khảo sát',
  empty: 'Chưa có lô mã nào trong phạm vi của ông/bà. Hãy lập một lô, in ra rồi phát cho người dân.',
  noRound: 'Chưa có đợt đo lường nào đang mở hoặc sắp mở trong phạm vi của ông/bà, nên chưa lập mã được.',
  downloadSlips: 'Tải phiếu phát (PDF)',
  downloadCsv: 'Tải bảng mã (CSV)',
  downloadHint: 'Việc tải mã được ghi vào nhật ký. Ai có mã thì trả lời được: hãy giữ như giữ phiếu bầu.',
  csvColumns: ['Số', 'Mã một lần', 'Đường dẫn'],
  formErrors: {
    label: 'Xin đặt tên cho lô mã.',
    count: `Số mã phải từ ${codesMin} đến ${codesMax.toLocaleString('vi-VN')}.`,
    unit: 'Đơn vị này không thuộc đợt đã chọn.',
  },
  made: 'Đã lập lô mã.',
  all: 'Mọi lô mã',
};

const en: typeof vi = {
  field: 'One-time code',
  fieldHint:
    'The 12 letters and digits on the slip that you were given. It only makes sure that everybody answers once, and is not kept with your answers.',
  errors: {
    missing: 'Please enter the one-time code from your slip.',
    unknown: 'This code is wrong. Please look at each letter on your slip again.',
    taken: 'This code has been used. One form can be sent with each code.',
  },
  slip: {
    madeUp: 'MADE-UP DATA',
    scan: 'Scan the QR code, or open:',
    type: 'and enter the one-time code:',
    once: 'For one use. The code is not kept with your answers.',
  },
  title: 'One-time codes',
  lead: `A batch has ${codesMin} to ${codesMax.toLocaleString('en-GB')} codes for one round and one unit. Give everybody one slip; the response rate follows from the codes that were used. Nobody, administrators included, learns what was answered with which code.`,
  make: 'Make a batch',
  label: 'Name of the batch',
  labelHint: 'For example: files due in March',
  count: 'Codes',
  used: 'Used',
  rate: 'Response rate',
  unit: 'Unit',
  service: 'Service',
  anyService: 'any service',
  round: 'Round',
  madeAt: 'Made',
  madeBy: 'Made by',
  point: 'Access point',
  empty: 'There is no batch within your units. Make one, print it, and hand the slips out.',
  noRound: 'No round within your units is open or going to be, so no codes can be made.',
  downloadSlips: 'Download the slips (PDF)',
  downloadCsv: 'Download the table of codes (CSV)',
  downloadHint:
    'Downloads are recorded in the audit log. Whoever has a code can answer: treat codes like ballots.',
  csvColumns: ['Number', 'One-time code', 'Address'],
  formErrors: {
    label: 'Please give the batch a name.',
    count: `A batch has ${codesMin} to ${codesMax.toLocaleString('en-GB')} codes.`,
    unit: 'This unit is not in the round.',
  },
  made: 'The batch is made.',
  all: 'All batches',
};

export const codeTexts: Record<PageLanguage, typeof vi> = { vi, en };
