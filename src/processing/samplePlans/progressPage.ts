/** The progress of a round in words and numbers of one language, and the tables for export. */
import { messageFor } from '../../platform/text/catalogue.ts';
import type { RoundCaseloads } from '../../design/rounds/roundCaseloads.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { plainTable, type TableRow } from '../../platform/tables/table.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Download } from '../../platform/web/download.ts';
import { percentText } from '../../statistics/estimation/wording.ts';
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
  const count = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const channels = [...byChannel.keys()].toSorted().map((channel) => ({
    name: messageFor(t.channels, channel) ?? channel,
    forms: byChannel.get(channel)!,
  }));
  const lines = linesOf(progress, language);
  const hasPlan = plan !== undefined;
  return {
    content: {
      hasPlan,
      timeLine: t.progressLead({ percent: percent.format(timeShare) }),
      warnings: measured.round.sampleKind === 'probability' ? warningsOf(lines, progress, language) : [],
      nobodyLags: hasPlan && !lines.some(({ state }) => state === 'lagging'),
      duePercent: hasPlan ? tenth(timeShare * 100) : undefined,
      bars: barsOf(lines, hasPlan, language),
      channels: channels.map(({ name }) => name),
      rows: lines.map((line) => ({
        name: line.name,
        planned: count.format(line.planned),
        received: count.format(line.received),
        missing: count.format(line.missing),
        state: line.state === 'unplanned' ? '–' : t.states[line.state],
        channels: channels.map(({ forms }) => count.format(forms.get(line.unitId) ?? 0)),
        rate: line.rate,
      })),
      days: dayChart(days, byDay, plan && plannedPerDay(measured.round, plan.units), language),
      hours: hours && responseHoursWords(hours, language),
    },
    parts: progressTaken({ lines, hasPlan, channels, days, byDay, hours }, language),
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
  const count = new Intl.NumberFormat(language);
  const most = Math.max(1, ...lines.map(({ received }) => received));
  return lines.map(({ name, state, planned, received }, index) => ({
    name,
    group:
      hasPlan && state !== lines[index - 1]?.state
        ? t.groups[state]({ count: lines.filter((line) => line.state === state).length })
        : undefined,
    percent: tenth(Math.min(100, (received / (planned > 0 ? planned : most)) * 100)),
    isPlanned: planned > 0,
    text: planned > 0 ? t.of({ received: count.format(received), planned: count.format(planned) }) : count.format(received), // prettier-ignore
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
  const count = new Intl.NumberFormat(language);
  const populationOf = new Map(plan?.units.map(({ unitId, population }) => [unitId, population]));
  const openForms = openChannels
    .flatMap((channel) => [...(byChannel.get(channel)?.values() ?? [])])
    .reduce((sum, forms) => sum + forms, 0);
  return [
    ...(openForms > 0 ? [t.openForms({ forms: count.format(openForms) })] : []),
    ...lines
      .filter(({ state }) => state === 'tooMany')
      .map(({ unitId, name, received }) =>
        t.moreAnswersThanPeople({
          unit: name,
          received: count.format(received),
          population: count.format(populationOf.get(unitId)!),
        }),
      ),
  ];
}

/** The tables of the page, for export. */
function progressTaken(
  shown: Pick<Progress, 'days' | 'byDay' | 'hours'> & {
    readonly lines: readonly NamedLine[];
    readonly hasPlan: boolean;
    readonly channels: readonly { readonly name: string; readonly forms: ReadonlyMap<string, number> }[];
  },
  language: PageLanguage,
): Download[] {
  const { lines, hasPlan, channels, days, byDay, hours } = shown;
  const t = samplePlanTexts[language];
  const planned = (cells: TableRow): TableRow => (hasPlan ? cells : []);
  const stateOf = ({ state }: FieldLine): string => (state === 'unplanned' ? '' : t.states[state]);
  const headings = [t.unit, t.received, ...(hasPlan ? [t.quota, t.missing, t.state] : []), ...channels.map(({ name }) => name), t.response]; // prettier-ignore
  const rows = lines.map((line) => [
    line.name,
    line.received,
    ...planned([line.planned, line.missing, stateOf(line)]),
    ...channels.map(({ forms }) => forms.get(line.unitId) ?? 0),
    line.rate,
  ]);
  const ofDays = days.map((day) => [dayText(day, language), byDay.get(day) ?? 0]);
  return [
    { key: 'units', title: t.allUnits, table: plainTable(headings, rows) },
    ...(days.some((day) => byDay.has(day))
      ? [{ key: 'days', title: t.byDay, table: plainTable([t.day, t.forms], ofDays) }]
      : []),
    ...(hours ? [responseHoursTaken(hours, language)] : []),
  ];
}
