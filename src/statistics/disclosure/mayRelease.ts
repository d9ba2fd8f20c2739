/** Whether a second release of the same responses may follow a first, or appear alongside it. */
import { MINIMUM_RESPONDENTS } from './threshold.ts';

/** The state by which two releases are compared. Not for publication. */
export interface ReleasedState {
  /** Respondents by unit and scope, suppressed or not: first including all subunits, then excluding them. */
  readonly respondents: Readonly<Record<string, readonly number[]>>;
  /** Keys of the suppressed figures. */
  readonly suppressed: readonly string[];
}

/**
 * Two releases disclose their difference: the same figure before and after three annulments reveals a figure of three
 * respondents. So each count must either stay the same or differ by at least ten respondents, and both releases must suppress
 * the same figures.
 *
 * @see docs/methodology.md, section 9
 */
export function mayRelease(previous: ReleasedState, next: ReleasedState): boolean {
  const keys = new Set([...Object.keys(previous.respondents), ...Object.keys(next.respondents)]);
  const areFarApart = [...keys].every((key) => {
    const [before, after] = [previous.respondents[key] ?? [], next.respondents[key] ?? []];
    return Array.from({ length: Math.max(before.length, after.length) }).every((_, index) => {
      const difference = Math.abs((after[index] ?? 0) - (before[index] ?? 0));
      return difference === 0 || difference >= MINIMUM_RESPONDENTS;
    });
  });
  const suppressed = new Set(previous.suppressed);
  return (
    areFarApart &&
    suppressed.size === new Set(next.suppressed).size &&
    next.suppressed.every((key) => suppressed.has(key))
  );
}
