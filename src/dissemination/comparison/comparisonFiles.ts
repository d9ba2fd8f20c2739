/** A comparison as files: JSON, which is signed, a table for programs, and a page in each language. */
import { join } from 'node:path';
import ejs from 'ejs';
import { dayText, timeText } from '../../platform/calendar/clock.ts';
import { projectFolder } from '../../platform/projectFolder.ts';
import { csvText } from '../../platform/tables/csv.ts';
import { inLanguage, pageLanguages, type PageLanguage } from '../../platform/text/localized.ts';
import { chartOf, lineWords } from '../../processing/results/lineWords.ts';
import { rankWords } from '../../processing/results/rankWords.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import type { Compared, Comparison, NotCompared } from './comparison.ts';
import { comparisonTexts, reasonWords } from './texts.ts';

export const comparisonFile = 'comparison.json';

/** Files by name. Those other than the JSON follow from it. */
export async function comparisonFiles(comparison: Comparison): Promise<ReadonlyMap<string, string>> {
  const files = new Map([
    [comparisonFile, `${JSON.stringify(comparison, null, 2)}\n`],
    ['comparison.csv', csvText(tableOf(comparison))],
  ]);
  const view = join(projectFolder(), 'views', 'dissemination', 'comparison', 'page.ejs');
  for (const language of pageLanguages)
    files.set(`comparison.${language}.html`, await ejs.renderFile(view, pageOf(comparison, language)));
  return files;
}

export function isCompared(one: Compared | NotCompared): one is Compared {
  return one.state === 'compared';
}

const columns = [
  'name',
  'state',
  'rank',
  'rank_low',
  'rank_up',
  'ranked',
  'index_percent',
  'interval_low',
  'interval_up',
  'respondents',
  'answers',
  'effective_size',
  'first_day',
  'last_day',
  'round',
  'publication',
  'hash',
  'address',
  'key',
  'reason',
] as const;
/** Bounds of intervals are not exact decimals. */
const decimalsOf: Partial<Record<string, number>> = { interval_low: 4, interval_up: 4 };
type Cells = Partial<Record<(typeof columns)[number], string | number | undefined>>;

function tableOf({ installations }: Comparison) {
  const rows = installations.map((one) => {
    const cells: Cells = isCompared(one) ? cellsOf(one) : { reason: reasonWords(one.reasons, 'en') };
    const { name, state, address, key } = one;
    const whole: Cells = { ...cells, name, state, address, key };
    return columns.map((column) => whole[column] ?? '');
  });
  return { columns: columns.map((key) => ({ key, heading: key, decimals: decimalsOf[key] })), rows };
}

function cellsOf({ figure, rank, publication }: Compared): Cells {
  const { firstOn, lastOn, roundId, number, hash } = publication;
  const basis = { first_day: firstOn, last_day: lastOn, round: roundId, publication: number, hash };
  const ranked =
    rank.state === 'ranked'
      ? { rank: rank.rank, rank_low: rank.set.low, rank_up: rank.set.up, ranked: rank.of }
      : { reason: rank.reason };
  if (figure.state !== 'shown') return { ...basis, ...ranked };
  const { value, intervalPercent: [low, up] = [], people, answers, effectiveSize } = figure;
  return {
    ...basis,
    ...ranked,
    index_percent: decimalToNumber(value),
    interval_low: low,
    interval_up: up,
    respondents: people,
    answers,
    effective_size: effectiveSize,
  };
}

function pageOf(comparison: Comparison, language: PageLanguage) {
  const t = comparisonTexts[language];
  const { wanted, at, signedBy, basis, installations } = comparison;
  const compared = installations.filter(isCompared);
  const others = installations.filter((one) => !isCompared(one)) as readonly NotCompared[];
  const without = (state: NotCompared['state']) =>
    others
      .filter((one) => one.state === state)
      .map(({ name, address, reasons }) => ({ name, address, why: reasonWords(reasons, language) }));
  const [refused, missing] = [without('refused'), without('missing')];
  const chart = chartOf(compared, ({ name }) => name, language);
  return {
    language,
    t,
    r: resultTexts[language],
    title: 'year' in wanted ? t.titleOfYear({ year: wanted.year }) : t.titleOfLabel({ label: wanted.label }),
    collected: t.collected({ time: timeText(new Date(at), language) }),
    counts: t.counts({
      all: compared.length + refused.length + missing.length,
      compared: compared.length,
      refused: refused.length,
      missing: missing.length,
    }),
    isIncomplete: others.length > 0,
    isMadeUp: basis?.isMadeUp ?? false,
    isSelfSelected: basis?.sampleKind === 'selfSelected',
    method: basis && methodWords(basis, language),
    chart: chart && { ...chart, caption: chart.description },
    rows: compared.map((one) => rowOf(one, language)),
    refused,
    missing,
    signedBy,
  };
}

function methodWords(
  { method: { id, version, name }, questions }: NonNullable<Comparison['basis']>,
  language: PageLanguage,
): string {
  return comparisonTexts[language].method({
    name: inLanguage(name, language),
    key: `${id}@${version}`,
    questions,
  });
}

/** A figure and its rank in words; one that stands alone has no rank. */
export function comparedWords(one: Compared, language: PageLanguage) {
  const { rank, isRecomputed } = one;
  const isAlone = rank.state === 'ranked' && rank.of === 1;
  const words = isAlone ? { rank: '–', notes: [] } : rankWords({ row: rank }, (key) => key, language)!;
  const notes = [...words.notes, ...(isRecomputed ? [] : [comparisonTexts[language].notRecomputed])];
  return { ...lineWords(one, language), rank: words.rank, notes };
}

function rowOf(one: Compared, language: PageLanguage) {
  const { name, address, publication } = one;
  const { value, interval, people, rank, notes } = comparedWords(one, language);
  const days = [publication.firstOn, publication.lastOn].map((day) => dayText(day, language));
  return {
    name,
    rank,
    notes,
    value,
    interval,
    people,
    asked: days.join(' – '),
    publication: comparisonTexts[language].numberOf({ number: publication.number }),
    url: `${address}/publications/${encodeURIComponent(publication.roundId)}/${publication.number}`,
  };
}
