/**
 * Guesses the use of a column from its heading. The guess is shown and can be changed; since a wrong guess costs
 * time, unlikely ones are left open.
 */
import type { Localized } from '../../platform/text/localized.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import { lowerPart } from './headings.ts';
import { plain, type ColumnUse } from './mapping.ts';

interface Target {
  readonly use: ColumnUse;
  readonly texts: readonly string[];
  /** Of each text. */
  readonly words: readonly ReadonlySet<string>[];
  readonly ids: readonly string[];
}

/** Words in such headings in files from Google Forms, LimeSurvey and the offices themselves. */
const usual: readonly { readonly use: ColumnUse; readonly whole: RegExp; readonly likely?: RegExp }[] = [
  {
    use: 'givenOn',
    whole:
      /^(dau thoi gian|timestamp|thoi gian|submitdate|date submitted|ngay hoan thanh|ngay nop|ngay|ngay (tra loi|khao sat|danh gia|giao dich|gui)|date|thoi gian (tra loi|gui|nop))$/,
  },
  {
    use: 'unit',
    whole: /^(ten )?(don vi|co quan|xa|phuong|xa\/phuong|xa, phuong|phuong\/xa|phuong, xa|unit|ward|office)$/,
    likely:
      /^(don vi|co quan) |\b(don vi|co quan|phuong|xa) nao\b|^noi (lam|nop|giai quyet|tiep nhan|thuc hien) /,
  },
  {
    use: 'comment',
    whole: /^(y kien|gop y|nhan xet|comments?|feedback|suggestions?)$/,
    likely: /^(y kien|gop y|nhan xet|de xuat|comment|suggestion|kien nghi)/,
  },
];

const likelyEnough = 0.5;

/** One use per column, each at most once; empty if none is likely. */
export function guessUses(headings: readonly string[], survey: SurveyContent): readonly ColumnUse[] {
  const targets = targetsOf(survey);
  const guesses = headings.flatMap((heading, column) =>
    [...askedLikeness(heading, targets), ...usualLikeness(heading, survey)].map(([use, likeness]) => ({
      column,
      use,
      likeness,
    })),
  );
  guesses.sort((one, other) => other.likeness - one.likeness || one.column - other.column);
  const uses = headings.map(() => '');
  const given = new Set<string>();
  for (const { column, use, likeness } of guesses) {
    if (likeness < likelyEnough || uses[column] !== '' || given.has(use)) continue;
    uses[column] = use;
    given.add(use);
  }
  return uses;
}

function targetsOf(survey: SurveyContent): readonly Target[] {
  const texts = (text: Localized): string[] => Object.values(text).map(plain);
  const targets: Omit<Target, 'words'>[] = [
    ...survey.questions.map(({ id, text }, at) => ({
      use: `question:${id}`,
      texts: texts(text),
      ids: [
        plain(id),
        `cau ${at + 1}`,
        `c${at + 1}`,
        `q${at + 1}`,
        `q${String(at + 1).padStart(2, '0')}`,
        `${at + 1}`,
      ],
    })),
    ...survey.about.map(({ id, text }) => ({ use: `about:${id}`, texts: texts(text), ids: [plain(id)] })),
    ...(survey.comment ? [{ use: 'comment', texts: texts(survey.comment.text), ids: ['comment'] }] : []),
  ];
  return targets.map((target) => ({ ...target, words: target.texts.map(wordsOf) }));
}

function askedLikeness(heading: string, targets: readonly Target[]): (readonly [ColumnUse, number])[] {
  const forms = formsOf(heading);
  const formWords = forms.map(wordsOf);
  return targets.map(({ use, texts, words, ids }) => {
    if (forms.some((form) => texts.includes(form))) return [use, 1] as const;
    if (forms.some((form) => ids.includes(form))) return [use, 0.8] as const;
    const likeness = forms.flatMap((form, at) =>
      texts.map((text, index) => textLikeness([form, formWords[at]!], [text, words[index]!])),
    );
    return [use, Math.max(...likeness)] as const;
  });
}

/** The heading, the text in its last brackets (a row of a question grid), and both without a leading number. */
function formsOf(heading: string): readonly string[] {
  const inBrackets = /\[([^[\]]+)\]\s*$/.exec(heading)?.[1];
  const forms = [heading, lowerPart(heading), ...(inBrackets ? [inBrackets] : [])].map(plain);
  const bare = forms.map((form) => form.replace(/^((cau|tieu chi|q|c)\s*)?\d+(\.\d+)*\s*[.):/-]\s*/, ''));
  return [...new Set([...forms, ...bare])].filter((form) => form !== '');
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

type Worded = readonly [text: string, words: ReadonlySet<string>];

/** From 0 to below 1: similarity by shared words. */
function textLikeness([one, words]: Worded, [other, others]: Worded): number {
  const shared = [...words].filter((word) => others.has(word)).length;
  const alike = (2 * shared) / (words.size + others.size);
  const isWithin = ` ${one} `.includes(` ${other} `);
  return Math.max(alike >= 0.6 ? 0.9 * alike : 0, isWithin ? 0.55 : 0);
}

function usualLikeness(heading: string, survey: SurveyContent): (readonly [ColumnUse, number])[] {
  const forms = formsOf(heading);
  return usual
    .filter(({ use }) => use !== 'comment' || survey.comment)
    .map(({ use, whole, likely }) => {
      if (forms.some((form) => whole.test(form))) return [use, 0.75] as const;
      return [use, forms.some((form) => likely?.test(form)) ? 0.52 : 0] as const;
    });
}
