/** What is wrong with a method, in words. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { MethodError } from '../../statistics/method/methodErrors.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { GivingError } from './giveMethod.ts';

type AnyError = MethodError | GivingError;
/** Error messages; `nameOf` returns the name for an id, together with the id. */
type ErrorSentences = {
  readonly [Kind in AnyError['kind']]: (
    error: Extract<AnyError, { kind: Kind }>,
    nameOf: (id: string) => string,
  ) => string;
};

const vi = {
  errors: {
    noQuestions: () => 'Không còn câu hỏi nào để tính.',
    unknownQuestion: ({ id }) => `Phiếu không có câu hỏi “${id}”.`,
    questionTwice: ({ id }, nameOf) => `Câu hỏi ${nameOf(id)} được ghi hai lần.`,
    scaleTooShort: ({ id, levels }, nameOf) => `Thang của câu hỏi ${nameOf(id)} chỉ có ${levels} mức.`,
    satisfiedLevelsMissing: ({ levels }) =>
      `Phiếu có thang ${levels} mức; chưa quy định mức nào là hài lòng.`,
    levelOffScale: ({ level, levels }) => `Thang ${levels} mức không có mức ${level}.`,
    weightsMissing: () => 'Chưa có trọng số nào.',
    weightMissing: ({ id }, nameOf) => `Còn thiếu trọng số của ${nameOf(id)}.`,
    weightUnknown: ({ id }) => `Phiếu không có “${id}”, nên trọng số này thừa.`,
    weightNegative: ({ id, weight }, nameOf) => `Trọng số của ${nameOf(id)} là ${weight}; phải từ 0 trở lên.`,
    weightsAllZero: ({ content }, nameOf) =>
      content === undefined
        ? 'Mọi trọng số đều bằng 0.'
        : `Trong ${nameOf(content)} mọi trọng số đều bằng 0.`,
    factorWithoutContent: ({ id }, nameOf) => `Yếu tố ${nameOf(id)} không thuộc nội dung nào.`,
    minimumOutOfRange: ({ questions }) => `Phải là số nguyên từ 1 đến ${Math.max(1, questions)}.`,
    decimalsOutOfRange: () => 'Phải là số nguyên từ 0 đến 4.',
    validityReversed: () => 'Ngày cuối đứng trước ngày đầu.',
    populationsMissing: () => 'Gộp theo dân số thì phải cho biết dân số của từng đơn vị.',
    populationNotWhole: ({ id, population }, nameOf) =>
      `Dân số của ${nameOf(id)} là ${population}; phải là số nguyên từ 1 trở lên.`,
    populationOfUnitMissing: ({ id }, nameOf) => `Phương pháp không cho biết dân số của ${nameOf(id)}.`,
    notValidOn: ({ validFrom, validTo }) =>
      `Phương pháp chỉ dùng cho đợt mở ${[validFrom && `từ ${dayText(validFrom, 'vi')}`, validTo && `đến hết ${dayText(validTo, 'vi')}`].filter(Boolean).join(' ')}.`,
    caseloadOfUnitMissing: ({ id }, nameOf) => `Chưa có số hồ sơ của ${nameOf(id)} trong thời gian của đợt.`,
  } as ErrorSentences,
};

const en: typeof vi = {
  errors: {
    noQuestions: () => 'No question is left to count.',
    unknownQuestion: ({ id }) => `The survey has no question “${id}”.`,
    questionTwice: ({ id }, nameOf) => `Question ${nameOf(id)} is there twice.`,
    scaleTooShort: ({ id, levels }, nameOf) =>
      `The scale of question ${nameOf(id)} has only ${levels} levels.`,
    satisfiedLevelsMissing: ({ levels }) =>
      `The survey has a scale of ${levels} levels; which of them are satisfied is not said.`,
    levelOffScale: ({ level, levels }) => `A scale of ${levels} levels has no level ${level}.`,
    weightsMissing: () => 'There is no weight yet.',
    weightMissing: ({ id }, nameOf) => `The weight of ${nameOf(id)} is missing.`,
    weightUnknown: ({ id }) => `The survey has no “${id}”; this weight is one too many.`,
    weightNegative: ({ id, weight }, nameOf) =>
      `The weight of ${nameOf(id)} is ${weight}; it has to be 0 or more.`,
    weightsAllZero: ({ content }, nameOf) =>
      content === undefined ? 'All weights are 0.' : `All weights within ${nameOf(content)} are 0.`,
    factorWithoutContent: ({ id }, nameOf) => `Factor ${nameOf(id)} belongs to no content.`,
    minimumOutOfRange: ({ questions }) => `It has to be a whole number from 1 to ${Math.max(1, questions)}.`,
    decimalsOutOfRange: () => 'It has to be a whole number from 0 to 4.',
    validityReversed: () => 'The last day comes before the first.',
    populationsMissing: () => 'To weigh units by population, it has to say how many people each stands for.',
    populationNotWhole: ({ id, population }, nameOf) =>
      `The population of ${nameOf(id)} is ${population}; it has to be a whole number above 0.`,
    populationOfUnitMissing: ({ id }, nameOf) => `The method does not give the population of ${nameOf(id)}.`,
    notValidOn: ({ validFrom, validTo }) =>
      `The method is for rounds that open ${[validFrom && `from ${dayText(validFrom, 'en')}`, validTo && `up to ${dayText(validTo, 'en')}`].filter(Boolean).join(' ')}.`,
    caseloadOfUnitMissing: ({ id }, nameOf) =>
      `There are no transactions of ${nameOf(id)} in the months of the round.`,
  },
};

export const methodErrorTexts: Record<PageLanguage, typeof vi> = { vi, en };
