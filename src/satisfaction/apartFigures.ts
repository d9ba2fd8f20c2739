/**
 * The figure of a unit without the forms that a flag sets apart, beside the one with them. Two such figures tell what the
 * forms between them said, so the second is shown only where those forms, as well as those that are left, could be shown
 * in a table of their own (docs/methodology.md, section 9); and after the close, when nothing moves any more.
 */
import { roundState } from '../rounds/round.ts';
import { cellOver, peopleIn, type Cell } from './cell.ts';
import type { CountingPlan } from './countingPlan.ts';
import { figure, type Figure } from './figure.ts';
import { hiddenCells } from './hiding.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures } from './roundFigures.ts';
import { WHOLE } from './scope.ts';
import type { UnitCells } from './unitCells.ts';
import { cellKey, unitTable } from './unitTable.ts';

export type ApartFigures =
  | { readonly state: 'shown'; readonly all: Figure; readonly without: Figure }
  /** Nothing is set apart, so both are the same. */
  | { readonly state: 'noneApart'; readonly all: Figure }
  | { readonly state: 'roundOpen' | 'tooFew' };

/** @param apart value of the tally dimension `flag` under which those set apart are counted */
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
  if (!isTellable(measured, unitId, apart, cells)) return { state: 'tooFew' };
  const rest = difference(plan, cells.cell(unitId), cells.cell(unitId, 'flag', apart));
  const sample = { strata: [{ cell: rest }], isProbability: round.sampleKind === 'probability' };
  const without = figure(plan, WHOLE, sample, {
    unitsBasis: 'asCollected',
    purpose: 'publication',
    designEffect: figures.designEffect(WHOLE),
  });
  return { state: 'shown', all, without };
}

/** Whether both parts of the unit's forms could stand in a table of all units of the round. */
function isTellable(
  { round, tree }: MeasuredRound,
  unitId: string,
  apart: string,
  cells: UnitCells,
): boolean {
  const unitIds = round.unitIds.flatMap((id) => (tree.has(id) ? tree.subtreeIds(id) : []));
  const shown = new Set(unitIds);
  const table = unitTable(
    unitIds.map((id) => {
      const [people, set] = [peopleIn(cells.cell(id)), peopleIn(cells.cell(id, 'flag', apart))];
      const parentId = tree.parentId(id);
      const peopleByValue = new Map([
        ['apart', set],
        ['rest', people - set],
      ]);
      return { id, peopleByValue, ...(parentId !== undefined && shown.has(parentId) ? { parentId } : {}) };
    }),
  );
  const hidden = hiddenCells(table);
  return ['apart', 'rest'].every((value) => !hidden.has(cellKey(unitId, value)));
}

function difference(plan: CountingPlan, all: Cell, part: Cell): Cell {
  return cellOver(
    plan,
    all.numbers.map((number, place) => number - part.numbers[place]!),
  );
}
