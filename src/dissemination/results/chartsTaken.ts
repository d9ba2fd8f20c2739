/** The charts of a page of results that have no table next to them, for download: the trend and the heat maps. */
import type { DescribedDrawing } from '../../platform/charts/drawing.ts';
import { trendDrawing } from '../../platform/charts/trendLine.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Download } from '../../platform/web/download.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import type { seriesChart } from '../publications/roundSeries.ts';

interface Shown {
  readonly trendChart: ReturnType<typeof seriesChart>;
  readonly groups: readonly {
    readonly key: string;
    readonly title: string;
    readonly heat: { readonly chart: DescribedDrawing | undefined } | undefined;
  }[];
}

export function chartsTaken({ trendChart, groups }: Shown, language: PageLanguage): readonly Download[] {
  const t = resultTexts[language];
  return [
    ...(trendChart
      ? [
          {
            key: 'trend',
            title: t.trendTitle,
            chart: { ...trendDrawing(trendChart), description: trendChart.description },
          },
        ]
      : []),
    ...groups.flatMap(({ key, title, heat }) =>
      heat?.chart ? [{ key: `${key}-heat`, title: `${t.heatTitle}: ${title}`, chart: heat.chart }] : [],
    ),
  ];
}
