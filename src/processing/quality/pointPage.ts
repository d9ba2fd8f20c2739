/** Parts of the page of an access point, and what can be downloaded from it. */
import type { PointQuality } from '../../collection/quality/pointQuality.ts';
import { qualityTexts } from '../../collection/quality/texts.ts';
import { barChart } from '../../platform/charts/barChart.ts';
import type { DescribedDrawing } from '../../platform/charts/drawing.ts';
import { plainTable, type TableCell } from '../../platform/tables/table.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Download } from '../../platform/web/download.ts';
import type { ComparedPoint } from './comparePoints.ts';

export function hoursChart(hours: PointQuality['byHour'], t: (typeof qualityTexts)[PageLanguage]) {
  const chart = barChart(hours.map(({ hour, forms }) => ({ label: String(hour), count: forms })));
  const said = hours.map(({ hour, forms }) => `${t.hourName({ hour })} ${forms}`).join(', ');
  return chart && { ...chart, description: `${t.byHour}: ${said}` };
}

/** The tables and the chart of an access point's page, for export. */
export function pointTaken(shown: {
  readonly t: (typeof qualityTexts)[PageLanguage];
  readonly chart: DescribedDrawing;
  readonly gaps: readonly { readonly name: string; readonly count: TableCell }[];
  readonly flags: readonly { readonly name: string; readonly count: TableCell; readonly share: string }[];
  readonly others: readonly ComparedPoint[];
}): Download[] {
  const { t, chart, gaps, flags, others } = shown;
  const beside = others.map(({ name, perDay, apart, straight, short }) => [
    name,
    perDay,
    apart,
    straight,
    short,
  ]);
  return [
    { key: 'hours', title: t.byHour, chart },
    { key: 'gaps', title: t.gaps, table: plainTable([t.gap, t.gapCount], gaps.map(({ name, count }) => [name, count])) }, // prettier-ignore
    { key: 'flags', title: t.flags, table: plainTable([t.flag, t.forms, t.share], flags.map(({ name, count, share }) => [name, count, share])) }, // prettier-ignore
    { key: 'points', title: t.channels, table: plainTable([t.code, t.perDay, t.apart, t.straightShare, t.shortGaps], beside) }, // prettier-ignore
  ];
}
