/** Texts of the page of a comparison. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Reason, ReasonKind } from './reason.ts';

/** By the details of a reason. */
type ReasonTexts = Readonly<Record<ReasonKind, (details: readonly string[]) => string>>;

const reasonTexts: Readonly<Record<PageLanguage, ReasonTexts>> = {
  vi: {
    unreachable: ([what = '']) => `không nhận được trả lời (${what})`,
    nothingPublished: (titles) =>
      `chưa công bố đợt nào của kỳ này${titles.length === 0 ? '' : `; đã công bố: ${titles.join('; ')}`}`,
    unreadable: ([what = '']) => `nội dung trả lời không đúng dạng (${what})`,
    severalRounds: (titles) => `có nhiều đợt trong kỳ này: ${titles.join('; ')}. Cần chọn một đợt theo tên`,
    otherKey: () => 'sổ cái có khóa khác với khóa trong danh sách: hệ thống lập mới, hoặc bị giả mạo',
    notVerified: (claims) => `kiểm tra không đạt; những điều sau không đúng: ${claims.join('; ')}`,
    notInLedger: () => 'chưa chứng minh được bản công bố có trong sổ cái',
    rewritten: ([what = '']) => `sổ cái không nối tiếp sổ đã thấy lần trước: ${what}`,
    older: ([number = '', before = '']) =>
      `đưa ra bản công bố số ${number}, cũ hơn bản số ${before} đã thấy lần trước`,
    severalUnits: (units) =>
      `đợt gồm nhiều đơn vị ngang cấp (${units.join(', ')}) nên không có một chỉ số chung`,
    otherPeriod: ([own = '', wanted = '']) => `kỳ khác: ${own}, không phải ${wanted}`,
    otherMethod: ([own = '', wanted = '']) =>
      own === wanted
        ? `cách tính mang tên ${own} nhưng quy tắc khác`
        : `cách tính khác: ${own}, không phải ${wanted}`,
    otherQuestions: ([count = '', ...ids]) =>
      `bộ câu hỏi khác (${count} câu)${ids.length === 0 ? '' : `; câu khác: ${ids.join(', ')}`}`,
    otherSample: ([own = '']) =>
      own === 'probability'
        ? 'người trả lời được chọn ngẫu nhiên, các nơi khác thì không'
        : 'người trả lời tự tham gia, các nơi khác chọn ngẫu nhiên',
    otherData: ([own = '']) =>
      own === 'real'
        ? 'số liệu thật, các nơi khác là số liệu minh họa'
        : 'số liệu minh họa, không phải số liệu thật',
  },
  en: {
    unreachable: ([what = '']) => `did not answer (${what})`,
    nothingPublished: (titles) =>
      `has published no round of this period${titles.length === 0 ? '' : `; published: ${titles.join('; ')}`}`,
    unreadable: ([what = '']) => `its answer cannot be read (${what})`,
    severalRounds: (titles) => `several rounds of this period: ${titles.join('; ')}. Choose one by --label`,
    otherKey: () => 'its ledger has another key than the list: a new installation, or a forgery',
    notVerified: (claims) => `the check failed; this does not hold: ${claims.join('; ')}`,
    notInLedger: () => 'the publication is not proved to be in the ledger',
    rewritten: ([what = '']) => `its ledger does not extend the one that was seen before: ${what}`,
    older: ([number = '', before = '']) =>
      `gives publication ${number}, older than ${before}, which was seen before`,
    severalUnits: (units) =>
      `the round covers several units side by side (${units.join(', ')}), so it has no single index`,
    otherPeriod: ([own = '', wanted = '']) => `another period: ${own}, not ${wanted}`,
    otherMethod: ([own = '', wanted = '']) =>
      own === wanted
        ? `a method called ${own} too, with other rules`
        : `another method: ${own}, not ${wanted}`,
    otherQuestions: ([count = '', ...ids]) =>
      `other questions (${count})${ids.length === 0 ? '' : `; different: ${ids.join(', ')}`}`,
    otherSample: ([own = '']) =>
      own === 'probability'
        ? 'its respondents were drawn at random, those of the others were not'
        : 'its respondents chose to take part, those of the others were drawn at random',
    otherData: ([own = '']) =>
      own === 'real' ? 'real data, while those of the others are made up' : 'made-up data, not real ones',
  },
};

const vi = {
  titleOfYear: (year: string) => `So sánh chỉ số hài lòng giữa các địa phương, năm ${year}`,
  titleOfLabel: (label: string) => `So sánh chỉ số hài lòng giữa các địa phương: ${label}`,
  collected: (time: string) => `Thu thập lúc ${time} (giờ Việt Nam).`,
  counts: (compared: number, refused: number, missing: number) =>
    `Danh sách có ${compared + refused + missing} địa phương: so sánh được ${compared}, không nhận ${refused}, thiếu ${missing}.`,
  incomplete:
    'Chưa đủ địa phương trong danh sách: thứ hạng dưới đây chỉ là giữa các địa phương so sánh được.',
  noAnswers:
    'Chỉ thu thập bản công bố (dữ liệu mở) của từng địa phương; không có phiếu trả lời nào được gửi đi. Chữ ký, sổ cái, chỉ số và khoảng tin cậy của từng bản đã được kiểm tra lại.',
  madeUp: 'Số liệu minh họa: không phải kết quả thật của địa phương nào.',
  method: (name: string, key: string, questions: number) =>
    `Cách tính chung: ${name} (${key}), ${questions} câu hỏi giống nhau.`,
  comparedTitle: 'Chỉ số và thứ hạng',
  nobody: 'Không có địa phương nào so sánh được.',
  rank: 'Hạng',
  name: 'Địa phương',
  index: 'Chỉ số hài lòng',
  people: 'Số người trả lời',
  asked: 'Thời gian hỏi',
  publication: 'Bản công bố',
  numberOf: (number: number) => `số ${number}`,
  notRecomputed: 'không tính lại được từ số đếm công khai (bình quân gia quyền)',
  refusedTitle: 'Không nhận vào bảng so sánh',
  missingTitle: 'Còn thiếu',
  why: 'Lý do',
  trustTitle: 'Những gì chưa kiểm tra được',
  trust:
    'Phiếu trả lời có cho ra đúng các số đếm đã công bố hay không thì chỉ kiểm tra được tại địa phương, nơi có phiếu. Các địa phương tự tổ chức khảo sát: cách mời người trả lời có thể khác nhau.',
  checkTitle: 'Tự kiểm tra bảng này',
  check: 'Lệnh sau kiểm tra lại tất cả từ các tệp kèm theo, không cần mạng:',
  signed: 'Khóa của nơi lập bảng:',
  reasons: reasonTexts.vi,
};

type ComparisonTexts = typeof vi;

const en: ComparisonTexts = {
  titleOfYear: (year) => `Satisfaction index of the localities compared, ${year}`,
  titleOfLabel: (label) => `Satisfaction index of the localities compared: ${label}`,
  collected: (time) => `Collected on ${time} (time of Viet Nam).`,
  counts: (compared, refused, missing) =>
    `${compared + refused + missing} localities are listed: ${compared} are compared, ${refused} refused, ${missing} missing.`,
  incomplete: 'Not all listed localities are here: the ranks below are only among those that are compared.',
  noAnswers:
    'Only the publications (open data) of the localities were collected; no answers travelled. Signature, ledger, index and interval of each were checked again.',
  madeUp: 'Made-up data: not the results of any real locality.',
  method: (name, key, questions) => `Common method: ${name} (${key}), the same ${questions} questions.`,
  comparedTitle: 'Index and rank',
  nobody: 'No locality can be compared.',
  rank: 'Rank',
  name: 'Locality',
  index: 'Satisfaction index',
  people: 'Respondents',
  asked: 'Asked',
  publication: 'Publication',
  numberOf: (number) => `no. ${number}`,
  notRecomputed: 'cannot be computed again from public counts (a weighted mean)',
  refusedTitle: 'Refused',
  missingTitle: 'Missing',
  why: 'Reason',
  trustTitle: 'What was not checked',
  trust:
    'Whether the responses give the published counts can only be checked where the responses are. Each locality conducts its own survey, and may invite people in other ways than the others.',
  checkTitle: 'Check this table yourself',
  check: 'This command repeats everything from the files beside this page, without a network:',
  signed: 'Key of whoever made the table:',
  reasons: reasonTexts.en,
};

export const comparisonTexts: Readonly<Record<PageLanguage, ComparisonTexts>> = { vi, en };

export function reasonWords(reasons: readonly Reason[], language: PageLanguage): string {
  const words = comparisonTexts[language].reasons;
  return reasons.map(({ kind, details }) => words[kind](details)).join('; ');
}
