/** What other tables and pages say of the groups along one axis of a crosstab: a table must not say what they suppress. */
import { groupedUnit, answerCell } from '../../processing/results/roundRelease.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import { aboutValue } from '../../statistics/estimation/tally.ts';
import type { CountedSides } from './countedSides.ts';
import type { AnalysisDimension } from './dimensions.ts';

export interface ShownElsewhere {
  readonly isSuppressed: (scope: Scope, key: string) => boolean;
  /** How many of so many respondents are in no figure. */
  readonly unpublished: (scope: Scope, key: string, respondents: number) => number;
  /** Of the next longer periods. */
  readonly longer?: ShownElsewhere | undefined;
}

/** Units, in the results of the round; what a unit received itself is not among them. */
export function unitsInResults(measured: MeasuredRound, now: Date): ShownElsewhere {
  const { tree } = measured;
  const figures = roundFigures(measured, now);
  const isSuppressed = (scope: Scope, key: string): boolean =>
    tree.has(key) && [WHOLE, scope].some((one) => figures.isSuppressed(key, { scope: one }));
  const units = {
    isSuppressed,
    unpublished: (scope: Scope, key: string, respondents: number) =>
      tree.has(key) && !isSuppressed(scope, key) ? 0 : respondents,
  };
  return { ...units, longer: { ...units, longer: units } };
}

/** Groups of all respondents, in the results of the round; undefined where these show none. */
export function groupsInResults(
  measured: MeasuredRound,
  { unitId, dimension }: { readonly unitId: string; readonly dimension: AnalysisDimension },
  now: Date,
): ShownElsewhere | undefined {
  const { round, tree, plan, released } = measured;
  const { axis, longer } = dimension;
  const { kind } = axis.dimension;
  const isShown = groupedUnit(tree, round.unitIds) === unitId && released?.isCorrection !== true;
  if (!isShown || kind === 'unit' || kind === 'surveyVersion' || kind === 'question') return undefined;
  const figures = roundFigures(measured, now);
  const prefix = kind === 'about' ? aboutValue(axis.dimension.id, '') : '';
  const groups = figures.cells.values(kind).flatMap((value) => {
    if (!value.startsWith(prefix)) return [];
    const name = value.slice(prefix.length);
    const isSuppressed = figures.isSuppressed(unitId, { dimension: kind, value });
    const { respondents } = answerCell(plan, WHOLE, figures.cells.of(unitId, kind, value));
    return [
      { key: axis.groups ? (axis.groups[name] ?? axis.others) : name, name, isSuppressed, respondents },
    ];
  });
  return {
    isSuppressed: (_, key) => !axis.groups && groups.some((one) => one.isSuppressed && one.key === key),
    unpublished: (scope, key, respondents) =>
      scope.kind === 'whole'
        ? groups.reduce((left, one) => left - (one.key === key && !one.isSuppressed ? one.respondents : 0), respondents) // prettier-ignore
        : respondents,
    longer: longer && groupsInResults(measured, { unitId, dimension: longer.dimension }, now),
  };
}

/** The same groups in the table of the unit by them alone. */
export function groupsInTable({ tableOf, longer }: CountedSides): ShownElsewhere {
  const isSuppressed = (scope: Scope, key: string): boolean =>
    tableOf(scope)?.isSuppressed({ first: key }) ?? true;
  return {
    isSuppressed,
    unpublished: (scope, key, respondents) => (isSuppressed(scope, key) ? respondents : 0),
    longer: longer && groupsInTable(longer),
  };
}
