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
import { fieldLines, laggards, type FieldLine } from './fieldState.ts';
import type { CountedForms } from './roundProgress.ts';
import type { SamplePlan } from './samplePlan.ts';
import { samplePlanTexts } from './texts.ts';

/** Channels that anybody can answer by. */
const openChannels = ['kiosk', 'qr', 'link'];

export interface Progress extends CountedForms {
  readonly measured: MeasuredRound;
  /** The plan of the units in view. */
  readonly plan: Pick<SamplePlan, 'units'> | undefined;
  readonly caseloads: RoundCaseloads;
  readonly days: readonly { readonly day: string; readonly forms: number }[];
  /** The elapsed share of the round's time, 0 … 1. */
  readonly timeShare: number;
}

export function progressPage(progress: Progress, language: PageLanguage) {
  const { measured, plan, caseloads, byUnit, byChannel, days, timeShare } = progress;
  const t = samplePlanTexts[language];
  const count = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const channels = [...byChannel.keys()].toSorted();
  const lines = fieldLines(plan, byUnit, timeShare).map((line) => ({
    ...line,
    name: inLanguage(measured.tree.name(line.unitId), language),
    rate: rateText(line, caseloads, language),
  }));
  const numbersOf = ({ name, planned, received, missing }: NamedLine) => ({
    name,
    planned: count.format(planned),
    received: count.format(received),
    missing: count.format(missing),
  });
  return {
    content: {
      hasPlan: plan !== undefined,
      timeLine: t.progressLead({ percent: percent.format(timeShare) }),
      warnings: measured.round.sampleKind === 'probability' ? warningsOf(lines, progress, language) : [],
      lagging: laggards(lines, timeShare).map(numbersOf),
      channels: channels.map((channel) => messageFor(t.channels, channel) ?? channel),
      rows: lines.map((line) => ({
        ...numbersOf(line),
        state: line.state === 'unplanned' ? '–' : t.states[line.state],
        channels: channels.map((channel) => count.format(byChannel.get(channel)?.get(line.unitId) ?? 0)),
        rate: line.rate,
      })),
      days: days.map(({ day, forms }) => ({ day: dayText(day, language), forms: count.format(forms) })),
    },
    parts: progressTaken({
      t,
      lines,
      hasPlan: plan !== undefined,
      channels: channels.map((channel) => ({
        name: messageFor(t.channels, channel) ?? channel,
        forms: byChannel.get(channel)!,
      })),
      days: days.map(({ day, forms }) => [dayText(day, language), forms]),
    }),
  };
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
function progressTaken(shown: {
  readonly t: (typeof samplePlanTexts)[PageLanguage];
  readonly lines: readonly NamedLine[];
  readonly hasPlan: boolean;
  readonly channels: readonly { readonly name: string; readonly forms: ReadonlyMap<string, number> }[];
  readonly days: readonly TableRow[];
}): Download[] {
  const { t, lines, hasPlan, channels, days } = shown;
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
  return [
    { key: 'units', title: t.allUnits, table: plainTable(headings, rows) },
    ...(days.length > 0 ? [{ key: 'days', title: t.byDay, table: plainTable([t.day, t.forms], days) }] : []),
  ];
}
