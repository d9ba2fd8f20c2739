/** Texts of the pages on which everybody reads what is published. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Sorting } from './input.ts';

const vi = {
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
  answered: 'Số người trả lời',
  forms: (received: string, counted: string) =>
    `Toàn đợt nhận ${received} phiếu, tính ${counted} phiếu vào kết quả.`,
  formsApart: (below: string, late: string, annulled: string) =>
    `Không tính: ${below} phiếu trả lời quá ít câu, ${late} phiếu đến muộn, ${annulled} phiếu bị hủy.`,
  restsOn: (people: string) => `Chỉ số này dựa trên ${people} người trả lời.`,
  sortedBy: 'Xếp theo',
  sortings: {
    rank: 'hạng',
    name: 'tên',
    value: 'chỉ số',
    change: 'thay đổi',
    people: 'số người',
  } satisfies Record<Sorting, string>,
  notCompared: 'Một đơn vị đứng một mình thì không xếp hạng.',
  hiddenHint:
    'Một số kết quả không hiển thị để bảo vệ người trả lời: kết quả của dưới 10 người, và kết quả giúp suy ra các kết quả đó.',
  trend: 'Qua các đợt',
  break: 'Ngắt chuỗi',
  breaks: {
    method: 'phương pháp tính khác',
    survey: 'phiếu khảo sát khác',
    sample: 'cách chọn người trả lời khác',
    units: 'đơn vị được tổ chức lại',
  },
  noTrend: 'Chưa có đợt trước nào được công bố để so sánh.',
  plainTitle: 'Tóm tắt cách tính',
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
  table: 'Bảng mọi số liệu (Parquet)',
  script: 'Chương trình kiểm tra',
  log: 'Sổ cái (văn bản)',
  command: 'Chạy trên máy của ông/bà, có Node.js:',
  signature: 'Chữ ký',
  key: 'Khóa',
  checkpoint: (number: string, size: string) =>
    `Tính trên sổ cái đến mốc kiểm tra số ${number}, gồm ${size} dòng.`,
  publicDisplay: 'Bảng cho màn hình ở sảnh',
  publicDisplayHint: 'Số trên màn hình chỉ đổi vào đầu giờ, khi có bản công bố mới.',
  asOfHour: (time: string) => `Đến ${time}`,
  comesAt: (time: string) => `Kết quả của đợt này hiện trên màn hình lúc ${time}.`,
  preview: (value: string, interval: string, change: string | undefined) =>
    [
      `Chỉ số hài lòng ${value}`,
      ...(interval === '' ? [] : [`khoảng tin cậy 95%: ${interval}`]),
      ...(change === undefined ? [] : [`${change} so với đợt trước`]),
    ].join('; '),
};

const en: typeof vi = {
  publicTitle: 'Published results',
  parTitle: 'PAR INDEX',
  parLead: 'Points, ranks and changes of units by year:',
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
  sortings: { rank: 'rank', name: 'name', value: 'index', change: 'change', people: 'people' },
  notCompared: 'A unit without others of its kind is not ranked.',
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
    'The 95% interval says how far the figure may be off because only some people were asked. Two units whose intervals largely overlap are not clearly different.',
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
  table: 'All figures as a table (Parquet)',
  script: 'The script',
  log: 'The ledger (text)',
  command: 'On your own machine, with Node.js:',
  signature: 'Signature',
  key: 'Key',
  checkpoint: (number, size) => `Computed from the ledger up to checkpoint ${number}, ${size} entries.`,
  publicDisplay: 'Board for a screen in the hall',
  publicDisplayHint: 'The screen changes at full hours only, when there is a new publication.',
  asOfHour: (time) => `As of ${time}`,
  comesAt: (time) => `The results of this round come onto the screen at ${time}.`,
  preview: (value, interval, change) =>
    [
      `Satisfaction index ${value}`,
      ...(interval === '' ? [] : [`95% interval: ${interval}`]),
      ...(change === undefined ? [] : [`${change} against the round before`]),
    ].join('; '),
};

export const publicTexts: Record<PageLanguage, typeof vi> = { vi, en };
