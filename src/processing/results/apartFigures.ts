/**
 * The figure of a unit without the submissions that a flag separates, alongside the figure with them. The two together
 * disclose the answers of the flagged respondents. So the second is published only after the close, when nothing changes any
 * more, and only where the flagged respondents are published as a group.
 */
import { roundState } from '../../design/rounds/round.ts';
import { cellOver, peopleIn, type Cell } from '../../statistics/estimation/cell.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { figure, type Figure } from '../../statistics/estimation/figure.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures } from './roundFigures.ts';
import { WHOLE } from '../../statistics/estimation/scope.ts';

export type ApartFigures =
  | { readonly state: 'shown'; readonly all: Figure; readonly without: Figure }
  /** No submission is separated, so both figures are the same. */
  | { readonly state: 'noneApart'; readonly all: Figure }
  | { readonly state: 'roundOpen' | 'tooFew' };

/** @param apart value of the tally dimension `flag` under which separated submissions are counted */
export function apartFigures(
  measured: MeasuredRound,
  unitId: string,
  { apart, now }: { readonly apart: string; readonly now: Date },
): ApartFigures {
  const { round, plan } = measured;
  if (roundState(round, now) !== 'closed') return { state: 'roundOpen' };
  const figures = roundFigures(measured, now);
  const { cells } = figures;
  const all = figures.whole(unitId);
  if (all.state !== 'shown') return { state: 'tooFew' };
  if (peopleIn(cells.cell(unitId, 'flag', apart)) === 0) return { state: 'noneApart', all };
  if (figures.isSuppressed(unitId, { dimension: 'flag', value: apart })) return { state: 'tooFew' };
  const rest = difference(plan, cells.cell(unitId), cells.cell(unitId, 'flag', apart));
  const sample = { strata: [{ cell: rest }], isProbability: round.sampleKind === 'probability' };
  const without = figure(plan, WHOLE, sample, {
    unitsBasis: 'asCollected',
    purpose: 'publication',
    designEffect: figures.designEffect(WHOLE),
  });
  return { state: 'shown', all, without };
}

function difference(plan: CountingPlan, all: Cell, part: Cell): Cell {
  return cellOver(
    plan,
    all.numbers.map((number, index) => number - part.numbers[index]!),
  );
}
