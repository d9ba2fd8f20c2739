/** The page for choosing the meanings of texts in cells. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import type { ValueGroup } from './guessMapping.ts';
import { blankMeaning, type ValueMeaning } from './mapping.ts';
import { importTexts } from './texts.ts';

interface MeaningSelect {
  readonly of: string;
  /** As written in the file. */
  readonly text: string;
  readonly plain: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
}

export interface MeaningGroup {
  readonly title: string;
  readonly selects: readonly MeaningSelect[];
}

export function meaningGroups(
  groups: readonly ValueGroup[],
  values: readonly ValueMeaning[],
  { survey, language }: { survey: SurveyContent; language: PageLanguage },
): readonly MeaningGroup[] {
  const t = importTexts[language];
  const meanings = new Map(values.map(({ of, text, meaning }) => [`${of} ${text}`, meaning]));
  return groups.map(({ of, texts }) => {
    const { title, options } = meaningsOf(of, survey, language);
    const offered = [...options, { value: blankMeaning, label: t.isBlank }, { value: '', label: t.isError }];
    const selects = texts.map(({ text, plain }): MeaningSelect => ({
      of,
      text,
      plain,
      options: offered,
      value: meanings.get(`${of} ${plain}`) ?? '',
    }));
    return { title, selects };
  });
}

function meaningsOf(of: string, survey: SurveyContent, language: PageLanguage) {
  const [kind, id] = of.split(':');
  if (kind === 'about') {
    const question = survey.about.find((one) => one.id === id)!;
    return {
      title: inLanguage(question.text, language),
      options: question.options.map((option) => ({
        value: option.id,
        label: inLanguage(option.label, language),
      })),
    };
  }
  const { levels, noOpinion } = survey.scales.find((one) => one.id === id)!;
  const worst = inLanguage(levels[0]!.label, language);
  const best = inLanguage(levels.at(-1)!.label, language);
  return {
    title: importTexts[language].scale({ levels: `1 = ${worst} … ${levels.length} = ${best}` }),
    options: [
      ...levels.map(({ level, label }) => ({
        value: String(level),
        label: `${level} – ${inLanguage(label, language)}`,
      })),
      ...(noOpinion ? [{ value: '0', label: inLanguage(noOpinion, language) }] : []),
    ],
  };
}
