/** Evaluates what an alert watches, and puts the finding into words. */
import { unitScopeOn } from '../../access/accounts/unitScope.ts';
import { caseCounts, caseFigures } from '../cases/caseFigures.ts';
import { isOverdue } from '../cases/terms.ts';
import { deviceWarnings } from '../../collection/devices/device.ts';
import { unitIdsOf } from '../../collection/devices/pairDevice.ts';
import { isAskedAlike, nextRound } from '../improvementActions/improvementAction.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { indexOfYear } from '../realTimeIndex/indexOfYear.ts';
import { figuredRounds, type FiguredRound } from '../../dissemination/publications/standingFigures.ts';
import type { Round } from '../../design/rounds/round.ts';
import { answeringIn, peopleBehind } from '../../processing/results/besideResults.ts';
import { changeBetween } from '../../statistics/estimation/change.ts';
import type { Figure, LiveFigure, RateFigure } from '../../statistics/estimation/figure.ts';
import { bandText } from '../../processing/results/liveTexts.ts';
import { measuredRounds } from '../../processing/results/measuredRounds.ts';
import { responseRate } from '../../statistics/sampling/response.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { covers, type Line } from '../../processing/results/results.ts';
import type { Decimal } from '../../statistics/estimation/rounding.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import { percentText } from '../../platform/text/numbers.ts';
import { roundCaseloadsReader } from '../../design/rounds/roundCaseloads.ts';
import type { Alert, Reading, Said, Watch, WatchedRate } from './alert.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { said } from './texts.ts';
import type { Stores } from '../stores.ts';

type WatchOf<Kind extends Watch['kind']> = Extract<Watch, { readonly kind: Kind }>;

/** What the alerts of one check share: each is loaded once for all of them. */
type Shared = ReturnType<typeof sharedData>;

function sharedData(stores: Stores, now: Date) {
  const rounds = measuredRounds(stores, () => now);
  const today = dayOf(now);
  return {
    stores,
    now,
    today,
    rounds,
    caseloadsOf: roundCaseloadsReader(stores.importBatches, () => now),
    units: once(async () => unitScopeOn(await stores.units.list(), today)),
    allRounds: once(() => stores.rounds.list()),
    cases: once(() => stores.cases.listDownload()),
    calendar: once(() => stores.holidays.calendar()),
    yearIndex: once(() => indexOfYear(stores, '', now)),
    kiosks: once(() => Promise.all([stores.devices.list(), stores.accessPoints.list()])),
    measuredOf: figuredRounds(stores.publications, rounds, now),
  };
}

/**
 * @param now of the whole check
 * @returns undefined as a reading where there are no data, or they are suppressed
 */
export function alertReader(stores: Stores, now: Date) {
  const data = sharedData(stores, now);
  return async ({ unitId, watch }: Pick<Alert, 'unitId' | 'watch'>): Promise<Reading> => {
    switch (watch.kind) {
      case 'indexBelow':
        return await indexBelow(data, unitId, watch);
      case 'indexFell':
        return await indexFell(data, unitId, watch);
      case 'responseLow':
        return await responseLow(data, unitId, watch);
      case 'rateBelow':
        return await rateBelow(data, unitId, watch);
      case 'casesOverdue':
        return await casesOverdue(data, unitId, watch);
      case 'kioskSilent':
        return await kioskSilent(data, unitId);
    }
  };
}

async function measuredFor(
  { now, allRounds, measuredOf }: Shared,
  roundId: string,
  unitId: string,
): Promise<FiguredRound | undefined> {
  const round = standingRound(roundId, await allRounds(), now);
  const measured = round && (await measuredOf(round));
  return measured && covers(measured, unitId) ? measured : undefined;
}

/** The figure from the current round of the sequence; undefined where that round asks different questions. */
async function figureOf(data: Shared, roundId: string, unitId: string, scope: Scope) {
  const measured = await measuredFor(data, roundId, unitId);
  if (!measured || !(await asksAlike(data, roundId, measured, scope))) return undefined;
  return { measured, figure: measured.figure(unitId, scope) };
}

async function asksAlike(
  { stores, allRounds }: Shared,
  roundId: string,
  measured: FiguredRound,
  scope: Scope,
): Promise<boolean> {
  if (scope.kind === 'whole' || measured.round.id === roundId) return true;
  const first = (await allRounds()).find(({ id }) => id === roundId);
  const survey = first && (await stores.surveys.find(first.surveyVersionId));
  return survey !== undefined && isAskedAlike(scope, survey.content, measured.survey.content);
}

async function indexBelow(data: Shared, unitId: string, watch: WatchOf<'indexBelow'>): Promise<Reading> {
  const found = await figureOf(data, watch.roundId, unitId, watch.scope);
  if (found?.figure.state === 'live') return bandBelow(found.figure, watch.belowHundredths);
  if (found?.figure.state !== 'shown') return undefined;
  const { value } = found.figure;
  return { holds: isBelow(value, watch.belowHundredths), said: percentAgainst(value, watch.belowHundredths) };
}

async function indexFell(data: Shared, unitId: string, watch: WatchOf<'indexFell'>): Promise<Reading> {
  const { now, rounds } = data;
  const found = await figureOf(data, watch.roundId, unitId, watch.scope);
  const previous = found && (await rounds.measurePrevious(found.measured.round));
  if (!found || !previous || !covers(previous, unitId)) return undefined;
  if (watch.scope.kind !== 'whole') {
    const [later, earlier] = [found.measured.survey.content, previous.survey.content];
    if (!isAskedAlike(watch.scope, later, earlier)) return undefined;
  }
  const before: Figure = roundFigures(previous, now).of(unitId, { scope: watch.scope });
  const change = changeBetween(found.figure, before, found.measured.plan.method.changeOf);
  if (change.state !== 'shown' || change.movement === undefined || found.figure.state !== 'shown')
    return undefined;
  const line: Line = { figure: found.figure, previous: before, change };
  return {
    holds: change.movement === 'fell',
    said: said((t, language) => {
      const words = lineWords(line, language);
      return t.said.moved({ ...words, change: words.change ?? '' });
    }),
  };
}

async function responseLow(data: Shared, unitId: string, watch: WatchOf<'responseLow'>): Promise<Reading> {
  const { caseloadsOf } = data;
  const measured = await measuredFor(data, watch.roundId, unitId);
  const people = measured && peopleBehind(measured, unitId, measured.figure(unitId, WHOLE));
  if (!measured || people === undefined) return undefined;
  const unitIds = measured.tree.subtreeIds(unitId);
  const caseloads = await caseloadsOf(measured.round);
  const rate = responseRate(people, unitIds, answeringIn(measured, unitIds), caseloads);
  if (rate?.state !== 'rate') return undefined;
  return {
    holds: isBelow(rate.percent, watch.belowHundredths),
    said: percentAgainst(rate.percent, watch.belowHundredths),
  };
}

async function rateBelow(
  data: Shared,
  unitId: string,
  { rate, belowHundredths }: WatchOf<'rateBelow'>,
): Promise<Reading> {
  const figure = await rateFigure(data, unitId, rate);
  if (figure?.state !== 'shown') return undefined;
  const { value } = figure;
  return { holds: isBelow(value, belowHundredths), said: percentAgainst(value, belowHundredths) };
}

async function rateFigure(data: Shared, unitId: string, rate: WatchedRate): Promise<RateFigure | undefined> {
  const { today, yearIndex, calendar } = data;
  if (rate === 'item52' || rate === 'item54') {
    const line = (await yearIndex())
      .of(unitId)
      .lines.find(({ item }) => item === (rate === 'item52' ? '5.2' : '5.4'));
    return line && 'figure' in line ? line.figure : undefined;
  }
  const [all] = caseFigures(caseCounts(await casesOf(data, unitId), await calendar(), today));
  return rate === 'casesOnTime' ? all?.onTime : all?.helped;
}

async function casesOf({ units, cases }: Shared, unitId: string) {
  const within = (await units()).subtreeIds([unitId]);
  return (await cases()).filter((one) => within.has(one.unitId));
}

async function casesOverdue(
  data: Shared,
  unitId: string,
  { casesMin }: WatchOf<'casesOverdue'>,
): Promise<Reading> {
  const { today } = data;
  const calendar = await data.calendar();
  const count = (await casesOf(data, unitId)).filter((one) => isOverdue(one, calendar, today)).length;
  return {
    holds: count >= casesMin,
    said: said((t) => t.said.overdue({ count })),
  };
}

async function kioskSilent({ now, units, kiosks }: Shared, unitId: string): Promise<Reading> {
  const [devices, points] = await kiosks();
  const within = (await units()).subtreeIds([unitId]);
  const own = new Set(
    points.filter((point) => unitIdsOf(point).some((id) => within.has(id))).map(({ id }) => id),
  );
  const watched = devices.filter(({ accessPointId }) => own.has(accessPointId));
  if (watched.length === 0) return undefined;
  const silent = watched.filter((device) => deviceWarnings(device, [], now).includes('silent'));
  const labels = silent
    .map(({ label }) => label)
    .slice(0, 5)
    .join(', ');
  return {
    holds: silent.length > 0,
    said: said((t) => t.said.silent({ count: silent.length, labels })),
  };
}

/** The round itself, or the last round that has opened in the sequence of rounds compared with it. */
export function standingRound(roundId: string, rounds: readonly Round[], now: Date): Round | undefined {
  let round = rounds.find(({ id }) => id === roundId);
  for (let left = rounds.length; round && left > 0; left -= 1) {
    const next = nextRound(round.id, rounds);
    if (!next || next.opensAt > now) return round;
    round = next;
  }
  return round;
}

function isBelow({ units, decimals }: Decimal, hundredths: number): boolean {
  return units * 100 < hundredths * 10 ** decimals;
}

/** Whether the index of an open round is below the limit; undecided where the limit lies within its band. */
function bandBelow(band: LiveFigure, hundredths: number): Reading {
  const [isAll, isNone] = [band.high * 100 < hundredths, band.low * 100 >= hundredths];
  if (!isAll && !isNone) return undefined;
  return { holds: isAll, said: against((language) => bandText(band, language), hundredths) };
}

function percentAgainst(value: Decimal, hundredths: number): Said {
  return against((language) => percentText(value, language), hundredths);
}

function against(valueIn: (language: PageLanguage) => string, hundredths: number): Said {
  const edge: Decimal = { units: hundredths, decimals: 2 };
  return said((t, is) => t.said.against({ value: valueIn(is), edge: percentText(edge, is) }));
}

function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loaded: Promise<Value> | undefined;
  return () => (loaded ??= load());
}
