/** What the pages of analysis share: their scopes, their forms and the errors in them, in one language. */
import { said } from '../../platform/text/catalogue.ts';
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import type { Scope } from '../../statistics/estimation/scope.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { Refusal } from './analysis.ts';
import type { Asked } from './askedRound.ts';
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

type NamedScopes = ReturnType<typeof scopesOf>;

/** The name of a scope; empty where the round has none such. */
export function scopeName(measured: MeasuredRound, wanted: string, language: PageLanguage): string {
  return inLanguage(scopesOf(measured).find(({ id }) => id === wanted)?.label ?? { vi: '' }, language);
}

export function scopeOptions(scopes: NamedScopes, language: PageLanguage) {
  return scopes.map(({ id, label }) => ({ value: id, label: inLanguage(label, language) }));
}

export function filterOptions(filters: readonly AnalysisFilter[], language: PageLanguage) {
  return filters.map((one) => ({ value: one.id, label: filterWords([one], language)[0]! }));
}

/** What the fields of a page have to choose from, by name. */
export function choicesOf(
  { closed, units, measured }: Asked,
  dimensions: readonly AnalysisDimension[],
  language: PageLanguage,
) {
  const t = analysisTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  const none = { value: '', label: t.none };
  const named = { options: [none, ...dimensions.map(({ id, label }) => ({ value: id, label: say(label) }))] };
  const noFilter = { value: '', label: t.noFilter };
  const filter = { options: [noFilter, ...filterOptions(filtersOf(dimensions), language)] };
  return {
    round: { options: closed.map(({ round }) => ({ value: round.id, label: say(round.title) })) },
    unit: { options: units.map(({ id, name, depth }) => ({ value: id, label: name, depth })) },
    of: { options: scopeOptions(scopesOf(measured), language) },
    rows: named,
    columns: named,
    filter1: filter,
    filter2: filter,
  };
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
