/** Every figure of a round, computed in one place from its snapshot: with its interval, or the reason why it is not shown. */
import { roundState } from '../../design/rounds/round.ts';
import {
  figureKey,
  suppressRelease,
  suppressionOf,
  type Part,
  type Suppression,
} from '../../statistics/disclosure/release.ts';
import { MINIMUM_RESPONDENTS } from '../../statistics/disclosure/threshold.ts';
import type { UnitTree } from '../../registers/units/unitTree.ts';
import type { ResultsSnapshot } from '../../statistics/estimation/snapshot.ts';
import { emptyCell, formsInCell, sumOfCells, type Cell } from '../../statistics/estimation/cell.ts';
import { designEffect } from '../../statistics/sampling/effectiveSize.ts';
import { estimate, type Estimate } from '../../statistics/estimation/estimate.ts';
import { figureOfEstimate, type Figure } from '../../statistics/estimation/figure.ts';
import { releaseOf } from './roundRelease.ts';
import type { AuditedRelease, MeasuredRound } from './results.ts';
import { ranksOf, ranking, type RankedUnit, type UnrankedUnit } from '../../statistics/ranking/ranking.ts';
import { scopeKey, WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import { liveFigures } from './liveFigure.ts';
import { unitCells, type UnitCells } from './unitCells.ts';
import { unitStrata } from './unitStrata.ts';

export type RankRow = RankedUnit | UnrankedUnit;
export type RoundFigures = ReturnType<typeof makeFigures>;

interface Made {
  readonly purpose: string;
  readonly populations: string | undefined;
  readonly released: MeasuredRound['released'];
  readonly figures: RoundFigures;
}

const made = new WeakMap<ResultsSnapshot, WeakMap<UnitTree, Made>>();
/** Keyed by the numbers of a tally, which belong to one plan and never change. */
const estimates = new WeakMap<Float64Array, Map<string, Estimate>>();

/** The figures of a round, cached as long as its snapshot and shared by all readers. */
export function roundFigures(measured: MeasuredRound, now: Date): RoundFigures {
  const { snapshot, tree, round } = measured;
  const purpose = roundState(round, now) === 'closed' ? 'publication' : 'monitoring';
  const populations = measured.populations && JSON.stringify(measured.populations);
  const ofSnapshot = made.get(snapshot) ?? new WeakMap<UnitTree, Made>();
  made.set(snapshot, ofSnapshot);
  const known = ofSnapshot.get(tree);
  const { released } = measured;
  const isSame =
    known?.purpose === purpose && known.populations === populations && known.released === released;
  if (known && isSame) return known.figures;
  const figures = makeFigures(measured, purpose);
  ofSnapshot.set(tree, { purpose, populations, released, figures });
  return figures;
}

type Purpose = 'publication' | 'monitoring';

function makeFigures(measured: MeasuredRound, purpose: Purpose) {
  const { round, plan, snapshot, tree, regrouping } = measured;
  const cells = unitCells(plan, snapshot, tree);
  const isProbability = round.sampleKind === 'probability';
  const disclosure = disclosureOf(measured, cells);
  const liveFigure = snapshot.live && liveFigures({ plan, live: snapshot.live, isProbability, regrouping });
  const estimateOf = (cell: Cell, scope: Scope) => cachedEstimate(cell, scope, { plan, isProbability });
  const effectOf = designEffects({ measured, cells, isSuppressed: disclosure.isSuppressed, estimateOf });
  const figures = new Map<string, Figure>();

  function figureOf(unitId: string, of: Part): Figure {
    const key = figureKey(unitId, of);
    const known = figures.get(key);
    if (known) return known;
    if (liveFigure) return liveFigure(unitId, of);
    const scope = 'dimension' in of ? WHOLE : of.scope;
    const computed = figureOfEstimate(plan, scope, estimated(unitId, of), {
      unitsBasis: regrouping ? { asOfOn: regrouping.on } : 'asCollected',
      purpose,
      designEffect: effectOf(scope),
      complementary: disclosure.isSuppressed(unitId, of),
      partlyAsked: regrouping?.isPartial(unitId) ?? false,
      isProbability,
    });
    figures.set(key, computed);
    return computed;
  }

  function estimated(unitId: string, of: Part): Estimate {
    const scope = 'dimension' in of ? WHOLE : of.scope;
    const strata =
      'dimension' in of
        ? [{ cell: cells.of(unitId, of.dimension, of.value) }]
        : unitStrata({ plan, cells, tree, populations: measured.populations ?? {} }, unitId);
    const [first, ...others] = strata;
    const isOneCell = first && others.length === 0 && first.population === undefined;
    return isOneCell ? estimateOf(first.cell, scope) : estimate(plan, scope, { strata, isProbability });
  }

  return { cells, of: figureOf, designEffect: effectOf, ...disclosure, ...unitFigures(figureOf, cells) };
}

/** Which figures are suppressed, and the release that they belong to. */
function disclosureOf({ round, plan, tree, regrouping, released }: MeasuredRound, cells: UnitCells) {
  const unitIds = round.unitIds.flatMap((id) => (tree.has(id) ? tree.subtreeIds(id) : []));
  const hasGroups = released?.isCorrection !== true;
  const release = releaseOf({ plan, cells, tree, unitIds, inherited: released?.suppressed, hasGroups });
  let known: Suppression | undefined;
  const suppression = (): Suppression =>
    (known ??= isAudited(released) ? suppressionOf(release, released.suppressed) : suppressRelease(release));
  return {
    release,
    isSuppressed: (unitId: string, of: Part): boolean => {
      if (regrouping) return !regrouping.isTold(unitId, of);
      return suppression().isSuppressed(unitId, of) || (!hasGroups && 'dimension' in of);
    },
    /** Keys of the suppressed figures; empty with the units of another day. */
    suppressedKeys: (): ReadonlySet<string> => (regrouping ? new Set() : suppression().keys),
  };
}

function isAudited(released: MeasuredRound['released']): released is AuditedRelease {
  return released !== undefined && 'designEffects' in released;
}

/** The estimate of a single cell. It is cached, because a batch changes few cells. */
function cachedEstimate(
  cell: Cell,
  scope: Scope,
  { plan, isProbability }: Pick<MeasuredRound, 'plan'> & { readonly isProbability: boolean },
): Estimate {
  const known = estimates.get(cell.numbers) ?? new Map<string, Estimate>();
  estimates.set(cell.numbers, known);
  const key = isProbability ? `probability ${scopeKey(scope)}` : scopeKey(scope);
  const found = known.get(key) ?? estimate(plan, scope, { strata: [{ cell }], isProbability });
  known.set(key, found);
  return found;
}

/** The design effect of a round by scope, from the responses of its units. */
function designEffects({
  measured: { round, plan, tree, released, regrouping },
  cells,
  isSuppressed,
  estimateOf,
}: {
  readonly measured: MeasuredRound;
  readonly cells: UnitCells;
  readonly isSuppressed: (unitId: string, of: Part) => boolean;
  readonly estimateOf: (cell: Cell, scope: Scope) => Estimate;
}) {
  /**
   * Splits the responses by unit, as far as published figures separate the units. For suppressed units at most the sum is
   * known, so a design effect computed from each would disclose something about them (decision 0300).
   */
  function cellsTold(own: Cell, below: readonly string[], of: Part): Cell[] {
    const untold = below.filter((id) => isSuppressed(id, of)).map((id) => cells.cell(id));
    const told = below.filter((id) => !isSuppressed(id, of));
    return [
      untold.length > 0 ? sumOfCells(plan, [own, ...untold]) : own,
      ...told.flatMap((id) => cellsTold(cells.own(id), tree.childIds(id), of)),
    ];
  }

  const effects = new Map(isAudited(released) && !regrouping ? released.designEffects : []);
  return (scope: Scope): number => {
    const key = scopeKey(scope);
    const known = effects.get(key);
    if (known !== undefined) return known;
    const topIds = round.unitIds.filter((id) => tree.has(id));
    const apart = cellsTold(emptyCell(plan), topIds, { scope });
    const effect = designEffect(apart.map((cell) => estimateOf(cell, scope)));
    effects.set(key, effect);
    return effect;
  };
}

/** Figures of units as a whole, and their ranks. */
function unitFigures(figureOf: (unitId: string, of: Part) => Figure, cells: UnitCells) {
  const rankings = new Map<string, ReadonlyMap<string, RankRow>>();
  const whole = (unitId: string): Figure => figureOf(unitId, { scope: WHOLE });
  const wholes = (ids: readonly string[]) => ids.map((id) => ({ key: id, figure: whole(id) }));
  return {
    whole,
    /**
     * How many responses of a unit and its subunits were annulled, in the state that its figures show. As with respondents,
     * one to nine are not distinguished; their number is public in the ledger, where each annulment is an entry.
     */
    annulled(unitId: string): number | 'few' {
      const forms = formsInCell(cells.cell(unitId, 'annulled'));
      return forms === 0 || forms >= MINIMUM_RESPONDENTS ? forms : 'few';
    },
    /** The rank of one of them, without its confidence set. */
    rank: (ids: readonly string[], unitId: string): number | undefined => ranksOf(wholes(ids)).get(unitId),
    /** Units to compare with each other, by id. */
    ranking(ids: readonly string[]): ReadonlyMap<string, RankRow> {
      const key = ids.join(' ');
      const kept = rankings.get(key);
      if (kept) return kept;
      const rows = new Map(ranking(wholes(ids)).map((row) => [row.key, row]));
      rankings.set(key, rows);
      return rows;
    },
  };
}
