/** Figures in the words and number format of one language, and as dots of a chart. */
import { dotChart, type ChartRow } from '../../platform/charts/dotChart.ts';
import type { DescribedDrawing } from '../../platform/charts/drawing.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { changeText, countText, percentText, signedText } from '../../platform/text/numbers.ts';
import type { ShownChange } from '../../statistics/estimation/change.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { movementWords } from './movementWords.ts';
import { bandText, liveTexts } from './liveTexts.ts';
import type { Line } from './results.ts';
import { decimalToNumber, rounded, type Decimal } from '../../statistics/estimation/rounding.ts';
import { doubtWords, resultTexts, whyNoNumber } from './texts.ts';

/** What a chart draws for a figure; nothing if it is not shown. */
export function drawnOf(
  figure: Figure,
): { readonly valuePercent: number; readonly intervalPercent: ChartRow['intervalPercent'] } | undefined {
  if (figure.state !== 'shown') return undefined;
  return { valuePercent: decimalToNumber(figure.value), intervalPercent: figure.intervalPercent };
}

/** Whether two shown figures have intervals that overlap, so that they may not differ. */
export function intervalsOverlap(one: Figure, other: Figure): boolean {
  const [ofOne, ofOther] = [drawnOf(one)?.intervalPercent, drawnOf(other)?.intervalPercent];
  return ofOne !== undefined && ofOther !== undefined && ofOne[0] <= ofOther[1] && ofOther[0] <= ofOne[1];
}

/** @param among all lines of the table that contains these */
export function chartOf<L extends Line>(
  lines: readonly L[],
  nameOf: (line: L) => string,
  language: PageLanguage,
  among = lines,
): DescribedDrawing | undefined {
  const rowOf = (line: L): ChartRow => {
    const { figure } = line;
    return {
      label: nameOf(line),
      valueText: lineWords(line, language).value,
      ...drawnOf(figure),
    };
  };
  const percent = percentTick(language);
  const chart = dotChart(lines.map(rowOf), percent, among.map(rowOf));
  return withScale(chart, percent, resultTexts[language].chartScale);
}

/** A tick of an axis: "85%", or "85,5%" between whole percents. */
export const percentTick =
  (language: PageLanguage) =>
  (value: number): string =>
    percentText(nearest(value, Number.isInteger(value) ? 0 : 1), language);

/** A chart, described by the ends of its scale. */
export function withScale<Chart extends { readonly low: number; readonly up: number }>(
  chart: Chart | undefined,
  tick: (value: number) => string,
  describe: (ends: { readonly low: string; readonly up: string }) => string,
) {
  return chart && { ...chart, description: describe({ low: tick(chart.low), up: tick(chart.up) }) };
}

export function lineWords(line: Line, language: PageLanguage) {
  const t = resultTexts[language];
  const { figure, previous, change } = line;
  return {
    value: valueWords(figure, language),
    people: peopleWords(figure, language),
    interval: intervalWords(figure, language),
    change: change && changeText(change.points, language),
    signedChange: change ? signedText(change.points, language) : '',
    movement: movementWords(line, language),
    direction: directionOf(change),
    seriesBreak: change?.breaks.includes('units') ? t.unitsOfDay.seriesBreak : undefined,
    previous:
      previous?.state === 'shown'
        ? t.changeFrom({ previous: percentText(previous.value, language) })
        : undefined,
  };
}

function valueWords(figure: Figure, language: PageLanguage): string {
  if (figure.state === 'shown') return percentText(figure.value, language);
  return figure.state === 'live' ? bandText(figure, language) : (whyNoNumber(figure, language) ?? '');
}

function peopleWords(figure: Figure, language: PageLanguage): string {
  if (!('people' in figure)) return '';
  const count = countText(figure.people, language);
  return figure.state === 'live' ? liveTexts[language].peopleAtLeast({ count }) : count;
}

/** Coloured as risen or fallen only if the change is statistically significant. */
function directionOf(change: ShownChange | undefined): string {
  return change?.movement === undefined || change.movement === 'notToldApart' ? '' : change.movement;
}

function intervalWords(figure: Figure, language: PageLanguage): string {
  const t = resultTexts[language];
  if (figure.state !== 'shown') return '';
  if (figure.everyoneAsked) return t.everyoneAsked;
  const doubt = doubtWords(figure, language);
  if (!figure.intervalPercent) return doubt;
  const [low, up] = figure.intervalPercent;
  const { decimals } = figure.value;
  return (
    t.intervalIs({
      low: percentText(nearest(low, decimals), language),
      up: percentText(nearest(up, decimals), language),
    }) + (doubt === '' ? '' : ` (${doubt})`)
  );
}

/** The nearest decimal to an inexact number, such as a bound of an interval. */
export function nearest(value: number, decimals: number): Decimal {
  return rounded(BigInt(Math.round(value * 1e9)), 1_000_000_000n, decimals);
}
