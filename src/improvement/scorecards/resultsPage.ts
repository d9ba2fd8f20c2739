/** PAR INDEX results in the words and numbers of one language. */
import { tableRows, textColumns, type Column } from '../../access/web/columns.ts';
import { heatScale } from '../../platform/charts/heatScale.ts';
import { heatLegend } from '../../processing/results/heatMap.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { rankMove } from '../../statistics/ranking/ranking.ts';
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import { changeText, hundredthsText, percentText, signedText } from '../../platform/text/numbers.ts';
import { plainTable } from '../../platform/tables/table.ts';
import type { Download, DownloadSource } from '../../platform/web/download.ts';
import { leavesOf, type CriteriaSet } from './criteria.ts';
import { fieldResults, gapsOf, type LeafChange, type ScorecardPart, type UnitResult } from './results.ts';
import { resultsTexts } from './resultsTexts.ts';
import type { YearResults } from './scorecardReader.ts';
import { exampleSource } from './presets/presets.ts';
import { partText } from './scorecardPage.ts';

const gapsShown = 10;

type NameOf = (unitId: string) => Localized;

/** The source of the criteria, and how many of them are unconfirmed. */
export function criteriaNote(set: CriteriaSet, language: PageLanguage): string {
  const leaves = leavesOf(set);
  const unconfirmed = leaves.filter(({ isConfirmed }) => !isConfirmed).length;
  const source = set.source === exampleSource.vi ? exampleSource[language] : set.source;
  const t = resultsTexts[language];
  return [
    ...(source === '' ? [] : [t.criteriaSource({ source })]),
    ...(unconfirmed === 0 ? [] : [t.unconfirmed({ count: unconfirmed, all: leaves.length })]),
  ].join(' ');
}

/** A row for each unit, best first. */
export function groupRows({ year, before, results }: YearResults, nameOf: NameOf, language: PageLanguage) {
  const setBefore = before?.set;
  return results.map((result) => ({
    unitId: result.unitId,
    name: inLanguage(nameOf(result.unitId), language),
    stage: result.stage,
    ...standingWords(result, language),
    survey: result.score.survey.pointsMax === 0 ? '–' : partText(result.score.survey, language),
    appraisal: partText(result.score.appraisal, language),
    fields: fieldResults(
      year.set,
      result.score,
      setBefore && result.before && { set: setBefore, score: result.before },
    ).map(({ percent }) =>
      percent
        ? { text: percentText(percent, language), percent: decimalToNumber(percent) }
        : { text: '–', percent: undefined },
    ),
  }));
}

/** A shade for each field of each row, and what the shades stand for. */
export function fieldShades(rows: readonly Pick<GroupRow, 'fields'>[], language: PageLanguage) {
  const scale = heatScale(rows.flatMap(({ fields }) => fields.flatMap(({ percent }) => percent ?? [])));
  return {
    legend: scale ? heatLegend(scale, language) : [],
    heat: rows.map(({ fields }) =>
      fields.map(({ percent }) => (percent === undefined ? undefined : scale?.classOf(percent))),
    ),
  };
}

export type GroupRow = ReturnType<typeof groupRows>[number];

/** A row as its page shows it, with an empty stage where that is understood. */
type RankedRow = Omit<GroupRow, 'stage'> & { readonly stage: string; readonly url?: string | undefined };

export function rankingRows(rows: readonly RankedRow[], language: PageLanguage) {
  const r = resultsTexts[language];
  const chief = { isNumber: true, className: 'chief' };
  const columns: readonly Column<RankedRow>[] = [
    { key: 'name', heading: r.unit, url: ({ url }) => url },
    { key: 'rank', heading: r.rank, ...chief, detail: ({ rankChange }) => rankChange },
    { key: 'value', heading: r.value, ...chief },
    ...textColumns(r, ['change', 'appraisal', 'survey'], { isNumber: true }),
    ...textColumns(r, rows.some(({ stage }) => stage !== '') ? ['stage'] : []),
  ];
  return tableRows(columns, rows, { title: r.results, language });
}

/** The rows as the page shows them, with points by field. */
export function rankingDownload(
  rows: readonly RankedRow[],
  fields: readonly string[],
  language: PageLanguage,
): Download {
  const r = resultsTexts[language];
  const headings = [r.unit, r.rank, r.value, r.change, r.appraisal, r.survey, r.stage, ...fields];
  const cells = rows.map((row) => [row.name, row.rank, row.value, row.change, row.appraisal, row.survey, row.stage, ...row.fields.map(({ text }) => text)]); // prettier-ignore
  return { key: 'ranking', title: r.results, table: plainTable(headings, cells) };
}

export function rankingFrom(set: CriteriaSet, language: PageLanguage): DownloadSource {
  const notes = [inLanguage(set.title, language), criteriaNote(set, language)].filter(Boolean);
  return { name: `xep-hang-cchc-${set.year}`, language, notes, isMadeUp: set.madeUp !== undefined };
}

function standingWords(result: UnitResult, language: PageLanguage) {
  const t = resultsTexts[language];
  const { score, change, rank, of } = result;
  return {
    value: percentText(score.percent, language),
    change: change ? signedText(change, language) : '–',
    rank: rank === undefined ? '–' : t.rankOf({ rank, of }),
    rankChange: movedText(result, language),
  };
}

function movedText({ rank, rankBefore }: Pick<UnitResult, 'rank' | 'rankBefore'>, language: PageLanguage) {
  if (rank === undefined || rankBefore === undefined) return undefined;
  return resultsTexts[language].rankChange(rankMove(rankBefore, rank));
}

export function partWords(part: ScorecardPart, language: PageLanguage) {
  const t = resultsTexts[language];
  const { value, change, rank, of } = part;
  const ifAny = (points: number): string => (points === 0 ? 'none' : hundredthsText(points, language));
  const parts = {
    appraisal: partText(part.appraisal, language),
    survey: partText(part.survey, language),
    bonus: ifAny(part.bonus),
    penalty: ifAny(part.penalty),
  };
  return {
    headline: t.headline({
      value: percentText(value, language),
      change: change ? changeText(change, language) : 'none',
      rank: rank === undefined ? 'none' : t.rankOf({ rank, of }),
      rankChange: movedText(part, language) ?? 'none',
    }),
    ...parts,
    parts: t.parts({ ...parts, survey: part.survey.pointsMax === 0 ? 'none' : parts.survey }),
    fields: part.fields.map((field) => ({
      code: field.code,
      field: `${field.code}. ${inLanguage(field.title, language)}`,
      points: partText(field, language),
      ofMax: field.percent ? percentText(field.percent, language) : '–',
      change: field.change ? signedText(field.change, language) : '–',
    })),
    hasBefore: part.valueBefore !== undefined,
    gains: part.gains.map((one) => leafChangeText(one, language)),
    losses: part.losses.map((one) => leafChangeText(one, language)),
    madeUp: part.madeUp && inLanguage(part.madeUp, language),
  };
}

/** @param fieldUrl the address of a field without its code; undefined: not linked */
export function partOnPage(part: ScorecardPart, language: PageLanguage, fieldUrl?: string) {
  const t = resultsTexts[language];
  const words = partWords(part, language);
  const url = ({ code }: { readonly code: string }): string | undefined =>
    fieldUrl === undefined ? undefined : fieldUrl + code;
  const columns = [
    { key: 'field', heading: t.field, url } as const,
    ...textColumns(t, ['points', 'ofMax', 'change'], { isNumber: true }),
  ];
  return { ...words, fields: tableRows(columns, words.fields, { title: t.byField, language }) };
}

function leafChangeText({ code, title, points, pointsBefore }: LeafChange, language: PageLanguage): string {
  return resultsTexts[language].changeLine({
    title: `${code}. ${inLanguage(title, language)}`,
    before: hundredthsText(pointsBefore, language),
    after: hundredthsText(points, language),
    change: signedText({ units: points - pointsBefore, decimals: 2 }, language),
  });
}

/** Where a unit's missing points are; undefined: it has none, or they are not final. */
export function gapRows({ results }: YearResults, unitId: string, language: PageLanguage) {
  const own = results.find((one) => one.unitId === unitId);
  const others = results.filter((one) => one.unitId !== unitId && one.stage === 'locked');
  if (own?.stage !== 'locked') return undefined;
  const gaps = gapsOf(
    own.score,
    others.map(({ score }) => score),
  );
  if (gaps.length === 0) return undefined;
  const t = resultsTexts[language];
  const lines = gaps.slice(0, gapsShown).map((one) => ({
    criterion: `${one.code}. ${inLanguage(one.title, language)}`,
    points: partText(one, language),
    gap: hundredthsText(one.gap, language),
    othersMean: one.othersMean === undefined ? undefined : hundredthsText(one.othersMean, language),
    othersFull: one.othersFull,
  }));
  const columns = [
    ...textColumns(t, ['criterion']),
    ...textColumns(t, ['points', 'gap', 'othersMean', 'othersFull'], { isNumber: true }),
  ];
  return tableRows(columns, lines, { title: t.gapsTitle, language });
}
