/** Ranks of units. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { UnrankedUnit } from '../../statistics/ranking/ranking.ts';

export interface RankTexts {
  readonly rank: string;
  /** @param places its rank confidence set; undefined if a report gives none */
  rankOf(rank: number, of: number, ranks?: string): string;
  rankAmong(rank: number, ranks: string): string;
  readonly ranksHint: string;
  readonly toldApartFromAll: string;
  /** @param more the number of units not named */
  alike(units: readonly string[], more: number): string;
  readonly notRankedBecause: Record<UnrankedUnit['reason'], string>;
  ranksMoved(before: number, rank: number): string;
  readonly notRanked: string;
}

export const rankTexts: Record<PageLanguage, RankTexts> = {
  vi: {
    rank: 'Xếp hạng',
    rankOf: (rank, of, ranks) => `${rank}/${of}${ranks === undefined ? '' : ` (${ranks})`}`,
    rankAmong: (rank, ranks) => `${rank} (${ranks})`,
    ranksHint:
      'Trong ngoặc là những hạng có thể có, tin cậy 95% cho cả bảng cùng lúc: hai đơn vị có khoảng hạng chồng lên nhau thì có thể chưa phân biệt được.',
    toldApartFromAll: 'khác hẳn mọi đơn vị khác',
    alike: (units, more) =>
      `chưa phân biệt được với ${units.join(', ')}${more === 0 ? '' : ` và ${more} đơn vị khác`}`,
    notRankedBecause: {
      hidden: 'không xếp hạng vì kết quả không hiển thị',
      unreliable: 'không xếp hạng vì chưa đủ phiếu để tin cậy',
      noInterval: 'không xếp hạng vì chưa tính được khoảng tin cậy',
      noAnswers: 'không xếp hạng vì chưa có câu trả lời được tính',
      roundOpen: 'xếp hạng sau khi đợt kết thúc',
    },
    ranksMoved: (before, rank) => {
      if (before === rank) return `đợt trước cũng hạng ${before}`;
      return `đợt trước hạng ${before}, ${rank < before ? 'lên' : 'xuống'} ${Math.abs(rank - before)} bậc`;
    },
    notRanked: 'Không xếp hạng',
  },
  en: {
    rank: 'Rank',
    rankOf: (rank, of, ranks) => `${rank} of ${of}${ranks === undefined ? '' : ` (${ranks})`}`,
    rankAmong: (rank, ranks) => `${rank} (${ranks})`,
    ranksHint:
      'In brackets: the ranks that it may hold, with 95% confidence for the whole table at once. Units whose ranks overlap may not be distinguishable.',
    toldApartFromAll: 'clearly different from all others',
    alike: (units, more) =>
      `cannot be distinguished from ${units.join(', ')}${more === 0 ? '' : ` and ${more} more`}`,
    notRankedBecause: {
      hidden: 'not ranked, since its figure is not shown',
      unreliable: 'not ranked: too few responses to be reliable',
      noInterval: 'not ranked: no interval can be given',
      noAnswers: 'not ranked: no answers that count yet',
      roundOpen: 'ranked once the round has closed',
    },
    ranksMoved: (before, rank) => {
      if (before === rank) return `also ${before} in the round before`;
      return `${before} in the round before, ${rank < before ? 'up' : 'down'} ${Math.abs(rank - before)}`;
    },
    notRanked: 'Not ranked',
  },
};
