/** Figures reported elsewhere, beside those computed here. */
import type { PageLanguage } from '../../platform/text/localized.ts';

export interface ReportedTexts {
  readonly reportedFiguresTitle: string;
  readonly reportedFiguresIntro: string;
  readonly reported: string;
  readonly computed: string;
  readonly indicator: Record<'satisfactionIndex' | 'parIndex', string>;
  readonly notComputedHere: string;
  readonly changeReading: string;
  readonly contradiction: {
    previousRankImpossible(before: number): string;
    rankDiffersFromEarlier(implied: number, reported: number): string;
    differsFromEarlier(implied: string, reported: string): string;
    readonly rankImpossible: string;
    readonly valueImpossible: string;
    readonly previousValueImpossible: string;
  };
}

export const reportedTexts: Record<PageLanguage, ReportedTexts> = {
  vi: {
    reportedFiguresTitle: 'Số liệu đã báo cáo',
    reportedFiguresIntro: 'Ghi nguyên văn theo báo cáo, đặt bên cạnh số tính được từ các phiếu đã lưu.',
    reported: 'Báo cáo',
    computed: 'Tính từ phiếu',
    indicator: {
      satisfactionIndex: 'Chỉ số hài lòng',
      parIndex: 'Chỉ số cải cách hành chính (PAR INDEX)',
    },
    notComputedHere: 'không tính từ phiếu',
    changeReading: 'Mức tăng, giảm ghi bằng % được hiểu là điểm phần trăm.',
    contradiction: {
      previousRankImpossible: (before) =>
        `Mâu thuẫn trong báo cáo: theo thứ hạng và số bậc đã nêu thì năm trước phải là hạng ${before}, không thể có.`,
      rankDiffersFromEarlier: (implied, reported) =>
        `Mâu thuẫn giữa hai báo cáo: theo báo cáo này thì năm trước hạng ${implied}, nhưng báo cáo năm trước ghi hạng ${reported}.`,
      differsFromEarlier: (implied, reported) =>
        `Mâu thuẫn giữa hai báo cáo: theo báo cáo này thì năm trước là ${implied}, nhưng báo cáo năm trước ghi ${reported}.`,
      rankImpossible: 'Mâu thuẫn trong báo cáo: thứ hạng lớn hơn số đơn vị.',
      valueImpossible: 'Mâu thuẫn trong báo cáo: tỷ lệ nằm ngoài khoảng 0 đến 100%.',
      previousValueImpossible:
        'Mâu thuẫn trong báo cáo: theo mức tăng, giảm đã nêu thì năm trước nằm ngoài khoảng 0 đến 100%.',
    },
  },
  en: {
    reportedFiguresTitle: 'Figures as reported',
    reportedFiguresIntro:
      'Word for word as in the report, beside what is computed from the stored responses.',
    reported: 'Reported',
    computed: 'Computed',
    indicator: {
      satisfactionIndex: 'Satisfaction index',
      parIndex: 'Public administration reform index (PAR INDEX)',
    },
    notComputedHere: 'not computed from responses',
    changeReading: 'A change given in % is read as percentage points.',
    contradiction: {
      previousRankImpossible: (before) =>
        `Contradiction in the report: the rank and the change in rank give rank ${before} for the year before, which is impossible.`,
      rankDiffersFromEarlier: (implied, reported) =>
        `Contradiction between two reports: this one gives rank ${implied} for the year before, the earlier one says ${reported}.`,
      differsFromEarlier: (implied, reported) =>
        `Contradiction between two reports: this one gives ${implied} for the year before, the earlier one says ${reported}.`,
      rankImpossible: 'Contradiction in the report: the rank is beyond the number of units.',
      valueImpossible: 'Contradiction in the report: the value is outside 0 to 100%.',
      previousValueImpossible:
        'Contradiction in the report: the change gives a value outside 0 to 100% for the year before.',
    },
  },
};
