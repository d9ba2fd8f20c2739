/** The dimensions that responses can be grouped and filtered by on the crosstab page, with the words for each group. */
import { channels } from '../../design/accessPoints/accessPoint.ts';
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import type { Axis } from '../../processing/columns/columnQuery.ts';
import type { Localized, PageLanguage } from '../../platform/text/localized.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import type { Service } from '../../registers/services/service.ts';
import type { UnitTree } from '../../registers/units/unitTree.ts';
import { answerVariables } from '../../design/surveys/several.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { daysIn, monthsIn, roundPeriod, weeksIn, type Period } from './period.ts';
import { analysisTexts } from './texts.ts';

export interface DimensionGroup {
  readonly key: string;
  readonly label: Localized;
}

export interface AnalysisDimension {
  /** `unit`, `service`, `channel`, `day`, `month`, `period`, `about:ID`, `question:ID` */
  readonly id: string;
  readonly label: Localized;
  readonly axis: Axis;
  /** In display order; empty for days, which need no words. */
  readonly groups: readonly DimensionGroup[];
  /** Days of each group, where the groups are periods. */
  readonly periods?: Readonly<Record<string, Period>>;
  /** The next longer periods, and which of them contains a group. Tables show both, so what one suppresses must not follow from the other. */
  readonly longer?: { readonly dimension: AnalysisDimension; readonly of: (key: string) => string };
}

/** Group of the responses given at the unit itself, excluding its subunits. */
export const OWN = 'own';

function monthDimension(period: Period): AnalysisDimension {
  return periodDimension(
    { id: 'month', label: both((t) => t.dimension.month) },
    Object.fromEntries(monthsIn(period)),
    (month) => ({ vi: dayText(month, 'vi'), en: dayText(month, 'en') }),
  );
}

/** The weeks of a series, which lie within months. */
export function weekDimension(period: Period): AnalysisDimension {
  const weeks = typedPeriods(weeksIn(period));
  const of = (week: string): string => weeks.periods![week]?.from.slice(0, 7) ?? OTHER_DAYS;
  return { ...weeks, longer: { dimension: monthDimension(period), of } };
}

function dayDimension(period: Period): AnalysisDimension {
  const weeks = weekDimension(period);
  const of = (day: string): string => weeks.axis.groups![day] ?? OTHER_DAYS;
  return {
    id: 'day',
    label: both((t) => t.dimension.day),
    axis: { dimension: { kind: 'day' } },
    groups: [],
    longer: { dimension: weeks, of },
  };
}

/** The dimension of the units directly below one. */
export function unitDimension(tree: UnitTree, unitId: string): AnalysisDimension {
  const children = tree.childIds(unitId);
  const below = children.flatMap((childId) => tree.subtreeIds(childId).map((id) => [id, childId] as const));
  return {
    id: 'unit',
    label: both((t) => t.dimension.unit),
    axis: { dimension: { kind: 'unit' }, groups: Object.fromEntries([...below, [unitId, OWN]]) },
    groups: [
      ...children.map((id) => ({ key: id, label: tree.name(id) })),
      { key: OWN, label: both((t) => t.ownAnswers) },
    ],
  };
}

/** @param unitId unit of the round that everything is counted within */
export function dimensionsOf(
  { round, tree, survey }: MeasuredRound,
  services: readonly Service[],
  unitId: string,
): readonly AnalysisDimension[] {
  return [
    ...(tree.childIds(unitId).length > 0 ? [unitDimension(tree, unitId)] : []),
    {
      id: 'service',
      label: both((t) => t.dimension.service),
      axis: { dimension: { kind: 'service' } },
      groups: [
        ...services.map(({ id, name }) => ({ key: id, label: name })),
        { key: '', label: both((t) => t.noService) },
      ],
    },
    {
      id: 'channel',
      label: both((t) => t.dimension.channel),
      axis: { dimension: { kind: 'channel' } },
      groups: channels.map((channel) => ({
        key: channel,
        label: { vi: accessPointTexts.vi.channels[channel], en: accessPointTexts.en.channels[channel] },
      })),
    },
    dayDimension(roundPeriod(round)),
    monthDimension(roundPeriod(round)),
    ...survey.content.about.map(({ id, text, options }): AnalysisDimension => ({
      id: `about:${id}`,
      label: text,
      axis: { dimension: { kind: 'about', id } },
      groups: [
        ...options.map((option) => ({ key: option.id, label: option.label })),
        { key: '', label: both((t) => t.notSaid) },
      ],
    })),
    ...answerVariables(survey.content).map(({ key, number, text, levels, noOpinion }): AnalysisDimension => ({
      id: `question:${key}`,
      label: numbered(text, number),
      axis: { dimension: { kind: 'question', id: key } },
      groups: [
        ...levels.map(({ level, label }) => ({ key: String(level), label })),
        ...(noOpinion ? [{ key: '0', label: noOpinion }] : []),
        { key: '', label: both((t) => t.notAnswered) },
      ],
    })),
  ];
}

/** Periods as groups, and one group for responses outside of them. */
function periodDimension(
  named: Pick<AnalysisDimension, 'id' | 'label'>,
  periods: Readonly<Record<string, Period>>,
  labelOf: (key: string, period: Period) => Localized,
): AnalysisDimension {
  const days = Object.entries(periods).flatMap(([key, period]) =>
    daysIn(period).map((day) => [day, key] as const),
  );
  return {
    ...named,
    axis: { dimension: { kind: 'day' }, groups: Object.fromEntries(days), others: OTHER_DAYS },
    groups: Object.entries(periods).map(([key, period]) => ({ key, label: labelOf(key, period) })),
    periods,
  };
}

const OTHER_DAYS = 'other';

/** Typed periods as a dimension, named in words of their days. */
export function typedPeriods(periods: Readonly<Record<string, Period>>): AnalysisDimension {
  const words = ({ from, to }: Period, language: PageLanguage): string =>
    from === to ? dayText(from, language) : `${dayText(from, language)} – ${dayText(to, language)}`;
  return periodDimension({ id: 'period', label: both((t) => t.dimension.period) }, periods, (_, period) => ({
    vi: words(period, 'vi'),
    en: words(period, 'en'),
  }));
}

/** A filter that only responses from a period pass. */
export function periodFilter(period: Period): AnalysisFilter {
  const dimension = typedPeriods({ in: period });
  return { id: 'period', dimension, group: dimension.groups[0]! };
}

function both(of: (texts: (typeof analysisTexts)['vi']) => string): Localized {
  return { vi: of(analysisTexts.vi), en: of(analysisTexts.en) };
}

function numbered(text: Localized, number: number): Localized {
  const all = Object.entries(text).map(([language, words]) => [language, `${number}. ${words}`] as const);
  return { ...Object.fromEntries(all), vi: `${number}. ${text.vi}` };
}

/** A group that responses can be filtered by; units have a separate choice, and days are too many. */
export interface AnalysisFilter {
  /** `channel=qr` */
  readonly id: string;
  readonly dimension: AnalysisDimension;
  readonly group: DimensionGroup;
}

export function filtersOf(dimensions: readonly AnalysisDimension[]): readonly AnalysisFilter[] {
  return dimensions
    .filter(({ id }) => id !== 'unit' && id !== 'day')
    .flatMap((dimension) =>
      dimension.groups.map((group) => ({ id: `${dimension.id}=${group.key}`, dimension, group })),
    );
}
