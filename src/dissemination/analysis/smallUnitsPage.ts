/** Small units by partial pooling, in the words and numbers of one language. */
import { pairChart } from '../../platform/charts/pairChart.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { drawnOf, lineWords, nearest, percentTick, withScale } from '../../processing/results/lineWords.ts';
import {
  pooledUnits,
  type PooledUnits,
  type UnitBesidePooled,
} from '../../processing/results/pooledUnits.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { decimalText } from '../../platform/text/numbers.ts';
import { findingKind, type Finding, type FindingSection } from './finding.ts';
import { smallUnitsJson } from './findingJson.ts';
import { findingColumns, findingSection, percentOf } from './findingSection.ts';
import { smallUnitsTexts } from './smallUnitsTexts.ts';

export const smallUnits = findingKind<PooledUnits>({
  id: 'small-units',
  fileName: 'don-vi-it-phieu',
  texts: smallUnitsTexts,
  isFor: () => true,
  find({ measured, unitId, scope, now }) {
    const found = pooledUnits(measured, { unitId, scope }, now);
    if (typeof found !== 'string') return Promise.resolve(found);
    const { vi, en } = smallUnitsTexts;
    return Promise.resolve({ refusal: { vi: vi.refusals[found], en: en.refusals[found] } });
  },
  json: smallUnitsJson,
  words: (found, { measured }, language) => wordsOf(found, measured, language),
});

function wordsOf(found: PooledUnits, measured: MeasuredRound, language: PageLanguage): Finding {
  const t = smallUnitsTexts[language];
  const nameOf = ({ unitId }: UnitBesidePooled): string => inLanguage(measured.tree.name(unitId), language);
  const [most] = found.units
    .filter(({ pooled }) => pooled)
    .toSorted((one, other) => other.pooled!.shrinkage - one.pooled!.shrinkage);
  const { share, shrinkage } = most!.pooled!;
  const first =
    found.concentration === Infinity
      ? t.alike({ mean: percentOf(found.mean, language) })
      : t.most({
          unit: nameOf(most!),
          direct: lineWords(most!, language).value,
          pooled: percentOf(share, language),
          shrinkage: percentOf(shrinkage, language, 0),
        });
  return {
    sentences: [first, t.never],
    assumption: t.assumption,
    sections: [sectionOf(found, nameOf, language)],
    notes: [],
  };
}

function sectionOf(
  { units, mean, concentration }: PooledUnits,
  nameOf: (unit: UnitBesidePooled) => string,
  language: PageLanguage,
): FindingSection {
  const t = smallUnitsTexts[language];
  const { index, people, percent, interval } = findingColumns(language);
  const weight = concentration === Infinity ? '∞' : decimalText(nearest(concentration, 0), language);
  return findingSection<UnitBesidePooled>(
    {
      key: 'small-units',
      title: t.units,
      hint: t.hint({ mean: percentOf(mean, language), weight }),
      chart: chartOf(units, nameOf, language),
    },
    { key: 'unit', heading: t.unit, of: nameOf },
    [
      index(['direct', t.direct], ({ figure }) => figure),
      people('people', t.people, ({ figure }) => figure),
      percent(['pooled', t.pooled, `${t.pooled} (%)`], ({ pooled }) => pooled?.share, 1),
      ...interval<UnitBesidePooled>(
        ({ pooled }) => pooled?.interval,
        (end) => percentOf(end, language),
        1,
      ),
      percent(['shrinkage', t.shrinkage, `${t.shrinkage} (%)`], ({ pooled }) => pooled?.shrinkage),
    ],
    units,
  );
}

function chartOf(
  units: readonly UnitBesidePooled[],
  nameOf: (unit: UnitBesidePooled) => string,
  language: PageLanguage,
) {
  const t = smallUnitsTexts[language];
  const tick = percentTick(language);
  const chart = pairChart(
    [t.direct, t.pooled],
    units.map((unit) => {
      const { pooled } = unit;
      const drawn = drawnOf(unit.figure);
      return {
        label: nameOf(unit),
        sides: [
          // The reason for no direct figure is in the table: it is too long for a chart.
          { ...drawn, valueText: drawn ? lineWords(unit, language).value : '–' },
          pooled
            ? {
                valueText: percentOf(pooled.share, language),
                valuePercent: 100 * pooled.share,
                intervalPercent: [100 * pooled.interval.low, 100 * pooled.interval.up] as const,
              }
            : { valueText: '–' },
        ] as const,
      };
    }),
    tick,
  );
  return withScale(chart, tick, t.chart);
}
