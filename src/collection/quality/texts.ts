/** Texts of the quality pages: signs in careful words, never a verdict. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { FlagKind } from './flag.ts';
import type { AnswerKind, SignKind } from './signs.ts';

const vi = {
  title: 'Chất lượng phiếu',
  pointTitle: (code: string) => `Chất lượng phiếu tại điểm ${code}`,
  lead: 'Dấu hiệu có thể có người bấm hộ hoặc điền vội. Dấu hiệu không phải bằng chứng: không phiếu nào bị loại và không con số nào thay đổi vì dấu hiệu. Mỗi đêm tính lại, theo 10 ngày có phiếu gần nhất của từng điểm.',
  empty: 'Chưa có điểm khảo sát nào trong phạm vi của ông/bà đủ một ngày nhận phiếu.',
  code: 'Điểm',
  unit: 'Đơn vị',
  channel: 'Kênh',
  forms: 'Số phiếu',
  apart: 'Phiếu tách riêng',
  signs: 'Dấu hiệu',
  none: 'không có',
  upTo: (day: string) => `Tính đến hết ngày ${day}`,
  noSigns:
    'Không thấy dấu hiệu nào. Điều đó không có nghĩa là chắc chắn không có: phiếu bấm hộ rải rác rất khó phát hiện.',
  tooSoon: 'Cần ít nhất 3 ngày có phiếu để xem dấu hiệu.',
  signNames: {
    clusters: 'dồn thành cụm',
    hourOfDay: 'lệch theo giờ',
    change: 'thay đổi so với trước',
  } satisfies Record<SignKind, string> as Record<SignKind, string>,
  signWords: {
    clusters: (of: string) =>
      `Trong một số giờ, nhiều phiếu ${of} đến sát nhau hơn hẳn mức ngẫu nhiên. Có thể là một đoàn cùng đi, có thể là một người điền liên tiếp.`,
    hourOfDay: (of: string) =>
      `Có một giờ trong ngày nhiều phiếu ${of} hơn hẳn các giờ khác. Hãy xem giờ đó ai trực, có việc gì khác thường không.`,
    change: (of: string) =>
      `Phiếu ${of} nhiều hơn hẳn so với 20 ngày trước đó. Có thể việc phục vụ đã tốt lên, có thể có người điền hộ.`,
  } satisfies Record<SignKind, (of: string) => string> as Record<SignKind, (of: string) => string>,
  answerNames: {
    best: 'chọn mức cao nhất cho mọi câu',
    second: 'ở mức “hài lòng” đều các câu',
    nearlyBest: 'gần như mức cao nhất ở mọi câu',
    veryGood: 'rất tốt nhưng không phải cao nhất',
    straight: 'chọn cùng một mức cho mọi câu',
  } satisfies Record<AnswerKind, string> as Record<AnswerKind, string>,
  whatNow:
    'Nên làm gì: xem các biểu đồ dưới đây, so với điểm khác của đơn vị, hỏi tại quầy. Chỉ khi có lý do rõ ràng mới đề nghị hủy phiếu.',
  annul: 'Đề nghị hủy phiếu theo điểm và theo cờ',
  byHour: 'Phiếu theo giờ trong ngày',
  hour: 'Giờ',
  hourName: (hour: number) => `${hour} giờ`,
  gaps: 'Khoảng cách giữa hai lượt liền nhau trong cùng một giờ',
  gapsHint:
    'Chỉ tính phiếu gửi ngay khi điền. Nhiều khoảng từ 30 giây đến 3 phút vào giờ vắng khách là điều nên hỏi.',
  gap: 'Khoảng cách',
  gapCount: 'Số lần',
  gapNames: [
    'dưới 30 giây',
    '30 giây đến 1 phút',
    '1 đến 2 phút',
    '2 đến 3 phút',
    '3 đến 5 phút',
    '5 đến 10 phút',
    'từ 10 phút',
  ],
  flags: 'Cờ nghi vấn',
  flagsHint: 'Một phiếu có thể có nhiều cờ. “Tách riêng” là có cờ khác ngoài “một mức cho mọi câu”.',
  flag: 'Cờ',
  share: 'Tỷ lệ',
  flagNames: {
    tooFast: 'điền quá nhanh',
    straightLined: 'một mức cho mọi câu',
    sameAnswers: 'giống hệt phiếu khác cùng giờ',
    outsideHours: 'ngoài giờ làm việc',
    sameBrowser: 'nhiều phiếu từ một trình duyệt',
    sameForm: 'một phiếu đã mở gửi nhiều lần',
    honeypot: 'ô ẩn bị điền',
    apart: 'tách riêng (bất kỳ cờ nào trừ một mức cho mọi câu)',
  } satisfies Record<FlagKind | 'apart', string> as Record<FlagKind | 'apart', string>,
  bursts: 'Giờ đông bất thường',
  burstsHint: 'Giờ có ít nhất 10 phiếu và gấp ba mức thường thấy của giờ đó tại điểm này.',
  noBursts: 'Không có.',
  burst: (day: string, hour: number, forms: number, usual: string) =>
    `${day}, ${hour} giờ: ${forms} phiếu (thường thấy ${usual})`,
  channels: 'So với điểm khác của đơn vị',
  perDay: 'Phiếu mỗi ngày',
  straightShare: 'Một mức cho mọi câu',
  shortGaps: 'Khoảng cách dưới 3 phút',
  here: 'điểm này',
  figures: 'Chỉ số của đơn vị, có và không có phiếu tách riêng',
  figureAll: 'Mọi phiếu',
  figureWithout: 'Không kể phiếu tách riêng',
  figureStates: {
    roundOpen: 'Chỉ so sánh sau khi đợt kết thúc.',
    tooFew: 'Không nêu, vì chênh lệch sẽ cho biết câu trả lời của vài người.',
    noneApart: 'Không có phiếu nào bị tách riêng, nên hai con số như nhau.',
  },
  figureOvertaken:
    'Không nêu, vì có phiếu bị hủy sau bản công bố của đợt: đặt cạnh nhau thì lộ các phiếu ấy.',
  tooFewForms: 'dưới 10 phiếu',
  all: 'Tất cả điểm khảo sát',
};

export type QualityTexts = typeof vi;

const en: QualityTexts = {
  title: 'Quality of responses',
  pointTitle: (code) => `Quality of responses at access point ${code}`,
  lead: 'Signs that somebody may be answering for others, or in haste. A sign is not proof: no form is left out and no figure changes because of it. Recomputed every night, over the last 10 days with forms at each point.',
  empty: 'No access point within your units has received forms for a whole day yet.',
  code: 'Point',
  unit: 'Unit',
  channel: 'Channel',
  forms: 'Forms',
  apart: 'Set apart',
  signs: 'Signs',
  none: 'none',
  upTo: (day) => `Up to the end of ${day}`,
  noSigns:
    'No sign was found. That does not prove there are none: forms made up one by one are very hard to detect.',
  tooSoon: 'At least 3 days with forms are needed to look for signs.',
  signNames: { clusters: 'bunched together', hourOfDay: 'at one hour', change: 'changed' },
  signWords: {
    clusters: (of) =>
      `In some hours many forms ${of} come closer together than chance would bring them. It may be a group on one errand, or one person filling in form after form.`,
    hourOfDay: (of) =>
      `At one hour of the day there are many more forms ${of} than at the others. See who is on duty then, and whether anything is unusual.`,
    change: (of) =>
      `Forms ${of} are much more frequent than on the 20 days before. Service may have become better, or somebody may answer for others.`,
  },
  answerNames: {
    best: 'with the best level throughout',
    second: 'about the level “satisfied” throughout',
    nearlyBest: 'with nearly the best level throughout',
    veryGood: 'that are very good but not the best',
    straight: 'with one level throughout',
  },
  whatNow:
    'What to do: look at the charts below, compare with the other points of the unit, ask at the counter. Request an annulment only with a clear reason.',
  annul: 'Request an annulment by point and flag',
  byHour: 'Forms by hour of the day',
  hour: 'Hour',
  hourName: (hour) => `${hour}:00`,
  gaps: 'Gaps between one arrival and the next within an hour',
  gapsHint:
    'Only forms that were sent when they were filled in. Many gaps of 30 seconds to 3 minutes in hours with few visitors are worth asking about.',
  gap: 'Gap',
  gapCount: 'Times',
  gapNames: [
    'below 30 seconds',
    '30 seconds to 1 minute',
    '1 to 2 minutes',
    '2 to 3 minutes',
    '3 to 5 minutes',
    '5 to 10 minutes',
    '10 minutes or more',
  ],
  flags: 'Flags',
  flagsHint: 'A form may have several. “Set apart” are those with a flag other than “one level throughout”.',
  flag: 'Flag',
  share: 'Share',
  flagNames: {
    tooFast: 'too fast',
    straightLined: 'one level throughout',
    sameAnswers: 'the very same as others of the hour',
    outsideHours: 'outside office hours',
    sameBrowser: 'many from one browser',
    sameForm: 'one opened form sent many times',
    honeypot: 'hidden field filled in',
    apart: 'set apart (any flag but one level throughout)',
  },
  bursts: 'Unusually busy hours',
  burstsHint: 'Hours with at least 10 forms and three times what is usual for that hour at this point.',
  noBursts: 'None.',
  burst: (day, hour, forms, usual) => `${day}, ${hour}:00: ${forms} forms (usually ${usual})`,
  channels: 'Beside the other points of the unit',
  perDay: 'Forms a day',
  straightShare: 'One level throughout',
  shortGaps: 'Gaps below 3 minutes',
  here: 'this point',
  figures: 'The unit’s figure with and without what is set apart',
  figureAll: 'All forms',
  figureWithout: 'Without responses set apart',
  figureStates: {
    roundOpen: 'Compared after the round has closed.',
    tooFew: 'Not shown, since the difference would reveal what a few people answered.',
    noneApart: 'No form is set apart, so both are the same.',
  },
  figureOvertaken:
    'Not shown: responses were annulled after the publication of the round, and could be worked out by comparing the two.',
  tooFewForms: 'fewer than 10 responses',
  all: 'All access points',
};

export const qualityTexts: Record<PageLanguage, QualityTexts> = { vi, en };
