/** Gathers the input of a report. Published results are the frozen ones; everything else is computed now and labelled so. */
import { caseCounts, caseFigures } from '../cases/caseFigures.ts';
import { letterhead } from '../../platform/brand/brand.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import {
  isAskedAlike,
  isOverdue,
  stateOf,
  type ImprovementAction,
} from '../improvementActions/improvementAction.ts';
import { isPublic } from '../improvementActions/improvementActionPage.ts';
import { weakPointText } from '../improvementActions/outcome.ts';
import type {
  Publication,
  PublicationContent,
  PublishedUnit,
  Whole,
} from '../../processing/published/publication.ts';
import { isOvertaken, listPublished, publishedBefore } from '../../processing/published/standing.ts';
import { isSameShare } from '../../statistics/estimation/figure.ts';
import type { MeasuredRounds } from '../../processing/results/measuredRounds.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { againstTarget } from '../../statistics/sampling/target.ts';
import { whyOf } from '../../processing/results/why.ts';
import { whyPage } from '../../dissemination/results/whyPage.ts';
import { scorecardPart, type ScorecardPart } from '../scorecards/results.ts';
import { scorecardReader } from '../scorecards/scorecardReader.ts';
import type { Service } from '../../registers/services/service.ts';
import { listReportedFigures } from '../../registers/reportedFigures/listReportedFigures.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import type { ReportedImprovementAction, ReportInput, WhyPart } from './report.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

export interface Gathering {
  readonly stores: Stores;
  readonly rounds: MeasuredRounds;
  readonly publication: Publication;
  readonly language: PageLanguage;
  readonly origin: string;
  readonly now: Date;
}

/** @returns a reader of the reports on the units of one publication: shared data are read once */
export async function reportReader(gathering: Gathering): Promise<(unit: PublishedUnit) => ReportInput> {
  const { stores, publication, language, origin, now } = gathering;
  const content = await stores.publications.content(publication);
  const whole: Whole = { publication, content };
  const madeOn = dayOf(now);
  const [
    why,
    scorecardOf,
    before,
    corrected,
    taken,
    improvementActionsIn,
    reportedFigures,
    calendar,
    { brand },
  ] = await Promise.all([
    whyReader(gathering, content),
    scorecardsOf(gathering),
    publishedBefore(stores, whole.content.round),
    correctedBy(stores, whole),
    stores.cases.listDownload(),
    improvementActionsReader(stores, content, madeOn),
    listReportedFigures(stores.importBatches),
    stores.holidays.calendar(),
    stores.brand.current(),
  ]);
  const cases = caseFigures(caseCounts(taken, calendar, madeOn));
  return (unit) => {
    const unitIds = subtreeIds(content, unit.id);
    const told = cases.filter(({ unitId }) => unitId === undefined || unitIds.has(unitId));
    return {
      language,
      publication,
      content,
      unit,
      corrected,
      before,
      letterhead: letterhead(brand, language),
      origin,
      why: why(unit),
      cases: told,
      casesMadeUp: taken.some(({ madeUp }) => madeUp),
      ...improvementActionsIn(unitIds),
      reported: reportedFigures.filter(({ unitId }) => unitId === unit.id),
      scorecard: scorecardOf(unit.id),
      madeOn,
    };
  };
}

/** A published unit and its subunits. */
export function subtreeIds({ units }: PublicationContent, unitId: string): ReadonlySet<string> {
  const found = new Set([unitId]);
  for (const { id, parentId } of units) if (parentId !== undefined && found.has(parentId)) found.add(id);
  return found;
}

async function correctedBy(stores: Stores, { publication, content }: Whole): Promise<Whole | undefined> {
  const corrected = (await listPublished(stores.publications, publication.roundId)).find(
    ({ hash }) => hash === content.corrects,
  );
  return corrected && { publication: corrected, content: await stores.publications.content(corrected) };
}

/**
 * The decomposition comes from the live results. It is shown only while they hold exactly the published responses, and
 * only where its change equals the published one: the previous round may have been corrected.
 */
async function whyReader(
  { stores, rounds, publication, language, now }: Gathering,
  content: PublicationContent,
): Promise<(unit: PublishedUnit) => WhyPart | undefined> {
  const round = await stores.rounds.find(content.round.id);
  const measured = round && (await rounds.measure(round));
  if (!measured || isOvertaken(publication, measured.snapshot)) return () => undefined;
  const previous = await rounds.measurePrevious(round);
  const services = await stores.services.list();
  return (unit) => whyPart({ measured, previous, services, unit, language, now });
}

interface Asked {
  readonly measured: MeasuredRound;
  readonly previous: MeasuredRound | undefined;
  readonly services: readonly Service[];
  readonly unit: PublishedUnit;
  readonly language: PageLanguage;
  readonly now: Date;
}

/** @returns undefined where the compared figures are not the published ones */
export function whyPart({ measured, previous, services, unit, language, now }: Asked): WhyPart | undefined {
  const why = whyOf(now, { current: measured, previous }, unit.id);
  if (
    !isSameShare(why.whole.figure, unit.whole.figure) ||
    !isSameShare(why.whole.previous, unit.whole.previous)
  )
    return undefined;
  const { summary, leading, others, priorities } = whyPage({ language, measured, services, why });
  return { summary, leading, others, priorities };
}

/** As on the public page: only sets that are public and fed by this round. */
async function scorecardsOf({
  stores,
  rounds,
  publication,
  now,
}: Gathering): Promise<(unitId: string) => ScorecardPart | undefined> {
  const sets = (await stores.criteriaSets.list()).filter(
    (set) => set.isPublic === true && set.roundId === publication.roundId,
  );
  const reader = scorecardReader({ stores, rounds, now: () => now });
  const years = await Promise.all(sets.map((set) => reader.resultsOf(set)));
  return (unitId) => {
    for (const { year, before, results } of years) {
      const result = results.find((one) => one.unitId === unitId);
      if (result) return scorecardPart(year, result, before?.set);
    }
    return undefined;
  };
}

type ImprovementActionParts = Pick<ReportInput, 'proposed' | 'followed'>;

async function improvementActionsReader(
  stores: Stores,
  content: PublicationContent,
  today: string,
): Promise<(unitIds: ReadonlySet<string>) => ImprovementActionParts> {
  const { id, previousRoundId } = content.round;
  const previous = previousRoundId === undefined ? undefined : await stores.rounds.find(previousRoundId);
  const [improvementActions, survey, surveyBefore] = await Promise.all([
    stores.improvementActions.list(),
    stores.surveys.find(content.surveyVersionId),
    previous && stores.surveys.find(previous.surveyVersionId),
  ]);
  const current = survey!.content;
  return (unitIds) => {
    const ofRound = (roundId: string | undefined, asked: SurveyContent) =>
      improvementActions
        .filter((one) => one.roundId === roundId && unitIds.has(one.unitId))
        .filter(({ weakPoint }) => isAskedAlike(weakPoint, asked, current))
        .flatMap((one) => reported(one, content, { survey: current, today }));
    return {
      proposed: ofRound(id, current).map(({ target: _notYet, ...improvementAction }) => improvementAction),
      followed:
        previous && surveyBefore && isPublic(previous) ? ofRound(previous.id, surveyBefore.content) : [],
    };
  };
}

/** Adds the frozen figure; empty where the publication has none for the unit and the weak point. */
function reported(
  improvementAction: ImprovementAction,
  { units, round }: PublicationContent,
  { survey, today }: { survey: SurveyContent; today: string },
): ReportedImprovementAction[] {
  const { unitId, weakPoint, what, who, untilOn, targetHundredths, madeUp } = improvementAction;
  const unit = units.find(({ id }) => id === unitId);
  const lines = weakPoint.kind === 'factor' ? unit?.factors : unit?.questions;
  const figure = lines?.find(({ id }) => id === weakPoint.id)?.figure;
  if (!unit || !figure) return [];
  return [
    {
      unitId,
      unitName: unit.name,
      weakPoint: weakPointText(weakPoint, survey),
      what,
      who,
      untilOn,
      targetHundredths,
      state: stateOf(improvementAction),
      isOverdue: isOverdue(improvementAction, today),
      isMadeUp: madeUp === true || round.madeUp !== undefined,
      figure,
      target: figure.state === 'shown' ? againstTarget(figure, targetHundredths) : undefined,
    },
  ];
}
