/** The page for mapping columns: its selects, and the errors in the choices. */
import { tableRows, textColumns, type Column } from '../../access/web/columns.ts';
import type { FieldErrors } from '../../platform/web/form.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import { columnLetters } from './checkImport.ts';
import { useErrors } from './guessMapping.ts';
import type { Check } from './import.ts';
import type { ColumnUse } from './mapping.ts';
import type { ColumnTexts } from './profile.ts';
import { importTexts } from './texts.ts';
import { questionNames } from '../../design/surveys/questionNames.ts';

export interface UseGroup {
  readonly label: string;
  readonly options: readonly { readonly value: ColumnUse; readonly label: string }[];
}

/** All possible uses of a column, in groups. */
export function offeredUses(survey: SurveyContent, language: PageLanguage): readonly UseGroup[] {
  const { uses } = importTexts[language];
  const groups: UseGroup[] = [
    {
      label: uses.question,
      options: Array.from(questionNames(survey.questions, language), ([id, label]) => ({
        value: `question:${id}`,
        label,
      })),
    },
    {
      label: uses.about,
      options: survey.about.map(({ id, text }) => ({
        value: `about:${id}`,
        label: inLanguage(text, language),
      })),
    },
    {
      label: uses.other,
      options: [
        { value: 'givenOn', label: uses.givenOn },
        { value: 'unit', label: uses.unit },
        ...(survey.comment ? [{ value: 'comment', label: uses.comment }] : []),
      ],
    },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

export function offeredValues(groups: readonly UseGroup[]): readonly ColumnUse[] {
  return ['', ...groups.flatMap(({ options }) => options.map(({ value }) => value))];
}

/** The columns of the file with what each is used for, and those that are not used. */
export function columnTable(
  headings: readonly string[],
  {
    uses,
    profile,
    groups,
    errors,
  }: {
    readonly uses: readonly ColumnUse[];
    readonly profile: readonly ColumnTexts[];
    readonly groups: readonly UseGroup[];
    readonly errors: FieldErrors;
  },
  language: PageLanguage,
) {
  const t = importTexts[language];
  const offered = [{ options: [{ value: '', label: t.uses.none }] }, ...groups];
  const lines = headings.map((heading, column) => {
    const letters = columnLetters(column);
    const [id, value] = [`use-${column}`, uses[column] ?? ''];
    const label = `${t.use} ${letters} ${heading}`;
    const samples = (profile[column]?.texts ?? [])
      .slice(0, 3)
      .map((text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text))
      .join(' · ');
    return {
      letters,
      heading,
      samples: samples && `${t.samples} ${samples}`,
      select: { id, label, value, groups: offered, error: errors[id] },
    };
  });
  const columns: readonly Column<(typeof lines)[number]>[] = [
    { key: 'letters', heading: t.column, className: ({ select }) => (select.value === '' ? 'unused' : '') },
    { key: 'heading', heading: t.heading, isName: true, detail: ({ samples }) => samples },
    {
      key: 'use',
      heading: t.use,
      value: () => undefined,
      view: 'access/web/select',
      className: ({ select }) => (select.error ? 'wrong' : ''),
    },
  ];
  return {
    rows: tableRows(columns, lines, { title: t.columnsTitle, language }),
    unused: lines.filter(({ heading, select }) => heading !== '' && select.value === ''),
  };
}

/** Errors of one kind in one row share a line: a row of totals lacks every answer. */
export function errorRows(
  errors: Check['errors'],
  headings: readonly string[],
  { invalid, language }: { readonly invalid: number; readonly language: PageLanguage },
) {
  const t = importTexts[language];
  const lines = new Map<string, Check['errors'][number][]>();
  for (const error of errors) {
    const key = JSON.stringify([error.row, error.kind, error.text]);
    lines.set(key, [...(lines.get(key) ?? []), error]);
  }
  const shown = [...lines.values()].map((alike) => {
    const { row, kind, column, text } = alike[0]!;
    const letters = alike.map((error) => columnLetters(error.column)).join(', ');
    const heading = alike.length === 1 ? ` · ${headings[column] ?? ''}` : '';
    return {
      errorRow: row,
      column: `${letters}${heading}`,
      errorWhat: t.errorKinds[kind],
      errorText: text,
    };
  });
  const columns = textColumns(t, ['errorRow', 'column', 'errorWhat', 'errorText']);
  const isAll = new Set(shown.map(({ errorRow }) => errorRow)).size === invalid;
  const title = (isAll ? t.errorsAllTitle : t.errorsTitle)({ shown: shown.length });
  return tableRows(columns, shown, { title, language });
}

/** Error messages by the id of their field. */
export function columnErrors(
  uses: readonly ColumnUse[],
  unitId: string,
  { survey, language }: { survey: SurveyContent; language: PageLanguage },
): FieldErrors {
  const t = importTexts[language].columnErrors;
  const names = new Map(
    offeredUses(survey, language).flatMap(({ options }) => options.map(({ value, label }) => [value, label])),
  );
  const errors: Record<string, string> = {};
  for (const error of useErrors(uses, survey)) {
    if (error.kind === 'usedTwice') {
      errors[`use-${uses.lastIndexOf(error.use)}`] = t.usedTwice({ what: names.get(error.use) ?? '' });
    } else {
      // Missing from all columns: reported at the first unused column.
      const free = Math.max(0, uses.indexOf(''));
      const sentence = t.questionMissing({ what: names.get(`question:${error.questionId}`) ?? '' });
      errors[`use-${free}`] = [errors[`use-${free}`], sentence].filter(Boolean).join(' ');
    }
  }
  if (!uses.includes('unit') && unitId === '') errors['unit'] = t.unitMissing;
  return errors;
}
