/** The progress of a round in words and numbers of one language, and the tables for export. */
import { tableWithDownload, type Column } from '../../access/web/columns.ts';
import { messageFor } from '../../platform/text/catalogue.ts';
import type { RoundCaseloads } from '../../design/rounds/roundCaseloads.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { plainTable } from '../../platform/tables/table.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { countText, percentText } from '../../platform/text/numbers.ts';
import type { Download } from '../../platform/web/download.ts';
import { responseRate } from '../../statistics/sampling/response.ts';
import type { MeasuredRound } from '../results/results.ts';
import { tenth } from '../../platform/charts/drawing.ts';
import { responseHoursTaken, responseHoursWords, type ResponseHours } from '../quality/responseHours.ts';
import { dayChart, plannedPerDay } from './dayChart.ts';
import { fieldLines, type FieldLine } from './fieldState.ts';
import type { CountedForms } from './roundProgress.ts';
import type { SamplePlan } from './samplePlan.ts';
import { samplePlanTexts } from './texts.ts';

/** Channels that anybody can answer by. */
const openChannels = ['kiosk', 'qr', 'link'];

export interface Progress extends CountedForms {
  readonly measured: MeasuredRound;
  /** Units in view; those that have no subunits are shown even where nothing came. */
  readonly unitIds: readonly string[];
  /** The plan of the units in view. */
  readonly plan: Pick<SamplePlan, 'units'> | undefined;
  readonly caseloads: RoundCaseloads;
  /** The days to show, oldest first, and the responses of each that has any. */
  readonly days: readonly string[];
  readonly byDay: ReadonlyMap<string, number>;
  readonly hours: ResponseHours | undefined;
  /** The elapsed share of the round's time, 0 … 1. */
  readonly timeShare: number;
}

const stateOrder = [
  'tooMany',
  'lagging',
  'onTrack',
  'met',
  'unplanned',
] as const satisfies FieldLine['state'][];

export function progressPage(progress: Progress, language: PageLanguage) {
  const { measured, plan, byChannel, days, byDay, hours, timeShare } = progress;
  const t = samplePlanTexts[language];
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const channels = [...byChannel.keys()].toSorted().map((channel) => ({
    name: messageFor(t.channels, channel) ?? channel,
    forms: byChannel.get(channel)!,
  }));
  const lines = linesOf(progress, language);
  const hasPlan = plan !== undefined;
  const units = unitTable(lines, hasPlan, channels, language);
  return {
    content: {
      hasPlan,
      timeLine: t.progressLead({ percent: percent.format(timeShare) }),
      warnings: measured.round.sampleKind === 'probability' ? warningsOf(lines, progress, language) : [],
      nobodyLags: hasPlan && !lines.some(({ state }) => state === 'lagging'),
      duePercent: hasPlan ? tenth(timeShare * 100) : undefined,
      bars: barsOf(lines, hasPlan, language),
      rows: units.rows,
      days: dayChart(days, byDay, plan && plannedPerDay(measured.round, plan.units), language),
      hours: hours && responseHoursWords(hours, language),
    },
    parts: [
      units.download,
      ...(days.some((day) => byDay.has(day)) ? [daysTaken(days, byDay, language)] : []),
      ...(hours ? [responseHoursTaken(hours, language)] : []),
    ],
  };
}

/** By state, those that need attention first, and within it those first that are furthest from their number. */
function linesOf(
  { measured: { tree }, unitIds, plan, caseloads, byUnit, timeShare }: Progress,
  language: PageLanguage,
): NamedLine[] {
  // prettier-ignore
  const leaves = unitIds.filter((unitId) => tree.childIds(unitId).length === 0);
  const received = new Map([...leaves.map((unitId) => [unitId, 0] as const), ...byUnit]);
  const shareOf = ({ planned, received: came }: FieldLine): number => (planned === 0 ? came : came / planned);
  return fieldLines(plan, received, timeShare)
    .map((line) => ({
      ...line,
      name: inLanguage(tree.name(line.unitId), language),
      rate: rateText(line, caseloads, language),
    }))
    .toSorted(
      (one, other) =>
        stateOrder.indexOf(one.state) - stateOrder.indexOf(other.state) || shareOf(one) - shareOf(other),
    );
}

/** Bars of what was received: of the plan, or without one of the most that a unit received. */
function barsOf(lines: readonly NamedLine[], hasPlan: boolean, language: PageLanguage) {
  const t = samplePlanTexts[language];
  const most = Math.max(1, ...lines.map(({ received }) => received));
  return lines.map(({ name, state, planned, received }, index) => ({
    name,
    group:
      hasPlan && state !== lines[index - 1]?.state
        ? t.groups[state]({ count: lines.filter((line) => line.state === state).length })
        : undefined,
    percent: tenth(Math.min(100, (received / (planned > 0 ? planned : most)) * 100)),
    isPlanned: planned > 0,
    text: planned > 0 ? t.of({ received: countText(received, language), planned: countText(planned, language) }) : countText(received, language), // prettier-ignore
  }));
}

type NamedLine = FieldLine & { readonly name: string; readonly rate: string };

function rateText(
  { unitId, received }: FieldLine,
  caseloads: RoundCaseloads,
  language: PageLanguage,
): string {
  const t = samplePlanTexts[language];
  const rate = responseRate(received, [unitId], [unitId], caseloads);
  if (!rate) return '–';
  if (rate.state === 'rate') return percentText(rate.percent, language);
  return rate.state === 'incomplete' ? t.incomplete : t.more;
}

/** What should not happen in a probability sample. */
function warningsOf(
  lines: readonly NamedLine[],
  { plan, byChannel }: Progress,
  language: PageLanguage,
): readonly string[] {
  const t = samplePlanTexts[language];
  const populationOf = new Map(plan?.units.map(({ unitId, population }) => [unitId, population]));
  const openForms = openChannels
    .flatMap((channel) => [...(byChannel.get(channel)?.values() ?? [])])
    .reduce((sum, forms) => sum + forms, 0);
  return [
    ...(openForms > 0 ? [t.openForms({ forms: countText(openForms, language) })] : []),
    ...lines
      .filter(({ state }) => state === 'tooMany')
      .map(({ unitId, name, received }) =>
        t.moreAnswersThanPeople({
          unit: name,
          received: countText(received, language),
          population: countText(populationOf.get(unitId)!, language),
        }),
      ),
  ];
}

interface ChannelForms {
  readonly name: string;
  /** By unit. */
  readonly forms: ReadonlyMap<string, number>;
}

function unitTable(
  lines: readonly NamedLine[],
  hasPlan: boolean,
  channels: readonly ChannelForms[],
  language: PageLanguage,
) {
  const t = samplePlanTexts[language];
  const ofPlan = (...columns: Column<NamedLine>[]): readonly Column<NamedLine>[] => (hasPlan ? columns : []);
  const stateText = ({ state }: NamedLine): string | undefined =>
    state === 'unplanned' ? undefined : t.states[state];
  const columns: readonly Column<NamedLine>[] = [
    { key: 'name', heading: t.unit },
    ...ofPlan({ key: 'planned', heading: t.quota }),
    { key: 'received', heading: t.received },
    ...ofPlan({ key: 'missing', heading: t.missing }, { key: 'state', heading: t.state, value: stateText }),
    ...channels.map(({ name, forms }) => ({
      key: name,
      heading: name,
      value: ({ unitId }: NamedLine) => forms.get(unitId) ?? 0,
    })),
    { key: 'rate', heading: t.response, isNumber: true },
  ];
  return tableWithDownload(columns, lines, { key: 'units', title: t.allUnits, language });
}

function daysTaken(
  days: readonly string[],
  byDay: ReadonlyMap<string, number>,
  language: PageLanguage,
): Download {
  const t = samplePlanTexts[language];
  const rows = days.map((day) => [dayText(day, language), byDay.get(day) ?? 0]);
  return { key: 'days', title: t.byDay, table: plainTable([t.day, t.forms], rows) };
}
