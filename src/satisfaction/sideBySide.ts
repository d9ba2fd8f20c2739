/**
 * Two methods over the same submissions, unit by unit. The second is a variant of what is shown: where its cells differ by a
 * few people from those of the first, the two together would tell what those few answered, and so it does not appear.
 */
import type { Figure } from './figure.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures, type RoundFigures } from './roundFigures.ts';
import { mayReplaceShown, type ShownCell } from './variants.ts';
import { peopleIn } from './cell.ts';

export interface SideBySide {
  /** The other method's name, basis and plan. */
  readonly other: MeasuredRound['plan']['method'];
  /** `tooClose`: the two differ by fewer than ten people in a cell that is shown. */
  readonly state: 'shown' | 'tooClose';
  readonly rows: readonly SideRow[];
}

/** A further method of a round; not compared while the round is open, or until everything is counted by it. */
export interface FurtherMethod {
  readonly methodId: string;
  readonly compared: SideBySide | undefined;
}

export interface SideRow {
  readonly unitId: string;
  readonly main: Figure;
  readonly other: Figure;
}

/**
 * @param other the same round, measured by another method
 * @param unitIds units to show; the rule looks at all of the round
 * @see docs/methodology.md, section 9
 */
export function sideBySide(
  now: Date,
  main: MeasuredRound,
  other: MeasuredRound,
  unitIds: readonly string[],
): SideBySide {
  const [first, second] = [roundFigures(main, now), roundFigures(other, now)];
  const all = main.round.unitIds.flatMap((id) => main.tree.subtreeIds(id));
  const isAllowed = mayReplaceShown(shownCells(first, all), shownCells(second, all));
  return {
    other: other.plan.method,
    state: isAllowed ? 'shown' : 'tooClose',
    rows: isAllowed
      ? unitIds.map((unitId) => ({ unitId, main: first.whole(unitId), other: second.whole(unitId) }))
      : [],
  };
}

function shownCells(figures: RoundFigures, unitIds: readonly string[]): Map<string, ShownCell> {
  return new Map(
    unitIds.map((unitId) => [
      unitId,
      { people: peopleIn(figures.cells.cell(unitId)), hidden: figures.whole(unitId).state === 'hidden' },
    ]),
  );
}
