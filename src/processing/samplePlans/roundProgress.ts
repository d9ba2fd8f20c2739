/** The submissions of a round so far: by unit, by channel, and by day. */
import type { Caller } from '../../access/accounts/caller.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { belowMinimumIn, cellOver, peopleIn, type Cell } from '../../statistics/estimation/cell.ts';
import type { ColumnReader } from '../columns/columnReader.ts';
import type { MeasuredRound } from '../results/results.ts';
import type { TallyReader } from '../tallies/readTallies.ts';

const daysShown = 14;

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

/** Submissions of the last two weeks, latest day first. */
export async function countByDay(
  { round, plan }: MeasuredRound,
  unitIds: readonly string[],
  today: string,
  columns: ColumnReader,
): Promise<readonly { readonly day: string; readonly forms: number }[]> {
  const from = addDays(today, 1 - daysShown);
  const groups = await columns.count({
    roundId: round.id,
    plan,
    query: {
      axes: [{ dimension: { kind: 'day' } }],
      limits: [{ dimension: { kind: 'unit' }, values: unitIds }],
      questions: [],
    },
  });
  return groups
    .map(({ keys: [day = ''], numbers }) => ({ day, forms: formsIn(cellOver(plan, numbers)) }))
    .filter(({ day }) => day >= from)
    .toSorted((one, other) => (one.day < other.day ? 1 : -1));
}
