/** The progress of a round: submissions against the plan by unit and channel, by day, and against caseload. */
import type { Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import type { ColumnReader } from '../columns/columnReader.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Round } from '../../design/rounds/round.ts';
import { belowMinimumIn, cellOver, peopleIn } from '../../statistics/estimation/cell.ts';
import type { MeasuredRound } from '../results/results.ts';
import { responseRate } from '../../statistics/sampling/response.ts';
import { percentText } from '../../statistics/estimation/wording.ts';
import { tallyReader } from '../tallies/readTallies.ts';
import { roundVolumesReader } from '../../design/rounds/roundVolumes.ts';
import { plainTable, type TableRow } from '../../platform/tables/table.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { sendTaken, takeLinks, type TakeAway } from '../../platform/web/takeAway.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { fieldLines, laggards, timeShareOf, type FieldLine } from './fieldState.ts';
import { samplePlanTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

const daysShown = 14;
const openChannels = ['kiosk', 'qr', 'link'];

export interface ProgressRoutesOptions extends RoundsRoutesOptions {
  readonly columns: ColumnReader;
}

export function progressRoutes({ stores, rounds, columns, now }: ProgressRoutesOptions): Router {
  const router = staffRouter();
  const tallies = tallyReader(stores, now);
  const volumesOf = roundVolumesReader(stores.deliveries, now);

  /** Units of the round within the account's scope. */
  function unitsInView(caller: Caller, { round, tree }: MeasuredRound): readonly string[] {
    const inView = caller.unitIdsInView('followRounds');
    const inRound = round.unitIds.flatMap((rootId) => (tree.has(rootId) ? tree.subtreeIds(rootId) : []));
    return inRound.filter((unitId) => !inView || inView.has(unitId));
  }

  /** Submissions that came in time, by unit, and by unit and channel. */
  async function countForms({ round, plan }: MeasuredRound, unitIds: ReadonlySet<string>) {
    const read = await tallies.read(round.id, round.methodIds[0]!);
    const byUnit = new Map<string, number>();
    const byChannel = new Map<string, Map<string, number>>();
    for (const { unitId, dimension, value, numbers } of read.tallies) {
      if (!unitIds.has(unitId) || (dimension !== 'all' && dimension !== 'channel')) continue;
      const cell = cellOver(plan, numbers);
      const forms = peopleIn(cell) + belowMinimumIn(cell);
      if (forms === 0) continue;
      if (dimension === 'all') byUnit.set(unitId, forms);
      else byChannel.set(value, (byChannel.get(value) ?? new Map()).set(unitId, forms));
    }
    return { byUnit, byChannel };
  }

  async function countByDay({ round, plan }: MeasuredRound, unitIds: readonly string[], today: string) {
    const from = addDays(today, 1 - daysShown);
    const groups = await columns.count({
      roundId: round.id,
      plan,
      query: {
        axes: [{ dimension: { kind: 'day' } }],
        limits: [{ dimension: { kind: 'unit' }, values: unitIds }],
        questions: [],
      },
    });
    return groups
      .map(({ keys: [day = ''], numbers }) => {
        const cell = cellOver(plan, numbers);
        return { day, forms: peopleIn(cell) + belowMinimumIn(cell) };
      })
      .filter(({ day }) => day >= from)
      .toSorted((one, other) => (one.day < other.day ? 1 : -1));
  }

  async function measuredOf(round: Round | undefined): Promise<MeasuredRound> {
    if (!round) throw notYours();
    return await rounds.measure(round);
  }

  router.get('/staff/rounds/:roundId/progress', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = samplePlanTexts[language];
    const measured = await measuredOf(await stores.rounds.find(req.params.roundId));
    const { round, tree } = measured;
    const unitIds = unitsInView(caller, measured);
    if (unitIds.length === 0) throw notYours();
    const inView = new Set(unitIds);
    const [kept, volumes, { byUnit, byChannel }, days] = await Promise.all([
      stores.samplePlans.find(round.id),
      volumesOf(round),
      countForms(measured, inView),
      countByDay(measured, unitIds, dayOf(now())),
    ]);
    const plan = kept && { ...kept, units: kept.units.filter(({ unitId }) => inView.has(unitId)) };
    const timeShare = timeShareOf(round, now());
    const lines = fieldLines(plan, byUnit, timeShare);
    const count = new Intl.NumberFormat(language);
    const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
    const nameOf = (unitId: string): string => inLanguage(tree.name(unitId), language);
    const channels = [...byChannel.keys()].toSorted();
    const rateOf = ({ unitId, received }: FieldLine): string => {
      const rate = responseRate(received, [unitId], [unitId], volumes);
      if (!rate) return '–';
      if (rate.state === 'rate') return percentText(rate.percent, language);
      return rate.state === 'incomplete' ? t.incomplete : t.more;
    };
    const openForms = openChannels
      .flatMap((channel) => [...(byChannel.get(channel)?.values() ?? [])])
      .reduce((sum, forms) => sum + forms, 0);
    const isDrawn = round.sampleKind === 'probability';
    const parts = progressTaken({
      t,
      lines: lines.map((line) => ({ ...line, name: nameOf(line.unitId), rate: rateOf(line) })),
      hasPlan: plan !== undefined,
      channels: channels.map((channel) => ({
        name: t.channels[channel] ?? channel,
        forms: byChannel.get(channel)!,
      })),
      days: days.map(({ day, forms }) => [dayText(day, language), forms]),
    });
    const from = { name: `tien-do-${round.id}`, language, isMadeUp: kept?.madeUp !== undefined };
    if (await sendTaken(req, res, parts, from)) return;
    const populationOf = new Map(plan?.units.map(({ unitId, population }) => [unitId, population]));
    renderStaffPage(
      req,
      res,
      'processing/samplePlans/progress',
      {
        title: `${t.progressTitle}: ${inLanguage(round.title, language)}`,
        notice: noticeFor(req, { planned: t.planned }),
      },
      {
        t,
        take: takeLinks(req, parts, language),
        round,
        madeUp: kept?.madeUp ? t.madeUp : undefined,
        mayPlan: caller.mayOnAll('planSamples', round.unitIds),
        hasPlan: plan !== undefined,
        timeLine: t.progressLead(percent.format(timeShare)),
        warnings: [
          ...(isDrawn && openForms > 0 ? [t.openForms(count.format(openForms))] : []),
          ...lines
            .filter(({ state }) => isDrawn && state === 'tooMany')
            .map(({ unitId, received }) =>
              t.moreAnswersThanPeople(
                nameOf(unitId),
                count.format(received),
                count.format(populationOf.get(unitId)!),
              ),
            ),
        ],
        lagging: laggards(lines, timeShare).map((line) => ({
          name: nameOf(line.unitId),
          planned: count.format(line.planned),
          received: count.format(line.received),
          missing: count.format(line.missing),
        })),
        channels: channels.map((channel) => t.channels[channel] ?? channel),
        rows: lines.map((line) => ({
          name: nameOf(line.unitId),
          planned: count.format(line.planned),
          received: count.format(line.received),
          missing: count.format(line.missing),
          state: line.state === 'unplanned' ? '–' : t.states[line.state],
          channels: channels.map((channel) => count.format(byChannel.get(channel)?.get(line.unitId) ?? 0)),
          rate: rateOf(line),
        })),
        days: days.map(({ day, forms }) => ({ day: dayText(day, language), forms: count.format(forms) })),
      },
    );
  });

  return router;
}

/** The tables of the page, for export. */
function progressTaken(shown: {
  readonly t: (typeof samplePlanTexts)[PageLanguage];
  readonly lines: readonly (FieldLine & { readonly name: string; readonly rate: string })[];
  readonly hasPlan: boolean;
  readonly channels: readonly { readonly name: string; readonly forms: ReadonlyMap<string, number> }[];
  readonly days: readonly TableRow[];
}): TakeAway[] {
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
