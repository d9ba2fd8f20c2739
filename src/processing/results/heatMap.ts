/** A heat map of units by factor: the figures that the page of each unit shows, side by side. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { heatChart } from '../../platform/charts/heatChart.ts';
import { heatScale, type HeatScale } from '../../platform/charts/heatScale.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { decimalText } from '../../platform/text/numbers.ts';
import { percentOf } from './figureTable.ts';
import { percentTick } from './lineWords.ts';
import { resultTexts } from './texts.ts';

export interface HeatRow {
  readonly name: string;
  readonly url: string;
  readonly whole: Figure;
  /** For each factor. */
  readonly factors: readonly (Figure | undefined)[];
}

/** Rows that are open at first; more are folded. */
const rowsOpen = 40;

/** @returns undefined where fewer than two units have a figure: nothing can be compared */
export function heatMap(all: readonly HeatRow[], factors: readonly string[], language: PageLanguage) {
  const t = resultTexts[language];
  const rows = all.filter((row) => row.factors.some((figure) => percentOf(figure) !== undefined));
  const percents = rows.flatMap((row) => [row.whole, ...row.factors].flatMap((one) => percentOf(one) ?? []));
  const scale = heatScale(percents);
  if (!scale || rows.length < 2 || factors.length < 2) return undefined;
  const cellOf = (figure: Figure | undefined) =>
    figure?.state === 'shown'
      ? { text: decimalText(figure.value, language), heat: scale.classOf(percentOf(figure)!) }
      : { text: '–', heat: undefined };
  const shown = rows.map(({ name, url, whole, factors: figures }) => ({
    name,
    url,
    cells: [whole, ...figures].map(cellOf),
  }));
  const drawing = heatChart([t.indexName, ...factors], shown);
  return {
    factors,
    isOpen: rows.length <= rowsOpen,
    rows: shown,
    chart: drawing && { ...drawing, description: t.heatTitle },
    hasEmpty: rows.some((row) => row.factors.some((figure) => figure?.state !== 'shown')),
    legend: heatLegend(scale, language),
  };
}

/** What each shade stands for, from the lowest. */
export function heatLegend({ bounds }: Pick<HeatScale, 'bounds'>, language: PageLanguage) {
  const t = resultTexts[language];
  const said = bounds.map(percentTick(language));
  return [
    { heat: 1, text: t.below({ bound: said[0]! }) },
    ...[0, 1, 2].map((at) => ({ heat: at + 2, text: t.between({ low: said[at]!, up: said[at + 1]! }) })),
    { heat: 5, text: t.from({ bound: said[3]! }) },
  ];
}
