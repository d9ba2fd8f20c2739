/** The state of a round for comparison with another release of the same responses. */
import type { ReleasedState } from '../../statistics/disclosure/release.ts';
import { figureKey } from '../../statistics/disclosure/release.ts';
import { scopeOf } from './regroup.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures } from './roundFigures.ts';
import { momentsOf, type Scope } from '../../statistics/estimation/scope.ts';

export function releasedState(measured: MeasuredRound, scopes: readonly Scope[], now: Date): ReleasedState {
  const { plan } = measured;
  const figures = roundFigures(measured, now);
  const [{ cells }, suppressed] = [figures, figures.suppressedKeys()];
  const parts = scopeOf(measured).flatMap((unitId) =>
    scopes.map((scope) => ({ unitId, scope, key: figureKey(unitId, { scope }) })),
  );
  return {
    respondents: Object.fromEntries(
      parts.map(({ unitId, scope, key }) => [
        key,
        [cells.cell(unitId), cells.own(unitId)].map((cell) => momentsOf(plan, scope, cell).answered),
      ]),
    ),
    suppressed: parts.filter(({ key }) => suppressed.has(key)).map(({ key }) => key),
  };
}
