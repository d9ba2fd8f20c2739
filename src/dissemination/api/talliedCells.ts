/**
 * What is counted of a round, cell by cell, as far as it is shown: each cell is a figure, hidden by the table that hides
 * on all pages, so the cells together tell no more than these.
 */
import type { Figure } from '../../statistics/estimation/figure.ts';
import { wholeOf } from '../../processing/results/roundRelease.ts';
import type { Part } from '../../statistics/disclosure/release.ts';
import { scopeOf } from '../../processing/results/regroup.ts';
import { isPooled, type MeasuredRound } from '../../processing/results/results.ts';
import { bareFigureJson, figureJson } from '../results/resultsJson.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import type { tallyDimensions } from './operations.ts';

export type TallyDimension = (typeof tallyDimensions)[number];

export interface CellPlace {
  readonly unitId: string;
  readonly value: string;
}

/**
 * Where there are cells of a dimension, in a fixed order. By channel, service and who answered they are of units with units
 * below them, by day of the one that the whole round is about; where a method weighs units, of none.
 */
export function cellPlaces(
  measured: MeasuredRound,
  dimension: TallyDimension,
  unitIds: readonly string[],
  now: Date,
): readonly CellPlace[] {
  const { plan, tree } = measured;
  const { values } = roundFigures(measured, now).cells;
  const of = (ids: readonly string[], all: readonly string[]): CellPlace[] =>
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
      const whole = wholeOf(tree, scopeOf(measured));
      const shown = unitIds.filter((id) =>
        dimension === 'day' ? whole.includes(id) : tree.childIds(id).length > 0,
      );
      return of(shown, values(dimension));
    }
  }
}

export function cellJson(
  measured: MeasuredRound,
  dimension: TallyDimension,
  { unitId, value }: CellPlace,
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

/** Of a part of a unit's people the sums behind its figure are not told: no table that hiding looks at has them. */
function jsonOf(dimension: TallyDimension, figure: Figure): object {
  return ['all', 'factor', 'question'].includes(dimension) ? figureJson(figure) : bareFigureJson(figure);
}
