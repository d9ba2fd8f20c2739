/** A crosstab in the words and numbers of one language, for `views/analysis/analysis.ejs`. */
import { inLanguage, type Localized, type PageLanguage } from '../localized.ts';
import type { Figure } from '../satisfaction/figure.ts';
import type { MeasuredRound } from '../satisfaction/results.ts';
import { linesTable } from '../satisfaction/lineCells.ts';
import { lineWords } from '../satisfaction/resultsPage.ts';
import type { Scope } from '../satisfaction/scope.ts';
import { dayText } from '../web/clock.ts';
import type { TakeAway } from '../web/takeAway.ts';
import type { Analysis, AnalysisFault, AnalysisTable } from './analysis.ts';
import type { AnalysisWish } from './input.ts';
import { filtersOf, type AnalysisDimension, type DimensionGroup } from './dimensions.ts';
import { analysisTexts } from './texts.ts';

/** What an index can be asked of: all, each factor, each question. */
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
    ...questions.flatMap(({ id, text }, place) =>
      counted.has(id)
        ? {
            id: `question:${id}`,
            scope: { kind: 'question', id } as const,
            label: { vi: `${place + 1}. ${text.vi}`, en: `${place + 1}. ${inLanguage(text, 'en')}` },
          }
        : [],
    ),
  ];
}

export interface UnitChoice {
  readonly id: string;
  readonly name: string;
  readonly depth: number;
}

export interface ShownChoices {
  readonly language: PageLanguage;
  readonly wish: AnalysisWish;
  readonly rounds: readonly { readonly id: string; readonly title: Localized }[];
  readonly units: readonly UnitChoice[];
  readonly measured: MeasuredRound;
  readonly dimensions: readonly AnalysisDimension[];
  readonly faults: Readonly<Record<string, string>>;
}

/** The fields of the form, filled in with what was chosen. */
export function choiceFields({ language, wish, rounds, units, measured, dimensions, faults }: ShownChoices) {
  const t = analysisTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  const named = dimensions.map(({ id, label }) => ({ value: id, label: say(label) }));
  const filters = filtersOf(dimensions).map(({ id, dimension, group }) => ({
    value: id,
    label: `${say(dimension.label)}: ${say(group.label)}`,
  }));
  const choice = (
    id: keyof AnalysisWish,
    label: string,
    options: readonly { value: string; label: string; depth?: number }[],
  ) => ({ id, label, options, value: wish[id], fault: faults[id] });
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
    choice('filter1', t.filter(1), [noFilter, ...filters]),
    choice('filter2', t.filter(2), [noFilter, ...filters]),
  ];
}

/** The fields that a fault is written beside. */
export function faultFields(fault: AnalysisFault, wish: AnalysisWish, language: PageLanguage) {
  const sentence = analysisTexts[language].faults[fault];
  const isOfFilter = fault === 'fewForms' || fault === 'fewLeftOut';
  const [field = 'rows'] = (['filter2', 'filter1', 'columns'] as const).filter((name) => wish[name] !== '');
  return { [isOfFilter || fault === 'tooMany' || fault === 'twice' ? field : 'rows']: sentence };
}

/** The table: a line for each row and one for all, in each a cell for each column and one for all. */
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

/** The same cells as a long table: a row for each, with the parts of its figure by themselves. */
export function crosstabTaken(
  table: AnalysisTable,
  analysis: Analysis,
  title: string,
  language: PageLanguage,
): TakeAway {
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
    key: 'crosstab',
    title,
    table: {
      columns: [first!, { key: 'column', heading: t.columns }, ...others],
      rows: rows.map(([name = '', ...cells], place) => [name, lines[place]!.column.name, ...cells]),
    },
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

export function filterWords({ filters }: Analysis, language: PageLanguage): string[] {
  return filters.map(
    ({ dimension, group }) =>
      `${inLanguage(dimension.label, language)}: ${inLanguage(group.label, language)}`,
  );
}
