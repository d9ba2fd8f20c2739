/** Why there is no figure, or no interval. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { STRATUM_MINIMUM } from '../../statistics/estimation/estimate.ts';
import type {
  UnreliableFigure,
  ShownFigure,
  MissingFigure,
  HiddenFigure,
} from '../../statistics/estimation/figure.ts';

export interface ReasonTexts {
  readonly hidden: Record<HiddenFigure['reason'], string>;
  readonly none: Record<MissingFigure['reason'], string>;
  readonly unreliable: Record<UnreliableFigure['reason'], string>;
  /** A reason that is mainly due to one stratum. */
  readonly mainly: (reason: string, stratum: string) => string;
  readonly noInterval: Record<NonNullable<ShownFigure['noInterval']>, string>;
}

export const reasonTexts: Record<PageLanguage, ReasonTexts> = {
  vi: {
    hidden: {
      fewPeople: 'không hiển thị để bảo vệ người trả lời',
      partlyAsked: 'chỉ có phiếu của một phần đơn vị này',
      roundOpen: 'có sau khi đợt kết thúc',
    },
    none: {
      noAnswers: 'chưa có câu trả lời được tính',
      partUnanswered: 'có nội dung chưa ai trả lời',
      stratumUnanswered: 'có tầng mẫu chưa ai trả lời',
      populationUnknown: 'chưa biết tổng thể của một đơn vị',
      moreThanPopulation: 'số phiếu nhiều hơn tổng thể: cần xem lại kế hoạch mẫu',
    },
    unreliable: {
      stratumTooSmall: `có tầng mẫu dưới ${STRATUM_MINIMUM} người trả lời`,
      fewerThanThirtyEffective: 'chưa đủ số phiếu để có kết quả tin cậy',
      intervalTooWide: 'khoảng tin cậy quá rộng',
      intervalTooWideForShare: 'khoảng tin cậy quá rộng so với chỉ số',
      onePerson: 'chỉ có một người trả lời',
      onePersonStratum: 'có tầng mẫu chỉ một người trả lời',
      allAnsweredAlike: 'mọi phiếu trả lời giống nhau',
    },
    mainly: (reason, stratum) => `${reason}, chủ yếu do ${stratum}`,
    noInterval: {
      onePerson: 'không có khoảng tin cậy: chỉ một người trả lời',
      onePersonStratum: 'không có khoảng tin cậy: có tầng mẫu chỉ một người trả lời',
      allAnsweredAlike: 'không có khoảng tin cậy: mọi phiếu trả lời giống nhau',
    },
  },
  en: {
    hidden: {
      fewPeople: 'not shown, to protect respondents',
      partlyAsked: 'answers of a part of this unit only',
      roundOpen: 'shown once the round has closed',
    },
    none: {
      noAnswers: 'no answers that count yet',
      partUnanswered: 'one part has no answers',
      stratumUnanswered: 'a stratum has no answers',
      populationUnknown: 'the population of a unit is not known',
      moreThanPopulation: 'more responses than people: please check the populations of the sample plan',
    },
    unreliable: {
      stratumTooSmall: `fewer than ${STRATUM_MINIMUM} people answered in a stratum`,
      fewerThanThirtyEffective: 'too few responses to be reliable',
      intervalTooWide: 'the confidence interval is too wide',
      intervalTooWideForShare: 'the confidence interval is too wide for this index',
      onePerson: 'one person answered',
      onePersonStratum: 'one person answered in a stratum',
      allAnsweredAlike: 'everybody gave the same answers',
    },
    mainly: (reason, stratum) => `${reason}, mainly because of ${stratum}`,
    noInterval: {
      onePerson: 'no interval: one person answered',
      onePersonStratum: 'no interval: one person answered in a stratum',
      allAnsweredAlike: 'no interval: everybody gave the same answers',
    },
  },
};
