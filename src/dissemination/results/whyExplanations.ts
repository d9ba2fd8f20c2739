/** The contributions to a change: a chart, its table, and both as downloads; points add up to the printed change. */
import { tableWithDownload, textColumns, type Column } from '../../access/web/columns.ts';
import { rowPlot } from '../../platform/charts/rowPlot.ts';
import { stepLevels, stepRole, waterfall } from '../../platform/charts/waterfall.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { lineWords, percentTick } from '../../processing/results/lineWords.ts';
import { roundedParts } from '../../statistics/estimation/roundedParts.ts';
import { decimalToNumber, type Decimal } from '../../statistics/estimation/rounding.ts';
import type { ExplainedBy, Explanation, Why } from '../../processing/results/why.ts';
import { whyTexts } from './whyTexts.ts';
import { percentText, signedText } from '../../platform/text/numbers.ts';
import type { Names } from './shownWhy.ts';

/** Points of each line, rounded so that they add up to the printed change. */
export function roundedRows(why: Why, { parts, mixPoints }: Explanation) {
  const points = [...parts.map(({ judgedPoints }) => judgedPoints), mixPoints];
  const rounded = roundedParts(points, why.whole.change!.points);
  return { parts: rounded.slice(0, parts.length), mix: rounded.at(-1)! };
}

export function explanationWords(why: Why, explanation: Explanation, nameOf: Names, language: PageLanguage) {
  const t = whyTexts[language];
  const { by, parts, hasRest } = explanation;
  const rows = roundedRows(why, explanation);
  const change = why.whole.change!;
  const { figure, previous } = why.whole;
  if (figure.state !== 'shown' || previous?.state !== 'shown') throw new Error('a change has two figures');
  const steps = [
    ...parts.map((part, index) => ({ label: nameOf(by, part.key), points: rows.parts[index]! })),
    { label: (hasRest ? t.restAndMixRow : t.mixRow)[by], points: rows.mix, isOther: true },
  ].map((step) => ({
    ...step,
    points: decimalToNumber(step.points),
    pointsText: signedText(step.points, language),
  }));
  const end = (label: string, value: Decimal) => ({
    label,
    percent: decimalToNumber(value),
    percentText: percentText(value, language),
  });
  const from = end(t.before, previous.value);
  const to = end(t.after, figure.value);
  const total = {
    name: t.total,
    before: from.percentText,
    after: to.percentText,
    points: signedText(change.points, language),
    direction: '',
  };
  const plot = plotOf(from.percent, steps, to.percent, language);
  const lines = steps.map(({ label, pointsText, points }, index) => {
    const part = parts[index];
    return {
      name: label,
      before: part?.previous?.state === 'shown' ? percentText(part.previous.value, language) : '',
      after: part ? lineWords(part, language).value : '',
      points: pointsText,
      plotted: { ...plot.rows[index + 1]!, role: stepRole(steps[index]!) },
      direction: points < 0 ? 'fell' : points > 0 ? 'rose' : '',
    };
  });
  const title = t.explainedBy[by];
  const chart = {
    ...waterfall(from, steps, to),
    description: t.chartDescription({ by: title, from: from.percentText, to: to.percentText }),
  };
  const { rows: table, download } = tableWithDownload(columnsOf(t, by, total), [...lines, total], {
    key: by,
    title,
    language,
  });
  return {
    key: by,
    ticks: plot.ticks,
    ends: { from: { ...from, at: plot.rows[0]!.at }, to: { ...to, at: plot.rows.at(-1)!.at } },
    title,
    heading: t.partHeading[by],
    chart,
    rows: lines,
    total,
    table: { ...table, caption: `${title}: ${t.judged}` },
    taken: { ...download, chart },
  };
}

/** A bar for each step, between the index before and after. */
function plotOf(
  from: number,
  steps: readonly { readonly points: number }[],
  to: number,
  language: PageLanguage,
) {
  const bars = stepLevels({ percent: from }, steps).map(([before, after]) => ({
    intervalPercent: [Math.min(before, after), Math.max(before, after)] as const,
  }));
  const values = [{ valuePercent: from }, ...bars, { valuePercent: to }];
  return rowPlot(values, percentTick(language))!;
}

type Shown = Readonly<Record<'name' | 'before' | 'after' | 'points' | 'direction', string>>;

function columnsOf(t: (typeof whyTexts)[PageLanguage], by: ExplainedBy, total: Shown): Column<Shown>[] {
  return [
    { key: 'name', heading: t.partHeading[by] } as const,
    ...textColumns(t, ['before', 'after', 'points'], { isNumber: true }),
  ].map((column) => ({
    ...column,
    className: (line) => (line === total ? 'chief' : column.key === 'points' ? line.direction : ''),
  }));
}
