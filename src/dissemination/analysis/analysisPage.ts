/** What the pages of analysis share: their scopes, their forms and the errors in them, in one language. */
import { said } from '../../platform/text/catalogue.ts';
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import type { Scope } from '../../statistics/estimation/scope.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { Refusal } from './analysis.ts';
import type { UnitChoice } from './askedRound.ts';
import type { AnalysisRequest } from './input.ts';
import { filtersOf, type AnalysisDimension, type AnalysisFilter } from './dimensions.ts';
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

export function filterWords(filters: readonly AnalysisFilter[], language: PageLanguage): string[] {
  return filters.map(
    ({ dimension, group }) =>
      `${inLanguage(dimension.label, language)}: ${inLanguage(group.label, language)}`,
  );
}
