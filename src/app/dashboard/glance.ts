/** The charts above the cards: the last published index of the account's unit, and how responses come in. */
import type { Caller } from '../../access/accounts/caller.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { latestPublished, latestWords } from '../../dissemination/publications/latestPublished.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import type { MeasuredRounds } from '../../processing/results/measuredRounds.ts';
import { dayChart, lastDays, plannedPerDay } from '../../processing/samplePlans/dayChart.ts';
import type { SamplePlan } from '../../processing/samplePlans/samplePlan.ts';
import type { TallyReader } from '../../processing/tallies/readTallies.ts';
import { belowMinimumIn, cellOver, peopleIn } from '../../statistics/estimation/cell.ts';
import { robustSentences } from '../../dissemination/analysis/robustSentences.ts';
import type { ColumnReader } from '../../processing/columns/columnReader.ts';
import { isOvertaken } from '../../processing/published/standing.ts';
import type { DashboardOptions } from './card.ts';

export interface GlanceOptions extends Pick<DashboardOptions, 'stores' | 'now'> {
  readonly rounds: MeasuredRounds;
  readonly tallies: TallyReader;
  readonly columns: ColumnReader;
}

const roundsShown = 2;

/** Of the chosen unit, or the topmost one of the account. */
export async function indexGlance({ account, grants, chosenUnitId }: Caller, { stores }: GlanceOptions) {
  if (grants.length === 0) return undefined;
  const ownId = grants.some(({ unitId }) => unitId === undefined) ? undefined : grants[0]!.unitId;
  const latest = await latestPublished(stores, chosenUnitId ?? ownId);
  return latest && latestWords(latest, account.language);
}

/** At most two sentences next to the index of a unit without subunits; those of a closed round are cached after the first time. */
export async function robustGlance(
  { account, grants, chosenUnitId }: Caller,
  { stores, rounds, columns, now }: GlanceOptions,
): Promise<readonly string[]> {
  const unitId = chosenUnitId ?? grants[0]?.unitId;
  const latest = unitId === undefined ? undefined : await latestPublished(stores, unitId);
  const round = latest && (await stores.rounds.find(latest.publication.roundId));
  if (unitId === undefined || !latest || !round) return [];
  const measured = await rounds.measure(round);
  const isWard = measured.tree.has(unitId) && measured.tree.childIds(unitId).length === 0;
  if (!isWard || isOvertaken(latest.publication, measured.snapshot)) return [];
  return await robustSentences({ measured, unitId, stores, columns, now }, account.language);
}

/**
 * Responses of the last days against what the plan needs each day, for open rounds that the account follows as a whole: by day,
 * tallies are of the whole round.
 */
export async function dayGlances(caller: Caller, options: GlanceOptions) {
  const { stores, now } = options;
  const followed = (await stores.rounds.list()).filter(
    (round) =>
      roundState(round, now) === 'open' &&
      caller.chosenUnitId === undefined &&
      caller.mayOnAll('followRounds', round.unitIds),
  );
  const withPlans = await Promise.all(
    followed.map(async (round) => ({ round, sample: await stores.samplePlans.find(round.id) })),
  );
  const plannedFirst = withPlans.toSorted((one, other) => Number(!one.sample) - Number(!other.sample));
  const shown = plannedFirst.slice(0, roundsShown);
  const found = await Promise.all(shown.map(async (one) => await daysOf(caller, one, options)));
  return found.filter((one) => one !== undefined);
}

async function daysOf(
  { account: { language } }: Caller,
  { round, sample }: { readonly round: Round; readonly sample: SamplePlan | undefined },
  { rounds, tallies, now }: GlanceOptions,
) {
  const read = await tallies.read(round.id, round.methodIds[0]!);
  const ofDays = read.tallies.filter(({ dimension }) => dimension === 'day');
  if (ofDays.length === 0) return undefined;
  const { plan } = await rounds.measure(round);
  const byDay = new Map(
    ofDays.map(({ value, numbers }) => {
      const cell = cellOver(plan, numbers);
      return [value, peopleIn(cell) + belowMinimumIn(cell)];
    }),
  );
  const chart = dayChart(lastDays(round, now), byDay, sample && plannedPerDay(round, sample.units), language);
  return (
    chart && { ...chart, title: inLanguage(round.title, language), url: `/staff/rounds/${round.id}/progress` }
  );
}
