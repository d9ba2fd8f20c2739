/** Texts of the microdata, the code book and their page. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { answersKnown, type MicrodataRisk } from '../../statistics/disclosure/microdataRisk.ts';

const vi = {
  title: 'Dữ liệu chi tiết',
  jobTitle: 'Xuất dữ liệu chi tiết',
  lead: (people: number) =>
    `Mỗi hàng một phiếu, không có ý kiến tự viết. Thời gian chỉ đến tháng; giá trị nào để dưới ${people} người giống nhau thì bị ẩn.`,
  warning:
    'Ai có tệp này đếm được nhiều hơn những gì đã công bố. Đừng công khai tệp, đừng gửi cho người không có thẩm quyền; mỗi lần xuất và tải đều được ghi vào nhật ký.',
  of: 'Đợt và phạm vi',
  noRounds: 'Chưa có đợt nào đã đóng trong phạm vi của ông/bà.',
  start: 'Xuất dữ liệu chi tiết',
  book: 'Bảng mã',
  bookOf: (round: string) => `Bảng mã: ${round}`,
  data: 'Dữ liệu',
  notesTitle: 'Cách tính và lưu ý',
  bookHeadings: ['Cột', 'Nội dung', 'Giá trị'],
  commentsTitle: 'Ý kiến đã duyệt',
  commentsLead:
    'Ý kiến của người dân sau khi người duyệt đã che thông tin cá nhân, theo đơn vị và tuần; không nối với phiếu nào.',
  commentsStart: 'Xuất ý kiến',
  commentsJob: 'Xuất ý kiến đã duyệt',
  commentColumns: ['Tuần (thứ Hai)', 'Mã đơn vị', 'Đơn vị', 'Ý kiến', 'Trả lời', 'Dữ liệu minh họa'],
  jobs: 'Các lần xuất gần đây',
  noJobs: 'Chưa có lần xuất nào trong phạm vi của ông/bà.',
  allJobs: 'Tất cả tác vụ',
  suppressed: '(ẩn)',
  notSaid: '(không nêu)',
  noService: '(không gắn thủ tục)',
  yes: 'có',
  no: 'không',
  exactUnit: 'đúng đơn vị',
  suppressedBelow: 'đơn vị trực thuộc bị ẩn',
  about: 'Người trả lời tự nêu; để trống được.',
  columns: {
    madeUp: 'Dữ liệu minh họa',
    late: 'Đến muộn',
    unitId: 'Mã đơn vị trong chương trình',
    unit: 'Đơn vị',
    unitDetail: 'Mức nêu đơn vị',
    month: 'Tháng',
    service: 'Thủ tục',
    channel: 'Kênh',
  },
  meanings: {
    madeUp: 'Phiếu do chương trình tạo ra để minh họa, không phải của người dân.',
    late: 'Phiếu đến sau giờ đóng đợt: không được tính vào chỉ số nào.',
    unitId: 'Mã của đơn vị ở cột bên cạnh.',
    unit: 'Đơn vị được đánh giá, hoặc đơn vị cấp trên nếu đơn vị ấy bị ẩn.',
    unitDetail: 'Cột đơn vị là chính đơn vị được đánh giá, hay là cấp trên của một đơn vị bị ẩn.',
    month: 'Tháng trả lời, năm-tháng.',
    service: 'Thủ tục của điểm khảo sát.',
    channel: 'Cách trả lời.',
  },
  notes: (people: number) => [
    'Có trong tệp: phiếu đã vào sổ cái và không bị hủy. Phiếu đến muộn được đánh dấu; nếu cả đợt có dưới ' +
      `${people} phiếu đến muộn thì các phiếu đó không có trong tệp.`,
    `Ẩn danh k (k-anonymity), k = ${people}: xét lần lượt đơn vị từ cấp trên xuống, tháng, thủ tục, kênh, rồi các thông tin về người trả lời. Giá trị mà dưới ${people} phiếu trong nhóm có, hoặc mà những người có nó trả lời như nhau mọi câu (trừ nhiều nhất một người), thì bị ẩn, kèm những giá trị hiếm kế tiếp cho đến khi những phiếu cùng bị ẩn đủ ${people} và không còn như nhau.`,
    `Vì vậy mỗi phiếu giống ít nhất ${people - 1} phiếu khác ở mọi cột trừ các câu trả lời (một nhóm tương đương), và trong mỗi nhóm ít nhất hai người trả lời khác những người còn lại. Quy tắc xét trên cả đợt, ai xuất cũng như nhau.`,
    'Tệp không ẩn theo các bảng kết quả: ai có tệp cùng các bảng tính được câu trả lời của những nhóm nhỏ mà bảng ẩn. Vì thế tệp chỉ dành cho người có thẩm quyền.',
    'Hàng xếp theo nội dung, không theo thứ tự gửi. Câu trả lời: số là mức, x là không có ý kiến, để trống là không trả lời.',
    'Giới hạn: nếu mọi người trong một nhóm trả lời như nhau một câu thì biết câu trả lời ấy của từng người; ai biết vài câu trả lời của một người có thể nhận ra hàng của người đó.',
    'Tính lại được chỉ số từ tệp: chỉ lấy phiếu không đến muộn và đủ số câu trả lời tối thiểu của phương pháp.',
  ],
  risk: (risk: MicrodataRisk) => {
    const { homogeneousAnswers, homogeneousClasses, uniqueByAnswers, uniqueInClass } = percentOf(risk, 'vi');
    return `Rủi ro còn lại, tính trên cả đợt: ở ${homogeneousClasses} số nhóm mọi người trả lời như nhau ít nhất một câu (${homogeneousAnswers} các cặp nhóm và câu); biết ${answersKnown} câu trả lời của một người thì ${uniqueByAnswers} số hàng chỉ còn một khả năng, biết thêm mọi cột khác thì ${uniqueInClass}.`;
  },
  remark: (records: string, classes: string, smallest: string, people: number) =>
    `${records} phiếu; cả đợt có ${classes} nhóm tương đương, nhóm nhỏ nhất có ${smallest} phiếu, ngưỡng k = ${people}.`,
  lateLeftOut: 'Các phiếu đến muộn quá ít nên không có trong tệp.',
};

const en: typeof vi = {
  title: 'Microdata',
  jobTitle: 'Export of microdata',
  lead: (people) =>
    `A row for each submission, without comments. Times are months; a value that fewer than ${people} people share is suppressed.`,
  warning:
    'Whoever has this file can count more than was published. Do not make it public and do not pass it on; each export and download is noted in the audit.',
  of: 'Round and units',
  noRounds: 'There is no closed round within your units yet.',
  start: 'Export microdata',
  book: 'Code book',
  bookOf: (round) => `Code book: ${round}`,
  data: 'Data',
  notesTitle: 'Method and caveats',
  bookHeadings: ['Column', 'What it says', 'Values'],
  commentsTitle: 'Screened comments',
  commentsLead:
    'What people wrote, once a screener has blacked out personal data, by unit and week; joined to no record.',
  commentsStart: 'Export comments',
  commentsJob: 'Export of screened comments',
  commentColumns: ['Week (Monday)', 'Unit id', 'Unit', 'Comment', 'Answer', 'Made-up data'],
  jobs: 'Recent exports',
  noJobs: 'There is no export within your units yet.',
  allJobs: 'All jobs',
  suppressed: '(suppressed)',
  notSaid: '(not said)',
  noService: '(of no service)',
  yes: 'yes',
  no: 'no',
  exactUnit: 'the unit itself',
  suppressedBelow: 'the unit below is suppressed',
  about: 'As the person said; it could be left out.',
  columns: {
    madeUp: 'Made-up data',
    late: 'Late',
    unitId: 'Unit id',
    unit: 'Unit',
    unitDetail: 'Detail of the unit',
    month: 'Month',
    service: 'Service',
    channel: 'Channel',
  },
  meanings: {
    madeUp: 'Made by the program as a demonstration; nobody’s answers.',
    late: 'Came after the close of the round: it is in no index.',
    unitId: 'Id of the unit beside it.',
    unit: 'The unit that is rated, or the one above it where that is suppressed.',
    unitDetail: 'Whether the unit is the one that is rated, or one above it.',
    month: 'Month of the answer, year-month.',
    service: 'Service of the access point.',
    channel: 'How the answer was given.',
  },
  notes: (people) => [
    'The file holds submissions that are in the ledger and not annulled. Late ones are marked; where a whole round has fewer than ' +
      `${people} of them, they are left out.`,
    `k-anonymity, k = ${people}: units from the top down, month, service, channel and then the background variables are gone through in turn. Within a class a value is suppressed where fewer than ${people} records have it, or where all of these, or all but one, gave the same answers throughout; with it go the next rarer values until the suppressed records are ${people} or more and differ.`,
    `So each record agrees with at least ${people - 1} others in all columns but the answers (an equivalence class), and in each class at least two people answered otherwise than the rest. The rule looks at the whole round and is the same for everybody.`,
    'The file does not follow the suppression of the published tables: whoever has file and tables can work out what small groups answered that the tables suppress. That is why it is for authorised people only.',
    'Rows are in the order of their content, not of their arrival. Answers: a number is a level, x is no opinion, empty is not answered.',
    'Limits: where everybody in a class gave the same answer to a question, that answer of each is known; whoever knows some answers of a person may find that person’s row.',
    'The index can be computed from the file: take records that are not late and have the method’s minimum of answers.',
  ],
  risk: (risk) => {
    const { homogeneousAnswers, homogeneousClasses, uniqueByAnswers, uniqueInClass } = percentOf(risk, 'en');
    return `Remaining risk, of the whole round: in ${homogeneousClasses} of the classes everybody gave the same answer to at least one question (${homogeneousAnswers} of all pairs of class and question); ${answersKnown} known answers of a person fit one record only for ${uniqueByAnswers} of the records, and with all other columns known for ${uniqueInClass}.`;
  },
  remark: (records, classes, smallest, people) =>
    `${records} records; the round has ${classes} equivalence classes, the smallest of ${smallest} records, threshold k = ${people}.`,
  lateLeftOut: 'The few late submissions are left out.',
};

export const microTexts: Record<PageLanguage, typeof vi> = { vi, en };

function percentOf(risk: MicrodataRisk, language: PageLanguage): Record<keyof MicrodataRisk, string> {
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const { homogeneousAnswers, homogeneousClasses, uniqueByAnswers, uniqueInClass } = risk;
  return {
    homogeneousAnswers: percent.format(homogeneousAnswers),
    homogeneousClasses: percent.format(homogeneousClasses),
    uniqueByAnswers: percent.format(uniqueByAnswers),
    uniqueInClass: percent.format(uniqueInClass),
  };
}
