import type { PageLanguage } from '../../platform/text/localized.ts';

export interface SubmissionTexts {
  readonly ratedUnit: string;
  readonly ratedService: string;
  readonly madeUpUnit: string;
  part(number: number, of: number): string;
  readonly aboutTitle: string;
  readonly aboutHint: string;
  readonly notSaid: string;
  readonly optional: string;
  readonly commentTitle: string;
  readonly answered: string;
  readonly send: string;
  readonly missing: string;
  /** Shown above a conditional question. */
  onlyIf(number: number, answers: readonly string[]): string;
  commentTooLong(lengthMax: number): string;
  errorSummary(count: number): string;
  errorLink(number: number): string;
  /** What happens to a comment. */
  readonly commentBecomes: string;
  readonly wantsAnswer: string;
  readonly wantsAnswerHint: string;
  readonly commentMissing: string;
  readonly switchTo: string;
  readonly unconfirmed: string;
  readonly alreadySent: string;
  readonly alreadySentHint: string;
  readonly sendAsOther: string;
  readonly assisted: string;
  readonly assistedReadOut: string;
  readonly assistedBack: string;
  readonly busy: string;
  readonly busyHint: string;
  readonly full: string;
  readonly fullHint: string;
  /** For people whose browser shows the field that should be invisible. */
  readonly leaveEmpty: string;
  /** Above the questions. @param answersMin answers with which a form is accepted although required ones are missing */
  requiredHint(answersMin: number | undefined): string;
  missingOrNoOpinion(noOpinion: string): string;
  readonly larger: string;
  /** Before the number of a question. */
  readonly listen: string;
  readonly keep: string;
  readonly keepHint: string;
  readonly restored: string;
  readonly startAgain: string;
  readonly sending: string;
  readonly waitsForNetwork: string;
}

export const submissionTexts: Record<PageLanguage, SubmissionTexts> = {
  vi: {
    ratedUnit: 'Đơn vị được đánh giá',
    ratedService: 'Thủ tục',
    madeUpUnit: 'Dữ liệu minh họa',
    part: (number, of) => `Phần ${number}/${of}`,
    aboutTitle: 'Thông tin về ông/bà',
    aboutHint: 'Không bắt buộc. Chỉ dùng để tổng hợp theo nhóm từ 10 người trở lên.',
    notSaid: 'Không trả lời',
    optional: 'không bắt buộc',
    commentTitle: 'Ý kiến khác',
    answered: 'Đã trả lời',
    send: 'Gửi phiếu',
    missing: 'Xin chọn một mức cho câu này.',
    onlyIf: (number, answers) =>
      `Chỉ trả lời nếu ở câu ${number} ông/bà chọn: ${answers.join(' / ')}. Nếu không, xin bỏ qua.`,
    commentTooLong: (lengthMax) =>
      `Ý kiến dài quá ${lengthMax.toLocaleString('vi-VN')} ký tự. Xin rút ngắn lại.`,
    errorSummary: (count) =>
      `Phiếu chưa gửi được: còn ${count} chỗ cần bổ sung. Các câu đã trả lời vẫn được giữ.`,
    errorLink: (number) => `Câu ${number}`,
    commentBecomes:
      'Hết tuần, ý kiến được chuyển cho cơ quan giải quyết sau khi đã che thông tin cá nhân; cơ quan không biết ai viết.',
    wantsAnswer: 'Tôi muốn nhận trả lời cho ý kiến này',
    wantsAnswerHint:
      'Sau khi gửi, ông/bà nhận một khóa theo dõi để xem trả lời, có trong 15 ngày làm việc kể từ khi hết tuần này. Không cần tên hay số điện thoại.',
    commentMissing: 'Xin viết ý kiến cần trả lời, hoặc bỏ chọn “Tôi muốn nhận trả lời”.',
    switchTo: 'Ngôn ngữ khác',
    unconfirmed: 'Câu chữ các tiêu chí chưa đối chiếu văn bản.',
    alreadySent: 'Phiếu này đã được gửi trước đó với câu trả lời khác.',
    alreadySentHint:
      'Phiếu đã gửi không thay đổi được. Nếu đây là câu trả lời của một người khác, bấm nút dưới cùng để gửi thành một phiếu mới.',
    sendAsOther: 'Gửi thành phiếu của người khác',
    assisted:
      'Phiếu có người hỗ trợ: người phỏng vấn đọc câu hỏi và chọn đúng mức mà người dân nói. Người đang hỏi không được là công chức đã giải quyết hồ sơ.',
    assistedReadOut:
      'Xin đọc cho người dân nghe: “Tôi hỏi và ghi lại câu trả lời của ông/bà. Phiếu được ghi là có người hỗ trợ và được tính riêng; tên của ông/bà và của tôi không được lưu cùng phiếu.”',
    assistedBack: 'Về danh sách điểm phỏng vấn',
    busy: 'Điểm khảo sát này đang nhận quá nhiều phiếu.',
    busyHint: 'Phiếu chưa gửi được, các câu đã trả lời vẫn còn đây. Xin chờ một phút rồi bấm gửi lại.',
    full: 'Hệ thống tạm thời hết chỗ lưu phiếu.',
    fullHint:
      'Phiếu chưa được lưu, các câu đã trả lời vẫn còn đây. Xin giữ trang này và bấm gửi lại sau ít phút.',
    leaveEmpty: 'Xin để trống ô này',
    requiredHint: (answersMin) =>
      answersMin === undefined
        ? 'Câu có dấu * cần được trả lời.'
        : `Câu có dấu * cần được trả lời; phiếu chưa đầy đủ vẫn được nhận nếu có từ ${answersMin} câu trả lời.`,
    missingOrNoOpinion: (noOpinion) => `Xin chọn một mức cho câu này; nếu không rõ, chọn “${noOpinion}”.`,
    larger: 'Chữ to hơn',
    listen: 'Nghe câu',
    keep: 'Giữ câu trả lời trên máy này cho đến khi gửi',
    keepHint: 'Bỏ chọn nếu nhiều người dùng chung máy.',
    restored: 'Đã mở lại các câu trả lời chưa gửi trên máy này.',
    startAgain: 'Xóa, trả lời từ đầu',
    sending: 'Đang gửi…',
    waitsForNetwork: 'Mất kết nối, phiếu chưa gửi được. Xin giữ trang này mở: phiếu tự gửi khi có mạng.',
  },
  en: {
    ratedUnit: 'Office rated',
    ratedService: 'Service',
    madeUpUnit: 'Made-up data',
    part: (number, of) => `Part ${number} of ${of}`,
    aboutTitle: 'About you',
    aboutHint: 'Optional. Used only for totals over groups of 10 people or more.',
    notSaid: 'I prefer not to say',
    optional: 'optional',
    commentTitle: 'Anything else',
    answered: 'Answered',
    send: 'Send',
    missing: 'Please choose a level.',
    onlyIf: (number, answers) =>
      `Only if your answer to question ${number} is: ${answers.join(' / ')}. Otherwise please leave it out.`,
    commentTooLong: (lengthMax) =>
      `The comment is longer than ${lengthMax.toLocaleString('en-GB')} characters. Please shorten it.`,
    errorSummary: (count) =>
      `The form was not sent: ${count} ${count === 1 ? 'place needs' : 'places need'} your attention. Your answers are kept.`,
    errorLink: (number) => `Question ${number}`,
    commentBecomes:
      'When the week is over your comment goes to the office, with personal data blacked out; the office does not learn who wrote it.',
    wantsAnswer: 'I would like an answer to this comment',
    wantsAnswerHint:
      'After sending you get a key with which to read the answer, due 15 working days after this week is over. No name or telephone number is needed.',
    commentMissing: 'Please write what you would like answered, or untick “I would like an answer”.',
    switchTo: 'Other languages',
    unconfirmed: 'The wording of the criteria is not checked against the legal text.',
    alreadySent: 'This form was sent before, with other answers.',
    alreadySentHint:
      'A form that was sent cannot be changed. If these are the answers of another person, send them as a new form with the button at the end.',
    sendAsOther: 'Send as another person’s form',
    assisted:
      'Assisted form: the interviewer reads the questions and chooses exactly what the person says. Whoever asks must not be the official who handled the file.',
    assistedReadOut:
      'Please read aloud: “I ask and write down your answers. The form is marked as assisted and counted apart; neither your name nor mine is kept with it.”',
    assistedBack: 'Back to the interview points',
    busy: 'Too many forms are being sent at this access point.',
    busyHint: 'Yours has not been sent; your answers are still here. Please wait a minute and send again.',
    full: 'There is no room to store forms just now.',
    fullHint:
      'Yours has not been stored; your answers are still here. Please keep this page and send again in a few minutes.',
    leaveEmpty: 'Please leave this field empty',
    requiredHint: (answersMin) =>
      answersMin === undefined
        ? 'Questions marked * need an answer.'
        : `Questions marked * need an answer; an incomplete form is accepted from ${answersMin} answers on.`,
    missingOrNoOpinion: (noOpinion) => `Please choose a level; if you cannot tell, choose “${noOpinion}”.`,
    larger: 'Larger text',
    listen: 'Listen to question',
    keep: 'Keep my answers on this device until they are sent',
    keepHint: 'Untick this if you share the device with others.',
    restored: 'Your answers that were not sent from this device are back.',
    startAgain: 'Erase and start again',
    sending: 'Sending…',
    waitsForNetwork:
      'No connection: not sent yet. Please keep this page open; it is sent when the network is back.',
  },
};
