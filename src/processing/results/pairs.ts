/**
 * Figures of the same items on two sides, such as two periods, units, rounds or methods. They are shown next to each other,
 * with their difference, in words, as a table and as a chart. The first side takes the position of the round before.
 */
import type { DescribedDrawing } from '../../platform/charts/drawing.ts';
import { pairChart, type PairSide } from '../../platform/charts/pairChart.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Table } from '../../platform/tables/table.ts';
import type { ShownChange } from '../../statistics/estimation/change.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { sidesTable, type NamedLine } from './lineCells.ts';
import { movementWords } from './movementWords.ts';
import type { Line } from './results.ts';
import { lineWords, nearest, percentTick, withScale } from './lineWords.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { resultTexts } from './texts.ts';
import { signedText } from '../../platform/text/numbers.ts';

export interface PairOf {
  /** The names of the two sides. */
  readonly names: readonly [first: string, second: string];
  /** Whether the second side is later in time, so that it "rose" instead of being "higher". */
  readonly isLater: boolean;
}

export function pairWords(line: Line, { isLater }: Pick<PairOf, 'isLater'>, language: PageLanguage) {
  const { figure, previous = figure, change } = line;
  const { signedChange, direction } = lineWords(line, language);
  return {
    sides: [previous, figure].map((one) => ({
      isShown: one.state === 'shown',
      ...lineWords({ figure: one }, language),
    })),
    change: signedChange,
    interval: change ? intervalWords(change, language) : '',
    said: changeWords(line, isLater, language),
    direction: isLater ? direction : '',
    /** Whether the difference is statistically significant. */
    isSignificant: change?.movement === 'rose' || change?.movement === 'fell',
  };
}

function changeWords(line: Line, isLater: boolean, language: PageLanguage): string {
  const breaks = (line.change?.breaks ?? []).map((one) => resultTexts[language].breaks[one]);
  return [movementWords(line, language, isLater), ...breaks].filter((words) => words !== '').join('; ');
}

function intervalWords(
  { intervalPoints, points: { decimals } }: ShownChange,
  language: PageLanguage,
): string {
  if (!intervalPoints) return '';
  const [low, up] = intervalPoints.map((end) => signedText(nearest(end, decimals), language));
  return resultTexts[language].intervalIs({ low: low!, up: up! });
}

/** @param heading of the names of the lines */
export function pairTable(
  heading: string,
  lines: readonly NamedLine[],
  { names, isLater }: PairOf,
  language: PageLanguage,
): Table {
  const sides = sidesTable(
    { heading, sides: names },
    lines.map(({ name, previous, figure }) => ({ name, figures: [previous ?? figure, figure] })),
    language,
  );
  const h = resultTexts[language].pairHeadings;
  return {
    columns: [
      ...sides.columns,
      ...(['change', 'low', 'up', 'said'] as const).map((key) => ({ key, heading: h[key] })),
    ],
    rows: sides.rows.map((row, index) => {
      const { change } = lines[index]!;
      if (!change) return [...row, '', '', '', ''];
      const ends = change.intervalPoints?.map((end) => decimalToNumber(nearest(end, change.points.decimals)));
      const said = changeWords(lines[index]!, isLater, language);
      return [...row, decimalToNumber(change.points), ends?.[0] ?? '', ends?.[1] ?? '', said];
    }),
  };
}

export function pairChartOf(
  lines: readonly NamedLine[],
  { names }: PairOf,
  language: PageLanguage,
): DescribedDrawing | undefined {
  const sideOf = (figure: Figure): PairSide => ({
    valueText: lineWords({ figure }, language).value,
    ...(figure.state === 'shown'
      ? { valuePercent: decimalToNumber(figure.value), intervalPercent: figure.intervalPercent }
      : {}),
  });
  const percent = percentTick(language);
  const rows = lines.map(({ name, figure, previous = figure }) => ({
    label: name,
    sides: [sideOf(previous), sideOf(figure)] as const,
  }));
  const chart = pairChart(names, rows, percent);
  const [first, second] = names;
  return withScale(chart, percent, (ends) => resultTexts[language].pairScale({ first, second, ...ends }));
}
