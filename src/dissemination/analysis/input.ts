/** The forms of the analysis pages, whose choices are in the address; whether these exist is checked once the round is known. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { line, type Field } from '../../platform/web/fields.ts';
import { form, type TypedIn } from '../../platform/web/form.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { timeTexts } from '../timeSeries/texts.ts';
import { type CompareWay } from './compare.ts';
import { compareTexts } from './compareTexts.ts';
import type { AnyFindingKind } from './finding.ts';
import { findingTexts } from './findingTexts.ts';
import { levelTexts } from './levelTexts.ts';
import { analysisTexts } from './texts.ts';

type Texts<T> = Readonly<Record<PageLanguage, T>>;

/** The texts of both; where these have the same name, the latter. */
function joined<A, B>(one: Texts<A>, other: Texts<B>): Texts<Omit<A, keyof B> & B> {
  const of = (language: PageLanguage) => ({ ...one[language], ...other[language] });
  return {
    get vi() {
      return of('vi');
    },
    get en() {
      return of('en');
    },
  };
}

const part = line(200);

/** One end of a period. What is no day is shown as typed; a date picker would show nothing. */
function end<T>(label: (t: T) => string): Field<string, string, T> {
  const isDay = (typed: string): boolean => /^\d{4}-\d{2}-\d{2}$|^$/.test(typed);
  return { ...line(200, { label }), shown: (value) => ({ value, type: isDay(value) ? 'date' : 'text' }) };
}

type Ends = { readonly period: Readonly<Record<'from' | 'to', string>> };
const period = { from: end((t: Ends) => t.period.from), to: end((t: Ends) => t.period.to) };
const place = { round: part, unit: part };

type Numbered = { readonly filter: (values: { readonly number: number }) => string };
const numbered = (number: number) => line(200, { label: (t: Numbered) => t.filter({ number }) });

export const crosstabTexts = joined(resultTexts, analysisTexts);
export const crosstabForm = form(
  crosstabTexts,
  { ...place, of: part, rows: part, columns: part, filter1: numbered(1), filter2: numbered(2), ...period },
  // What sorts its rows, and its columns (crosstabOrder.ts).
  { hidden: { sort: part, sortColumns: part } },
);
export type CrosstabRequest = TypedIn<typeof crosstabForm>;
export type AnalysisRequest = Omit<CrosstabRequest, 'sort' | 'sortColumns'>;

export const levelsTexts = joined(crosstabTexts, levelTexts);
const filter1 = line(200, { label: (t: { readonly filter: string }) => t.filter });
export const levelsForm = form(levelsTexts, { ...place, of: part, filter1, ...period });

export const comparisonTexts = joined(analysisTexts, compareTexts);
export const comparisonForm = form(
  comparisonTexts,
  {
    ...place,
    a: line(200, { label: (t) => t.first.value }),
    b: part,
    from: end((t) => t.first.period.from),
    to: end((t) => t.first.period.to),
    from2: end((t) => t.second.period.from),
    to2: end((t) => t.second.period.to),
  },
  { hidden: { by: part } },
);
export type CompareRequest = TypedIn<typeof comparisonForm> & { readonly way: CompareWay };

export const seriesTexts = joined(joined(analysisTexts, findingTexts), timeTexts);
export const seriesForm = form(seriesTexts, { ...place, of: part, by: part, filter: part, rounds: part });

/** Each kind of finding has its own title, lead, and name of the index. */
export function findingPageTexts(own: AnyFindingKind['texts']) {
  const shown = ({ title, lead, of }: (typeof own)['vi']) => ({ title, lead, of });
  return joined(joined(analysisTexts, findingTexts), { vi: shown(own.vi), en: shown(own.en) });
}

export const findingForm = (texts: ReturnType<typeof findingPageTexts>) =>
  form(texts, { ...place, of: part, target: line(200, { inputmode: 'decimal', optional: false }) });
