/** Drivers in the words and numbers of one language. */
import { dotChart } from '../../platform/charts/dotChart.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { countText, decimalText } from '../../platform/text/numbers.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { nearest, percentTick, withScale } from '../../processing/results/lineWords.ts';
import type { Driver } from '../../processing/columns/driverSums.ts';
import { findDrivers, type FoundDrivers } from './drivers.ts';
import { prioritySections } from './driversPriorities.ts';
import { driversTexts } from './driversTexts.ts';
import { findingKind, type Finding, type FindingSection } from './finding.ts';
import { driversJson } from './findingJson.ts';
import { findingColumns, findingSection, percentOf } from './findingSection.ts';
import { findingTexts, intervalText } from './findingTexts.ts';

export const drivers = findingKind<FoundDrivers>({
  id: 'drivers',
  fileName: 'yeu-to-anh-huong',
  texts: driversTexts,
  isFor: ({ kind }) => kind !== 'factor',
  find: findDrivers,
  json: driversJson,
  words: (found, { measured }, language) => wordsOf(found, measured, language),
});

function wordsOf(found: FoundDrivers, measured: MeasuredRound, language: PageLanguage): Finding {
  const t = driversTexts[language];
  const { factors, meanCorrelation } = found;
  const nameOf = factorNames(measured, language);
  const [most] = factors.toSorted((one, other) => other.share - one.share);
  return {
    sentences: [
      t.most({
        name: nameOf(most!.factorId),
        share: percentOf(most!.share, language),
        interval: intervalText(most!.interval, percentOf, language),
      }),
      factors.length === 1
        ? t.single
        : meanCorrelation === undefined
          ? t.noHalo
          : t.halo({ correlation: decimalText(nearest(meanCorrelation, 2), language) }),
    ],
    assumption: t.assumption,
    sections: [
      factorSection(found, nameOf, language),
      ...prioritySections(found.priorities, measured, language),
    ],
    notes: found.outcome.kind === 'whole' ? [t.ofAll] : [],
  };
}

function factorNames({ survey }: MeasuredRound, language: PageLanguage): (id: string) => string {
  return (id) =>
    inLanguage(survey.content.factors.find((factor) => factor.id === id)?.title ?? { vi: id }, language);
}

function factorSection(
  { factors, people, explained }: FoundDrivers,
  nameOf: (id: string) => string,
  language: PageLanguage,
): FindingSection {
  const t = driversTexts[language];
  const tick = percentTick(language);
  const chart = dotChart(
    factors.map(({ factorId, share, interval }) => ({
      label: nameOf(factorId),
      valueText: percentOf(share, language),
      valuePercent: 100 * share,
      intervalPercent: interval && ([100 * interval.low, 100 * interval.up] as const),
    })),
    tick,
  );
  const { percent: share, interval } = findingColumns(language);
  return findingSection<Driver>(
    {
      key: 'drivers',
      title: t.factors,
      hint: t.factorsHint({ people: countText(people, language), explained: percentOf(explained, language) }),
      chart: withScale(chart, tick, t.chart),
    },
    { key: 'factor', heading: t.factor, of: ({ factorId }) => nameOf(factorId) },
    [
      share(['share', t.share, `${t.share} (%)`], (one) => one.share, 1),
      ...interval<Driver>(
        (one) => one.interval,
        (end) => percentOf(end, language),
        1,
        { none: findingTexts[language].none },
      ),
    ],
    factors,
  );
}
