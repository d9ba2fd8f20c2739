/**
 * The results of one unit in one round: its figure, the components of the figure, its subunits, and its rank among its peers,
 * each compared with the round before. Numbers come from a snapshot and leave only as figures.
 */
import { unitKinds, type UnitKind } from '../../registers/units/unit.ts';
import type { UnitTree } from '../../registers/units/unitTree.ts';
import type { CountableRound, ShownSnapshot } from './currentSnapshot.ts';
import { changeBetween, type ShownChange } from '../../statistics/estimation/change.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import type { Method } from '../../statistics/method/method.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { figureKey, type Part } from '../../statistics/disclosure/release.ts';
import { groupedUnit } from './roundRelease.ts';
import { aboutValue } from '../../statistics/estimation/tally.ts';
import { roundFigures, type RankRow, type RoundFigures } from './roundFigures.ts';
import type { Regrouping } from './regroup.ts';
import { WHOLE } from '../../statistics/estimation/scope.ts';

/** A round with its snapshot and the units of its day: everything that its figures are made from. */
export interface MeasuredRound extends CountableRound, ShownSnapshot {
  readonly tree: UnitTree;
  /** People or transactions that a unit represents, excluding subunits, if the method weights units by them. */
  readonly populations?: Readonly<Record<string, number>> | undefined;
  /** Set if the round is read by the units of another day; tree and units are then those of that day. */
  readonly regrouping?: Regrouping | undefined;
  /** Set once it is published: what is suppressed stays suppressed. */
  readonly released?: EarlierRelease | AuditedRelease | undefined;
  /** For a round before: units that have changed since, although their ids are the same. */
  readonly seriesBreaks?: ReadonlySet<string> | undefined;
}

/** Whether a round covers a unit, by the units of its day. */
export function covers({ round, tree }: Pick<MeasuredRound, 'round' | 'tree'>, unitId: string): boolean {
  return round.unitIds.some((root) => tree.has(root) && tree.subtreeIds(root).includes(unitId));
}

/** The last publication of a round. */
export interface EarlierRelease {
  /** Keys of the figures that it suppressed. */
  readonly suppressed: ReadonlySet<string>;
  /** Whether it corrected another publication. Figures by group of respondents would then disclose the difference between the two. */
  readonly isCorrection: boolean;
}

/** What the disclosure audit of a closed round found. */
export interface AuditedRelease extends EarlierRelease {
  /** By key of the scope: what all units contribute to, so that no page computes it. */
  readonly designEffects: ReadonlyMap<string, number>;
}

/** A figure compared with that of the round before. */
export interface Line {
  readonly figure: Figure;
  readonly previous?: Figure | undefined;
  /** Absent if either figure is not shown, because a change would disclose it. */
  readonly change?: ShownChange | undefined;
}

export interface ScopeLine extends Line {
  /** Id of the factor or question. */
  readonly id: string;
}

export interface UnitLine extends Line {
  readonly unitId: string;
  /** Its rank and rank confidence set among the units of its group, or why it has none. */
  readonly rank: RankRow;
}

/** Units of one kind under one parent, which are compared with each other; best first, unranked last. */
interface Group {
  readonly kind: UnitKind;
  readonly units: readonly UnitLine[];
}

/** Rank among its peers; absent if it is the only unit of its kind. */
export interface Rank {
  readonly row: RankRow;
  readonly rankBefore?: number | undefined;
}

export interface Results {
  readonly unitId: string;
  readonly whole: Line;
  readonly rank?: Rank | undefined;
  readonly factors: readonly ScopeLine[];
  readonly questions: readonly ScopeLine[];
  readonly groups: readonly Group[];
  /** The options of each background question, for the unit that the whole round covers, once the round has closed. */
  readonly byAbout: readonly { readonly questionId: string; readonly bands: readonly ScopeLine[] }[];
  /** By day, for the same unit. */
  readonly byDay: readonly ScopeLine[];
}

/** A round and the one it is compared with. */
export interface ComparedRounds {
  readonly current: MeasuredRound;
  readonly previous?: MeasuredRound | undefined;
}

/** @param unitId a unit that exists in the round's tree */
export function resultsOf(
  now: Date,
  current: MeasuredRound,
  unitId: string,
  previous?: MeasuredRound,
): Results {
  const { plan, tree } = current;
  const line = lineMaker(now, { current, previous });
  const figures = roundFigures(current, now);

  const group = (unitIds: readonly string[]): readonly UnitLine[] => {
    const rows = figures.ranking(unitIds);
    return unitIds
      .map((id) => ({ unitId: id, rank: rows.get(id)!, ...line(id, { scope: WHOLE }) }))
      .sort((left, right) => rankOrLast(left.rank) - rankOrLast(right.rank));
  };
  const childIds = tree.childIds(unitId);
  const isGrouped = groupedUnit(tree, current.round.unitIds) === unitId;

  return {
    unitId,
    whole: line(unitId, { scope: WHOLE }),
    rank: rankOf(figures, peersOf(current, unitId), unitId, previous && rankBefore(previous, unitId, now)),
    factors: plan.factors.map((id) => ({ id, ...line(unitId, { scope: { kind: 'factor', id } }) })),
    questions: plan.questions.map(({ id }) => ({
      id,
      ...line(unitId, { scope: { kind: 'question', id } }),
    })),
    groups: unitKinds
      .map((kind) => ({ kind, units: group(childIds.filter((id) => tree.get(id).kind === kind)) }))
      .filter(({ units }) => units.length > 0),
    byAbout: isGrouped ? bandsOf(current, (value) => line(unitId, { dimension: 'about', value })) : [],
    byDay:
      isPooled(plan) && isGrouped
        ? figures.cells
            .values('day')
            .map((day) => ({ id: day, ...line(unitId, { dimension: 'day', value: day }) }))
        : [],
  };
}

/** If answers are not pooled, units are weighted by population, whose split by background variable or by day is unknown. */
export function isPooled({ method }: CountingPlan): boolean {
  return method.acrossUnits === 'pooled';
}

function bandsOf(
  { survey, snapshot }: MeasuredRound,
  lineOfBand: (value: string) => Line,
): Results['byAbout'] {
  if (!snapshot.tallies.some(({ dimension }) => dimension === 'about')) return [];
  return survey.content.about.map(({ id: questionId, options }) => ({
    questionId,
    bands: options.map(({ id }) => ({ id, ...lineOfBand(aboutValue(questionId, id)) })),
  }));
}

type MakeLine = (unitId: string, of: Part) => Line;

/** Line makers by the figures of both rounds; cached as long as the snapshots are. */
const lineMakers = new WeakMap<RoundFigures, WeakMap<RoundFigures, MakeLine>>();

/** Returns a function that gives a unit's figure compared with the round before, cached. */
export function lineMaker(now: Date, { current, previous }: ComparedRounds): MakeLine {
  const figures = roundFigures(current, now);
  const { method } = current.plan;
  if (!previous) return (unitId, of) => lineOf(figures.of(unitId, of), undefined, method);
  const before = roundFigures(previous, now);
  const kept = lineMakers.get(figures) ?? new WeakMap<RoundFigures, MakeLine>();
  lineMakers.set(figures, kept);
  const made = kept.get(before) ?? keptLines(figures, before, { ...previous, method });
  kept.set(before, made);
  return made;
}

function keptLines(
  figures: RoundFigures,
  before: RoundFigures,
  { tree, method, seriesBreaks }: Pick<MeasuredRound, 'tree' | 'seriesBreaks'> & Pick<CountingPlan, 'method'>,
): MakeLine {
  const lines = new Map<string, Line>();
  return (unitId, of) => {
    const key = figureKey(unitId, of);
    const known = lines.get(key);
    if (known) return known;
    const figure = figures.of(unitId, of);
    const later = seriesBreaks?.has(unitId) ? { ...figure, seriesBreak: 'units' as const } : figure;
    const line = lineOf(later, tree.has(unitId) ? before.of(unitId, of) : undefined, method);
    lines.set(key, line);
    return line;
  };
}

/** A figure compared with an earlier one, or with another one. */
export function lineOf(later: Figure, earlier: Figure | undefined, { changeOf }: Method): Line {
  const change = earlier && changeBetween(later, earlier, changeOf);
  return { figure: later, previous: earlier, change: change?.state === 'shown' ? change : undefined };
}

function rankOf(
  figures: RoundFigures,
  peers: readonly string[],
  unitId: string,
  before: number | undefined,
): Rank | undefined {
  if (peers.length < 2) return undefined;
  return { row: figures.ranking(peers).get(unitId)!, rankBefore: before };
}

/** Units that it is compared with, limited to units that the round covers. */
function peersOf({ tree, round }: MeasuredRound, unitId: string): readonly string[] {
  const peers = tree.peerIds(unitId);
  return round.unitIds.includes(unitId) ? peers.filter((id) => round.unitIds.includes(id)) : peers;
}

function rankBefore(previous: MeasuredRound, unitId: string, now: Date): number | undefined {
  if (!previous.tree.has(unitId)) return undefined;
  return roundFigures(previous, now).rank(peersOf(previous, unitId), unitId);
}

function rankOrLast(row: RankRow): number {
  return row.state === 'ranked' ? row.rank : Number.MAX_SAFE_INTEGER;
}
