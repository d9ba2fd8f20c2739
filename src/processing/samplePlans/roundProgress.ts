/** The submissions of a round so far: by unit, by channel, and by day. */
import type { Caller } from '../../access/accounts/caller.ts';
import { belowMinimumIn, cellOver, peopleIn, type Cell } from '../../statistics/estimation/cell.ts';
import type { ColumnReader } from '../columns/columnReader.ts';
import type { MeasuredRound } from '../results/results.ts';
import type { TallyReader } from '../tallies/readTallies.ts';

/** Units of the round within the account's scope. */
export function unitsInView(caller: Caller, { round, tree }: MeasuredRound): readonly string[] {
  const inView = caller.unitIdsInView('followRounds');
  const inRound = round.unitIds.flatMap((rootId) => (tree.has(rootId) ? tree.subtreeIds(rootId) : []));
  return inRound.filter((unitId) => !inView || inView.has(unitId));
}

const formsIn = (cell: Cell): number => peopleIn(cell) + belowMinimumIn(cell);

export interface CountedForms {
  readonly byUnit: ReadonlyMap<string, number>;
  /** By channel, then by unit. */
  readonly byChannel: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Submissions that came in time. */
export async function countForms(
  { round, plan }: MeasuredRound,
  unitIds: ReadonlySet<string>,
  tallies: TallyReader,
): Promise<CountedForms> {
  const read = await tallies.read(round.id, round.methodIds[0]!);
  const byUnit = new Map<string, number>();
  const byChannel = new Map<string, Map<string, number>>();
  for (const { unitId, dimension, value, numbers } of read.tallies) {
    if (!unitIds.has(unitId) || (dimension !== 'all' && dimension !== 'channel')) continue;
    const forms = formsIn(cellOver(plan, numbers));
    if (forms === 0) continue;
    if (dimension === 'all') byUnit.set(unitId, forms);
    else byChannel.set(value, (byChannel.get(value) ?? new Map()).set(unitId, forms));
  }
  return { byUnit, byChannel };
}

/** Submissions in the ledger, by day. */
export async function countByDay(
  { round, plan }: MeasuredRound,
  unitIds: readonly string[],
  columns: ColumnReader,
): Promise<ReadonlyMap<string, number>> {
  const groups = await columns.count({
    roundId: round.id,
    plan,
    query: {
      axes: [{ dimension: { kind: 'day' } }],
      limits: [{ dimension: { kind: 'unit' }, values: unitIds }],
      questions: [],
    },
  });
  return new Map(groups.map(({ keys: [day = ''], numbers }) => [day, formsIn(cellOver(plan, numbers))]));
}
