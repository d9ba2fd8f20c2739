import { roundState } from '../../design/rounds/round.ts';
import type { ColumnReader } from '../columns/columnReader.ts';
import type { MeasuredRounds } from './measuredRounds.ts';
import { resultsOf } from './results.ts';
import type { Stores } from '../stores.ts';

/**
 * Reads after a start what visitors open first: the open rounds and the newest closed one, each with the round before, and the
 * columns of the closed one, in their thread. A page requested meanwhile shares the reading.
 *
 * @param pages what the pages read from
 */
export async function warmUp(
  stores: Pick<Stores, 'rounds' | 'releases'>,
  {
    rounds,
    columns,
  }: {
    readonly rounds: Pick<MeasuredRounds, 'measure' | 'measurePrevious'>;
    readonly columns: Pick<ColumnReader, 'count'>;
  },
  { now, isOver }: { readonly now: () => Date; readonly isOver: () => boolean },
): Promise<void> {
  const all = await stores.rounds.list();
  const inState = (state: string) => all.filter((round) => roundState(round, now()) === state);
  const closed = inState('closed').slice(0, 1);
  for (const round of [...inState('open'), ...closed]) {
    if (isOver()) return;
    const isAudited = !closed.includes(round) || (await stores.releases.has(round.id)); // else the leader audits it
    if (!isAudited) continue;
    const current = await rounds.measure(round);
    const previous = await rounds.measurePrevious(round);
    const [topId] = round.unitIds;
    if (topId !== undefined && current.tree.has(topId)) resultsOf(now(), current, topId, previous);
    if (!closed.includes(round) || isOver()) continue;
    await columns.count({ roundId: round.id, plan: current.plan, query: { axes: [], questions: [] } }); // which loads all of them
  }
}
