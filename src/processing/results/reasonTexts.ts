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
  },
  en: {
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
  },
};
