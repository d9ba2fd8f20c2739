/** Small units by partial pooling, in the words and numbers of one language. */
import { pairChart } from '../../platform/charts/pairChart.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { drawnOf, lineWords, nearest } from '../../processing/results/lineWords.ts';
import {
  pooledUnits,
  type PooledUnits,
  type UnitBesidePooled,
} from '../../processing/results/pooledUnits.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { decimalText, percentText } from '../../platform/text/numbers.ts';
import { findingKind, type Finding, type FindingSection } from './finding.ts';
import { smallUnitsJson } from './findingJson.ts';
import { findingTexts, intervalText } from './findingTexts.ts';
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

const percent = (share: number, language: PageLanguage): string =>
  percentText(nearest(100 * share, 1), language);

function wordsOf(found: PooledUnits, measured: MeasuredRound, language: PageLanguage): Finding {
  const t = smallUnitsTexts[language];
  const nameOf = ({ unitId }: UnitBesidePooled): string => inLanguage(measured.tree.name(unitId), language);
  const [most] = found.units
    .filter(({ pooled }) => pooled)
    .toSorted((one, other) => other.pooled!.shrinkage - one.pooled!.shrinkage);
  const { share, shrinkage } = most!.pooled!;
  const first =
    found.concentration === Infinity
      ? t.alike({ mean: percent(found.mean, language) })
      : t.most({
          unit: nameOf(most!),
          direct: lineWords(most!, language).value,
          pooled: percent(share, language),
          shrinkage: percentText(nearest(100 * shrinkage, 0), language),
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
  const common = findingTexts[language];
  const weight = concentration === Infinity ? '∞' : decimalText(nearest(concentration, 0), language);
  return {
    key: 'small-units',
    title: t.units,
    hint: t.hint({ mean: percent(mean, language), weight }),
    chart: chartOf(units, nameOf, language),
    columns: [t.unit, t.direct, t.people, t.pooled, common.intervalHeading, t.shrinkage],
    rows: units.map((unit) => {
      const { value, people } = lineWords(unit, language);
      const { pooled } = unit;
      return {
        name: nameOf(unit),
        cells: [
          value,
          people,
          pooled ? percent(pooled.share, language) : '',
          pooled ? intervalText(pooled.interval, percent, language) : '',
          pooled ? percentText(nearest(100 * pooled.shrinkage, 0), language) : '',
        ],
      };
    }),
    table: {
      columns: [
        { key: 'unit', heading: t.unit },
        { key: 'direct', heading: `${t.direct} (%)` },
        { key: 'people', heading: t.people },
        { key: 'pooled', heading: `${t.pooled} (%)`, decimals: 1 },
        { key: 'low', heading: common.low, decimals: 1 },
        { key: 'up', heading: common.up, decimals: 1 },
        { key: 'shrinkage', heading: `${t.shrinkage} (%)`, decimals: 0 },
      ],
      rows: units.map((unit) => {
        const { figure, pooled } = unit;
        const cell = (share: number | undefined, decimals: number) =>
          share === undefined ? '' : decimalToNumber(nearest(100 * share, decimals));
        return [
          nameOf(unit),
          figure.state === 'shown' ? decimalToNumber(figure.value) : '',
          'people' in figure ? figure.people : '',
          ...[pooled?.share, pooled?.interval.low, pooled?.interval.up].map((share) => cell(share, 1)),
          cell(pooled?.shrinkage, 0),
        ];
      }),
    },
  };
}

function chartOf(
  units: readonly UnitBesidePooled[],
  nameOf: (unit: UnitBesidePooled) => string,
  language: PageLanguage,
) {
  const t = smallUnitsTexts[language];
  const tick = (value: number): string =>
    percentText(nearest(value, Number.isInteger(value) ? 0 : 1), language);
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
                valueText: percent(pooled.share, language),
                valuePercent: 100 * pooled.share,
                intervalPercent: [100 * pooled.interval.low, 100 * pooled.interval.up] as const,
              }
            : { valueText: '–' },
        ] as const,
      };
    }),
    tick,
  );
  return chart && { ...chart, description: t.chart({ low: tick(chart.low), up: tick(chart.up) }) };
}
