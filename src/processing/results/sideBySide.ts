/**
 * Two methods over the same submissions, unit by unit. The second is a variant of what is shown: where its cells differ by a
 * few people from those of the first, the two together would tell what those few answered, and so it does not appear.
 */
import type { Figure } from '../../statistics/estimation/figure.ts';
import { mayRelease } from '../../statistics/disclosure/mayRelease.ts';
import { releasedState } from './releasedState.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures } from './roundFigures.ts';
import { WHOLE, type Scope } from '../../statistics/estimation/scope.ts';

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
  const isAllowed = mayStandBeside(now, [main, other], [WHOLE]);
  return {
    other: other.plan.method,
    state: isAllowed ? 'shown' : 'tooClose',
    rows: isAllowed
      ? unitIds.map((unitId) => ({ unitId, main: first.whole(unitId), other: second.whole(unitId) }))
      : [],
  };
}

/**
 * Whether figures of these scopes may be shown by both methods. All together: what one scope hides, its sum with others
 * would tell.
 */
export function mayStandBeside(
  now: Date,
  methods: readonly [main: MeasuredRound, other: MeasuredRound],
  scopes: readonly Scope[],
): boolean {
  const [main, other] = methods.map((measured) => releasedState(measured, scopes, now));
  return mayRelease(main!, other!);
}
