/** Why an act on a case cannot be done, for citizens and staff. */
import type { Sentence } from '../../platform/problem.ts';
import { inEveryLanguage } from '../../platform/text/catalogue.ts';
import type { CaseError } from './case.ts';
import { citizenTexts } from './citizenTexts.ts';

export const errorSentences: Record<CaseError, Sentence> = {
  notWaiting: {
    vi: 'Ý kiến này đã được xử lý, không còn chờ duyệt.',
    en: 'This comment no longer waits for screening.',
  },
  notWithUnit: {
    vi: 'Phản ánh này hiện không ở đơn vị, nên đơn vị chưa làm được việc này.',
    en: 'This case is not with the unit now, so the unit cannot do this.',
  },
  closed: {
    vi: 'Phản ánh này đã được trả lời hoặc đã đóng, không trả lời thêm được.',
    en: 'This case has been answered or closed; it cannot be answered again.',
  },
  nobodyToAsk: {
    vi: 'Người viết không yêu cầu trả lời nên không hỏi thêm được. Xin trả lời theo nội dung đã có.',
    en: 'The writer did not ask for an answer, so nobody can be asked. Please answer what is there.',
  },
  nothingAsked: toCitizens('nothingAsked'),
  notAnswered: toCitizens('notAnswered'),
  reopenedBefore: toCitizens('reopenedBefore'),
  published: { vi: 'Câu trả lời này đã được công khai.', en: 'This answer has been published.' },
  notPublished: { vi: 'Câu trả lời này chưa được công khai.', en: 'This answer is not published.' },
  unitEnded: {
    vi: 'Đơn vị được chọn không còn hoạt động. Xin chọn đơn vị đang hoạt động.',
    en: 'The unit chosen has ended. Please choose one that lives.',
  },
};

/** What citizens meet is in every language. */
export function toCitizens(error: keyof (typeof citizenTexts)['vi']['follow']['refused']): Sentence {
  return inEveryLanguage(citizenTexts, ({ follow }) => follow.refused[error]);
}
