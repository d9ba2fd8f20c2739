/** How many responses a result is made from. */
import type { PageLanguage } from '../../platform/text/localized.ts';

export interface ResponseTexts {
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
  readonly assisted: {
    readonly none: string;
    readonly few: string;
    inRound(forms: string): string;
    figure(people: string, value: string): string;
    countOnly(people: string, reason: string): string;
    noFigure(reason: string): string;
  };
}

export const responseTexts: Record<PageLanguage, ResponseTexts> = {
  vi: {
    assisted: {
      none: 'Trong các phiếu đã tính không có phiếu nào do điều tra viên nhập thay.',
      few: 'Trong cả đợt có dưới 10 phiếu do điều tra viên nhập thay.',
      inRound: (forms) =>
        `Trong cả đợt có ít nhất ${forms} phiếu do điều tra viên nhập thay; khi đợt kết thúc, số liệu riêng của các phiếu này có ở đơn vị mà cả đợt bao quát.`,
      figure: (people, value) =>
        `Trong đó ${people} phiếu do điều tra viên nhập thay, tính riêng có chỉ số ${value}.`,
      countOnly: (people, reason) =>
        `Trong đó ${people} phiếu do điều tra viên nhập thay; chưa có số liệu riêng (${reason}).`,
      noFigure: (reason) => `Phiếu do điều tra viên nhập thay: không có số liệu riêng (${reason}).`,
    },
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
  },
  en: {
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
    people: 'Responses',
    sample: {
      time: (from, to) => (from === to ? from : `${from} to ${to}`),
      rate: (percent, people, transactions, time) =>
        `Response rate: ${percent} (${people} responses of ${transactions} transactions in ${time}).`,
      moreAnswers: (people, transactions, time) =>
        `There are more answers than transactions (${people} responses, ${transactions} transactions in ${time}): caseload figures may be missing, or people answered more than once.`,
      incomplete: (units, more) =>
        `No response rate yet: the caseload of ${units.join(', ')}${more === 0 ? '' : ` and ${more} more units`} is not complete.`,
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
  },
};
