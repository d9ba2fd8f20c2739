/** What is wrong with a survey, in words. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { FieldErrorKind } from './itemForm.ts';
import type { SurveyError } from './soundness.ts';

const vi = {
  moreErrors: (count: number) => `Và ${count} lỗi khác.`,
  fieldErrors: {
    idMalformed: 'Mã bắt đầu bằng chữ thường, chỉ gồm chữ không dấu, số và gạch nối.',
    idTwice: 'Mã này đã có.',
    notANumber: 'Phải là số nguyên.',
    notALevel: 'Chỉ ghi số, cách nhau bằng dấu phẩy.',
    languageMalformed: 'Mỗi ngôn ngữ một mã như vi, en, km; không trùng nhau, nhiều nhất 8.',
    paragraphsDiffer: 'Các ngôn ngữ có số đoạn khác nhau.',
  } satisfies Record<FieldErrorKind, string>,
  soundness: {
    idMalformed: 'mã không đúng dạng',
    idTwice: 'mã bị trùng',
    unknownScale: 'không có thang đo này',
    unknownFactor: 'không có yếu tố này',
    factorWithoutQuestion: 'không có câu hỏi nào',
    factorInPieces: 'các câu hỏi không đứng liền nhau',
    levelsNotInOrder: 'các mức không đánh số liên tục từ 1',
    tooFewOptions: 'phải có ít nhất hai lựa chọn',
    textMissing: 'thiếu câu chữ tiếng Việt',
    noLanguage: 'thiếu tiếng Việt (vi) trong các ngôn ngữ',
    noQuestion: 'phiếu chưa có câu hỏi nào',
    conditionOnUnknown: 'điều kiện trỏ tới một câu không có',
    conditionForward:
      'điều kiện trỏ tới chính câu này hoặc một câu đứng sau; chỉ được trỏ tới câu đứng trước',
    conditionWithoutLevel: 'điều kiện chưa ghi mức trả lời nào',
    conditionOffScale: 'điều kiện ghi một mức mà thang đo của câu kia không có',
    answersMinOutOfRange: 'số câu tối thiểu của phiếu chưa đầy đủ phải từ 1 đến số câu hỏi',
    formatTooOld: 'dạng phiếu (formatVersion) phải là 2',
  } satisfies Record<SurveyError['kind'], string>,
};

const en: typeof vi = {
  moreErrors: (count) => `And ${count} more.`,
  fieldErrors: {
    idMalformed:
      'A code begins with a small letter and has letters without accents, digits and hyphens only.',
    idTwice: 'This code is taken.',
    notANumber: 'This has to be a whole number.',
    notALevel: 'Please write numbers with commas between them only.',
    languageMalformed: 'One code for each language, such as vi, en, km; none twice, eight at most.',
    paragraphsDiffer: 'The languages have different numbers of paragraphs.',
  },
  soundness: {
    idMalformed: 'the code is not a proper one',
    idTwice: 'the code is there twice',
    unknownScale: 'there is no such scale',
    unknownFactor: 'there is no such factor',
    factorWithoutQuestion: 'there is no question in it',
    factorInPieces: 'its questions do not stand together',
    levelsNotInOrder: 'its levels are not numbered from 1 without gaps',
    tooFewOptions: 'there have to be at least two options',
    textMissing: 'the Vietnamese text is missing',
    noLanguage: 'Vietnamese (vi) is missing from the languages',
    noQuestion: 'the survey has no question yet',
    conditionOnUnknown: 'the condition is about a question that is not there',
    conditionForward: 'the condition is about this question or a later one; it can only look back',
    conditionWithoutLevel: 'the condition names no level',
    conditionOffScale: 'the condition names a level that the scale of the other question does not have',
    answersMinOutOfRange: 'the answers of a part-filled form have to be from 1 to the number of questions',
    formatTooOld: 'the format (formatVersion) has to be 2',
  },
};

export const surveyErrorTexts: Record<PageLanguage, typeof vi> = { vi, en };
