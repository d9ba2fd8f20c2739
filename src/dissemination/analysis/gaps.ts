/**
 * Gaps between groups of respondents, and who is missing from the answers. Each group is compared with all other respondents
 * of the unit; what the crosstab of the same dimension suppresses is neither compared nor counted here.
 */
import { roundCaseloadsReader } from '../../design/rounds/roundCaseloads.ts';
import type { Localized } from '../../platform/text/localized.ts';
import type { Crosstab } from '../../processing/columns/crosstab.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { cellOver, sumOfCells } from '../../statistics/estimation/cell.ts';
import { figure, type Figure } from '../../statistics/estimation/figure.ts';
import { gapBetween, holmAdjusted, type Gap } from '../../statistics/estimation/gaps.ts';
import { analysisTexts } from './texts.ts';
import { countedSides, type CountedSides } from './countedSides.ts';
import { dimensionsOf, type AnalysisDimension, type DimensionGroup } from './dimensions.ts';
import type { AskedFinding } from './finding.ts';

export interface GroupGap {
  readonly dimension: Pick<AnalysisDimension, 'id' | 'label'>;
  readonly group: DimensionGroup;
  readonly figure: Figure;
  readonly others: Figure;
  /** Where both figures are shown, so that each has at least 30 effective responses. */
  readonly gap?: Gap;
  /** p-value after Holm's correction for all gaps of the page. */
  readonly adjustedP?: number;
}

/** A unit's share of the responses compared with its share of the transactions. */
export interface Coverage {
  readonly unitId: string;
  readonly people: number;
  readonly transactions: number;
}

export interface FoundGaps {
  readonly gaps: readonly GroupGap[];
  /** Empty where the caseload of a subunit is not known for every month, or a subunit is suppressed. */
  readonly coverage: readonly Coverage[];
}

export async function findGaps(asked: AskedFinding): Promise<FoundGaps | { readonly refusal: Localized }> {
  const { measured, unitId, scope, columns, now } = asked;
  const dimensions = dimensionsOf(measured, [], unitId).filter(
    ({ id }) => id === 'channel' || id.startsWith('about:'),
  );
  const gaps: Omit<GroupGap, 'adjustedP'>[] = [];
  for (const dimension of dimensions) {
    const counted = await countedSides(measured, { unitId, dimensions: [dimension] }, { columns, now }); // prettier-ignore
    const table = counted.tableOf(scope);
    if (!table) {
      const { vi, en } = analysisTexts;
      return { refusal: { vi: vi.errors.suppressed, en: en.errors.suppressed } };
    }
    gaps.push(...gapsIn(dimension, counted, table, asked));
  }
  const tested = gaps.flatMap(({ gap }) => (gap?.p === undefined ? [] : [gap.p]));
  const adjusted = holmAdjusted(tested).values();
  return {
    gaps: gaps.map((one) =>
      one.gap?.p === undefined ? one : { ...one, adjustedP: adjusted.next().value as number },
    ),
    coverage: await coverageOf(asked),
  };
}

function gapsIn(
  dimension: AnalysisDimension,
  { keys, groups }: CountedSides,
  table: Crosstab,
  { measured, scope, now }: AskedFinding,
): Omit<GroupGap, 'adjustedP'>[] {
  const { plan, round } = measured;
  const isProbability = round.sampleKind === 'probability';
  const designEffect = roundFigures(measured, now).designEffect(scope);
  const present = dimension.groups.filter(({ key }) => keys[0]!.includes(key));
  if (present.length < 2) return [];
  return present.map((group) => {
    const others = groups.filter(({ keys: [key] }) => key !== group.key);
    const cell = sumOfCells(plan, others.map(({ numbers }) => cellOver(plan, numbers))); // prettier-ignore
    const ofGroup = table.figure({ first: group.key });
    const ofOthers = figure(
      plan,
      scope,
      { strata: [{ cell }], isProbability },
      {
        unitsBasis: 'asCollected',
        purpose: 'publication',
        designEffect,
        complementary: table.isSuppressed({ first: group.key }),
      },
    );
    const isCompared = ofGroup.state === 'shown' && ofOthers.state === 'shown' && group.key !== '';
    const { id, label } = dimension;
    return {
      dimension: { id, label },
      group,
      figure: ofGroup,
      others: ofOthers,
      ...(isCompared && { gap: gapBetween(ofGroup, ofOthers) }),
    };
  });
}

async function coverageOf({ measured, unitId, stores, now }: AskedFinding): Promise<readonly Coverage[]> {
  const { tree, round } = measured;
  const caseloads = await roundCaseloadsReader(stores.importBatches, () => now)(round);
  const figures = roundFigures(measured, now);
  const found = tree.childIds(unitId).map((id) => {
    const ids = tree.subtreeIds(id);
    const known = ids.map((one) => caseloads.transactionsOf(one)).filter((one) => one !== undefined);
    const whole = figures.whole(id);
    const isKnown = known.length > 0 && ids.every((one) => caseloads.transactionsOf(one) === undefined || caseloads.isComplete(one)); // prettier-ignore
    if (!isKnown || !('people' in whole)) return undefined;
    return { unitId: id, people: whole.people, transactions: known.reduce((sum, one) => sum + one, 0) };
  });
  return found.length < 2 || found.includes(undefined) ? [] : found.filter((one) => one !== undefined);
}
