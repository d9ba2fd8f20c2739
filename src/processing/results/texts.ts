import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import type { RoundState } from '../../design/rounds/round.ts';
import type { UnitKind } from '../../registers/units/unit.ts';
import type { Break, Movement } from '../../statistics/estimation/change.ts';
import { collectingText } from './liveTexts.ts';
import type { OneStopClass } from '../../statistics/estimation/oneStop.ts';
import type { Figure, ShownFigure } from '../../statistics/estimation/figure.ts';
import { reasonTexts, type ReasonTexts } from './reasonTexts.ts';
import { rankTexts, type RankTexts } from './rankTexts.ts';
import { responseTexts, type ResponseTexts } from './responseTexts.ts';
import { plotTexts, type PlotTexts } from './plotTexts.ts';
import { reportedTexts, type ReportedTexts } from './reportedTexts.ts';
import { unitsOfDayTexts, type UnitsOfDayTexts } from './unitsOfDayTexts.ts';

interface ResultTexts
  extends ReasonTexts, RankTexts, ResponseTexts, ReportedTexts, UnitsOfDayTexts, PlotTexts {
  readonly roundsTitle: string;
  readonly improvementActions: string;
  readonly noRounds: string;
  readonly indexName: string;
  readonly value: string;
  readonly units: string;
  state(state: RoundState, from: string, to: string): string;
  readonly change: string;
  readonly noChange: string;
  readonly changeFrom: (previous: string) => string;
  readonly whyLink: string;
  readonly publishedHint: string;
  readonly interval: string;
  intervalIs(low: string, up: string): string;
  readonly selfSelected: string;
  readonly byAbout: string;
  readonly byAboutHint: string;
  readonly byDay: string;
  readonly day: string;
  readonly factors: string;
  readonly questions: string;
  readonly factor: string;
  readonly question: string;
  readonly groupTitle: Record<UnitKind, string>;
  readonly unit: string;
  readonly chartScale: (low: string, up: string) => string;
  readonly pairScale: (sides: readonly [string, string], low: string, up: string) => string;
  readonly movement: Record<Movement, string>;
  /** The assumption, added to a statement about a self-selected sample. */
  ifAlike(said: string): string;
  /** Shown with several changes, each tested separately. */
  readonly judgedSingly: string;
  /** For two figures that do not follow each other in time: the second compared with the first. */
  readonly difference: Record<Movement, string>;
  readonly breaks: Record<Break, string>;
  readonly methodTitle: string;
  readonly basis: string;
  readonly asJson: string;
  readonly madeUp: string;
  readonly methodsTitle: string;
  readonly methodsHint: string;
  readonly otherMethod: (name: string) => string;
  readonly sideBySide: Record<'shown' | 'tooClose' | 'notCountedYet', string>;
  oneStop(points: string, className: string): string;
  readonly oneStopClasses: Record<OneStopClass, string>;
  readonly everyoneAsked: string;
  readonly standing: Record<'official' | 'secondHand' | 'unconfirmed', string>;
}

export const resultTexts: Record<PageLanguage, ResultTexts> = {
  vi: {
    roundsTitle: 'Kết quả các đợt đo lường',
    ...responseTexts.vi,
    improvementActions: 'Người dân nói, cơ quan làm: cam kết và kết quả thực hiện',
    noRounds: 'Chưa có đợt đo lường nào được công bố.',
    indexName: 'Chỉ số hài lòng',
    value: 'Chỉ số',
    units: 'Đơn vị',
    state: (state, from, to) =>
      ({
        notYetOpen: `Mở từ ${from}`,
        open: `Đang mở, từ ${from} đến hết ${to}`,
        closed: `Từ ${from} đến hết ${to}, đã kết thúc`,
      })[state],
    change: 'So với đợt trước',
    noChange: 'Chưa có số để so sánh',
    changeFrom: (previous) => `từ ${previous}`,
    ...rankTexts.vi,
    publishedHint: 'Trang này cho xem chi tiết của cùng những phiếu ấy; bản công bố có chữ ký và không đổi.',
    whyLink: 'Vì sao chỉ số thay đổi, cần làm gì trước?',
    interval: 'Khoảng tin cậy 95%',
    intervalIs: (low, up) => `${low} – ${up}`,
    selfSelected: 'Khoảng tin cậy chỉ đúng nếu người đã trả lời không khác người chưa trả lời.',
    byAbout: 'Theo người trả lời',
    byAboutHint: 'Chỉ tính người trả lời có nêu thông tin; người không nêu thì không có trong bảng.',
    byDay: 'Theo ngày',
    day: 'Ngày',
    factors: 'Theo yếu tố',
    questions: 'Theo tiêu chí',
    factor: 'Yếu tố',
    question: 'Tiêu chí',
    groupTitle: {
      province: 'Các tỉnh, thành phố',
      district: 'Các huyện, quận (trước 01/07/2025)',
      commune: 'Các xã, phường, đặc khu',
      office: 'Các cơ quan',
    },
    unit: 'Đơn vị',
    chartScale: (low, up) => `Chấm: chỉ số; vạch: khoảng tin cậy 95%. Thang từ ${low} đến ${up}.`,
    pairScale: ([first, second], low, up) =>
      `Chấm tròn: ${first}; ô vuông: ${second}; vạch: khoảng tin cậy 95%. Thang từ ${low} đến ${up}.`,
    ...reportedTexts.vi,
    movement: {
      rose: 'tăng có ý nghĩa thống kê',
      fell: 'giảm có ý nghĩa thống kê',
      notToldApart: 'chưa phân biệt được với dao động ngẫu nhiên',
    },
    ifAlike: (said) => `${said} nếu người đã trả lời không khác người chưa trả lời`,
    judgedSingly:
      'Mỗi mức tăng, giảm được xét riêng với độ tin cậy 95%, chưa hiệu chỉnh cho nhiều so sánh: dù không có gì thay đổi, cứ khoảng 20 mức vẫn có 1 mức được ghi là có ý nghĩa thống kê.',
    difference: {
      rose: 'cao hơn, có ý nghĩa thống kê',
      fell: 'thấp hơn, có ý nghĩa thống kê',
      notToldApart: 'chưa phân biệt được với dao động ngẫu nhiên',
    },
    breaks: {
      method: 'phương pháp tính đã thay đổi',
      units: 'đơn vị hành chính đã sắp xếp lại',
      sample: 'cách chọn người trả lời đã đổi',
    },
    methodTitle: 'Cách tính',
    basis: 'Căn cứ',
    asJson: 'Số liệu trang này dạng JSON',
    madeUp: 'Dữ liệu minh họa',
    methodsTitle: 'Cùng các phiếu, tính theo phương pháp khác',
    methodsHint:
      'Chỉ số chính của đợt không đổi. Hai cột là hai cách tính trên cùng các phiếu, không phải hai lần đo.',
    otherMethod: (name) => `Phương pháp: ${name}`,
    sideBySide: {
      shown: '',
      tooClose:
        'Không hiện, vì hai phương pháp tính trên số người chênh nhau dưới 10 ở một ô nào đó: đặt cạnh nhau sẽ lộ câu trả lời của vài người.',
      notCountedYet: 'Sẽ hiện khi đợt đã kết thúc và mọi phiếu đã được đếm theo phương pháp này.',
    },
    oneStop: (points, className) => `Đánh giá Bộ phận Một cửa: ${points}/18 điểm, xếp loại ${className}.`,
    oneStopClasses: { excellent: 'Xuất sắc', good: 'Tốt', fair: 'Khá', average: 'Trung bình', weak: 'Yếu' },
    ...reasonTexts.vi,
    ...plotTexts.vi,
    ...unitsOfDayTexts.vi,
    everyoneAsked: 'khảo sát toàn bộ',
    standing: {
      official: 'đã xác nhận',
      secondHand: 'theo nguồn khác',
      unconfirmed: 'chưa đối chiếu văn bản',
    },
  },
  en: {
    roundsTitle: 'Results by round',
    ...responseTexts.en,
    improvementActions: 'You said, we did: commitments and results',
    noRounds: 'No round has been published yet.',
    indexName: 'Satisfaction index',
    value: 'Index',
    units: 'Units',
    state: (state, from, to) =>
      ({
        notYetOpen: `Opens ${from}`,
        open: `Open, ${from} to ${to}`,
        closed: `${from} to ${to}, ended`,
      })[state],
    change: 'Change since the previous round',
    noChange: 'Nothing to compare with yet',
    changeFrom: (previous) => `from ${previous}`,
    ...rankTexts.en,
    publishedHint:
      'This page shows more of the same responses; the publication is signed and does not change.',
    whyLink: 'Why did the index change, and what should come first?',
    interval: '95% interval',
    intervalIs: (low, up) => `${low} to ${up}`,
    selfSelected: 'The interval holds only if those who answered do not differ from those who did not.',
    byAbout: 'By respondent characteristics',
    byAboutHint: 'Only respondents who stated the characteristic are in these tables.',
    byDay: 'By day',
    day: 'Day',
    factors: 'By factor',
    questions: 'By question',
    factor: 'Factor',
    question: 'Question',
    groupTitle: {
      province: 'Provinces and cities',
      district: 'Districts (until 1 July 2025)',
      commune: 'Communes, wards and special zones',
      office: 'Offices',
    },
    unit: 'Unit',
    chartScale: (low, up) => `Dot: index; line: 95% interval. Scale from ${low} to ${up}.`,
    pairScale: ([first, second], low, up) =>
      `Dot: ${first}; square: ${second}; line: 95% interval. Scale from ${low} to ${up}.`,
    ...reportedTexts.en,
    movement: {
      rose: 'statistically significant',
      fell: 'statistically significant',
      notToldApart: 'not statistically significant',
    },
    ifAlike: (said) => `${said} if those who answered do not differ from those who did not`,
    judgedSingly:
      'Each change is judged by itself with 95% confidence, without a correction for many comparisons: where nothing has changed, about one in 20 is still called statistically significant.',
    difference: {
      rose: 'higher, statistically significant',
      fell: 'lower, statistically significant',
      notToldApart: 'not statistically significant',
    },
    breaks: {
      method: 'the method has changed',
      units: 'the units were reorganised',
      sample: 'respondents were selected in another way',
    },
    methodTitle: 'Method',
    basis: 'Basis',
    asJson: 'This page as JSON',
    madeUp: 'Made-up data',
    methodsTitle: 'The same responses by another method',
    methodsHint:
      'The main index of the round stays as it is. The columns are two ways to compute from the same forms, not two surveys.',
    otherMethod: (name) => `Method: ${name}`,
    sideBySide: {
      shown: '',
      tooClose:
        'Not shown: the two methods count numbers of respondents that differ by fewer than ten in some cell; side by side they would disclose what those few answered.',
      notCountedYet: 'Shown once the round has ended and every response has been counted by this method.',
    },
    oneStop: (points, className) => `One-stop evaluation: ${points} of 18 points, class: ${className}.`,
    oneStopClasses: { excellent: 'excellent', good: 'good', fair: 'fair', average: 'average', weak: 'weak' },
    ...reasonTexts.en,
    ...plotTexts.en,
    ...unitsOfDayTexts.en,
    everyoneAsked: 'everyone was asked',
    standing: {
      official: 'confirmed',
      secondHand: 'from a secondary source',
      unconfirmed: 'not checked against the legal text',
    },
  },
};

/** Why there is no number, in words; undefined for a figure or band that is shown. */
export function whyNoNumber(figure: Figure, language: PageLanguage): string | undefined {
  const t = resultTexts[language];
  switch (figure.state) {
    case 'shown':
    case 'live':
      return undefined;
    case 'collecting':
      return collectingText(figure, language);
    case 'hidden':
      return t.hidden[figure.reason] ?? t.hidden.fewPeople; // older publications used other reasons
    case 'none':
      return withStratum(t.none, figure.reason, figure.stratum, language);
    case 'unreliable':
      return withStratum(t.unreliable, figure.reason, figure.stratum, language);
  }
}

/** Why a published figure has no interval or would be unreliable; empty if neither applies. */
export function doubtWords(figure: ShownFigure, language: PageLanguage): string {
  const t = resultTexts[language];
  const { noInterval, unreliability, stratum } = figure;
  if (noInterval) return withStratum(t.noInterval, noInterval, stratum, language);
  return unreliability ? withStratum(t.unreliable, unreliability, stratum, language) : '';
}

/** Appends the stratum to a reason. For a reason about the whole figure, the stratum is named as its main cause. */
function withStratum<Reason extends string>(
  reasons: Readonly<Record<Reason, string>>,
  reason: Reason,
  stratum: Localized | undefined,
  language: PageLanguage,
): string {
  const words = reasons[reason];
  if (!stratum) return words;
  const name = inLanguage(stratum, language);
  const isOfWhole = reason === 'fewerThanThirtyEffective' || reason.startsWith('intervalTooWide');
  return isOfWhole ? resultTexts[language].mainly(words, name) : `${words}: ${name}`;
}
