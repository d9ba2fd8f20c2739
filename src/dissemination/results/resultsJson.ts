/** Results as JSON: the same figures as on the page, with the exact share next to each rounded percent. */
import { roundState, type Round } from '../../design/rounds/round.ts';
import { slotAfter } from '../../processing/results/liveSlots.ts';
import { earlierOf } from '../../registers/reportedFigures/reportedFigure.ts';
import type { Beside } from '../../processing/results/besideResults.ts';
import { assistedOf, type Assisted } from '../../processing/results/assisted.ts';
import { responsesInSnapshot } from '../../statistics/estimation/snapshot.ts';
import { contradictionsIn } from '../../statistics/estimation/contradictions.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { Line, MeasuredRound, Results } from '../../processing/results/results.ts';
import type { ResponseRate } from '../../statistics/sampling/response.ts';
import { nearest } from '../../processing/results/lineWords.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { roundFigures, type RankRow } from '../../processing/results/roundFigures.ts';
import type { FurtherMethod } from '../../processing/results/sideBySide.ts';

export function resultsJson(
  now: Date,
  measured: MeasuredRound,
  results: Results,
  { reportedFigures, reported, response, months, otherKindBefore, hasOpenForms, tooMany }: Beside,
  others: readonly FurtherMethod[],
): object {
  const { round, survey, plan, snapshot, tree, received, late } = measured;
  const factorOf = new Map(survey.content.factors.map((factor) => [factor.id, factor]));
  const questionOf = new Map(survey.content.questions.map((question) => [question.id, question]));
  return {
    round: roundJson(round, now),
    surveyVersion: survey.id,
    method: plan.method,
    unit: { id: results.unitId, name: tree.name(results.unitId), kind: tree.get(results.unitId).kind },
    formsReceivedInRound: received,
    formsNotYetCounted: received - late - responsesInSnapshot(plan, snapshot),
    formsLate: late,
    /** Annulled responses of this unit; `few` are one to nine. */
    formsAnnulled: snapshot.live ? undefined : roundFigures(measured, now).annulled(results.unitId),
    assisted: assistedJson(assistedOf(measured, results.unitId, now)),
    response: response && { ...responseJson(response), months },
    sampleKindDiffersFromPrevious: otherKindBefore,
    formsFromOpenPoints: hasOpenForms,
    moreAnswersThanPeople: tooMany,
    asOf: measured.asOf,
    /** For an open round: when its bands were computed, and when the next ones will be. */
    live: snapshot.live && { takenAt: snapshot.live.takenAt, nextAt: slotAfter(snapshot.live) },
    /** Units as collected, or as of a day; then units with responses that belong to no unit of that day. */
    unitsBasis: measured.regrouping ? { asOfOn: measured.regrouping.on } : 'asCollected',
    unitsWithoutRank: measured.regrouping?.broken.map(({ name, change }) => ({
      name,
      change: change?.document?.number,
    })),
    satisfactionIndex: lineJson(results.whole),
    rank: results.rank && { ...rankJson(results.rank.row), rankBefore: results.rank.rankBefore },
    factors: results.factors.map((line) => ({
      id: line.id,
      title: factorOf.get(line.id)?.title,
      ...lineJson(line),
    })),
    questions: results.questions.map((line) => ({
      id: line.id,
      factor: questionOf.get(line.id)?.factorId,
      text: questionOf.get(line.id)?.text,
      ...lineJson(line),
    })),
    groups: groupsJson(measured, results),
    byAbout: results.byAbout.map(({ questionId, bands }) => ({
      question: questionId,
      bands: bands.map((line) => ({ id: line.id, ...lineJson(line) })),
    })),
    byDay: results.byDay.map((line) => ({ day: line.id, figure: figureJson(line.figure) })),
    furtherMethods: others.map(({ methodId, compared }) => ({
      method: compared?.other ?? methodId,
      state: compared?.state ?? 'notCountedYet',
      units: compared?.rows.map(({ unitId, other }) => ({ id: unitId, figure: bareFigureJson(other) })) ?? [],
    })),
    reportedFigures: reportedFigures.map((reportedFigure) => ({
      ...reportedFigure,
      contradictions: contradictionsIn(reportedFigure, earlierOf(reportedFigure, reported)),
    })),
  };
}

function groupsJson({ tree }: MeasuredRound, { groups }: Results): readonly object[] {
  return groups.map(({ kind, units }) => ({
    kind,
    units: units.map((line) => ({
      id: line.unitId,
      name: tree.name(line.unitId),
      ...rankJson(line.rank),
      ...lineJson(line),
    })),
  }));
}

function responseJson(response: ResponseRate): object {
  if (response.state !== 'rate') return response;
  const { percent, ...rest } = response;
  return { ...rest, percent: decimalToNumber(percent) };
}

export function roundJson(round: Round, now: Date): object {
  const { id, title, opensAt, closesAt, madeUp, previousRoundId, sampleKind } = round;
  return { id, title, state: roundState(round, now), opensAt, closesAt, previousRoundId, sampleKind, madeUp };
}

/** A rank with its confidence set, and the units that it does not differ from significantly. */
function rankJson(row: RankRow): object {
  if (row.state === 'notRanked') return { notRanked: row.reason };
  const { rank, of, set } = row;
  return { rank, of, rankInterval: [set.low, set.up], notToldApartFrom: set.alike };
}

export function lineJson({ figure, previous, change }: Line): object {
  return {
    figure: figureJson(figure),
    previous: previous && figureJson(previous),
    change: change && { ...change, points: decimalToNumber(change.points) },
  };
}

export function figureJson(figure: Figure): object {
  if (figure.state !== 'shown') return figure;
  const { value, variance: _variance, ...rest } = figure;
  return { valuePercent: decimalToNumber(value), ...rest };
}

/**
 * Without the counts behind it: compared with those of the main method, they could disclose a suppressed question. The interval is
 * rounded like the index, since an exact one gives the exact share.
 */
export function bareFigureJson(figure: Figure): object {
  if (figure.state !== 'shown') return figure;
  const { exactShare: _share, answers: _answers, intervalPercent, ...rest } = figure;
  const { decimals } = figure.value;
  return {
    ...figureJson(rest as Figure),
    ...(intervalPercent && {
      intervalPercent: intervalPercent.map((end) => decimalToNumber(nearest(end, decimals))),
    }),
  };
}

function assistedJson(assisted: Assisted): object {
  return assisted.state === 'figure' ? { ...assisted, figure: bareFigureJson(assisted.figure) } : assisted;
}
