/** Lines of figures as a table with a plot next to each name; lines without a figure become one sentence per reason. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { capitalised } from '../../platform/text/plainText.ts';
import { rowPlot, type PlottedRow, type PlottedValue } from '../../platform/charts/rowPlot.ts';
import { sparkline, type Sparkline } from '../../platform/charts/sparkline.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { drawnOf, lineWords, percentTick } from './lineWords.ts';
import type { Line } from './results.ts';
import { resultTexts } from './texts.ts';

export interface NamedFigures<L extends Line> {
  readonly lines: readonly L[];
  readonly nameOf: (line: L) => string;
  readonly urlOf?: ((line: L) => string) | undefined;
  readonly rankOf?: ((line: L) => string | undefined) | undefined;
  /** Heading of the rows that it stands with. */
  readonly groupOf?: ((line: L) => string) | undefined;
  /** Figures of earlier rounds that are comparable and public, oldest first. */
  readonly earlierOf?: ((line: L) => readonly (Figure | undefined)[]) | undefined;
}

interface FigureRow extends ReturnType<typeof lineWords> {
  readonly name: string;
  readonly url: string | undefined;
  readonly rank: string | undefined;
  readonly group: string | undefined;
  readonly plotted: PlottedRow;
  readonly spark: Sparkline | undefined;
}

export interface FigureTable {
  readonly rows: readonly FigureRow[];
  /** Undefined when there is no row. */
  readonly plot: { readonly ticks: readonly { at: number; text: string }[]; readonly caption: string } | undefined; // prettier-ignore
  readonly hasSparks: boolean;
  readonly missing: readonly MissingFigures[];
}

/** Items without a figure, and why. */
interface MissingFigures {
  readonly reason: string;
  readonly items: readonly { readonly name: string; readonly url: string | undefined }[];
}

export function figureTable<L extends Line>(named: NamedFigures<L>, language: PageLanguage): FigureTable {
  const { lines, nameOf, urlOf, rankOf, groupOf, earlierOf } = named;
  const shown = lines.filter(({ figure }) => plotted(figure) !== undefined);
  const percent = percentTick(language);
  const plot = rowPlot(
    shown.map(({ figure }) => plotted(figure)!),
    percent,
  );
  const rows = shown.map((line, index): FigureRow => {
    const last = line.figure.state === 'shown' ? [line.figure] : [];
    const values = [...(earlierOf?.(line) ?? []), ...last].map(percentOf);
    return {
      name: nameOf(line),
      url: urlOf?.(line),
      rank: rankOf?.(line),
      group: groupOf?.(line),
      plotted: plot!.rows[index]!,
      spark: sparkline(values),
      ...lineWords(line, language),
    };
  });
  return {
    rows,
    plot: plot && {
      ticks: plot.ticks,
      caption: captionOf(shown, percent(plot.low), percent(plot.up), language),
    },
    hasSparks: rows.some(({ spark }) => spark !== undefined),
    missing: missingFigures(named, language),
  };
}

/** A dot and its interval; for an open round, the band alone. */
function plotted(figure: Figure): PlottedValue | undefined {
  return figure.state === 'live' ? { intervalPercent: [figure.low, figure.high] } : drawnOf(figure);
}

function captionOf(shown: readonly Line[], low: string, up: string, language: PageLanguage): string {
  const t = resultTexts[language];
  return shown.every(({ figure }) => figure.state === 'live')
    ? t.bandScale({ low, up })
    : t.chartScale({ low, up });
}

/** Units of an open round that are short of responses have different counts, but one reason. */
function missingFigures<L extends Line>(
  { lines, nameOf, urlOf, groupOf }: NamedFigures<L>,
  language: PageLanguage,
): MissingFigures[] {
  const byReason = new Map<string, { name: string; url: string | undefined }[]>();
  for (const line of lines) {
    if (plotted(line.figure)) continue;
    const isCollecting = line.figure.state === 'collecting';
    const said = lineWords(line, language).value;
    const reason = isCollecting ? resultTexts[language].stillCollecting : capitalised(said);
    const group = groupOf?.(line);
    const own = group === undefined ? nameOf(line) : `${group}: ${nameOf(line)}`;
    const name = isCollecting ? `${own} (${said})` : own;
    byReason.set(reason, [...(byReason.get(reason) ?? []), { name, url: urlOf?.(line) }]);
  }
  return [...byReason].map(([reason, items]) => ({ reason, items }));
}

/** The number of a shown figure, in percent. */
export function percentOf(figure: Figure | undefined): number | undefined {
  return figure?.state === 'shown' ? decimalToNumber(figure.value) : undefined;
}
