/** The fields of a part of a survey. */
import type { PageLanguage } from '../../platform/text/localized.ts';

const vi = {
  fields: {
    id: 'Mã (chữ không dấu)',
    surveyId: 'Mã phiếu',
    languages: 'Ngôn ngữ',
    answersMin: 'Số câu tối thiểu để nhận phiếu chưa đầy đủ',
    noticeVersion: 'Phiên bản của thông báo',
    lengthMax: 'Ý kiến khác dài tối đa (chữ)',
    legalBasis: 'Văn bản làm căn cứ',
    title: 'Tên',
    paragraphs: 'Thông báo trước khi trả lời',
    comment: 'Lời mời ghi ý kiến khác',
    confirmed: 'Mức độ đối chiếu văn bản',
    text: 'Câu chữ',
    factorId: 'Yếu tố',
    scaleId: 'Thang đo',
    required: 'Bắt buộc trả lời',
    unconfirmed: 'Câu chữ chưa đối chiếu văn bản',
    askedIfQuestion: 'Chỉ hỏi nếu đã trả lời câu',
    askedIfLevels: 'bằng một trong các mức',
    noOpinion: 'Không có ý kiến',
  },
  hints: {
    id: 'Phương pháp tính và số liệu gọi phần này bằng mã. Đổi mã thì số liệu cũ và mới không nối được nữa.',
    surveyId: 'Các phiên bản cùng mã là một phiếu. Chữ thường không dấu, số, gạch nối.',
    languages:
      'Mã ngôn ngữ cách nhau bằng dấu phẩy, ngôn ngữ hiện trước đứng đầu. Ví dụ: vi, en, km. Phải có vi. Lưu xong mới có ô cho ngôn ngữ mới.',
    answersMin: 'Để trống: phải trả lời đủ các câu bắt buộc mới gửi được phiếu.',
    noticeVersion: 'Được lưu cạnh mỗi phiếu trả lời. Đổi khi đổi thông báo.',
    paragraphs: 'Mỗi dòng là một đoạn; mọi ngôn ngữ có cùng số dòng.',
    comment: 'Để trống thì phiếu không có ô ghi ý kiến.',
    askedIfLevels: 'Số của mức, cách nhau bằng dấu phẩy; 1 là kém nhất, 0 là “không có ý kiến”. Ví dụ: 1, 2',
    noOpinion: 'Để trống thì không cho chọn. Không phải là một mức.',
  } as Readonly<Record<string, string>>,
};

const en: typeof vi = {
  fields: {
    id: 'Code (letters without accents)',
    surveyId: 'Code of the survey',
    languages: 'Languages',
    answersMin: 'Minimum answers of a partly filled form',
    noticeVersion: 'Version of the notice',
    lengthMax: 'Longest comment (characters)',
    legalBasis: 'Legal basis',
    title: 'Name',
    paragraphs: 'Notice before answering',
    comment: 'Invitation to comment',
    confirmed: 'What has been confirmed',
    text: 'Wording',
    factorId: 'Factor',
    scaleId: 'Scale',
    required: 'Required',
    unconfirmed: 'Wording not checked against the legal text',
    askedIfQuestion: 'Ask only if this was answered',
    askedIfLevels: 'with one of these levels',
    noOpinion: 'No opinion',
  },
  hints: {
    id: 'Methods and figures refer to this by its code. Under another code, old and new figures are no longer joined.',
    surveyId:
      'Versions with the same code are one survey. Lower-case letters without accents, digits, hyphens.',
    languages:
      'Codes of languages with commas between them, the one shown first in front, such as vi, en, km. There has to be vi. A new language has its fields once this is saved.',
    answersMin: 'Left empty, all required questions have to be answered before a form can be sent.',
    noticeVersion: 'Kept beside each answer. Change it when the notice changes.',
    paragraphs: 'A line is a paragraph; all languages have the same number of lines.',
    comment: 'Left empty, the form has no field for a comment.',
    askedIfLevels:
      'Numbers of levels with commas between them; 1 is the worst, 0 is “no opinion”, such as 1, 2',
    noOpinion: 'Left empty, it is not offered. It is not a level.',
  },
};

export const surveyFieldTexts: Record<PageLanguage, typeof vi> = { vi, en };
