/** Texts of reports and sheets. */
import type { PageLanguage } from '../../platform/text/localized.ts';

const vi = {
  name: 'BÁO CÁO',
  country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  number: (number: string, symbol: string) => `Số: ${number}/${symbol}`,
  placeAndDate: (rank: string, [day, month, year]: readonly [string, string, string]) =>
    `${rank}, ngày ${day} tháng ${month} năm ${year}`,
  recipients: 'Nơi nhận:',
  subject: (unit: string, round: string) =>
    `Phân tích, đánh giá Chỉ số hài lòng của người dân, tổ chức đối với sự phục vụ của ${unit} (${round})`,
  opening: (round: string, number: string, day: string) =>
    `Căn cứ kết quả “${round}” (bản công bố số ${number}, ngày ${day}), cơ quan báo cáo phân tích, đánh giá Chỉ số hài lòng như sau:`,
  closing: (unit: string) =>
    `Trên đây là báo cáo phân tích, đánh giá Chỉ số hài lòng của người dân, tổ chức đối với sự phục vụ của ${unit}./`,
  madeUp: (what: string) => `DỮ LIỆU MINH HỌA. ${what}`,
  parts: {
    headline: 'Kết quả chung',
    reasons: 'Nội dung tăng, giảm và nguyên nhân',
    strengths: 'Điểm mạnh, điểm yếu theo tiêu chí',
    units: 'Kết quả của các đơn vị',
    quality: 'Chất lượng số liệu và tỷ lệ trả lời',
    cases: 'Phản ánh, kiến nghị của người dân',
    scorecard: 'Chỉ số cải cách hành chính (PAR INDEX)',
    improvementActions: 'Giải pháp',
    method: 'Cách tính và giới hạn của số liệu',
  },
  index: (unit: string, value: string, interval: string) =>
    `Chỉ số hài lòng đối với ${unit} là ${value}${interval === '' ? '' : ` (khoảng tin cậy 95%: ${interval})`}.`,
  noIndex: (unit: string, why: string) => `Chỉ số hài lòng đối với ${unit} không được nêu: ${why}.`,
  everyone: (unit: string, value: string) =>
    `Chỉ số hài lòng đối với ${unit} là ${value}; mọi người trong diện khảo sát đều được hỏi.`,
  change: (change: string, from: string, movement: string) =>
    `So với đợt trước, chỉ số ${change} (${from})${movement === '' ? '' : `: ${movement}`}.`,
  noChange: 'Chưa có số của đợt trước để so sánh.',
  changeHeading: 'So với đợt trước',
  rank: (rank: string, notes: readonly string[]) => `Xếp hạng ${rank}; ${notes.join('; ')}.`,
  reported: (indicator: string, wording: string, source: string) => `${indicator}: “${wording}” (${source}).`,
  notPlaced: 'Đơn vị không xếp hạng vì không có đơn vị cùng loại để so sánh.',
  notRanked: (why: string) => `Đơn vị ${why}.`,
  trendTitle: 'Qua các đợt',
  chartFactors: 'Chỉ số theo yếu tố.',
  moves: 'Yếu tố, tiêu chí tăng và giảm',
  rose: 'Tăng có ý nghĩa thống kê',
  fell: 'Giảm có ý nghĩa thống kê',
  factorMoved: (name: string, change: string, from: string, to: string) =>
    `Yếu tố “${name}”: ${change}, từ ${from} thành ${to}.`,
  questionMoved: (name: string, change: string, from: string, to: string) =>
    `Tiêu chí “${name}”: ${change}, từ ${from} thành ${to}.`,
  moreMoved: {
    report: (count: string) => `Còn ${count} tiêu chí khác, xem phụ lục.`,
    sheet: (count: string) => `Còn ${count} tiêu chí khác.`,
  },
  chartWhy:
    'Từ chỉ số đợt trước đến chỉ số đợt này, mỗi bậc là số điểm phần trăm do một yếu tố được đánh giá khác đi.',
  steadyFactors: (count: string) =>
    `${count} yếu tố thay đổi ở mức chưa phân biệt được với dao động ngẫu nhiên.`,
  steadyQuestions: (count: string) =>
    `${count} tiêu chí thay đổi ở mức chưa phân biệt được với dao động ngẫu nhiên.`,
  noMoves: 'Không có số của đợt trước nên chưa nói được yếu tố, tiêu chí nào tăng hay giảm.',
  why: 'Vì sao chỉ số thay đổi',
  whyFrame:
    'Phần này được tính khi lập báo cáo, từ chính các phiếu của bản công bố: mức thay đổi của chỉ số được chia ra cho từng phần. Kết quả chia không nằm trong bản công bố.',
  whyMissing:
    'Không chia được mức thay đổi ra từng phần: chưa có đợt trước so sánh được, hoặc số phiếu được tính đã khác bản công bố.',
  best: 'Các tiêu chí được đánh giá cao nhất',
  worst: 'Các tiêu chí bị đánh giá thấp nhất',
  orderHint:
    'Xếp theo số đã công bố. Hai tiêu chí có khoảng tin cậy chồng lên nhau thì có thể chưa khác nhau.',
  noQuestions: 'Không có tiêu chí nào đủ phiếu để nêu số.',
  first: 'Nên làm gì trước',
  firstIntro:
    'Mức quan trọng là hệ số tương quan giữa tiêu chí và các tiêu chí khác của cùng người trả lời, được tính khi lập báo cáo, không nằm trong bản công bố. Tương quan không phải là nguyên nhân: cần đọc góp ý của người dân trước khi quyết định.',
  mendFirst: (count: string) => `Quan trọng mà bị đánh giá thấp hơn trung bình, ${count} tiêu chí:`,
  mendItem: (number: string, name: string, value: string) => `Tiêu chí ${number}, “${name}”: ${value}.`,
  chartUnits: (group: string, from: number, to: number, of: number) =>
    from === 1 && to === of ? `${group}.` : `${group}, dòng ${from} đến ${to} trong ${of}.`,
  maybeFirst: (names: string) => `Có thể đứng đầu (tin cậy 95%): ${names}.`,
  maybeLast: (names: string) => `Có thể đứng cuối (tin cậy 95%): ${names}.`,
  alike: (count: string, of: string) =>
    `${count} trong ${of} đơn vị được xếp hạng chưa phân biệt được với ít nhất một đơn vị khác; hạng của các đơn vị ấy phải đọc cùng khoảng hạng.`,
  allApart: 'Mọi đơn vị được xếp hạng đều phân biệt được với nhau.',
  unranked: (names: string) => `Không xếp hạng: ${names}.`,
  alikeTitle: 'Các đơn vị chưa phân biệt được với nhau',
  alikeWith: 'Chưa phân biệt được với',
  none: 'không có đơn vị nào',
  andMore: (names: string, more: string) => `${names} và ${more} đơn vị khác`,
  hidden: (shown: string, hidden: string, unreliable: string) =>
    `Trong bản công bố có ${shown} số được nêu, ${hidden} ô bị ẩn, ${unreliable} số không nêu vì chưa đủ tin cậy.`,
  casesLead: (day: string) =>
    `Tính đến ngày ${day}, trên mọi phản ánh đã tiếp nhận từ trước đến nay. Đây là số liệu quản lý, không tính vào chỉ số hài lòng; tỷ lệ trên dưới 10 phản ánh thì ẩn.`,
  onTime: 'Trả lời đúng hạn',
  helped: 'Người dân đánh giá câu trả lời hữu ích',
  allUnits: 'Mọi đơn vị',
  hiddenCell: 'ẩn',
  noCases: 'Chưa có phản ánh nào đến hạn trả lời.',
  ofCases: (value: string, n: string) => `${value} (n = ${n})`,
  scoreIndex: (year: string, unit: string, headline: string) =>
    `Chỉ số cải cách hành chính năm ${year} của ${unit}: ${headline}.`,
  scoreParts: (survey: string, appraisal: string) =>
    `Phần khảo sát: ${survey} điểm; phần thẩm định: ${appraisal} điểm.`,
  proposed: 'Giải pháp đề ra sau đợt này',
  noProposed: 'Chưa có giải pháp nào được lập từ kết quả của đợt này.',
  followed: 'Giải pháp của đợt trước và kết quả đo được ở đợt này',
  improvementAction: {
    what: 'Đơn vị, điểm yếu',
    will: 'Sẽ làm gì',
    who: 'Ai, hạn',
    figures: 'Số của đợt này → mục tiêu',
    state: 'Tình trạng',
    outcome: 'So với mục tiêu',
  },
  until: (who: string, day: string) => `${who}; ${day}`,
  figureToTarget: (value: string, target: string) => `${value} → ${target}`,
  limits: 'Giới hạn của số liệu',
  check: 'Kiểm tra số liệu',
  checkAt: 'Bản công bố, dữ liệu mở và cách tự kiểm tra ở địa chỉ:',
  hash: 'Mã băm của nội dung (SHA-256):',
  selfSelected: 'Khoảng tin cậy chỉ đúng nếu người đã trả lời không khác người chưa trả lời.',
  corrects: (what: string) => `Bản công bố này đính chính bản trước: ${what}`,
  annex: (number: string) => `Phụ lục ${number}`,
  annexNote: (number: string, symbol: string, [day, month, year]: readonly [string, string, string]) =>
    `(Kèm theo Báo cáo số ${number}/${symbol} ngày ${day} tháng ${month} năm ${year})`,
  annexes: {
    units: 'Kết quả của từng đơn vị',
    scopes: 'Kết quả theo yếu tố và tiêu chí',
    why: 'Mức thay đổi của chỉ số chia theo từng phần',
  },
  rate: 'Tỷ lệ trả lời',
  sheetSubject: (unit: string) => `Phiếu kết quả Chỉ số hài lòng: ${unit}`,
  sheetIntro: (round: string, number: string, day: string) =>
    `${round}. Bản công bố số ${number}, ngày ${day}.`,
  moreImprovementActions: (count: string) => `Còn ${count} giải pháp khác.`,
  noProposedHere: 'Đơn vị chưa lập giải pháp nào từ kết quả của đợt này.',
  madeOn: (day: string) => `Lập ngày ${day} từ bản công bố.`,
};

export type DocumentTexts = typeof vi;

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function dayInWords([day, month, year]: readonly [string, string, string]): string {
  return `${day.replace(/^0/, '')} ${months[Number(month) - 1] ?? month} ${year}`;
}

const en: DocumentTexts = {
  name: 'REPORT',
  country: 'SOCIALIST REPUBLIC OF VIET NAM',
  motto: 'Independence - Freedom - Happiness',
  number: (number, symbol) => `No.: ${number}/${symbol}`,
  placeAndDate: (rank, day) => `${rank}, ${dayInWords(day)}`,
  recipients: 'Recipients:',
  subject: (unit, round) =>
    `Analysis and evaluation of the satisfaction index of citizens and organisations with ${unit} (${round})`,
  opening: (round, number, day) =>
    `On the results of “${round}” (publication ${number}, ${day}), the office reports its analysis and evaluation of the satisfaction index as follows:`,
  closing: (unit) =>
    `This concludes the report on the satisfaction of citizens and organisations with ${unit}./`,
  madeUp: (what) => `MADE-UP DATA. ${what}`,
  parts: {
    headline: 'Overall result',
    reasons: 'What rose, what fell, and why',
    strengths: 'Strengths and weaknesses by question',
    units: 'Results of the units',
    quality: 'Quality of the data and response',
    cases: 'Comments of citizens',
    scorecard: 'Administrative reform index (PAR INDEX)',
    improvementActions: 'ImprovementActions',
    method: 'Method and limits of the data',
  },
  index: (unit, value, interval) =>
    `The satisfaction index of ${unit} is ${value}${interval === '' ? '' : ` (95% interval: ${interval})`}.`,
  noIndex: (unit, why) => `The satisfaction index of ${unit} is not given: ${why}.`,
  everyone: (unit, value) => `The satisfaction index of ${unit} is ${value}; everyone concerned was asked.`,
  change: (change, from, movement) =>
    `Against the round before, it is ${change} (${from})${movement === '' ? '' : `: ${movement}`}.`,
  noChange: 'There is no figure of an earlier round to compare with.',
  changeHeading: 'Change',
  rank: (rank, notes) => `Rank ${rank}; ${notes.join('; ')}.`,
  reported: (indicator, wording, source) => `${indicator}: “${wording}” (${source}).`,
  notPlaced: 'The unit is not ranked, since there is no other of its kind to compare it with.',
  notRanked: (why) => `The unit is ${why}.`,
  trendTitle: 'Over the rounds',
  chartFactors: 'Index by factor.',
  moves: 'Factors and questions that rose and fell',
  rose: 'Rose, statistically significant',
  fell: 'Fell, statistically significant',
  factorMoved: (name, change, from, to) => `Factor “${name}”: ${change}, from ${from} to ${to}.`,
  questionMoved: (name, change, from, to) => `Question “${name}”: ${change}, from ${from} to ${to}.`,
  moreMoved: {
    report: (count) => `And ${count} more questions, in the annex.`,
    sheet: (count) => `And ${count} more questions.`,
  },
  chartWhy:
    'From the index of the round before to that of this one; a step is what one factor accounts for, in percentage points.',
  steadyFactors: (count) => `${count} factors moved by no more than chance explains.`,
  steadyQuestions: (count) => `${count} questions moved by no more than chance explains.`,
  noMoves: 'Without figures of an earlier round nothing can be said to have risen or fallen.',
  why: 'Why the index moved',
  whyFrame:
    'This part was worked out when the report was made, of the very forms of the publication: the change of the index, divided among its parts. The division is no part of the publication.',
  whyMissing:
    'The change cannot be divided among its parts: there is no earlier round to compare with, or other forms count now than were published.',
  best: 'Questions judged best',
  worst: 'Questions judged worst',
  orderHint:
    'In the order of the published figures. Two questions whose intervals overlap may not differ at all.',
  noQuestions: 'No question has enough forms for a figure.',
  first: 'What to do first',
  firstIntro:
    'Importance is the correlation of a question with the same person’s other answers, worked out when the report was made, and no part of the publication. Correlation is not cause: read what people wrote before deciding.',
  mendFirst: (count) => `Important and judged below the mean, ${count} questions:`,
  mendItem: (number, name, value) => `Question ${number}, “${name}”: ${value}.`,
  chartUnits: (group, from, to, of) =>
    from === 1 && to === of ? `${group}.` : `${group}, lines ${from} to ${to} of ${of}.`,
  maybeFirst: (names) => `May be first (95% confidence): ${names}.`,
  maybeLast: (names) => `May be last (95% confidence): ${names}.`,
  alike: (count, of) =>
    `${count} of the ${of} ranked units are not clearly different from at least one other; their ranks have to be read with the range in brackets.`,
  allApart: 'All ranked units are clearly different from each other.',
  unranked: (names) => `Not ranked: ${names}.`,
  alikeTitle: 'Units that are not clearly different',
  alikeWith: 'Not clearly different from',
  none: 'no unit',
  andMore: (names, more) => `${names} and ${more} more`,
  hidden: (shown, hidden, unreliable) =>
    `The publication gives ${shown} figures, hides ${hidden} cells, and leaves ${unreliable} figures out as not reliable.`,
  casesLead: (day) =>
    `As of ${day}, of all comments taken up so far. These are administrative figures and no part of the index; shares of fewer than 10 are hidden.`,
  onTime: 'Answered on time',
  helped: 'Citizens who say it helped',
  allUnits: 'All units',
  hiddenCell: 'hidden',
  noCases: 'No comment has been due for an answer yet.',
  ofCases: (value, n) => `${value} (n = ${n})`,
  scoreIndex: (year, unit, headline) => `Administrative reform index of ${unit} for ${year}: ${headline}.`,
  scoreParts: (survey, appraisal) => `From surveys: ${survey} points; from appraisal: ${appraisal} points.`,
  proposed: 'Measures proposed after this round',
  noProposed: 'No measure has been made on the results of this round yet.',
  followed: 'Measures of the round before, and what this round shows of them',
  improvementAction: {
    what: 'Unit, weak point',
    will: 'What will be done',
    who: 'Who, until when',
    figures: 'This round → target',
    state: 'State',
    outcome: 'Against the target',
  },
  until: (who, day) => `${who}; ${day}`,
  figureToTarget: (value, target) => `${value} → ${target}`,
  limits: 'Limits of the data',
  check: 'Checking the data',
  checkAt: 'The publication, its open data and how to check them yourself are at:',
  hash: 'Hash of the content (SHA-256):',
  selfSelected: 'The intervals hold only if those who answered do not differ from those who did not.',
  corrects: (what) => `This publication corrects the one before: ${what}`,
  annex: (number) => `Annex ${number}`,
  annexNote: (number, symbol, day) => `(To the report No. ${number}/${symbol} of ${dayInWords(day)})`,
  annexes: {
    units: 'Results of each unit',
    scopes: 'Results by factor and question',
    why: 'The change of the index, divided',
  },
  rate: 'Response',
  sheetSubject: (unit) => `Satisfaction index: ${unit}`,
  sheetIntro: (round, number, day) => `${round}. Publication ${number}, ${day}.`,
  moreImprovementActions: (count) => `And ${count} more measures.`,
  noProposedHere: 'The unit has made no measure on the results of this round yet.',
  madeOn: (day) => `Made on ${day} from the publication.`,
};

export const documentTexts: Record<PageLanguage, DocumentTexts> = { vi, en };
