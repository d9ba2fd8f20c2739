/** What is shown alongside a unit's figures: figures reported elsewhere, the response rate, and the kind of sample. */
import { speaksOf, type ReportedFigure } from '../../registers/reportedFigures/reportedFigure.ts';
import { listReportedFigures } from '../../registers/reportedFigures/listReportedFigures.ts';
import type { SamplePlan } from '../samplePlans/samplePlan.ts';
import { roundCaseloadsReader } from '../../design/rounds/roundCaseloads.ts';
import { cellOver, peopleIn } from '../../statistics/estimation/cell.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { respondentsIn } from './liveFigure.ts';
import { responseRate, type ResponseRate } from '../../statistics/sampling/response.ts';
import type { MeasuredRound, Results } from './results.ts';
import type { Stores } from '../stores.ts';

export interface Beside {
  /** Figures reported for this round, or for its year if they name no round. */
  readonly reportedFigures: readonly ReportedFigure[];
  /** All figures reported for the unit. */
  readonly reported: readonly ReportedFigure[];
  readonly response: ResponseRate | undefined;
  /** Months that the caseload covers. */
  readonly months: readonly string[];
  /** The round before used another kind of sample. */
  readonly otherKindBefore: boolean;
  /**
   * A probability sample has responses from access points open to everybody. Their number is not shown, because figures by
   * channel may be suppressed.
   */
  readonly hasOpenForms: boolean;
  /** A probability sample has more responses than the population in its plan for these units. */
  readonly tooMany: { readonly people: number; readonly population: number } | undefined;
}

const openChannels = ['kiosk', 'qr', 'link'];

export function besideResults(stores: Pick<Stores, 'importBatches' | 'samplePlans'>, now: () => Date) {
  const caseloadsOf = roundCaseloadsReader(stores.importBatches, now);
  return async (
    measured: MeasuredRound,
    { unitId, whole: { figure } }: Results,
    previous: MeasuredRound | undefined,
  ): Promise<Beside> => {
    const { round, tree } = measured;
    const [reported, caseloads, plan] = await Promise.all([
      listReportedFigures(stores.importBatches, unitId),
      caseloadsOf(round),
      round.sampleKind === 'probability' ? stores.samplePlans.find(round.id) : undefined,
    ]);
    const unitIds = tree.subtreeIds(unitId);
    const people = peopleBehind(measured, unitId, figure);
    return {
      reportedFigures: reported.filter((reportedFigure) => speaksOf(reportedFigure, round)),
      reported,
      response:
        people === undefined
          ? undefined
          : responseRate(people, unitIds, answeringIn(measured, unitIds), caseloads),
      months: caseloads.months,
      otherKindBefore: previous !== undefined && previous.round.sampleKind !== round.sampleKind,
      tooMany: people === undefined ? undefined : moreThanPlanned(people, unitIds, plan),
      hasOpenForms: figure.state === 'shown' && hasOpenForms(measured, unitIds),
    };
  };
}

/** Respondents of a unit, as far as its figure shows them; while a round is open, all of them. */
export function peopleBehind(
  { snapshot }: MeasuredRound,
  unitId: string,
  figure: Figure | undefined,
): number | undefined {
  if (snapshot.live) return respondentsIn(snapshot.live, unitId) || undefined;
  return figure?.state === 'shown' ? figure.people : undefined;
}

export function answeringIn({ snapshot }: MeasuredRound, unitIds: readonly string[]): readonly string[] {
  const within = new Set(unitIds);
  if (snapshot.live) {
    const answering = snapshot.live.units.filter(
      ({ unitId, residual }) => residual > 0 && within.has(unitId),
    );
    return answering.map(({ unitId }) => unitId);
  }
  const answering = snapshot.tallies.filter(
    ({ dimension, unitId }) => dimension === 'all' && within.has(unitId),
  );
  return [...new Set(answering.map(({ unitId }) => unitId))];
}

function moreThanPlanned(
  people: number,
  unitIds: readonly string[],
  plan: SamplePlan | undefined,
): Beside['tooMany'] {
  const planned = (plan?.units ?? []).filter(({ unitId }) => unitIds.includes(unitId));
  const population = planned.reduce((sum, unit) => sum + unit.population, 0);
  return planned.length > 0 && people > population ? { people, population } : undefined;
}

/** Only for a closed round, because responses are counted by channel after the close. */
function hasOpenForms({ round, snapshot, plan }: MeasuredRound, unitIds: readonly string[]): boolean {
  if (round.sampleKind !== 'probability') return false;
  return snapshot.tallies.some(
    ({ dimension, value, unitId, numbers }) =>
      dimension === 'channel' &&
      openChannels.includes(value) &&
      unitIds.includes(unitId) &&
      peopleIn(cellOver(plan, numbers)) > 0,
  );
}
