/** The types of questions of LimeSurvey that a survey has too, by their letters. */
import type { FormChoice, FormItem, FormList } from './form.ts';

/** Answers that LimeSurvey has by itself. */
export type BuiltInList = 'five' | 'ten' | 'yesNo' | 'yesUncertainNo' | 'gender';

interface QuestionKind extends Pick<FormItem, 'kind' | 'isCriterion' | 'isSeveral'> {
  /** Its subquestions are answered, each on the same answers. */
  readonly isArray?: boolean;
  /** `subquestions`: they are the options, of which several may be chosen. */
  readonly list?: BuiltInList | 'answers' | 'subquestions';
}

export const questionKinds: Readonly<Record<string, QuestionKind>> = {
  L: { kind: 'choice', list: 'answers' },
  '!': { kind: 'choice', list: 'answers' },
  O: { kind: 'choice', list: 'answers' },
  F: { kind: 'choice', list: 'answers', isArray: true, isCriterion: true },
  A: { kind: 'choice', list: 'five', isArray: true, isCriterion: true },
  B: { kind: 'choice', list: 'ten', isArray: true, isCriterion: true },
  C: { kind: 'choice', list: 'yesUncertainNo', isArray: true, isCriterion: true },
  '5': { kind: 'choice', list: 'five', isCriterion: true },
  Y: { kind: 'choice', list: 'yesNo', isCriterion: true },
  G: { kind: 'choice', list: 'gender', isCriterion: false },
  M: { kind: 'choice', list: 'subquestions', isSeveral: true, isCriterion: true },
  S: { kind: 'text' },
  T: { kind: 'text' },
  U: { kind: 'text' },
  X: { kind: 'note' },
};

const no: FormChoice = { code: 'N', label: { vi: 'Không', en: 'No' } };
const yes: FormChoice = { code: 'Y', label: { vi: 'Có', en: 'Yes' } };

const choices: Readonly<Record<BuiltInList, readonly FormChoice[]>> = {
  five: numbers(5),
  ten: numbers(10),
  yesNo: [no, yes],
  yesUncertainNo: [no, { code: 'U', label: { vi: 'Không chắc chắn', en: 'Uncertain' } }, yes],
  gender: [
    { code: 'F', label: { vi: 'Nữ', en: 'Female' } },
    { code: 'M', label: { vi: 'Nam', en: 'Male' } },
  ],
};

function numbers(count: number): readonly FormChoice[] {
  return Array.from({ length: count }, (_, index) => {
    const code = String(index + 1);
    return { code, label: { vi: code, en: code } };
  });
}

/** @param languages of the survey: the words of others are left out */
export function builtInList(name: BuiltInList, languages: readonly string[]): Omit<FormList, 'place'> {
  const words = choices[name].map(({ code, label }) => ({
    code,
    label: Object.fromEntries(
      Object.entries(label).filter(([tag]) => tag === 'vi' || languages.includes(tag)),
    ),
  }));
  return { choices: words, isWorstFirst: true };
}
