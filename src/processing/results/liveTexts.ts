/** Texts for an open round: bands instead of figures, when they were drawn, and why. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { roundState } from '../../design/rounds/round.ts';
import { slotAfter } from './liveSlots.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import type { CollectingFigure, LiveFigure } from '../../statistics/estimation/figure.ts';
import type { MeasuredRound } from './results.ts';
import { decimalText } from '../../statistics/estimation/wording.ts';

interface LiveTexts {
  readonly title: string;
  /** In three sentences. */
  readonly explained: readonly string[];
  taken(at: string, nextAt: string): string;
  takenLast(at: string): string;
  band(low: number, high: number): string;
  peopleAtLeast(count: string): string;
  drawn(at: string): string;
  fewRespondents(count: string): string;
  fewAnswers(count: string): string;
}

export const liveTexts: Record<PageLanguage, LiveTexts> = {
  vi: {
    title: 'Số liệu tạm thời',
    explained: [
      'Khi đợt còn mở, chỉ số của đơn vị và của từng yếu tố chỉ được nêu thành một khoảng chứa chỉ số đó, khi có từ 10 người trả lời.',
      'Khoảng được tính lúc 0, 6, 12 và 18 giờ, và chỉ tính lại khi số câu trả lời đã thay đổi từ một nửa, hoặc từ 10.000 câu trở lên; giữa các giờ đó chỉ có số phiếu đã nhận thay đổi.',
      'Mỗi khoảng rộng ít nhất bằng 40 câu trả lời, hai đầu chọn ngẫu nhiên, để không suy ra được câu trả lời của từng người; số chính xác, kết quả theo tiêu chí và xếp hạng có sau khi đợt kết thúc.',
    ],
    taken: (at, nextAt) => `Số liệu lúc ${at}, cập nhật tiếp theo lúc ${nextAt}.`,
    takenLast: (at) =>
      `Số liệu lúc ${at}; số chính xác có khi mọi phiếu đã được tính và đã kiểm tra rằng không suy ra được câu trả lời của dưới 10 người.`,
    band: (low, high) => `${low}–${high}%`,
    peopleAtLeast: (count) => `từ ${count} người`,
    drawn: (at) => `tính lúc ${at}`,
    fewRespondents: (count) => `${count} phiếu đã nhận, cần từ 10`,
    fewAnswers: (count) => `${count} phiếu đã nhận, cần thêm câu trả lời`,
  },
  en: {
    title: 'Provisional results',
    explained: [
      'While the round is open, the index of a unit and of each factor is shown only as a band that contains it, once 10 people have answered.',
      'Bands are drawn at 0:00, 6:00, 12:00 and 18:00 Viet Nam time, and anew only when the answers have changed by half or by 10,000; in between, only the number of responses received moves.',
      'Each band is worth at least 40 answers and its ends are chosen at random, so that the answers of one person cannot be worked out; exact figures, results by question and ranks follow when the round has closed.',
    ],
    taken: (at, nextAt) => `As of ${at}; next update at ${nextAt}.`,
    takenLast: (at) =>
      `As of ${at}; exact figures follow once every response is counted and it is checked that nobody can work out what fewer than 10 people answered.`,
    band: (low, high) => `${low}–${high}%`,
    peopleAtLeast: (count) => `${count} people or more`,
    drawn: (at) => `drawn at ${at}`,
    fewRespondents: (count) => `${count} responses received; 10 are needed`,
    fewAnswers: (count) => `${count} responses received; more answers are needed`,
  },
};

/** Example: "72–93%". */
export function bandText({ low, high }: LiveFigure, language: PageLanguage): string {
  return liveTexts[language].band(low, high);
}

export function collectingText({ people, needs }: CollectingFigure, language: PageLanguage): string {
  const t = liveTexts[language];
  const count = decimalText({ units: people, decimals: 0 }, language);
  return needs === 'respondents' ? t.fewRespondents(count) : t.fewAnswers(count);
}

/** @returns undefined if the round is not open */
export function liveWords({ round, snapshot: { live } }: MeasuredRound, now: Date, language: PageLanguage) {
  if (!live) return undefined;
  const t = liveTexts[language];
  const at = timeText(live.takenAt, language);
  const isOpen = roundState(round, now) === 'open';
  return {
    title: t.title,
    explained: t.explained,
    taken: isOpen ? t.taken(at, timeText(slotAfter(live), language)) : t.takenLast(at),
  };
}
