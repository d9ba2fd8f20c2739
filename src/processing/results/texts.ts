import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import type { RoundState } from '../../design/rounds/round.ts';
import type { UnitKind } from '../../registers/units/unit.ts';
import type { Break, Movement } from '../../statistics/estimation/change.ts';
import { STRATUM_MINIMUM } from '../../statistics/estimation/estimate.ts';
import { collectingText } from './liveTexts.ts';
import type { OneStopClass } from '../../statistics/estimation/oneStop.ts';
import type { UnrankedUnit } from '../../statistics/ranking/ranking.ts';
import type {
  Figure,
  UnreliableFigure,
  ShownFigure,
  MissingFigure,
  HiddenFigure,
} from '../../statistics/estimation/figure.ts';

interface ResultTexts {
  readonly roundsTitle: string;
  readonly measures: string;
  readonly noRounds: string;
  readonly indexName: string;
  readonly value: string;
  readonly units: string;
  state(state: RoundState, from: string, to: string): string;
  readonly change: string;
  readonly noChange: string;
  readonly changeFrom: (previous: string) => string;
  readonly place: string;
  /** @param places its rank confidence set; undefined if a report gives none */
  placeOf(place: number, of: number, places?: string): string;
  placeAmong(place: number, places: string): string;
  readonly placesHint: string;
  readonly toldApartFromAll: string;
  /** @param more the number of units not named */
  alike(units: readonly string[], more: number): string;
  readonly notRankedBecause: Record<UnrankedUnit['reason'], string>;
  readonly whyLink: string;
  readonly publishedHint: string;
  placesMoved(before: number, place: number): string;
  readonly notRanked: string;
  readonly interval: string;
  intervalIs(low: string, up: string): string;
  readonly selfSelected: string;
  readonly people: string;
  /** Respondents compared with the people who could have responded. */
  readonly sample: {
    time(from: string, to: string): string;
    rate(percent: string, people: string, transactions: string, time: string): string;
    moreAnswers(people: string, transactions: string, time: string): string;
    /** @param more the number of units not named */
    incomplete(units: readonly string[], more: number): string;
    readonly otherKindBefore: string;
    readonly openForms: string;
    tooMany(people: string, population: string): string;
  };
  received(received: string): string;
  counted(people: string, received: string): string;
  waiting(forms: string): string;
  late(forms: string): string;
  asOf(time: string): string;
  belowMinimum(forms: string): string;
  annulled(forms: string): string;
  readonly fewAnnulled: string;
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
  readonly statementsTitle: string;
  readonly statementsIntro: string;
  readonly reported: string;
  readonly computed: string;
  readonly indicator: Record<'satisfactionIndex' | 'parIndex', string>;
  readonly notComputedHere: string;
  readonly changeReading: string;
  readonly contradiction: {
    previousPlaceImpossible(before: number): string;
    placeDiffersFromEarlier(implied: number, reported: number): string;
    differsFromEarlier(implied: string, reported: string): string;
    readonly placeImpossible: string;
    readonly valueImpossible: string;
    readonly previousValueImpossible: string;
  };
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
  readonly assisted: {
    readonly none: string;
    readonly few: string;
    inRound(forms: string): string;
    figure(people: string, value: string): string;
    countOnly(people: string, reason: string): string;
    noFigure(reason: string): string;
  };
  oneStop(points: string, className: string): string;
  readonly oneStopClasses: Record<OneStopClass, string>;
  readonly hidden: Record<HiddenFigure['reason'], string>;
  readonly none: Record<MissingFigure['reason'], string>;
  readonly unreliable: Record<UnreliableFigure['reason'], string>;
  /** A reason that is mainly due to one stratum. */
  readonly mainly: (reason: string, stratum: string) => string;
  readonly noInterval: Record<NonNullable<ShownFigure['noInterval']>, string>;
  readonly everyoneAsked: string;
  /** Which day's units the results are shown by. */
  readonly unitsOfDay: {
    readonly title: string;
    readonly asCollected: string;
    on(day: string): string;
    readonly label: string;
    readonly hint: string;
    readonly show: string;
    readonly fault: string;
    readonly explained: string;
    broken(names: string, why: string): string;
    act(document: string, day: string): string;
    readonly notThere: string;
    readonly since: string;
    readonly seriesBreak: string;
  };
  readonly standing: Record<'official' | 'secondHand' | 'unconfirmed', string>;
}

export const resultTexts: Record<PageLanguage, ResultTexts> = {
  vi: {
    roundsTitle: 'Kết quả các đợt đo lường',
    assisted: {
      none: 'Không có phiếu nào do người khác nhập giúp (phỏng vấn) trong các phiếu đã tính.',
      few: 'Trong cả đợt có dưới 10 phiếu do người phỏng vấn nhập giúp.',
      inRound: (forms) =>
        `Trong cả đợt có ít nhất ${forms} phiếu do người phỏng vấn nhập giúp; khi đợt kết thúc, số liệu riêng của các phiếu này có ở đơn vị mà cả đợt bao quát.`,
      figure: (people, value) =>
        `Trong đó ${people} phiếu do người phỏng vấn nhập giúp, tính riêng có chỉ số ${value}.`,
      countOnly: (people, reason) =>
        `Trong đó ${people} phiếu do người phỏng vấn nhập giúp; chưa có số liệu riêng (${reason}).`,
      noFigure: (reason) => `Phiếu do người phỏng vấn nhập giúp: không có số liệu riêng (${reason}).`,
    },
    measures: 'Người dân nói, cơ quan làm: đơn vị hứa gì, đã làm gì',
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
    place: 'Xếp hạng',
    placeOf: (place, of, places) => `${place}/${of}${places === undefined ? '' : ` (${places})`}`,
    placeAmong: (place, places) => `${place} (${places})`,
    placesHint:
      'Trong ngoặc là những hạng có thể có, tin cậy 95% cho cả bảng cùng lúc: hai đơn vị có khoảng hạng chồng lên nhau thì có thể chưa phân biệt được.',
    toldApartFromAll: 'khác hẳn mọi đơn vị khác',
    alike: (units, more) =>
      `chưa phân biệt được với ${units.join(', ')}${more === 0 ? '' : ` và ${more} đơn vị khác`}`,
    notRankedBecause: {
      hidden: 'không xếp hạng vì kết quả không hiển thị',
      unreliable: 'không xếp hạng vì chưa đủ phiếu để tin cậy',
      noInterval: 'không xếp hạng vì chưa tính được khoảng tin cậy',
      noAnswers: 'không xếp hạng vì chưa có phiếu',
      roundOpen: 'xếp hạng sau khi đợt kết thúc',
    },
    publishedHint: 'Trang này cho xem chi tiết của cùng những phiếu ấy; bản công bố có chữ ký và không đổi.',
    whyLink: 'Vì sao chỉ số thay đổi, cần làm gì trước?',
    placesMoved: (before, place) => {
      if (before === place) return `đợt trước cũng hạng ${before}`;
      return `đợt trước hạng ${before}, ${place < before ? 'lên' : 'xuống'} ${Math.abs(place - before)} bậc`;
    },
    notRanked: 'Không xếp hạng',
    interval: 'Khoảng tin cậy 95%',
    intervalIs: (low, up) => `${low} – ${up}`,
    selfSelected: 'Khoảng tin cậy chỉ đúng nếu những người đã trả lời giống những người khác.',
    people: 'Số phiếu',
    sample: {
      time: (from, to) => (from === to ? `tháng ${from}` : `các tháng ${from} đến ${to}`),
      rate: (percent, people, transactions, time) =>
        `Tỷ lệ trả lời: ${percent} (${people} phiếu trên ${transactions} hồ sơ của ${time}).`,
      moreAnswers: (people, transactions, time) =>
        `Số phiếu nhiều hơn số hồ sơ (${people} phiếu, ${transactions} hồ sơ của ${time}): số hồ sơ có thể thiếu, hoặc có người trả lời nhiều lần.`,
      incomplete: (units, more) =>
        `Chưa tính được tỷ lệ trả lời: chưa đủ số hồ sơ của ${units.join(', ')}${more === 0 ? '' : ` và ${more} đơn vị khác`}.`,
      otherKindBefore:
        'Đợt trước chọn người trả lời theo cách khác (một đợt chọn mẫu ngẫu nhiên, một đợt ai muốn thì trả lời), nên hai chỉ số không so sánh trực tiếp được.',
      tooMany: (people, population) =>
        `Số phiếu (${people}) nhiều hơn tổng thể của kế hoạch mẫu (${population}): tổng thể thiếu, hoặc có người trả lời nhiều lần.`,
      openForms:
        'Đợt này chọn mẫu ngẫu nhiên, nhưng có phiếu đến từ điểm mà ai cũng trả lời được (máy tại quầy, mã QR, đường dẫn).',
    },
    received: (received) => `Cả đợt đã nhận ${received} phiếu.`,
    counted: (people, received) => `Chỉ số tính trên ${people} phiếu; cả đợt đã nhận ${received} phiếu.`,
    waiting: (forms) => `${forms} phiếu đã nhận sau thời điểm lấy số liệu.`,
    asOf: (time) => `Số liệu lúc ${time}; phiếu mới đang được cộng vào.`,
    late: (forms) => `${forms} phiếu đến sau giờ kết thúc, được tính riêng.`,
    belowMinimum: (forms) => `${forms} phiếu có quá ít câu trả lời nên không tính vào chỉ số.`,
    annulled: (forms) => `${forms} phiếu đã bị hủy, không tính vào kết quả.`,
    fewAnnulled: 'Dưới 10 phiếu đã bị hủy, không tính vào kết quả.',
    byAbout: 'Theo người trả lời',
    byAboutHint: 'Chỉ tính những người đã cho biết; ai không cho biết thì không có trong bảng.',
    byDay: 'Theo ngày',
    day: 'Ngày',
    factors: 'Theo yếu tố',
    questions: 'Theo tiêu chí',
    factor: 'Yếu tố',
    question: 'Tiêu chí',
    groupTitle: {
      province: 'Các tỉnh',
      district: 'Các huyện, thành phố',
      commune: 'Các phường, xã',
      office: 'Các cơ quan',
    },
    unit: 'Đơn vị',
    chartScale: (low, up) => `Chấm: chỉ số; vạch: khoảng tin cậy 95%. Thang từ ${low} đến ${up}.`,
    pairScale: ([first, second], low, up) =>
      `Chấm tròn: ${first}; ô vuông: ${second}; vạch: khoảng tin cậy 95%. Thang từ ${low} đến ${up}.`,
    statementsTitle: 'Số liệu đã báo cáo',
    statementsIntro: 'Ghi nguyên văn theo báo cáo, đặt bên cạnh số tính được từ các phiếu đã lưu.',
    reported: 'Báo cáo',
    computed: 'Tính từ phiếu',
    indicator: {
      satisfactionIndex: 'Chỉ số hài lòng',
      parIndex: 'Chỉ số cải cách hành chính (PAR INDEX)',
    },
    notComputedHere: 'không tính từ phiếu',
    changeReading: 'Mức tăng, giảm ghi bằng % được hiểu là điểm phần trăm.',
    contradiction: {
      previousPlaceImpossible: (before) =>
        `Mâu thuẫn trong báo cáo: theo thứ hạng và số bậc đã nêu thì năm trước phải là hạng ${before}, không thể có.`,
      placeDiffersFromEarlier: (implied, reported) =>
        `Mâu thuẫn giữa hai báo cáo: theo báo cáo này thì năm trước hạng ${implied}, nhưng báo cáo năm trước ghi hạng ${reported}.`,
      differsFromEarlier: (implied, reported) =>
        `Mâu thuẫn giữa hai báo cáo: theo báo cáo này thì năm trước là ${implied}, nhưng báo cáo năm trước ghi ${reported}.`,
      placeImpossible: 'Mâu thuẫn trong báo cáo: thứ hạng lớn hơn số đơn vị.',
      valueImpossible: 'Mâu thuẫn trong báo cáo: tỷ lệ nằm ngoài khoảng 0 đến 100%.',
      previousValueImpossible:
        'Mâu thuẫn trong báo cáo: theo mức tăng, giảm đã nêu thì năm trước nằm ngoài khoảng 0 đến 100%.',
    },
    movement: {
      rose: 'tăng có ý nghĩa thống kê',
      fell: 'giảm có ý nghĩa thống kê',
      notToldApart: 'chưa phân biệt được với dao động ngẫu nhiên',
    },
    ifAlike: (said) => `${said} nếu những người đã trả lời giống những người khác`,
    judgedSingly:
      'Mỗi mức tăng, giảm được xét riêng với độ tin cậy 95%, chưa hiệu chỉnh cho nhiều so sánh: dù không có gì thay đổi, cứ khoảng 20 mức vẫn có 1 mức được ghi là có ý nghĩa thống kê.',
    difference: {
      rose: 'cao hơn, có ý nghĩa thống kê',
      fell: 'thấp hơn, có ý nghĩa thống kê',
      notToldApart: 'chưa phân biệt được với dao động ngẫu nhiên',
    },
    breaks: {
      method: 'phương pháp tính đã đổi',
      units: 'đơn vị đã sắp xếp lại',
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
    hidden: {
      fewPeople: 'không hiển thị để bảo vệ người trả lời',
      partlyAsked: 'chỉ có phiếu của một phần đơn vị này',
      roundOpen: 'có sau khi đợt kết thúc',
    },
    none: {
      noAnswers: 'chưa có phiếu nào',
      partUnanswered: 'có phần chưa ai trả lời',
      stratumUnanswered: 'có tầng mẫu chưa ai trả lời',
      populationUnknown: 'chưa biết có bao nhiêu người ở một đơn vị',
      moreThanPopulation: 'số phiếu nhiều hơn số người: cần xem lại số dân',
    },
    unreliable: {
      stratumTooSmall: `có tầng mẫu dưới ${STRATUM_MINIMUM} người trả lời`,
      fewerThanThirtyEffective: 'chưa đủ phiếu để tin cậy',
      intervalTooWide: 'khoảng tin cậy quá rộng',
      intervalTooWideForShare: 'khoảng tin cậy quá rộng so với chỉ số',
      onePerson: 'chỉ có một người trả lời',
      onePersonStratum: 'có tầng mẫu chỉ một người trả lời',
      allAnsweredAlike: 'mọi người trả lời như nhau',
    },
    mainly: (reason, stratum) => `${reason}, chủ yếu do ${stratum}`,
    noInterval: {
      onePerson: 'không có khoảng tin cậy: chỉ một người trả lời',
      onePersonStratum: 'không có khoảng tin cậy: có tầng mẫu chỉ một người trả lời',
      allAnsweredAlike: 'không có khoảng tin cậy: mọi người trả lời như nhau',
    },
    unitsOfDay: {
      title: 'Tính theo đơn vị nào',
      asCollected: 'theo đơn vị lúc thu phiếu',
      on: (day) => `theo đơn vị ngày ${day}`,
      label: 'Theo đơn vị của ngày',
      hint: 'Năm-tháng-ngày, ví dụ 2026-01-31. Mặc định là hôm nay.',
      show: 'Xem',
      fault: 'Cần ghi ngày theo dạng năm-tháng-ngày, ví dụ 2026-01-31.',
      explained:
        'Cộng lại từ phiếu của các đơn vị cũ, không lấy trung bình của các chỉ số. Số nào không cộng được từ những số đã hiện thì ẩn.',
      broken: (names, why) => `Đứt chuỗi, không xếp vào được đơn vị nào của ngày này: ${names} (${why}).`,
      act: (document, day) => `${document}, từ ngày ${day}`,
      notThere: 'ngày này đơn vị không hoạt động',
      since: 'Đơn vị đã thay đổi giữa các đợt hoặc từ đợt này đến nay:',
      seriesBreak: 'đơn vị đã khác trước, chuỗi số liệu bị đứt',
    },
    everyoneAsked: 'đã hỏi toàn bộ',
    standing: {
      official: 'đã xác nhận',
      secondHand: 'theo nguồn khác',
      unconfirmed: 'chưa đối chiếu văn bản',
    },
  },
  en: {
    roundsTitle: 'Results by round',
    assisted: {
      none: 'None of the responses that are counted was entered by an interviewer for somebody else.',
      few: 'In the whole round, fewer than 10 responses were entered by an interviewer.',
      inRound: (forms) =>
        `In the whole round, at least ${forms} responses were entered by an interviewer; once the round has ended, their own figure is shown for the unit that the whole round covers.`,
      figure: (people, value) =>
        `Of these, ${people} responses were entered by an interviewer; by themselves they have an index of ${value}.`,
      countOnly: (people, reason) =>
        `Of these, ${people} responses were entered by an interviewer; no figure of their own (${reason}).`,
      noFigure: (reason) => `Responses entered by an interviewer: no figure of their own (${reason}).`,
    },
    measures: 'You said, we did: what units promised and did',
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
    change: 'Since the round before',
    noChange: 'Nothing to compare with yet',
    changeFrom: (previous) => `from ${previous}`,
    place: 'Place',
    placeOf: (place, of, places) => `${place} of ${of}${places === undefined ? '' : ` (${places})`}`,
    placeAmong: (place, places) => `${place} (${places})`,
    placesHint:
      'In brackets: the ranks that it may hold, with 95% confidence for the whole table at once. Units whose ranks overlap may not be distinguishable.',
    toldApartFromAll: 'distinguishable from all others',
    alike: (units, more) =>
      `cannot be distinguished from ${units.join(', ')}${more === 0 ? '' : ` and ${more} more`}`,
    notRankedBecause: {
      hidden: 'not ranked, since its figure is not shown',
      unreliable: 'not ranked: too few responses to be reliable',
      noInterval: 'not ranked: no interval can be given',
      noAnswers: 'not ranked: no answers yet',
      roundOpen: 'ranked once the round has closed',
    },
    publishedHint:
      'This page shows more of the same responses; the publication is signed and does not change.',
    whyLink: 'Why did the index move, and what comes first?',
    placesMoved: (before, place) => {
      if (before === place) return `also ${before} in the round before`;
      return `${before} in the round before, ${place < before ? 'up' : 'down'} ${Math.abs(place - before)}`;
    },
    notRanked: 'Not ranked',
    interval: '95% interval',
    intervalIs: (low, up) => `${low} to ${up}`,
    selfSelected: 'The interval holds only if those who answered were like the others.',
    people: 'Responses',
    sample: {
      time: (from, to) => (from === to ? from : `${from} to ${to}`),
      rate: (percent, people, transactions, time) =>
        `Response rate: ${percent} (${people} responses of ${transactions} transactions in ${time}).`,
      moreAnswers: (people, transactions, time) =>
        `There are more answers than transactions (${people} responses, ${transactions} transactions in ${time}): volumes may be missing, or people answered more than once.`,
      incomplete: (units, more) =>
        `No response rate yet: volumes of ${units.join(', ')}${more === 0 ? '' : ` and ${more} more units`} are not complete.`,
      otherKindBefore:
        'In the round before people came to be asked in another way (one round drew a sample, in the other whoever wanted answered), so the two figures cannot be compared directly.',
      tooMany: (people, population) =>
        `There are more answers (${people}) than people in the sample plan (${population}): the population is too small, or people answered more than once.`,
      openForms:
        'This round drew a sample, but some responses came from points where anybody can answer (kiosk, QR code, link).',
    },
    received: (received) => `${received} responses were received in the whole round.`,
    counted: (people, received) =>
      `The index is computed from ${people} responses; ${received} were received in the whole round.`,
    waiting: (forms) => `${forms} responses were received since.`,
    asOf: (time) => `As of ${time}; new responses are just being added.`,
    late: (forms) => `${forms} responses came after the end and are counted separately.`,
    belowMinimum: (forms) => `${forms} responses have too few answers and are not in the index.`,
    annulled: (forms) => `${forms} responses were annulled and do not count.`,
    fewAnnulled: 'Fewer than 10 responses were annulled; they do not count.',
    byAbout: 'By who answered',
    byAboutHint: 'Only those who said so of themselves are in these tables.',
    byDay: 'By day',
    day: 'Day',
    factors: 'By factor',
    questions: 'By question',
    factor: 'Factor',
    question: 'Question',
    groupTitle: {
      province: 'Provinces',
      district: 'Districts and cities',
      commune: 'Wards and communes',
      office: 'Offices',
    },
    unit: 'Unit',
    chartScale: (low, up) => `Dot: index; line: 95% interval. Scale from ${low} to ${up}.`,
    pairScale: ([first, second], low, up) =>
      `Dot: ${first}; square: ${second}; line: 95% interval. Scale from ${low} to ${up}.`,
    statementsTitle: 'Figures as reported',
    statementsIntro: 'Word for word as in the report, beside what is computed from the stored responses.',
    reported: 'Reported',
    computed: 'Computed',
    indicator: {
      satisfactionIndex: 'Satisfaction index',
      parIndex: 'Public administration reform index (PAR INDEX)',
    },
    notComputedHere: 'not computed from responses',
    changeReading: 'A change given in % is read as percentage points.',
    contradiction: {
      previousPlaceImpossible: (before) =>
        `Contradiction in the report: the place and the places won or lost give place ${before} for the year before, which is impossible.`,
      placeDiffersFromEarlier: (implied, reported) =>
        `Contradiction between two reports: this one gives place ${implied} for the year before, the earlier one says ${reported}.`,
      differsFromEarlier: (implied, reported) =>
        `Contradiction between two reports: this one gives ${implied} for the year before, the earlier one says ${reported}.`,
      placeImpossible: 'Contradiction in the report: the place is beyond the number of units.',
      valueImpossible: 'Contradiction in the report: the value is outside 0 to 100%.',
      previousValueImpossible:
        'Contradiction in the report: the change gives a value outside 0 to 100% for the year before.',
    },
    movement: {
      rose: 'statistically significant',
      fell: 'statistically significant',
      notToldApart: 'not statistically significant',
    },
    ifAlike: (said) => `${said} if those who answered were like the others`,
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
      sample: 'people came to answer in another way',
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
    hidden: {
      fewPeople: 'not shown, to protect respondents',
      partlyAsked: 'answers of a part of this unit only',
      roundOpen: 'shown once the round has closed',
    },
    none: {
      noAnswers: 'no answers yet',
      partUnanswered: 'a part has no answers',
      stratumUnanswered: 'a stratum has no answers',
      populationUnknown: 'the people of a unit are not known',
      moreThanPopulation: 'more responses than people: the populations have to be mended',
    },
    unreliable: {
      stratumTooSmall: `fewer than ${STRATUM_MINIMUM} people answered in a stratum`,
      fewerThanThirtyEffective: 'too few responses to be reliable',
      intervalTooWide: 'the interval is too wide',
      intervalTooWideForShare: 'the interval is too wide for the index',
      onePerson: 'one person answered',
      onePersonStratum: 'one person answered in a stratum',
      allAnsweredAlike: 'all answered alike',
    },
    mainly: (reason, stratum) => `${reason}, mainly because of ${stratum}`,
    noInterval: {
      onePerson: 'no interval: one person answered',
      onePersonStratum: 'no interval: one person answered in a stratum',
      allAnsweredAlike: 'no interval: all answered alike',
    },
    unitsOfDay: {
      title: 'By which units',
      asCollected: 'by the units as collected',
      on: (day) => `by the units of ${day}`,
      label: 'By the units of the day',
      hint: 'Year-month-day, such as 2026-01-31. Today, if nothing else is given.',
      show: 'Show',
      fault: 'Please give the day as year-month-day, such as 2026-01-31.',
      explained:
        'Added up from the responses of the former units, never from averages. A figure that is not a sum of published figures is not shown.',
      broken: (names, why) =>
        `The series breaks off, and these belong to no unit of that day: ${names} (${why}).`,
      act: (document, day) => `${document}, from ${day}`,
      notThere: 'no such unit on that day',
      since: 'Units have changed between the rounds, or since this one:',
      seriesBreak: 'the unit is not what it was; the series breaks',
    },
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
