/** Why an act on a case cannot be done, for citizens and staff. */
import type { Sentence } from '../../platform/problem.ts';
import type { CaseError } from './case.ts';

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
  nothingAsked: {
    vi: 'Hiện cơ quan không hỏi thêm điều gì, hoặc ông/bà đã trả lời rồi.',
    en: 'The office is not asking for more, or you have told it already.',
  },
  notAnswered: {
    vi: 'Việc này chỉ làm được khi phản ánh đã có trả lời và chưa được đánh giá.',
    en: 'This can only be done while there is an answer that has not been judged.',
  },
  reopenedBefore: {
    vi: 'Phản ánh đã được mở lại một lần, không mở lại lần nữa được. Ông/bà có thể gửi ý kiến mới.',
    en: 'The case was reopened once and cannot be reopened again. You may send a new comment.',
  },
  published: { vi: 'Câu trả lời này đã được công khai.', en: 'This answer has been published.' },
  notPublished: { vi: 'Câu trả lời này chưa được công khai.', en: 'This answer is not published.' },
  unitEnded: {
    vi: 'Đơn vị được chọn không còn hoạt động. Xin chọn đơn vị đang hoạt động.',
    en: 'The unit chosen has ended. Please choose one that lives.',
  },
};
