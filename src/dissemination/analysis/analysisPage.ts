/** A crosstab in the words and numbers of one language, for `views/dissemination/analysis/analysis.ejs`. */
import { catalogue, said } from '../../platform/text/catalogue.ts';
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { linesTable } from '../../processing/results/lineCells.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import type { Scope } from '../../statistics/estimation/scope.ts';
import { savedViewTexts } from '../savedViews/texts.ts';
import { timeTexts } from '../timeSeries/texts.ts';
import type { Table } from '../../platform/tables/table.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { Download } from '../../platform/web/download.ts';
import type { Analysis, AnalysisTable, Refusal } from './analysis.ts';
import type { UnitChoice } from './askedRound.ts';
import type { AnalysisRequest } from './input.ts';
import { compareTexts } from './compareTexts.ts';
import { driversTexts } from './driversTexts.ts';
import { gapsTexts } from './gapsTexts.ts';
import { smallUnitsTexts } from './smallUnitsTexts.ts';
import { filtersOf, type AnalysisDimension, type AnalysisFilter, type DimensionGroup } from './dimensions.ts';
import { levelTexts } from './levelTexts.ts';
import { nonresponseTexts } from './nonresponseTexts.ts';
import { targetTexts } from './targetTexts.ts';
import type { Period, TypedPeriod } from './period.ts';
import { analysisTexts } from './texts.ts';

/** Scopes that an index can cover: everything, each factor, each question. */
export function scopesOf({ plan, survey }: MeasuredRound): { id: string; scope: Scope; label: Localized }[] {
  const { factors, questions } = survey.content;
  const { vi, en } = analysisTexts;
  const counted = new Set(plan.questions.map(({ id }) => id));
  return [
    { id: 'whole', scope: { kind: 'whole' }, label: { vi: vi.whole, en: en.whole } },
    ...factors
      .filter(({ id }) => plan.factors.includes(id))
      .map(({ id, title }) => ({
        id: `factor:${id}`,
        scope: { kind: 'factor', id } as const,
        label: { vi: `${vi.factor}: ${title.vi}`, en: `${en.factor}: ${inLanguage(title, 'en')}` },
      })),
    ...questions.flatMap(({ id, text }, index) =>
      counted.has(id)
        ? {
            id: `question:${id}`,
            scope: { kind: 'question', id } as const,
            label: { vi: `${index + 1}. ${text.vi}`, en: `${index + 1}. ${inLanguage(text, 'en')}` },
          }
        : [],
    ),
  ];
}

/** Tabs of the analysis pages; links keep the round and the unit. */
export function pageTabs(
  current: keyof typeof pageAddresses,
  { round, unit }: { readonly round: string; readonly unit: string },
  language: PageLanguage,
) {
  const labels = {
    crosstab: analysisTexts[language].title,
    compare: compareTexts[language].title,
    levels: levelTexts[language].title,
    drivers: driversTexts[language].title,
    gaps: gapsTexts[language].title,
    'small-units': smallUnitsTexts[language].title,
    nonresponse: nonresponseTexts[language].title,
    target: targetTexts[language].title,
    comments: catalogue('dissemination/commentTopics')[language].title,
    time: timeTexts[language].title,
    views: savedViewTexts[language].title,
  };
  return (Object.keys(labels) as (keyof typeof labels)[]).map((page) => ({
    url: `${pageAddresses[page]}?${new URLSearchParams({ round, unit }).toString()}`,
    label: labels[page],
    isCurrent: page === current,
  }));
}

const pageAddresses = {
  crosstab: '/staff/analysis',
  compare: '/staff/analysis/compare',
  levels: '/staff/analysis/levels',
  drivers: '/staff/analysis/drivers',
  gaps: '/staff/analysis/gaps',
  'small-units': '/staff/analysis/small-units',
  nonresponse: '/staff/analysis/nonresponse',
  target: '/staff/analysis/target',
  comments: '/staff/analysis/comments',
  time: '/staff/analysis/time',
  views: '/staff/analysis/views',
} as const;

export interface ShownChoices {
  readonly language: PageLanguage;
  readonly request: AnalysisRequest;
  readonly rounds: readonly { readonly id: string; readonly title: Localized }[];
  readonly units: readonly UnitChoice[];
  readonly measured: MeasuredRound;
  readonly dimensions: readonly AnalysisDimension[];
  readonly errors: Readonly<Record<string, string>>;
}

/** The form's fields, filled in with the current choices. */
export function choiceFields({
  language,
  request,
  rounds,
  units,
  measured,
  dimensions,
  errors,
}: ShownChoices) {
  const t = analysisTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  const named = dimensions.map(({ id, label }) => ({ value: id, label: say(label) }));
  const filters = filtersOf(dimensions).map(({ id, dimension, group }) => ({
    value: id,
    label: `${say(dimension.label)}: ${say(group.label)}`,
  }));
  const choice = (
    id: keyof AnalysisRequest,
    label: string,
    options: readonly { value: string; label: string; depth?: number }[],
  ) => ({ id, label, options, value: request[id], error: errors[id] });
  const none = { value: '', label: t.none };
  const noFilter = { value: '', label: t.noFilter };
  return [
    choice(
      'round',
      t.round,
      rounds.map(({ id, title }) => ({ value: id, label: say(title) })),
    ),
    choice(
      'unit',
      t.unit,
      units.map(({ id, name, depth }) => ({ value: id, label: name, depth })),
    ),
    choice(
      'of',
      t.of,
      scopesOf(measured).map(({ id, label }) => ({ value: id, label: say(label) })),
    ),
    choice('rows', t.rows, [none, ...named]),
    choice('columns', t.columns, [none, ...named]),
    choice('filter1', t.filter({ number: 1 }), [noFilter, ...filters]),
    choice('filter2', t.filter({ number: 2 }), [noFilter, ...filters]),
    ...periodFields({ from: 'from', to: 'to' }, t.period, { request, errors }),
  ];
}

/** Fields for two typed days; an empty end means that of the round. */
export function periodFields<N extends string>(
  { from, to }: { readonly from: N; readonly to: N },
  labels: { readonly from: string; readonly to: string },
  {
    request,
    errors,
  }: { readonly request: Readonly<Record<N, string>>; readonly errors: ShownChoices['errors'] },
) {
  const field = (id: N, label: string) => {
    const value = request[id];
    // An invalid day is shown as typed; a date picker would show nothing.
    return {
      id,
      label,
      value,
      error: errors[id],
      optional: true,
      type: /^\d{4}-\d{2}-\d{2}$|^$/.test(value) ? 'date' : 'text',
    };
  };
  return [field(from, labels.from), field(to, labels.to)];
}

/** The error of a period within a round, on the field that is wrong. */
export function typedError(
  typed: TypedPeriod,
  round: Period,
  fields: Readonly<Record<'from' | 'to', string>>,
  language: PageLanguage,
): Record<string, string> {
  if (!typed.error) return {};
  const [from, to] = [round.from, round.to].map((day) => dayText(day, language));
  return { [fields[typed.at]]: said(analysisTexts[language].periodErrors[typed.error], { from, to }) };
}

/** The field that shows an error. @param otherwise the field for errors that belong to no filter */
export function errorFields(
  { error }: Refusal,
  request: AnalysisRequest,
  language: PageLanguage,
  otherwise: 'rows' | 'of' = 'rows',
): Record<string, string> {
  const t = analysisTexts[language];
  const filter = (['from', 'to', 'filter2', 'filter1'] as const).find((name) => request[name] !== '');
  const isOfDimensions = error === 'tooMany' || error === 'twice';
  const columns = isOfDimensions && request.columns !== '' ? 'columns' : undefined;
  return { [(error === 'tooLarge' ? undefined : (filter ?? columns)) ?? otherwise]: t.errors[error] };
}

/** The table: a line for each row and one for the total, each with a cell for each column and one for the total. */
export function tableWords(table: AnalysisTable, analysis: Analysis, language: PageLanguage) {
  const t = analysisTexts[language];
  const words = (dimension: AnalysisDimension | undefined, { key, label }: DimensionGroup): string =>
    dimension?.id === 'day' ? dayText(key, language) : inLanguage(label, language);
  const all = { key: undefined, name: t.all };
  const named = (dimension: AnalysisDimension | undefined, groups: readonly DimensionGroup[]) =>
    groups.map((group) => ({ key: group.key, name: words(dimension, group) }));
  const columns = [...named(analysis.columns, table.columns), all];
  return {
    rowsName: analysis.rows ? inLanguage(analysis.rows.label, language) : '',
    columnsName: analysis.columns ? inLanguage(analysis.columns.label, language) : '',
    columns: columns.map(({ name }) => name),
    rows: [...named(analysis.rows, table.rows), all].map(({ key, name }) => ({
      name,
      isAll: key === undefined,
      cells: columns.map((column) => ({
        column: column.name,
        ...cellWords(table.figure(key, column.key), language),
      })),
    })),
    isEmpty: table.figure().state === 'none',
  };
}

/** The crosstab as a file for download. */
export function crosstabTaken(
  table: AnalysisTable,
  analysis: Analysis,
  title: string,
  language: PageLanguage,
): Download {
  return { key: 'crosstab', title, table: () => longTable(table, analysis, language) };
}

/** The same cells as a long table: one row per cell, with the parts of its figure in separate columns. */
function longTable(table: AnalysisTable, analysis: Analysis, language: PageLanguage): Table {
  const t = analysisTexts[language];
  const words = (dimension: AnalysisDimension | undefined, { key, label }: DimensionGroup): string =>
    dimension?.id === 'day' ? dayText(key, language) : inLanguage(label, language);
  const groupsOf = (dimension: AnalysisDimension | undefined, groups: readonly DimensionGroup[]) => [
    ...groups.map((group) => ({ key: group.key, name: words(dimension, group) })),
    { key: undefined, name: t.all },
  ];
  const across = groupsOf(analysis.columns, table.columns);
  const lines = groupsOf(analysis.rows, table.rows).flatMap((row) =>
    across.map((column) => ({ row, column, figure: table.figure(row.key, column.key) })),
  );
  const { columns, rows } = linesTable(
    t.rows,
    lines.map(({ row, figure }) => ({ name: row.name, figure })),
    language,
  );
  const [first, ...others] = columns;
  return {
    columns: [first!, { key: 'column', heading: t.columns }, ...others],
    rows: rows.map(([name = '', ...cells], index) => [name, lines[index]!.column.name, ...cells]),
  };
}

function cellWords(figure: Figure, language: PageLanguage) {
  const { value, interval, people } = lineWords({ figure, previous: undefined, change: undefined }, language);
  return {
    value,
    isShown: figure.state === 'shown',
    details: [interval, people === '' ? '' : `${people} ${analysisTexts[language].people}`].filter(Boolean),
  };
}

export function filterWords(filters: readonly AnalysisFilter[], language: PageLanguage): string[] {
  return filters.map(
    ({ dimension, group }) =>
      `${inLanguage(dimension.label, language)}: ${inLanguage(group.label, language)}`,
  );
}
