/** The page for choosing the meanings of texts in cells. */
import { tableRows, type Column } from '../../access/web/columns.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import type { ValueGroup } from './guessMapping.ts';
import { blankMeaning, type ValueMeaning } from './mapping.ts';
import { importTexts } from './texts.ts';

export interface MeaningGroup {
  readonly title: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly lines: readonly {
    readonly of: string;
    /** As written in the file. */
    readonly text: string;
    readonly plain: string;
    readonly meaning: string;
  }[];
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
    return {
      title,
      options: [...options, { value: blankMeaning, label: t.isBlank }, { value: '', label: t.isError }],
      lines: texts.map((one) => ({ ...one, of, meaning: meanings.get(`${of} ${one.plain}`) ?? '' })),
    };
  });
}

/** A table for each group; the lists to choose from are numbered through all of them. */
export function meaningTables(groups: readonly MeaningGroup[], language: PageLanguage) {
  const t = importTexts[language];
  let at = 0;
  return groups.map(({ title, options, lines }) => {
    const shown = lines.map(({ text, meaning }) => ({
      text,
      select: { id: `meaning-${at++}`, label: `${title}: ${text}`, value: meaning, options },
    }));
    const columns: readonly Column<(typeof shown)[number]>[] = [
      { key: 'text', heading: t.written },
      { key: 'means', heading: t.means, value: () => undefined, view: 'access/web/select' },
    ];
    return tableRows(columns, shown, { title, language });
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
