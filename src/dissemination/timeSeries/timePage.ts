/** A time series in the words and numbers of one language, for `views/dissemination/timeSeries/time.ejs`. */
import { choicesOf, filterOptions } from '../analysis/analysisPage.ts';
import type { Asked } from '../analysis/askedRound.ts';
import type { AnalysisDimension } from '../analysis/dimensions.ts';
import { analysisTexts } from '../analysis/texts.ts';
import type { DescribedDrawing } from '../../platform/charts/drawing.ts';
import { timeChart, type TimeStretch } from '../../platform/charts/timeChart.ts';
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { linesTable } from '../../processing/results/lineCells.ts';
import { drawnOf, lineWords, percentTick, withScale } from '../../processing/results/lineWords.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { Download } from '../../platform/web/download.ts';
import { timeTexts } from './texts.ts';
import { periodSizes, slotOf, type PeriodSize } from './timePeriod.ts';
import type { GatheredRound, SeriesEnd } from './gatherSeries.ts';
import { timeFilters, type RoundSeries, type SeriesPoint } from './timeSeries.ts';

/** What the fields have to choose from. */
export function timeChoices(asked: Asked, dimensions: readonly AnalysisDimension[], language: PageLanguage) {
  const [t, { noFilter }] = [timeTexts[language], analysisTexts[language]];
  return {
    ...choicesOf(asked, dimensions, language),
    by: { options: periodSizes.map((size) => ({ value: size, label: t.sizes[size] })) },
    filter: {
      options: [{ value: '', label: noFilter }, ...filterOptions(timeFilters(dimensions), language)],
    },
    rounds: {
      options: [
        { value: '', label: t.oneRound },
        { value: 'all', label: t.allRounds },
      ],
    },
  };
}

/** One table for each round, oldest first, and one chart of all. */
export function seriesPage(series: readonly GatheredRound[], size: PeriodSize, language: PageLanguage) {
  const t = timeTexts[language];
  return {
    chart: chartOf(series, size, language),
    rounds: series.map(({ title, breaks, ...one }) => ({
      title: inLanguage(title, language),
      breaks:
        breaks.length > 0
          ? t.breaksBefore({ breaks: breaks.map((kind) => t.breaks[kind]).join('; ') })
          : undefined,
      rows: linesOf(one, size, language).map(({ name, figure }) => ({
        name,
        ...lineWords({ figure }, language),
      })),
    })),
  };
}

function linesOf({ points, whole }: RoundSeries, size: PeriodSize, language: PageLanguage) {
  return [
    ...points.map((point) => ({ name: periodName(point, size, language), figure: point.figure })),
    { name: timeTexts[language].wholeRound, figure: whole },
  ];
}

function periodName({ from, label }: SeriesPoint, size: PeriodSize, language: PageLanguage): string {
  if (from === undefined) return timeTexts[language].outside;
  return size === 'day' ? dayText(from, language) : inLanguage(label, language);
}

function chartOf(
  series: readonly GatheredRound[],
  size: PeriodSize,
  language: PageLanguage,
): DescribedDrawing | undefined {
  const t = timeTexts[language];
  const percent = percentTick(language);
  const chart = timeChart(
    series.map(({ points, breaks }) => ({
      ...stretchOf(points, size, language),
      mark: breaks.length > 0 ? breaks.map((kind) => t.breaks[kind]).join('; ') : undefined,
    })),
    percent,
  );
  return withScale(chart, percent, t.scale);
}

/** The chart labels a period by its first day only, since space is short. */
function stretchOf(points: readonly SeriesPoint[], size: PeriodSize, language: PageLanguage): TimeStretch {
  const dated = points.flatMap(({ from, figure }) => (from === undefined ? [] : [{ from, figure }]));
  const first = dated[0]?.from ?? '';
  return {
    slots: dated.length === 0 ? 1 : slotOf(dated.at(-1)!.from, first, size) + 1,
    points: dated.flatMap(({ from, figure }) => {
      const drawn = drawnOf(figure);
      const label = dayText(size === 'month' ? from.slice(0, 7) : from, language);
      return drawn ? [{ slot: slotOf(from, first, size), label, ...drawn }] : [];
    }),
  };
}

/** All rounds as one long table, with the chart. */
export function seriesTaken(
  series: readonly GatheredRound[],
  size: PeriodSize,
  language: PageLanguage,
): Download {
  const t = timeTexts[language];
  const lines: { title: Localized; name: string; figure: Figure }[] = series.flatMap((one) =>
    linesOf(one, size, language).map((line) => ({ title: one.title, ...line })),
  );
  const { columns, rows } = linesTable(t.period, lines, language);
  return {
    key: 'series',
    title: t.title,
    table: {
      columns: [{ key: 'round', heading: t.round }, ...columns],
      rows: rows.map((cells, index) => [inLanguage(lines[index]!.title, language), ...cells]),
    },
    chart: chartOf(series, size, language),
  };
}

/** Why the series begins where it does. */
export function endWords(end: SeriesEnd, language: PageLanguage): string {
  const t = timeTexts[language];
  switch (end.why) {
    case 'notAsked':
      return t.notAsked;
    case 'waiting':
      return t.notMade({ why: end.sentence });
    case 'refused':
      return t.notMade({ why: analysisTexts[language].errors[end.refusal.error] });
  }
}
