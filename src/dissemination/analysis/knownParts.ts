/** Finds the chosen values among those that a round and a unit have. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import type { Analysis } from './analysis.ts';
import { scopesOf, typedError } from './analysisPage.ts';
import { filtersOf, periodFilter, type AnalysisDimension } from './dimensions.ts';
import type { AnalysisRequest } from './input.ts';
import { roundPeriod, typedPeriod } from './period.ts';
import { analysisTexts } from './texts.ts';

type FieldErrors = Readonly<Record<string, string>>;

/** The choices that exist, and errors for fields whose values this round and unit do not have. */
export function knownPartsOf(
  request: AnalysisRequest,
  measured: MeasuredRound,
  dimensions: readonly AnalysisDimension[],
  language: PageLanguage,
): { analysis: Analysis; unknown: FieldErrors } {
  const [rows, columns] = [request.rows, request.columns].map((wanted) =>
    dimensions.find(({ id }) => id === wanted),
  );
  const filters = [request.filter1, request.filter2].map((wanted) =>
    filtersOf(dimensions).find(({ id }) => id === wanted),
  );
  const scope = scopesOf(measured).find(({ id }) => id === request.of)?.scope;
  const whole = roundPeriod(measured.round);
  const typed = typedPeriod(request, whole);
  const found = { of: scope, rows, columns, filter1: filters[0], filter2: filters[1] };
  const unknown = Object.entries(found)
    .filter(([field, part]) => part === undefined && request[field as keyof AnalysisRequest] !== '')
    .map(([field]) => [field, analysisTexts[language].unknown]);
  return {
    unknown: {
      ...(Object.fromEntries(unknown) as FieldErrors),
      ...typedError(typed, whole, { from: 'from', to: 'to' }, language),
    },
    analysis: {
      unitId: request.unit,
      scope: scope ?? { kind: 'whole' },
      rows,
      columns,
      filters: [...filters, typed.error ? undefined : typed.period && periodFilter(typed.period)].flatMap(
        (one) => one ?? [],
      ),
    },
  };
}
