/** The chart and the tables of an access point's page. */
import { tableWithDownload, textColumns } from '../../access/web/columns.ts';
import { flagKinds } from '../../collection/quality/flag.ts';
import { formsMin, type PointQuality } from '../../collection/quality/pointQuality.ts';
import { qualityTexts } from '../../collection/quality/texts.ts';
import { barChart } from '../../platform/charts/barChart.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { shareText, type ComparedPoint } from './comparePoints.ts';

export function hoursChart(hours: PointQuality['byHour'], t: (typeof qualityTexts)[PageLanguage]) {
  const chart = barChart(hours.map(({ hour, forms }) => ({ label: String(hour), count: forms })));
  const said = hours.map(({ hour, forms }) => `${t.hourName({ hour })} ${forms}`).join(', ');
  return chart && { ...chart, description: `${t.byHour}: ${said}` };
}

/** The tables of an access point's page. */
export function pointTables(
  { forms, gaps, flags }: PointQuality,
  others: readonly ComparedPoint[],
  language: PageLanguage,
) {
  const t = qualityTexts[language];
  const isNumber = true;
  const gapLines = gaps.map((gapCount, at) => ({ gap: t.gapNames[at]!, gapCount }));
  const flagLines = flagKinds.map((kind) => ({
    flag: t.flagNames[kind],
    forms: forms < formsMin ? '–' : flags[kind],
    share: shareText(flags[kind], forms, language),
  }));
  const compared = ['perDay', 'apart', 'straightShare', 'shortGaps'] as const;
  return {
    gaps: tableWithDownload(textColumns(t, ['gap', 'gapCount']), gapLines, { key: 'gaps', title: t.gaps, language }), // prettier-ignore
    flags: tableWithDownload(
      [...textColumns(t, ['flag']), ...textColumns(t, ['forms', 'share'], { isNumber })],
      flagLines,
      { key: 'flags', title: t.flags, language },
    ),
    others: tableWithDownload(
      [...textColumns(t, ['code']), ...textColumns(t, compared, { isNumber })],
      others,
      { key: 'points', title: t.channels, language },
    ),
  };
}
