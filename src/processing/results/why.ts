/**
 * Why a unit's index moved, and what to improve first: the decomposition of the change by factor, question, unit, channel and
 * service, and each question's index with its importance. Parts whose figures are not shown are reported only together with
 * the mix.
 */
import { peopleIn, type Cell } from '../../statistics/estimation/cell.ts';
import { decomposition } from '../../statistics/estimation/decomposition.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { Part } from '../../statistics/disclosure/release.ts';
import { groupedUnit, splitDimensions, type SplitDimension } from './roundRelease.ts';
import { mixtureOf, type Mixture, type MixtureCell } from '../../statistics/estimation/mixture.ts';
import { importance, priorities, type Quadrant } from '../../statistics/estimation/priorities.ts';
import { ratioToNumber } from '../../statistics/estimation/ratio.ts';
import { isPooled, lineMaker, type ComparedRounds, type Line, type ScopeLine } from './results.ts';
import { roundFigures, type RoundFigures } from './roundFigures.ts';
import { shareOfFigure } from '../../statistics/estimation/figure.ts';
import { WHOLE } from '../../statistics/estimation/scope.ts';

export type ExplainedBy = 'factor' | 'question' | 'unit' | SplitDimension;

interface ExplainedPart extends Line {
  /** Id of the factor, question, unit or service, or the channel; empty for answers without a service. */
  readonly key: string;
  /** Percentage points of the change that come from different ratings. */
  readonly judgedPoints: number;
}

/** A decomposition of a change; its points add up to the change. */
export interface Explanation {
  readonly by: ExplainedBy;
  /** The parts whose figures are shown, the largest contributions first. */
  readonly parts: readonly ExplainedPart[];
  /** Whether there are other parts. */
  readonly hasRest: boolean;
  /**
   * The part of the change due to another mix of respondents or of what they rated, plus the parts that are not shown. It
   * equals the change minus the shown parts, so it discloses nothing about the suppressed ones (decision 0300).
   */
  readonly mixPoints: number;
}

export interface Priority {
  /** Id of the question. */
  readonly id: string;
  readonly figure: Figure & { readonly state: 'shown' };
  /** Correlation with the respondent's other answers, −1 … 1. */
  readonly importance: number;
  readonly quadrant: Quadrant;
}

/** Subunits whose rating of a question changed significantly. */
interface MovedUnits {
  readonly questionId: string;
  readonly fell: readonly string[];
  readonly rose: readonly string[];
  /** Subunits that are comparable between the rounds. */
  readonly of: number;
}

export interface Why {
  readonly unitId: string;
  readonly whole: Line;
  readonly factors: readonly ScopeLine[];
  /** Empty if there is no change to explain. */
  readonly explanations: readonly Explanation[];
  /** For each question whose change is shown. */
  readonly movedUnits: readonly MovedUnits[];
  readonly priorities: readonly Priority[];
}

/** @param unitId a unit that exists in the tree of the current round */
export function whyOf(now: Date, rounds: ComparedRounds, unitId: string): Why {
  const { plan } = rounds.current;
  const line = lineMaker(now, rounds);
  const whole = line(unitId, { scope: WHOLE });
  const { previous } = rounds;
  // With weighted units, the change cannot be decomposed by the cells of all responses together.
  const isMoved = isPooled(plan) && whole.change !== undefined && previous !== undefined;
  const sides = isMoved ? sidesOf(now, { current: rounds.current, previous }) : undefined;
  return {
    unitId,
    whole,
    factors: plan.factors.map((id) => ({ id, ...line(unitId, { scope: { kind: 'factor', id } }) })),
    explanations: sides ? explanationsOf(sides, unitId) : [],
    movedUnits: sides ? movedUnitsOf(sides, unitId) : [],
    priorities: prioritiesOf(now, rounds, unitId),
  };
}

/** Both rounds, with what an explanation needs. */
interface Sides {
  readonly rounds: Required<ComparedRounds>;
  readonly later: RoundFigures;
  readonly earlier: RoundFigures;
  readonly line: ReturnType<typeof lineMaker>;
}

function sidesOf(
  now: Date,
  rounds: { [K in keyof ComparedRounds]-?: NonNullable<ComparedRounds[K]> },
): Sides {
  return {
    rounds,
    later: roundFigures(rounds.current, now),
    earlier: roundFigures(rounds.previous, now),
    line: lineMaker(now, rounds),
  };
}

function explanationsOf(sides: Sides, unitId: string): Explanation[] {
  const { plan, tree } = sides.rounds.current;
  const [all, before] = [sides.later, sides.earlier].map(({ cells }) => [
    { key: '', cell: cells.cell(unitId) },
  ]);
  const within = (by: 'factor' | 'question') =>
    explain(sides, by, mixtureOf(plan, all!, by), mixtureOf(plan, before!, by), (id) => ({
      unitId,
      of: { scope: { kind: by, id } },
    }));

  const byUnit = ({ cells }: RoundFigures): MixtureCell[] => [
    ...tree.childIds(unitId).map((key) => ({ key, cell: cells.cell(key) })),
    { key: OWN, cell: cells.own(unitId) },
  ];
  const bySplit = (dimension: SplitDimension, { cells }: RoundFigures): MixtureCell[] =>
    cells.values(dimension).map((key) => ({ key, cell: cells.cell(unitId, dimension, key) }));
  const ofCells = (by: ExplainedBy, cellsOf: (figures: RoundFigures) => MixtureCell[], named: NameFigure) =>
    explain(
      sides,
      by,
      mixtureOf(plan, answered(cellsOf(sides.later)), 'cell'),
      mixtureOf(plan, answered(cellsOf(sides.earlier)), 'cell'),
      named,
    );

  /** Units that were reorganised between the rounds are not comparable parts. */
  const isCovered = (figures: RoundFigures) =>
    total(byUnit(figures), ({ cell }) => peopleIn(cell)) === peopleIn(figures.cells.cell(unitId));
  const isByUnit = isCovered(sides.later) && isCovered(sides.earlier);
  const hasBelow = tree.childIds(unitId).length > 0;
  const isGrouped = groupedUnit(tree, sides.rounds.current.round.unitIds) === unitId;
  const found = [
    within('factor'),
    within('question'),
    ...(hasBelow
      ? [
          ...(isByUnit
            ? [
                ofCells('unit', byUnit, (key) =>
                  key === OWN ? undefined : { unitId: key, of: { scope: WHOLE } },
                ),
              ]
            : []),
          ...(isGrouped ? splitDimensions : []).map((dimension) =>
            ofCells(
              dimension,
              (figures) => bySplit(dimension, figures),
              (value) => ({ unitId, of: { dimension, value } }),
            ),
          ),
        ]
      : []),
  ];
  return found.filter((one) => one !== undefined);
}

/** The residual of a unit: its answers excluding subunits. */
const OWN = '';

/** The figure that shows a part; undefined if the part is never shown separately. */
type NameFigure = (key: string) => { readonly unitId: string; readonly of: Part } | undefined;

function answered(cells: readonly MixtureCell[]): MixtureCell[] {
  return cells.filter(({ cell }) => hasAnswers(cell));
}

function hasAnswers(cell: Cell): boolean {
  return cell.sums.some((sum, index) => index % 2 === 1 && sum > 0);
}

/** @returns undefined if the change cannot be decomposed, or if a single part is the whole */
function explain(
  { line }: Sides,
  by: ExplainedBy,
  later: Mixture,
  earlier: Mixture,
  named: NameFigure,
): Explanation | undefined {
  const found = decomposition(later, earlier);
  if (!found || found.groups.length < 2) return undefined;
  const lines = found.groups.map((group) => {
    const figure = named(group.key);
    return { group, line: figure && line(figure.unitId, figure.of) };
  });
  const parts = lines.flatMap(({ group, line: shown }) =>
    shown && isShown(shown) ? [{ key: group.key, judgedPoints: group.judgedPoints, ...shown }] : [],
  );
  if (parts.length === 0) return undefined;
  return {
    by,
    parts: parts.sort((one, other) => Math.abs(other.judgedPoints) - Math.abs(one.judgedPoints)),
    hasRest: parts.length < lines.length,
    mixPoints: found.changePoints - total(parts, ({ judgedPoints }) => judgedPoints),
  };
}

/** A part is reported separately if its figures are shown in both rounds, or in one while the other has no respondents. */
function isShown({ figure, previous }: Line): boolean {
  const states = [figure.state, previous?.state ?? 'none'];
  return states.includes('shown') && states.every((state) => state === 'shown' || state === 'none');
}

function total<One>(ones: readonly One[], valueOf: (one: One) => number): number {
  return ones.reduce((sum, one) => sum + valueOf(one), 0);
}

function movedUnitsOf({ rounds, line }: Sides, unitId: string): MovedUnits[] {
  const { plan, tree } = rounds.current;
  return plan.questions.map(({ id }) => {
    const lines = tree
      .childIds(unitId)
      .map((childId) => ({ childId, ...line(childId, { scope: { kind: 'question', id } }) }));
    const moved = (movement: 'fell' | 'rose') =>
      lines.filter(({ change }) => change?.movement === movement).map(({ childId }) => childId);
    return {
      questionId: id,
      fell: moved('fell'),
      rose: moved('rose'),
      of: lines.filter(({ change }) => change?.movement !== undefined).length,
    };
  });
}

/** The questions whose figures are shown, with their importance. */
export function prioritiesOf(
  now: Date,
  { current }: Pick<ComparedRounds, 'current'>,
  unitId: string,
): Priority[] {
  const figures = roundFigures(current, now);
  const sums = figures.cells.importance(unitId);
  const judged = current.plan.questions.flatMap(({ id }, index) => {
    const figure = figures.of(unitId, { scope: { kind: 'question', id } });
    const weight = importance(sums[index]!);
    return figure.state === 'shown' && weight !== undefined ? [{ id, figure, importance: weight }] : [];
  });
  const quadrants = priorities(
    judged.map(({ id, figure, importance: weight }) => ({
      id,
      share: ratioToNumber(shareOfFigure(figure)),
      importance: weight,
    })),
  );
  return judged.map((question) => ({ quadrant: quadrants.get(question.id)!, ...question }));
}
