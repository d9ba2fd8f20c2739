/** Texts of a frame's pages, letters and files. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Sentence } from '../../platform/problem.ts';
import { drawnMax, fieldsMax, peopleMin, type Outcomes } from './frame.ts';
import type { ReminderFault, ReminderWay } from './reminder.ts';

const vi = {
  title: 'Danh sách và chọn mẫu',
  lead: 'Chọn ngẫu nhiên người được mời trả lời từ một danh sách: người đã xong thủ tục, hoặc hộ gia đình.',
  notDrawn:
    'Đợt này ai muốn thì trả lời, nên không chọn mẫu từ danh sách. Chỉ đợt chọn mẫu ngẫu nhiên mới có danh sách.',
  none: 'Đợt này chưa có danh sách. Hãy gửi lên một bảng, mỗi người một dòng.',
  upload: 'Gửi danh sách lên',
  file: 'Tệp CSV hoặc XLSX',
  fileHint: `Dòng đầu là tên cột, mỗi người một dòng, ít nhất ${peopleMin} người. Chỉ các cột ghi dưới đây được lưu; các cột khác bị bỏ ngay, không lưu.`,
  unitColumn: 'Cột đơn vị',
  unitColumnHint: 'Tên hoặc mã đơn vị của đợt. Để trống nếu đợt chỉ có một đơn vị.',
  serviceColumn: 'Cột thủ tục (không bắt buộc)',
  serviceColumnHint: 'Điền nếu muốn chọn riêng cho từng thủ tục của mỗi đơn vị.',
  contactColumns: 'Các cột cần để liên hệ',
  contactColumnsHint: `Mỗi dòng một tên cột, họ tên trước, nhiều nhất ${fieldsMax} cột. Chỉ ghi cột thật cần để gửi thư hoặc đến gặp.`,
  purpose: 'Mục đích',
  purposeHint:
    'Danh sách chỉ được dùng cho mục đích này. Ví dụ: mời trả lời khảo sát hài lòng đợt 1 năm 2026.',
  eraseOn: 'Ngày xóa danh sách',
  eraseOnHint: (last: string, days: number) =>
    `Đến ngày này chương trình tự xóa danh sách, không khôi phục được. Muộn nhất ${last} (${days} ngày).`,
  people: 'Người trong danh sách',
  keptFields: 'Cột được lưu',
  listHash: 'Mã băm của danh sách (SHA-256)',
  listHashHint:
    'Danh sách không sửa được nữa. Nên công bố mã băm này trước khi có hạt giống, để ai cũng thấy danh sách không đổi theo kết quả rút thăm.',
  madeBy: (name: string, at: string) => `${name} gửi lên lúc ${at}.`,
  erasedAt: 'Danh sách đã xóa lúc',
  stratum: 'Tầng',
  drawn: 'Số người chọn',
  sizes: '1. Cỡ mẫu',
  sizesHint: 'Xong bước này mới rút thăm, để cỡ mẫu không chọn theo hạt giống.',
  total: 'Tổng số người mời',
  totalHint: (advised: string) =>
    `Gợi ý theo kế hoạch mẫu của đợt, hoặc công thức Yamane sai số 5%: ${advised}.`,
  sharing: 'Cách phân bổ cho các tầng',
  sharings: { proportional: 'Theo tỷ lệ số người', equal: 'Chia đều' },
  setSizes: 'Ấn định cỡ mẫu',
  draw: '2. Rút thăm',
  drawHint:
    'Hạt giống là một dòng chữ công khai mà trước đó không ai biết, ví dụ dãy số giải đặc biệt xổ số của một ngày sau hôm nay. Cùng danh sách, cùng hạt giống thì ra cùng những người ấy; ai có danh sách cũng tự rút lại được.',
  seed: 'Hạt giống',
  seedSource: 'Công bố ở đâu, khi nào',
  seedSourceHint: 'Ví dụ: Giải đặc biệt xổ số Tiền Giang ngày 25/01/2026',
  drawAct: (count: string) => `Rút thăm ${count} người`,
  drawOnce: 'Chỉ rút được một lần.',
  drawnAt: 'Rút thăm lúc',
  drawHash: 'Mã băm của số thứ tự được chọn',
  repeat: 'Rút lại để kiểm tra',
  repeated: {
    same: 'Vừa rút lại từ danh sách và hạt giống: ra đúng những người ấy.',
    different: 'Rút lại từ danh sách và hạt giống thì ra người khác: dữ liệu đã bị thay đổi.',
  },
  takeTickets: 'Tải bảng rút thăm, không có tên (CSV)',
  ticketColumns: ['Số thứ tự', 'Đơn vị', 'Thủ tục', 'Mã rút thăm', 'Được chọn'],
  yes: 'có',
  invitations: '3. Mời trả lời',
  invitationsHint:
    'Mỗi người một thư và một phiếu mã một lần của tầng mình. Trên thư không có mã, trên phiếu mã không có tên: bỏ vào mỗi phong bì một phiếu bất kỳ, để không ai, kể cả người in, biết mã nào của ai. Phiếu thừa thì hủy.',
  makeCodes: 'Lập mã một lần cho mỗi tầng',
  takeLetters: (first: string, last: string) => `Tải thư mời ${first}–${last} (PDF)`,
  lettersHint: 'Thư có tên và địa chỉ. Việc tải được ghi vào nhật ký; gửi xong xin xóa tệp.',
  codes: 'Phiếu mã',
  batch: (number: number) => `Lô ${number}`,
  batchLabel: (unit: string, service: string | undefined, number: number) =>
    ['Mẫu', unit, ...(service === undefined ? [] : [service]), String(number)].join(' · '),
  outcomes: '4. Đến gặp, từ chối',
  outcomesHint:
    'Chỉ ghi số người của mỗi tầng, không ghi tên. Ai không ở trong các cột này và chưa trả lời thì tính là chưa có tin.',
  outcomeKinds: {
    refused: 'Từ chối',
    notReached: 'Không gặp được',
    ineligible: 'Không thuộc đối tượng',
  } satisfies Record<keyof Outcomes, string>,
  keepOutcomes: 'Lưu',
  reminders: '5. Nhắc lại',
  remindersHint:
    'Mỗi lần nhắc những người chưa trả lời, ghi ngày, cách nhắc và số người, không ghi tên. Xin ghi vào ngày nhắc: phiếu đến trước lúc ghi được tính cho lần trước.',
  wave: 'Lần',
  invitation: 'Thư mời',
  reminder: (number: number) => `Nhắc lần ${number}`,
  reminderOn: 'Ngày nhắc',
  reminderWay: 'Cách nhắc',
  reminderWays: { letter: 'gửi thư', visit: 'đến nhà', call: 'gọi điện' } satisfies Record<
    ReminderWay,
    string
  >,
  remindedPeople: 'Số người được nhắc',
  refusedThen: 'Từ chối',
  notReachedThen: 'Không gặp được',
  answersThen: 'Trả lời sau lần này',
  rateSoFar: 'Tỷ lệ trả lời đến hết lần này',
  addReminder: 'Ghi lần nhắc',
  removeReminder: 'Bỏ lần nhắc cuối (ghi sai)',
  answers: 'Đã trả lời',
  noNews: 'Chưa có tin',
  rate: 'Tỷ lệ trả lời',
  population: 'Đại diện cho',
  weight: 'Trọng số',
  result: 'Kết quả của mẫu',
  resultHint:
    'Tỷ lệ trả lời là RR1 của AAPOR, tỷ lệ thấp nhất: số phiếu hợp lệ chia cho số người được chọn, trừ người không thuộc đối tượng. Mỗi tầng đại diện cho số người trong danh sách của nó, trừ phần không thuộc đối tượng; trọng số là số người ấy chia cho số phiếu.',
  overfull: (stratum: string) =>
    `${stratum}: số phiếu, từ chối, không gặp được và không thuộc đối tượng cộng lại nhiều hơn số người được chọn. Chưa tính được kết quả có trọng số.`,
  wholeRate: 'Tỷ lệ trả lời cả mẫu',
  weightedRate: 'Có trọng số',
  index: 'Chỉ số hài lòng có trọng số',
  indexHidden: 'Chưa nêu: có tầng còn ẩn, nêu ra thì tính ngược được tầng đó.',
  indexOvertaken: 'Không nêu: có phiếu bị hủy sau bản công bố của đợt; đặt cạnh nhau thì lộ các phiếu ấy.',
  indexPooled:
    'Trang kết quả của đợt gộp mọi phiếu như nhau, theo phương pháp của đợt; số ở đây có trọng số.',
  indexWeighed: 'Trang kết quả của đợt cũng dùng số người này để gộp các đơn vị.',
  erase: 'Xóa danh sách',
  eraseNow: 'Không chờ đến ngày đó, xóa ngay',
  eraseHint: (count: string, day: string) =>
    `${count} người sẽ bị xóa khỏi chương trình, tự động vào ${day}, hoặc ngay bây giờ. Xóa rồi không khôi phục được: không in được thư, không rút lại được. Các con số của mẫu vẫn còn.`,
  eraseAct: (count: string) => `Xóa ngay ${count} người`,
  plan: 'Kế hoạch mẫu',
  notices: {
    listed: 'Đã nhận danh sách.',
    sized: 'Đã ấn định cỡ mẫu.',
    drawn: 'Đã rút thăm.',
    invited: 'Đã lập mã một lần.',
    outcomes: 'Đã lưu.',
    reminded: 'Đã ghi lần nhắc.',
    erased: 'Đã xóa danh sách.',
  },
  faults: {
    purpose: 'Xin ghi mục đích dùng danh sách.',
    eraseOn: (last: string) => `Xin chọn một ngày sau hôm nay, muộn nhất ${last}.`,
    file: {
      missing: 'Xin chọn tệp danh sách.',
      tooBig: 'Tệp quá lớn.',
    },
    total: `Xin ghi một số nguyên, không quá số người trong danh sách và không quá ${drawnMax}.`,
    tooSmall: (stratum: string) =>
      `Tầng “${stratum}” được ít hơn 2 người, như vậy không có khoảng tin cậy. Xin tăng tổng số hoặc chia đều.`,
    seed: 'Xin ghi hạt giống, ít nhất 4 ký tự.',
    seedSource: 'Xin ghi hạt giống được công bố ở đâu, khi nào.',
    outcome: 'Xin ghi một số nguyên từ 0, cộng lại không quá số người được chọn.',
    reminder: {
      day: 'Xin ghi ngày theo dạng năm-tháng-ngày, ví dụ 2026-01-31.',
      dayOrder: 'Ngày nhắc phải từ ngày rút thăm hoặc lần nhắc trước, đến hôm nay.',
      people: 'Xin ghi số người từ 1, không quá số người được chọn mà chưa trả lời.',
      states: 'Xin ghi số nguyên; từ chối và không gặp được cộng lại không quá số người được nhắc.',
    } satisfies Record<ReminderFault, string>,
  },
};

const en: typeof vi = {
  title: 'List and draw',
  lead: 'Draw the people who are asked from a list: people who finished a transaction, or households.',
  notDrawn:
    'In this round anyone may answer, so there is nothing to draw. Only rounds that draw a sample have a list.',
  none: 'This round has no list yet. Please upload a table with a row for each person.',
  upload: 'Upload the list',
  file: 'CSV or XLSX file',
  fileHint: `Its first row names the columns; a row for each person, at least ${peopleMin}. Only the columns that you name below are kept; all others are dropped at once and never stored.`,
  unitColumn: 'Column of the unit',
  unitColumnHint: 'Name or code of a unit of the round. Leave it empty where the round has one unit only.',
  serviceColumn: 'Column of the service (optional)',
  serviceColumnHint: 'Name it to draw from each service of a unit by itself.',
  contactColumns: 'Columns that are needed to reach people',
  contactColumnsHint: `A heading in each line, the name first, ${fieldsMax} at the most. Only what it really takes to write or to visit.`,
  purpose: 'Purpose',
  purposeHint:
    'The list may be used for this only. For example: to ask for answers in the first round of 2026.',
  eraseOn: 'Day on which the list is erased',
  eraseOnHint: (last, days) =>
    `On this day the program erases the list by itself, for good. At the latest ${last} (${days} days).`,
  people: 'People on the list',
  keptFields: 'Columns kept',
  listHash: 'Hash of the list (SHA-256)',
  listHashHint:
    'The list cannot be changed any more. Make this hash public before there is a seed, so that everybody sees that the list does not follow the draw.',
  madeBy: (name, at) => `Uploaded by ${name}, ${at}.`,
  erasedAt: 'The list was erased',
  stratum: 'Stratum',
  drawn: 'People drawn',
  sizes: '1. Sizes',
  sizesHint: 'Set before the draw, so that sizes are not chosen by the seed.',
  total: 'People to ask in all',
  totalHint: (advised) =>
    `Advised by the sample plan of the round, or by Yamane’s formula at 5%: ${advised}.`,
  sharing: 'Allocation to strata',
  sharings: { proportional: 'In proportion to people', equal: 'Equal' },
  setSizes: 'Set the sizes',
  draw: '2. Draw',
  drawHint:
    'The seed is a public text that nobody knew before, such as the first prize of a lottery on a later day. The same list and the same seed give the same people, and whoever has the list can repeat the draw.',
  seed: 'Seed',
  seedSource: 'Where and when it was made public',
  seedSourceHint: 'For example: first prize of the Tiền Giang lottery, 25 January 2026',
  drawAct: (count) => `Draw ${count} people`,
  drawOnce: 'The draw can be made only once.',
  drawnAt: 'Drawn',
  drawHash: 'Hash of the numbers drawn',
  repeat: 'Draw again, as a check',
  repeated: {
    same: 'Just drawn again from list and seed: the same people.',
    different: 'Drawn again from list and seed, others come out: the data were changed.',
  },
  takeTickets: 'Download the draw without names (CSV)',
  ticketColumns: ['Number', 'Unit', 'Service', 'Ticket', 'Drawn'],
  yes: 'yes',
  invitations: '3. Invitations',
  invitationsHint:
    'Everybody gets a letter and a slip with a one-time code of their stratum. There is no code on a letter and no name on a slip: put any slip into each envelope, so that nobody, not even who prints them, knows whose code is whose. Destroy slips that are left.',
  makeCodes: 'Make one-time codes for each stratum',
  takeLetters: (first, last) => `Download letters ${first}–${last} (PDF)`,
  lettersHint:
    'Letters carry names and addresses. The download is recorded in the audit log; please delete the file once they are sent.',
  codes: 'Slips',
  batch: (number) => `Batch ${number}`,
  batchLabel: (unit, service, number) =>
    ['Sample', unit, ...(service === undefined ? [] : [service]), String(number)].join(' · '),
  outcomes: '4. Visits and refusals',
  outcomesHint:
    'Numbers of each stratum only, no names. Who is in none of these columns and has not answered counts as no news.',
  outcomeKinds: { refused: 'Refused', notReached: 'Not reached', ineligible: 'Not of the population' },
  keepOutcomes: 'Save',
  reminders: '5. Reminders',
  remindersHint:
    'Each time that those who have not answered are asked again: day, way and numbers, no names. Please note it on that day: forms that came before are counted to the time before.',
  wave: 'Wave',
  invitation: 'Invitation',
  reminder: (number) => `Reminder ${number}`,
  reminderOn: 'Day',
  reminderWay: 'How',
  reminderWays: { letter: 'letter', visit: 'visit', call: 'telephone' },
  remindedPeople: 'People asked again',
  refusedThen: 'Refused',
  notReachedThen: 'Not reached',
  answersThen: 'Answered after it',
  rateSoFar: 'Response rate by its end',
  addReminder: 'Record the reminder',
  removeReminder: 'Remove the last one (recorded by mistake)',
  answers: 'Answered',
  noNews: 'No news',
  rate: 'Response rate',
  population: 'Represents',
  weight: 'Weight',
  result: 'Sample results',
  resultHint:
    'The response rate is AAPOR’s RR1, the lowest: forms that count, of all who were drawn and are of the population. A stratum stands for its people on the list, less the part that is not of the population; the weight is these people over the forms.',
  overfull: (stratum) =>
    `${stratum}: forms, refusals, people not reached and people not of the population are more than were drawn. There is no weighted result.`,
  wholeRate: 'Response rate of the sample',
  weightedRate: 'Weighted',
  index: 'Weighted index of satisfaction',
  indexHidden: 'Not told: a stratum is hidden, and could be worked out from it.',
  indexOvertaken:
    'Not told: forms were annulled after the publication of the round, and beside it they could be told.',
  indexPooled:
    'The round’s page of results pools all forms alike, by the round’s method; here they are weighted.',
  indexWeighed: 'The round’s page of results puts units together by these people as well.',
  erase: 'Erase the list',
  eraseNow: 'Do not wait for that day, erase now',
  eraseHint: (count, day) =>
    `${count} people will be erased from the program, by itself on ${day}, or now. That is for good: no letters and no repeated draw afterwards. The numbers of the sample stay.`,
  eraseAct: (count) => `Erase ${count} people now`,
  plan: 'Sample plan',
  notices: {
    listed: 'The list is in.',
    sized: 'The sizes are set.',
    drawn: 'The sample is drawn.',
    invited: 'The codes are made.',
    outcomes: 'Saved.',
    reminded: 'The reminder is recorded.',
    erased: 'The list is erased.',
  },
  faults: {
    purpose: 'Please say what the list is for.',
    eraseOn: (last) => `Please choose a day after today, at the latest ${last}.`,
    file: { missing: 'Please choose the file of the list.', tooBig: 'The file is too big.' },
    total: `Please write a whole number, at most the people on the list and at most ${drawnMax}.`,
    tooSmall: (stratum) =>
      `Stratum “${stratum}” gets fewer than 2 people, and would have no interval. Please draw more, or in equal parts.`,
    seed: 'Please write the seed, at least 4 characters.',
    seedSource: 'Please say where and when the seed was made public.',
    outcome: 'Please write a whole number from 0; together at most the people drawn.',
    reminder: {
      day: 'Please give the day as year-month-day, such as 2026-01-31.',
      dayOrder: 'A reminder lies between the draw, or the reminder before, and today.',
      people: 'Please write a number from 1, at most the people drawn who have not answered.',
      states: 'Please write whole numbers; refused and not reached are together at most those asked again.',
    },
  },
};

export const frameTexts: Record<PageLanguage, typeof vi> = { vi, en };

const shown = (headings: readonly string[]): string => headings.slice(0, 12).join('; ');

/** Errors of an uploaded list and of its rows. */
export const listFaults = {
  noColumn: (heading: string, headings: readonly string[]): Sentence => ({
    vi: `Tệp không có cột “${heading}”. Các cột của tệp: ${shown(headings)}.`,
    en: `The file has no column “${heading}”. Its columns: ${shown(headings)}.`,
  }),
  unitColumn: {
    vi: 'Đợt này có nhiều đơn vị: xin ghi cột cho biết đơn vị.',
    en: 'The round has several units: please name the column that says which.',
  },
  contactColumns: {
    vi: `Xin ghi từ 1 đến ${fieldsMax} cột cần để liên hệ.`,
    en: `Please name 1 to ${fieldsMax} columns that are needed to reach people.`,
  },
  needless: (heading: string): Sentence => ({
    vi: `Cột “${heading}” không cần để liên hệ nên không được lưu. Xin bỏ khỏi danh sách cột.`,
    en: `Column “${heading}” is not needed to reach people and may not be kept. Please leave it out.`,
  }),
  rows: {
    vi: 'Có dòng cần sửa nên chưa lưu gì. Xin sửa tệp rồi gửi lại.',
    en: 'Some rows have faults, so nothing was saved. Please fix the file and send it again.',
  },
  tooFew: {
    vi: `Danh sách có ít hơn ${peopleMin} người.`,
    en: `The list has fewer than ${peopleMin} people.`,
  },
  unit: (row: number, cell = ''): Sentence => ({
    vi: `Dòng ${row}: đợt không có, hoặc có nhiều đơn vị tên “${cell}”.`,
    en: `Row ${row}: the round has no unit, or several, called “${cell}”.`,
  }),
  service: (row: number, cell = ''): Sentence => ({
    vi: `Dòng ${row}: không có, hoặc có nhiều thủ tục tên “${cell}”.`,
    en: `Row ${row}: there is no service, or several, called “${cell}”.`,
  }),
  nobody: (row: number): Sentence => ({
    vi: `Dòng ${row}: thiếu họ tên.`,
    en: `Row ${row}: the name is missing.`,
  }),
  longCell: (row: number): Sentence => ({
    vi: `Dòng ${row}: có ô dài quá 200 ký tự.`,
    en: `Row ${row}: a cell is longer than 200 characters.`,
  }),
  tooLong: (row: number): Sentence => ({
    vi: `Dòng ${row}: có ô nằm ngoài cột cuối.`,
    en: `Row ${row}: a cell stands beyond the last column.`,
  }),
  twice: (row: number, before: number): Sentence => ({
    vi: `Dòng ${row} giống hệt dòng ${before}: mỗi người chỉ ghi một dòng.`,
    en: `Row ${row} is the same as row ${before}: a row for each person only.`,
  }),
};

/** Vietnamese, with a short English paragraph because the reader's language is unknown. */
export const letterTexts = {
  vi: {
    madeUp: 'DỮ LIỆU MINH HỌA',
    to: 'Kính gửi:',
    why: (unit: string, service: string | undefined) =>
      `Ông/bà được chọn ngẫu nhiên để cho biết ý kiến về việc phục vụ của ${unit}${service === undefined ? '' : ` (${service})`}. Chỉ người được chọn mới được mời, nên câu trả lời của ông/bà rất quan trọng.`,
    how: (until: string) =>
      `Xin trả lời đến hết ngày ${until}, bằng mã QR hoặc mã một lần trên phiếu kèm theo. Không bắt buộc; không trả lời cũng không ảnh hưởng gì đến hồ sơ của ông/bà.`,
    privacy: (eraseOn: string) =>
      `Phiếu kèm theo không ghi tên và không ai biết mã nào gửi cho ai, nên câu trả lời không nối được với ông/bà. Danh sách dùng để gửi thư này sẽ được xóa vào ngày ${eraseOn}.`,
  },
  en: {
    short:
      'You were drawn at random to say what you think of this office. Please answer with the code on the slip in this envelope. It is voluntary; nobody knows which code was sent to whom.',
  },
} as const;
