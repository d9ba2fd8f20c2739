/** Makes the content of a publication from a round as currently measured. */
import type { KeptCheckpoint } from '../../collection/ledger/store.ts';
import { belowMinimumIn, formsInCell, peopleIn, type Cell } from '../../statistics/estimation/cell.ts';
import { cellOver } from '../../statistics/estimation/cell.ts';
import { answeringIn, peopleBehind } from '../../processing/results/besideResults.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { responseRate, type ResponseRate } from '../../statistics/sampling/response.ts';
import { isPooled, resultsOf, type Line, type MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { momentsOf, partsOf, WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import type { Dimension } from '../../statistics/estimation/tally.ts';
import type { RoundCaseloads } from '../../design/rounds/roundCaseloads.ts';
import type {
  PublicationContent,
  PublishedCounts,
  PublishedForms,
  PublishedLine,
  PublishedUnit,
} from '../../processing/published/publication.ts';

/** A measured round, with what is published along with its figures. */
export interface Measuring {
  readonly measured: MeasuredRound;
  readonly previous?: MeasuredRound | undefined;
  readonly caseloads: RoundCaseloads;
  readonly now: Date;
}

export interface Freezing extends Measuring {
  readonly checkpoint: KeptCheckpoint;
  readonly number: number;
  readonly corrects?: string | undefined;
  readonly whatChanged?: string | undefined;
}

/** What a publication says of the round, whatever its number and the state of the log. */
export type RoundContent = Omit<
  PublicationContent,
  'format' | 'number' | 'corrects' | 'whatChanged' | 'ledger'
>;

export function frozenContent(freezing: Freezing): PublicationContent {
  const { checkpoint, number, corrects, whatChanged } = freezing;
  return {
    format: 'lang-nghe publication 1',
    number,
    ...(corrects === undefined ? {} : { corrects, whatChanged }),
    ledger: {
      checkpoint: checkpoint.number,
      size: checkpoint.size,
      note: checkpoint.note,
      key: checkpoint.key,
    },
    ...roundContent(freezing),
  };
}

export function roundContent(measuring: Measuring): RoundContent {
  const { measured, caseloads } = measuring;
  const { round, survey, plan } = measured;
  const { id, title, unitsOn, sampleKind, madeUp, previousRoundId } = round;
  return {
    round: {
      id,
      title,
      unitsOn,
      sampleKind,
      ...(madeUp ? { madeUp } : {}),
      ...(previousRoundId === undefined ? {} : { previousRoundId }),
      opensAt: round.opensAt.toISOString(),
      closesAt: round.closesAt.toISOString(),
    },
    surveyVersionId: survey.id,
    factors: survey.content.factors.filter((factor) => plan.factors.includes(factor.id)),
    questions: survey.content.questions.flatMap((question) => {
      const planned = plan.questions.find((one) => one.id === question.id);
      if (!planned) return [];
      return [{ id: question.id, factorId: question.factorId, levels: planned.levels, text: question.text }];
    }),
    method: plan.method,
    scoreUnit: plan.scoreUnit,
    unitsBasis: 'asCollected',
    forms: formsOf(measured),
    months: caseloads.months,
    units: unitsOf(measured).map((unitId) => frozenUnit(measuring, unitId)),
  };
}

/** Every unit of the round, parents before their children. */
function unitsOf({ round, tree }: MeasuredRound): string[] {
  const walk = (id: string): string[] => [id, ...tree.childIds(id).flatMap(walk)];
  return [...new Set(round.unitIds.filter((id) => tree.has(id)).flatMap(walk))];
}

/** Responses of the whole round, as the results snapshot counts them. */
export function formsOf({ plan, snapshot }: Pick<MeasuredRound, 'plan' | 'snapshot'>): PublishedForms {
  const sum = (dimension: Dimension, count: (cell: Cell) => number): number =>
    snapshot.tallies
      .filter((tally) => tally.dimension === dimension)
      .reduce((total, { numbers }) => total + count(cellOver(plan, numbers)), 0);
  if (snapshot.live) return { counted: snapshot.live.responses, belowMinimum: 0, late: 0, annulled: 0 };
  return {
    counted: sum('all', peopleIn),
    belowMinimum: sum('all', belowMinimumIn),
    late: sum('late', formsInCell),
    annulled: sum('annulled', formsInCell),
  };
}

function frozenUnit({ measured, previous, caseloads, now }: Measuring, unitId: string): PublishedUnit {
  const { round, tree } = measured;
  const { whole, rank, factors, questions } = resultsOf(now, measured, unitId, previous);
  const { cells } = roundFigures(measured, now);
  const counted = <L extends Line>(line: L, scope: Scope): L & PublishedLine => {
    const counts = countsOf(measured, line, scope, cells.cell(unitId));
    return {
      ...line,
      figure: withoutVariance(line.figure),
      ...(line.previous && { previous: withoutVariance(line.previous) }),
      ...(counts ? { counts } : {}),
    };
  };
  const subtree = tree.subtreeIds(unitId);
  const people = peopleBehind(measured, unitId, whole.figure);
  const response: ResponseRate | undefined =
    people === undefined
      ? undefined
      : responseRate(people, subtree, answeringIn(measured, subtree), caseloads);
  const parentId = round.unitIds.includes(unitId) ? undefined : tree.parentId(unitId);
  return {
    id: unitId,
    name: tree.name(unitId),
    kind: tree.get(unitId).kind,
    ...(parentId === undefined ? {} : { parentId }),
    whole: counted(whole, WHOLE),
    ...(rank ? { rank } : {}),
    factors: factors.map((line) => counted(line, { kind: 'factor', id: line.id })),
    questions: questions.map((line) => counted(line, { kind: 'question', id: line.id })),
    ...(response ? { response } : {}),
  };
}

/** Removes the variance: with the sums of a figure, it would disclose whether one respondent gave all dissatisfied answers. */
function withoutVariance(figure: Figure): Figure {
  if (figure.state !== 'shown') return figure;
  const { variance: _variance, ...rest } = figure;
  return rest;
}

/** The sums whose ratio a published figure is; the components of a mean of several shares may be suppressed. */
function countsOf(
  { plan }: MeasuredRound,
  { figure }: Line,
  scope: Scope,
  cell: Cell,
): PublishedCounts | undefined {
  if (figure.state !== 'shown' || !isPooled(plan) || partsOf(plan, scope).length > 1) return undefined;
  const [score = 0, answers = 0] = momentsOf(plan, scope, cell).sums;
  return { score, answers };
}
