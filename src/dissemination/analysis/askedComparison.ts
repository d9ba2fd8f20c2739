/** Reads a comparison from the request: both sides, or the errors of the fields. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { MeasuredRounds } from '../../processing/results/measuredRounds.ts';
import { isAmong, type Asked } from './askedRound.ts';
import { typedError } from './analysisPage.ts';
import {
  compareGroups,
  compareMethods,
  compareRounds,
  compareUnits,
  type Comparison,
  type CompareError,
  type CompareRefusal,
} from './compare.ts';
import type { Counting } from './countedSides.ts';
import { filtersOf, typedPeriods, type AnalysisDimension, type AnalysisFilter } from './dimensions.ts';
import type { CompareRequest } from './input.ts';
import { roundPeriod, typedPeriod, type Period } from './period.ts';
import { analysisTexts } from './texts.ts';
import { compareTexts } from './compareTexts.ts';

type CompareErrors = Readonly<Record<string, string>>;

export interface AskedComparison {
  /** Absent where choices are missing or invalid. */
  readonly comparison?: Comparison;
  readonly errors: CompareErrors;
  /** The filters in words for the audit, where responses were filtered. */
  readonly filters?: readonly string[];
}

export interface ComparisonContext {
  readonly rounds: MeasuredRounds;
  readonly counting: Counting;
  readonly dimensions: readonly AnalysisDimension[];
  readonly language: PageLanguage;
}

type Fields = readonly [first: string, second: string];

export async function askedComparison(
  asked: Asked,
  request: CompareRequest,
  context: ComparisonContext,
): Promise<AskedComparison> {
  const { measured, unitId, closed } = asked;
  const { rounds, counting, language } = context;
  const { now } = counting;
  const unknown = { errors: { b: analysisTexts[language].unknown } };
  const made = (result: Comparison | CompareRefusal, fields: Fields = ['b', 'b']): AskedComparison =>
    'error' in result
      ? { errors: { [fields[result.side]]: errorSentence(result, language) } }
      : { comparison: result, errors: {} };
  const { way, b } = request;
  if (way === 'period') return await ofPeriods(asked, request, context, made);
  if (way === 'value') return await ofValues(asked, request, context, made);
  if (b === '') return { errors: {} };
  if (way === 'unit') return isAmong(asked, b) ? made(compareUnits(measured, [unitId, b], now)) : unknown;
  if (way === 'method') {
    const isFurther = measured.round.methodIds.slice(1).includes(b);
    return isFurther
      ? made(await compareMethods(rounds, { main: measured, methodId: b, unitId }, now))
      : unknown;
  }
  const other = closed.find(({ round }) => round.id === b);
  if (!other) return unknown;
  if (!isAmong(other, unitId)) return made({ error: 'notInBoth', side: 1 });
  return made(await compareRounds(rounds, { unitId, pair: [measured.round, other.round] }, now));
}

type Make = (result: Comparison | CompareRefusal, fields?: Fields) => AskedComparison;

async function ofPeriods(
  { measured, unitId }: Asked,
  { from, to, from2, to2 }: CompareRequest,
  { counting, language }: ComparisonContext,
  made: Make,
): Promise<AskedComparison> {
  if ([from, to, from2, to2].every((typed) => typed === '')) return { errors: {} };
  const whole = roundPeriod(measured.round);
  const typed = [typedPeriod({ from, to }, whole), typedPeriod({ from: from2, to: to2 }, whole)] as const;
  const errors = {
    ...typedError(typed[0], whole, { from: 'from', to: 'to' }, language),
    ...typedError(typed[1], whole, { from: 'from2', to: 'to2' }, language),
  };
  const [first = whole, second = whole] = typed.map((one) => (one.error ? undefined : one.period));
  if (Object.keys(errors).length > 0) return { errors };
  if (overlap(first, second)) return made({ error: 'overlap', side: 1 }, ['from', 'from2']);
  const dimension = typedPeriods({ first, second });
  const sides = dimension.groups.map((group): AnalysisFilter => ({ id: 'period', dimension, group }));
  const isLater = first.from < second.from;
  return await ofGroups({ measured, unitId }, { sides, isLater, counting, fields: ['from', 'from2'] }, made);
}

async function ofValues(
  { measured, unitId }: Asked,
  { a, b }: CompareRequest,
  { counting, dimensions, language }: ComparisonContext,
  made: Make,
): Promise<AskedComparison> {
  if (a === '' || b === '') return { errors: {} };
  const [first, second] = [a, b].map((wanted) => filtersOf(dimensions).find(({ id }) => id === wanted));
  const said = analysisTexts[language].unknown;
  if (!first || !second) return { errors: { ...(first ? {} : { a: said }), ...(second ? {} : { b: said }) } };
  if (first.id === second.id) return made({ error: 'same', side: 1 });
  if (first.dimension !== second.dimension) return made({ error: 'notAlike', side: 1 });
  const isLater = first.dimension.periods !== undefined && first.group.key < second.group.key;
  return await ofGroups(
    { measured, unitId },
    { sides: [first, second], isLater, counting, fields: ['a', 'b'] },
    made,
  );
}

async function ofGroups(
  { measured, unitId }: Pick<Asked, 'measured' | 'unitId'>,
  {
    sides,
    isLater,
    counting,
    fields,
  }: { sides: readonly AnalysisFilter[]; isLater: boolean; counting: Counting; fields: Fields },
  made: Make,
): Promise<AskedComparison> {
  const [first, second] = sides;
  const result = await compareGroups(measured, { unitId, sides: [first!, second!], isLater }, counting);
  const filters = sides.map(
    ({ dimension, group }) => `${inLanguage(dimension.label, 'vi')}: ${inLanguage(group.label, 'vi')}`,
  );
  return { ...made(result, fields), filters };
}

function overlap(one: Period, other: Period): boolean {
  return one.from <= other.to && other.from <= one.to;
}

function errorSentence({ error }: CompareRefusal, language: PageLanguage): string {
  const t = analysisTexts[language];
  const own: Partial<Record<CompareError, string>> = compareTexts[language].errors;
  const shared: Partial<Record<CompareError, string>> = t.errors;
  return own[error] ?? shared[error] ?? '';
}
