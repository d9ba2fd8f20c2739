/** Texts of the page of drivers. */
import type { PageLanguage } from '../../platform/text/localized.ts';

const vi = {
  title: 'Yếu tố ảnh hưởng',
  lead: 'Người trả lời khác nhau về mức hài lòng; mỗi yếu tố gắn với bao nhiêu phần của sự khác nhau đó.',
  of: 'Giải thích mức hài lòng về',
  most: (name: string, share: string, interval: string) =>
    `“${name}” gắn nhiều nhất với sự khác nhau về mức hài lòng giữa những người trả lời: ${share} (khoảng tin cậy 95% ${interval}).`,
  halo: (correlation: string) =>
    `Người chấm cao một yếu tố thường chấm cao cả các yếu tố khác (tương quan trung bình ${correlation}), nên một phần của mỗi con số chỉ là ấn tượng chung: yếu tố có khoảng tin cậy chồng lên nhau thì chưa phân biệt được.`,
  noHalo: 'Chưa tính được tương quan giữa các yếu tố, vì có yếu tố mà mọi người chấm như nhau.',
  single: 'Phiếu chỉ có một yếu tố, nên không có gì để so sánh.',
  assumption:
    'quan hệ giữa điểm các yếu tố và mức hài lòng là tuyến tính, các phiếu độc lập với nhau; đây là sự đi cùng, không phải nguyên nhân.',
  factors: 'Phần của từng yếu tố',
  factorsHint: (people: string, explained: string) =>
    `${people} phiếu có điểm ở mọi yếu tố; các yếu tố cùng nhau giải thích ${explained} sự khác nhau. Phần của mỗi yếu tố là bình quân trên mọi thứ tự đưa yếu tố vào hồi quy (LMG).`,
  ofAll:
    'Mức hài lòng chung ở đây là trung bình mọi câu trả lời của một người, nên các yếu tố giải thích toàn bộ; yếu tố có nhiều tiêu chí hơn có phần lớn hơn. Chọn một tiêu chí để xem các tiêu chí còn lại giải thích được bao nhiêu.',
  chart: (low: string, up: string) =>
    `Chấm: phần của yếu tố; đường ngang: khoảng tin cậy 95%. Thang từ ${low} đến ${up}.`,
  factor: 'Yếu tố',
  share: 'Phần',
  priorities: 'Nên làm gì trước?',
  prioritiesHint:
    'Biểu đồ bốn ô của trang “Vì sao”, có thêm khoảng tin cậy: đường ngang là của chỉ số, đường dọc là của mức quan trọng. Tiêu chí có đường cắt vạch chia thì chưa chắc thuộc ô nào.',
  question: 'Tiêu chí',
  index: 'Chỉ số',
  importance: 'Quan trọng',
  quadrantHeading: 'Ô',
  isCertain: 'Chắc chắn',
  yes: 'có',
  no: 'chưa',
  refusals: {
    suppressed: 'Kết quả của đơn vị này không hiển thị để bảo vệ người trả lời. Xin chọn phạm vi rộng hơn.',
    fewPeople: 'Cần ít nhất 30 phiếu, và 10 phiếu cho mỗi yếu tố, có điểm ở mọi yếu tố.',
    tooManyFactors: 'Phiếu này có quá nhiều yếu tố (tối đa 10).',
    nothing: 'Mọi người trả lời gần như nhau, nên không có sự khác nhau nào để giải thích.',
  },
};

const en: typeof vi = {
  title: 'Drivers',
  lead: 'Respondents differ in how satisfied they are; how much of that difference goes along with each factor.',
  of: 'Explain satisfaction with',
  most: (name, share, interval) =>
    `“${name}” goes along most with the differences in satisfaction between respondents: ${share} (95% interval ${interval}).`,
  halo: (correlation) =>
    `People who rate one factor highly tend to rate the others highly too (mean correlation ${correlation}), so part of each number is only a general impression: factors whose intervals overlap are not clearly different.`,
  noHalo: 'The correlation between factors cannot be computed, because everybody rated one of them alike.',
  single: 'The survey has a single factor, so there is nothing to compare.',
  assumption:
    'satisfaction depends linearly on the ratings of factors, and responses are independent; what goes along is not a cause.',
  factors: 'Share of each factor',
  factorsHint: (people, explained) =>
    `${people} responses rate every factor; together the factors explain ${explained} of the differences. The share of a factor is the mean over all orders in which factors can enter the regression (LMG).`,
  ofAll:
    'Satisfaction as a whole is here the mean of all answers of a person, so the factors explain all of it, and a factor with more questions has a larger share. Choose a question to see how much the others explain.',
  chart: (low, up) => `Dot: share of the factor; line: 95% interval. Scale from ${low} to ${up}.`,
  factor: 'Factor',
  share: 'Share',
  priorities: 'What to do first?',
  prioritiesHint:
    'The four quadrants of the page “Why”, with intervals: the horizontal line is that of the index, the vertical line that of the importance. A question whose line crosses a border may belong to either side.',
  question: 'Question',
  index: 'Index',
  importance: 'Importance',
  quadrantHeading: 'Quadrant',
  isCertain: 'Certain',
  yes: 'yes',
  no: 'no',
  refusals: {
    suppressed: 'The results of this unit are not shown, to protect respondents. Please choose a wider unit.',
    fewPeople: 'At least 30 responses, and 10 for each factor, have to rate every factor.',
    tooManyFactors: 'This survey has too many factors (at most 10).',
    nothing: 'Everybody answered nearly alike, so there are no differences to explain.',
  },
};

export const driversTexts: Record<PageLanguage, typeof vi> = { vi, en };
