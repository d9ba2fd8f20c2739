/** Charts of a page of results, and the ways to them. */
import type { PageLanguage } from '../../platform/text/localized.ts';

export interface PlotTexts {
  readonly onThisPage: string;
  readonly figuresTable: string;
  readonly bandScale: (low: string, up: string) => string;
  readonly rounds: string;
  readonly trendTitle: string;
  readonly trendHint: (low: string, up: string) => string;
  readonly trendBroken: string;
  readonly heatTitle: string;
  readonly heatHint: string;
  readonly heatEmpty: string;
  readonly below: (bound: string) => string;
  readonly between: (low: string, up: string) => string;
  readonly from: (bound: string) => string;
  readonly levelsHint: string;
  readonly levelsTable: string;
  readonly stillCollecting: string;
  readonly respondents: string;
}

export const plotTexts: Record<PageLanguage, PlotTexts> = {
  vi: {
    onThisPage: 'Trên trang này',
    figuresTable: 'Bảng số liệu và tải về',
    bandScale: (low, up) => `Vạch: khoảng chứa chỉ số. Thang từ ${low} đến ${up}.`,
    rounds: 'Qua các đợt',
    trendTitle: 'Chỉ số qua các đợt',
    trendHint: (low, up) =>
      `Chấm: chỉ số của một đợt; vạch đứng: khoảng tin cậy 95%. Thang từ ${low} đến ${up}.`,
    trendBroken: 'Hai đợt không nối với nhau thì không so sánh được.',
    heatTitle: 'Đơn vị theo yếu tố',
    heatHint: 'Chỉ số, %. Năm bậc màu chia đều khoảng từ chỉ số thấp nhất đến cao nhất của bảng:',
    heatEmpty: '–: không hiển thị hoặc chưa có.',
    below: (bound) => `dưới ${bound}`,
    between: (low, up) => `từ ${low} đến dưới ${up}`,
    from: (bound) => `từ ${bound}`,
    levelsHint:
      'Mỗi thanh là toàn bộ câu trả lời của một tiêu chí, tính bằng %: mức thấp ở bên trái vạch đứng, mức cao ở bên phải. Cột cuối là chỉ số.',
    levelsTable: 'Tỷ lệ từng mức trả lời và tải về',
    stillCollecting: 'Chưa đủ phiếu để nêu chỉ số',
    respondents: 'Người trả lời',
  },
  en: {
    onThisPage: 'On this page',
    figuresTable: 'Table and downloads',
    bandScale: (low, up) => `Line: the band that contains the index. Scale from ${low} to ${up}.`,
    rounds: 'Over rounds',
    trendTitle: 'The index from round to round',
    trendHint: (low, up) =>
      `Dot: the index of a round; upright line: 95% interval. Scale from ${low} to ${up}.`,
    trendBroken: 'Rounds that are not joined cannot be compared.',
    heatTitle: 'Units by factor',
    heatHint: 'Index, %. Five equal steps of colour from the lowest to the highest index of the table:',
    heatEmpty: '–: not shown, or nothing yet.',
    below: (bound) => `below ${bound}`,
    between: (low, up) => `${low} to below ${up}`,
    from: (bound) => `${bound} and over`,
    levelsHint:
      'Each bar is all answers to a question, in %: lower levels stand to the left of the upright line, higher levels to the right. The last column is the index.',
    levelsTable: 'Share of each level, and downloads',
    stillCollecting: 'Too few responses for an index yet',
    respondents: 'Respondents',
  },
};
