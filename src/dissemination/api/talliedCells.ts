/**
 * The counts of a round, cell by cell. Each cell is a figure with the suppressions that apply on all pages, so the
 * cells together disclose no more than the pages.
 */
import type { Figure } from '../../statistics/estimation/figure.ts';
import { groupedUnit } from '../../processing/results/roundRelease.ts';
import type { Part } from '../../statistics/disclosure/release.ts';
import { scopeOf } from '../../processing/results/regroup.ts';
import { isPooled, type MeasuredRound } from '../../processing/results/results.ts';
import { bareFigureJson, figureJson } from '../results/resultsJson.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import type { tallyDimensions } from './operations.ts';

export type TallyDimension = (typeof tallyDimensions)[number];

export interface CellCoordinates {
  readonly unitId: string;
  readonly value: string;
}

/**
 * The cells of a dimension, in a fixed order. Cells by channel, service, respondent characteristics and day exist for the
 * one unit that the whole round is about. Where a method weights units, there are none of these.
 */
export function tallyKeys(
  measured: MeasuredRound,
  dimension: TallyDimension,
  unitIds: readonly string[],
  now: Date,
): readonly CellCoordinates[] {
  const { plan, tree } = measured;
  const { values } = roundFigures(measured, now).cells;
  const of = (ids: readonly string[], all: readonly string[]): CellCoordinates[] =>
    ids.flatMap((unitId) => all.map((value) => ({ unitId, value })));
  switch (dimension) {
    case 'all':
      return of(unitIds, ['']);
    case 'factor':
      return of(unitIds, plan.factors);
    case 'question':
      return of(unitIds, plan.questions.map(({ id }) => id)); // prettier-ignore
    default: {
      if (!isPooled(plan)) return [];
      const grouped = groupedUnit(tree, scopeOf(measured));
      return of(
        unitIds.filter((id) => id === grouped),
        values(dimension),
      );
    }
  }
}

export function cellJson(
  measured: MeasuredRound,
  dimension: TallyDimension,
  { unitId, value }: CellCoordinates,
  now: Date,
): object {
  const figure = roundFigures(measured, now).of(unitId, figureOf(dimension, value));
  return { unitId, dimension, value, figure: jsonOf(dimension, figure) };
}

function figureOf(dimension: TallyDimension, value: string): Part {
  if (dimension === 'all') return { scope: { kind: 'whole' } };
  if (dimension === 'factor' || dimension === 'question') return { scope: { kind: dimension, id: value } };
  return { dimension, value };
}

/** For a part of a unit's respondents, the sums behind the figure are not published: no table that suppression considers contains them. */
function jsonOf(dimension: TallyDimension, figure: Figure): object {
  return ['all', 'factor', 'question'].includes(dimension) ? figureJson(figure) : bareFigureJson(figure);
}
