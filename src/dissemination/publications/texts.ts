/** Texts of the pages of publications. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { BlockingCheck } from './checks.ts';
import type { Sorting } from './input.ts';
import type { PublicationState } from '../../processing/published/publication.ts';

const vi = {
  title: 'Công bố kết quả',
  lead: 'Bản công bố giữ nguyên kết quả của một đợt đã đóng, có chữ ký của sổ cái và ai cũng xem được. Sai thì ra bản đính chính, nói rõ điều đã đổi; bản cũ vẫn đọc được. Một tài khoản khác phải đồng ý trước khi công bố.',
  roundsTitle: 'Các đợt đã đóng',
  noRounds: 'Chưa có đợt nào đã đóng mà kết quả dành cho mọi người.',
  propose: 'Đề nghị công bố',
  correct: 'Đề nghị đính chính',
  look: 'Xem bản công bố',
  listTitle: 'Các bản công bố',
  empty: 'Chưa có bản công bố nào.',
  round: 'Đợt đo lường',
  number: 'Bản số',
  state: 'Tình trạng',
  askedBy: 'Người đề nghị',
  decidedBy: 'Người quyết định',
  back: 'Về danh sách',
  newTitle: (round: string) => `Công bố: ${round}`,
  checksTitle: 'Kiểm tra trước khi công bố',
  passed: 'Đạt',
  failed: 'Chưa đạt',
  checks: {
    closed: () => 'Đợt đo lường đã đóng.',
    logged: (found: string) =>
      found === '0'
        ? 'Mọi phiếu của đợt đã vào sổ cái và đã được đọc lại từ sổ cái.'
        : `Mọi phiếu của đợt đã vào sổ cái (còn ${found} phiếu đang chờ).`,
    recounted: (found: string) =>
      found === '0'
        ? 'Bảng đếm của mỗi đơn vị bằng kết quả đếm lại từ các phiếu trong sổ cái.'
        : `Bảng đếm của mỗi đơn vị bằng kết quả đếm lại từ các phiếu trong sổ cái (khác ở ${found} đơn vị).`,
    totals: (found: string) =>
      found === '0'
        ? 'Số phiếu được tính, dưới mức tối thiểu, đến muộn và bị hủy cộng lại bằng số phiếu trong sổ cái.'
        : `Số phiếu cộng lại bằng số phiếu trong sổ cái (lệch ${found}). Phiếu vừa bị hủy sẽ vào sổ cái ở mốc kiểm tra kế tiếp, thường trong vòng một giờ.`,
    checkpoint: (found: string) =>
      `Mốc kiểm tra số ${found} có chữ ký đúng, ký trên đúng gốc của sổ cái. Toàn bộ sổ cái do lệnh verify kiểm tra.`,
    changed: () => 'Kết quả đã khác bản công bố trước.',
    apart: () =>
      'So với bản trước, mỗi ô đổi từ 10 người trở lên hoặc không đổi. Đổi ít hơn thì so hai bản sẽ biết vài người đã trả lời gì, nên bản cũ được giữ.',
  } satisfies Record<BlockingCheck, (found: string) => string>,
  toKnowTitle: 'Cần biết trước khi công bố',
  hidden: (hidden: string, shown: string) =>
    `${shown} số được nêu, ${hidden} số không nêu vì ít người hoặc chưa đủ tin cậy.`,
  annulmentsWaiting: (count: string) => `Đề nghị hủy phiếu còn chờ người thứ hai: ${count}.`,
  paperOpen: (count: string) => `Tập phiếu giấy của đợt chưa đóng: ${count}.`,
  unconfirmed: (count: string) =>
    `Điểm của phương pháp tính chưa đối chiếu với văn bản chính thức: ${count}; trang công bố nêu từng điểm.`,
  whatChanged: 'Điều đã đổi so với bản trước, và vì sao',
  whatChangedHint: 'Mọi người đọc được. Không ghi tên hay số hồ sơ của người dân.',
  whatChangedMissing: 'Xin ghi điều đã đổi.',
  ask: 'Đề nghị công bố',
  blocked: 'Chưa công bố được: có mục kiểm tra chưa đạt.',
  onItsWay: 'Đợt này đã có một bản đang chờ.',
  own: 'Ông/bà là người đề nghị, nên cần một tài khoản khác đồng ý.',
  agree: 'Đồng ý công bố',
  refuse: 'Không công bố',
  figuresTitle: 'Số liệu của bản này',
  hash: 'Mã băm nội dung',
  notices: {
    asked: 'Đã ghi đề nghị. Đề nghị chờ một tài khoản khác đồng ý.',
    agreed: 'Đã đồng ý. Bản công bố được ký và hiện ra trong ít giây.',
    refused: 'Đề nghị đã khép lại, không công bố.',
    late: 'Đề nghị này đã được quyết định trước đó.',
    moved: 'Số phiếu được tính đã thay đổi từ khi đề nghị. Xin khép đề nghị này và đề nghị lại.',
  } as Readonly<Record<string, string>>,
  states: {
    waiting: 'Chờ người thứ hai',
    agreed: 'Đang ký',
    published: 'Đã công bố',
    refused: 'Không công bố',
  } satisfies Record<PublicationState, string>,

  publicTitle: 'Kết quả đã công bố',
  parTitle: 'Chỉ số cải cách hành chính (PAR INDEX)',
  parLead: 'Điểm, thứ hạng và thay đổi của các đơn vị theo từng năm:',
  parOfUnit: 'Chỉ số cải cách hành chính của đơn vị trong năm',
  publicLead: 'Mỗi bản dưới đây giữ nguyên như khi công bố và có chữ ký. Kết quả của đợt đang mở nằm ở trang',
  liveResults: 'kết quả đang cập nhật',
  publicEmpty: 'Chưa có kết quả nào được công bố.',
  stands: (number: string, day: string) => `Bản công bố số ${number}, ngày ${day}`,
  unitsBelow: 'Kết quả từng đơn vị',
  firstOf: (first: number, all: number) => `${first} đơn vị hạng cao nhất trong ${all} đơn vị.`,
  versionsBefore: 'Đã được đính chính',
  newer: (number: string) => `Đã có bản đính chính số ${number}. Bản này được giữ để đối chiếu.`,
  newest: 'Xem bản mới nhất',
  correction: 'Bản này đính chính bản trước',
  valueBefore: (before: string, now: string) => `Chỉ số trước đính chính: ${before}; nay: ${now}.`,
  versions: 'Các bản công bố của đợt này',
  whyLink: 'Vì sao chỉ số thay đổi?',
  live: 'Trang kết quả chi tiết của đợt',
  liveHint:
    'Trang chi tiết (theo ngày, độ tuổi, vì sao thay đổi) lấy từ bảng đếm hiện tại. Chừng nào bảng đếm còn khác bản công bố, địa chỉ ấy dẫn về đây.',
  answered: 'Bao nhiêu người đã trả lời',
  forms: (received: string, counted: string) =>
    `Toàn đợt nhận ${received} phiếu, tính ${counted} phiếu vào kết quả.`,
  formsApart: (below: string, late: string, annulled: string) =>
    `Không tính: ${below} phiếu trả lời quá ít câu, ${late} phiếu đến muộn, ${annulled} phiếu bị hủy.`,
  restsOn: (people: string) => `Chỉ số này dựa trên ${people} người trả lời.`,
  sortedBy: 'Xếp theo',
  sortings: {
    place: 'hạng',
    name: 'tên',
    value: 'chỉ số',
    change: 'thay đổi',
    people: 'số người',
  } satisfies Record<Sorting, string>,
  notCompared: 'Một đơn vị đứng một mình thì không xếp hạng.',
  hiddenHint: 'Ô bị ẩn: dưới 10 người trả lời, hoặc cần ẩn để không suy ra được ô khác.',
  trend: 'Qua các đợt',
  break: 'Ngắt chuỗi',
  breaks: {
    method: 'phương pháp tính khác',
    survey: 'phiếu khảo sát khác',
    sample: 'cách chọn người trả lời khác',
    units: 'đơn vị được tổ chức lại',
  },
  noTrend: 'Chưa có đợt trước nào được công bố để so sánh.',
  plainTitle: 'Cách tính, nói đơn giản',
  plainShare:
    'Mỗi câu trả lời ở mức hài lòng hoặc rất hài lòng được đếm là hài lòng. Chỉ số là số câu hài lòng chia cho số câu có trả lời; “không có ý kiến” không được tính vào.',
  plainMean: 'Mỗi mức trả lời có một điểm. Chỉ số là điểm trung bình, quy về phần trăm.',
  plainInterval:
    'Khoảng tin cậy 95% cho biết con số có thể lệch bao nhiêu do chỉ hỏi một phần người dân. Hai đơn vị có khoảng chồng nhau nhiều thì chưa phân biệt được hơn kém.',
  checkTitle: 'Tự kiểm tra',
  checkLead:
    'Có ba việc kiểm tra khác nhau. Tệp dưới đây và chương trình kèm theo làm việc thứ nhất; chương trình nêu rõ điều nào chưa kiểm tra được:',
  check1:
    'Ai cũng làm được: bản công bố có chữ ký, có trong sổ cái cùng với phương pháp và các căn cứ khác; số đếm trong tệp cho ra đúng chỉ số đã công bố; tổng số phiếu bằng số phiếu trong sổ cái công khai.',
  check2:
    'Kiểm toán viên có hồ sơ mới làm được: các phiếu trong sổ cái cho ra đúng các số đếm. Tệp này không chứng minh điều đó.',
  check3:
    'Kiểm tra ngẫu nhiên công khai: mở vài phiếu được rút thăm trước người chứng kiến. Tệp này cũng không thay được việc đó.',
  bundle: 'Tải tệp số liệu mở (JSON)',
  script: 'Chương trình kiểm tra',
  log: 'Sổ cái (văn bản)',
  command: 'Chạy trên máy của ông/bà, có Node.js:',
  signature: 'Chữ ký',
  key: 'Khóa',
  checkpoint: (number: string, size: string) =>
    `Tính trên sổ cái đến mốc kiểm tra số ${number}, gồm ${size} dòng.`,
  board: 'Bảng cho màn hình ở sảnh',
  boardHint: 'Số trên màn hình chỉ đổi vào đầu giờ, khi có bản công bố mới.',
  asOfHour: (time: string) => `Đến ${time}`,
  comesAt: (time: string) => `Kết quả của đợt này hiện trên màn hình lúc ${time}.`,
  preview: (value: string, interval: string, change: string | undefined) =>
    [
      `Chỉ số hài lòng ${value}`,
      ...(interval === '' ? [] : [`khoảng tin cậy 95%: ${interval}`]),
      ...(change === undefined ? [] : [`${change} so với đợt trước`]),
    ].join('; '),
};

export type PublicationTexts = typeof vi;

const en: PublicationTexts = {
  title: 'Publications',
  lead: 'A publication freezes the results of a closed round, signed with the ledger’s key, for everybody to see. A mistake is put right by a correction that says what changed; the old one stays readable. A second account has to agree first.',
  roundsTitle: 'Closed rounds',
  noRounds: 'There is no closed round yet whose results are for everybody.',
  propose: 'Propose to publish',
  correct: 'Propose a correction',
  look: 'See the publication',
  listTitle: 'All publications',
  empty: 'Nothing has been proposed yet.',
  round: 'Round',
  number: 'Number',
  state: 'State',
  askedBy: 'Proposed by',
  decidedBy: 'Decided by',
  back: 'Back to the list',
  newTitle: (round) => `Publish: ${round}`,
  checksTitle: 'Checked before publishing',
  passed: 'Passed',
  failed: 'Not passed',
  checks: {
    closed: () => 'The round is closed.',
    logged: (found) =>
      found === '0'
        ? 'All forms of the round are in the ledger, and were read back from it.'
        : `All forms of the round are in the ledger (${found} still wait).`,
    recounted: (found) =>
      found === '0'
        ? 'The tally of each unit equals a recount of the forms in the ledger.'
        : `The tally of each unit equals a recount of the forms in the ledger (${found} units differ).`,
    totals: (found) =>
      found === '0'
        ? 'Forms that count, below the minimum, late and annulled add up to the forms in the ledger.'
        : `Forms add up to those in the ledger (off by ${found}). Forms just annulled come into it at the next checkpoint, usually within the hour.`,
    checkpoint: (found) =>
      `Checkpoint ${found} is correctly signed, over the ledger’s own root. The whole ledger is checked with the verify command.`,
    changed: () => 'The results differ from the previous publication.',
    apart: () =>
      'Each cell has changed by ten people or more since the previous publication, or not at all. With fewer, comparing the two would reveal what a few people answered, so the old one stays.',
  },
  toKnowTitle: 'Good to know before publishing',
  hidden: (hidden, shown) =>
    `${shown} figures are shown, ${hidden} are not (too few people, or not reliable enough).`,
  annulmentsWaiting: (count) => `Annulments waiting for a second account: ${count}.`,
  paperOpen: (count) => `Paper batches of the round not closed yet: ${count}.`,
  unconfirmed: (count) =>
    `Points of the method not checked against an official text: ${count}; the published page names each.`,
  whatChanged: 'What changed since the previous publication, and why',
  whatChangedHint: 'Everybody can read it. Do not give a citizen’s name or file number.',
  whatChangedMissing: 'Please say what changed.',
  ask: 'Propose to publish',
  blocked: 'This cannot be published yet: a check has not passed.',
  onItsWay: 'A publication of this round is already waiting.',
  own: 'You proposed it, so another account has to agree.',
  agree: 'Agree to publish',
  refuse: 'Do not publish',
  figuresTitle: 'Figures of this publication',
  hash: 'Hash of the content',
  notices: {
    asked: 'Noted. It waits for a second account.',
    agreed: 'Agreed. It is signed and shown within seconds.',
    refused: 'Closed; nothing was published.',
    late: 'This had been decided before.',
    moved: 'What is counted has changed since it was proposed. Please close this one and propose it anew.',
  },
  states: {
    waiting: 'Waiting for a second account',
    agreed: 'Being signed',
    published: 'Published',
    refused: 'Not published',
  },

  publicTitle: 'Published results',
  parTitle: 'PAR INDEX',
  parLead: 'Points, places and changes of units by year:',
  parOfUnit: 'PAR INDEX of the unit in the year',
  publicLead:
    'Each of these stays as it was when it was published, and is signed. Open rounds are on the page of',
  liveResults: 'results as they come in',
  publicEmpty: 'Nothing is published yet.',
  stands: (number, day) => `Publication ${number}, ${day}`,
  unitsBelow: 'Results of each unit',
  firstOf: (first, all) => `The first ${first} of ${all} units.`,
  versionsBefore: 'Corrected since',
  newer: (number) => `There is a correction, number ${number}. This one is kept to compare with.`,
  newest: 'See the newest',
  correction: 'This one corrects the one before',
  valueBefore: (before, now) => `Index before the correction: ${before}; now: ${now}.`,
  versions: 'Publications of this round',
  whyLink: 'Why did the index move?',
  live: 'Detailed results of the round',
  liveHint:
    'The detailed pages (by day, by age, why it moved) come from what is counted now. As long as that differs from the publication, their address leads here.',
  answered: 'How many answered',
  forms: (received, counted) => `The round received ${received} forms; ${counted} count.`,
  formsApart: (below, late, annulled) =>
    `Not counted: ${below} with too few answers, ${late} late, ${annulled} annulled.`,
  restsOn: (people) => `This index rests on ${people} people.`,
  sortedBy: 'Sorted by',
  sortings: { place: 'place', name: 'name', value: 'index', change: 'change', people: 'people' },
  notCompared: 'A unit alone of its kind has no place.',
  hiddenHint: 'Hidden cells: fewer than 10 people, or hidden so that another cannot be worked out.',
  trend: 'From round to round',
  break: 'Series break',
  breaks: {
    method: 'another method',
    survey: 'another questionnaire',
    sample: 'people were chosen otherwise',
    units: 'units were reorganised',
  },
  noTrend: 'No earlier round is published to compare with.',
  plainTitle: 'How it is computed, in plain words',
  plainShare:
    'Each answer on a satisfied level counts as satisfied. The index is the number of satisfied answers out of all answers given; “no opinion” is left out.',
  plainMean: 'Each level has a score. The index is the mean score as a percentage.',
  plainInterval:
    'The 95% interval says how far the figure may be off because only some people were asked. Two units whose intervals largely overlap cannot be told apart.',
  checkTitle: 'Check this yourself',
  checkLead:
    'There are three checks. The file and the script below do the first, and the script says what it could not check:',
  check1:
    'Anyone: the publication is signed, and in the ledger with its method and all else that it rests on; the counts in the file give the published index; the forms add up to those in the public ledger.',
  check2:
    'An auditor with the records: the forms in the ledger give the counts. This file does not prove that.',
  check3:
    'A public spot check: some forms, drawn by lot, are opened before witnesses. This file does not replace that either.',
  bundle: 'Open data of this publication (JSON)',
  script: 'The script',
  log: 'The ledger (text)',
  command: 'On your own machine, with Node.js:',
  signature: 'Signature',
  key: 'Key',
  checkpoint: (number, size) => `Computed from the ledger up to checkpoint ${number}, ${size} entries.`,
  board: 'Board for a screen in the hall',
  boardHint: 'The screen changes at full hours only, when there is a new publication.',
  asOfHour: (time) => `As of ${time}`,
  comesAt: (time) => `The results of this round come onto the screen at ${time}.`,
  preview: (value, interval, change) =>
    [
      `Satisfaction index ${value}`,
      ...(interval === '' ? [] : [`95% interval: ${interval}`]),
      ...(change === undefined ? [] : [`${change} against the round before`]),
    ].join('; '),
};

export const publicationTexts: Record<PageLanguage, PublicationTexts> = { vi, en };
