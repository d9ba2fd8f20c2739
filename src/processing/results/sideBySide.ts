/**
 * Compares two methods over the same submissions, unit by unit. The second is a variant of the published results. If any of
 * its cells differ from the first by a few respondents, the two together would disclose their answers, so the second is not
 * shown.
 */
import type { Figure } from '../../statistics/estimation/figure.ts';
import { mayRelease } from '../../statistics/disclosure/release.ts';
import { releasedState } from './releasedState.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures } from './roundFigures.ts';
import { WHOLE, type Scope } from '../../statistics/estimation/scope.ts';

export interface SideBySide {
  /** The other method: name, basis and plan. */
  readonly other: MeasuredRound['plan']['method'];
  /** `tooClose`: the two differ by fewer than ten respondents in a published cell. */
  readonly state: 'shown' | 'tooClose';
  readonly rows: readonly SideRow[];
}

/** A further method of a round; not compared while the round is open, or until everything is counted by it. */
export interface FurtherMethod {
  readonly methodId: string;
  readonly compared: SideBySide | undefined;
}

interface SideRow {
  readonly unitId: string;
  readonly main: Figure;
  readonly other: Figure;
}

/**
 * @param other the same round, measured by another method
 * @param unitIds units to show; the rule is checked over the whole round
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
 * Whether figures of these scopes may be shown by both methods. The scopes are checked together, because a figure suppressed
 * in one scope could follow from its sum with others.
 */
export function mayStandBeside(
  now: Date,
  methods: readonly [main: MeasuredRound, other: MeasuredRound],
  scopes: readonly Scope[],
): boolean {
  const [main, other] = methods.map((measured) => releasedState(measured, scopes, now));
  return mayRelease(main!, other!);
}
