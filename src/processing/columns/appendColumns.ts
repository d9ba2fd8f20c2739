/**
 * Appends new log entries to the columns, batch by batch, in the order of the log. Each step can be repeated:
 *
 * 1. Read the submissions of the next batch, and add them to the last chunk of their round, which is replaced whole, or to
 *    new
 *    chunks. Submissions with a log position up to the chunk's last row are already there from an interrupted run.
 * 2. Remove the bands of submissions whose bands were erased meanwhile. An erasure first changes the record and then the
 *    chunks, so either the erasure or this step finds it.
 * 3. Record that the columns have reached the end of the batch.
 *
 * A rebuild or a check does the same for a second generation, from the beginning, and then compares the two.
 */
import type { Term } from '../../platform/leader/candidate.ts';
import { checkpointsPlan } from '../../collection/ledger/store.ts';
import type { OffThread } from '../tallies/stretchThread.ts';
import { appendRows, type AppendingStores } from './appendRows.ts';
import type { ColumnProgress, ColumnState } from './columnState.ts';
import { columnStatePlan } from './store.ts';
import type { Stores } from '../stores.ts';

/** Collections that, when written, may leave something to append. */
export const columnWrites = [checkpointsPlan.name, columnStatePlan.name];

export interface Appending {
  readonly stores: AppendingStores & { readonly ledger: Pick<Stores['ledger'], 'findLast'> };
  readonly term: Term;
  /** Log positions processed at once. */
  readonly stretchMax?: number;
  readonly rowsAtMost?: number;
  /** Appends longer stretches; missing: this thread does. */
  readonly offThread?: OffThread | undefined;
  /** Log positions that this thread processes at most where there is another. */
  readonly ownMax?: number;
  /** Called after each step; a test that interrupts the program there throws. */
  readonly afterStep?: (step: string) => void;
}

const differencesNamed = 50;

/** Appends until the columns have caught up with the log, and finishes a requested rebuild or check. */
export async function appendColumns(appending: Appending): Promise<void> {
  const { stores, term } = appending;
  while (!term.isOver()) {
    const state = await stores.columns.findState();
    const size = (await stores.ledger.findLast())?.size ?? 0;
    const behind = [state, state.aside].find((progress) => progress && progress.size < size);
    if (behind) await appendStretch(appending, behind, size);
    else if (state.aside) await endAside(appending, state, state.aside);
    else if (state.request) await beginAside(appending, state, state.request);
    else return;
  }
}

async function appendStretch(
  { stores, term, stretchMax = 250_000, rowsAtMost, ownMax = 5000, offThread, afterStep }: Appending,
  { generation, size: from }: ColumnProgress,
  logSize: number,
): Promise<void> {
  const to = Math.min(logSize, from + stretchMax);
  const stretch = { generation, from, to, rowsAtMost };
  const rows =
    offThread && to - from > ownMax
      ? await offThread({ columns: stretch }, term)
      : await appendRows(stores, stretch, afterStep);
  if (rows === undefined) return;
  await stores.columns.advance({ generation, size: from }, to, term);
  afterStep?.('advanced');
}

async function beginAside(
  { stores, term, afterStep = () => {} }: Appending,
  { generation }: ColumnState,
  request: NonNullable<ColumnState['request']>,
): Promise<void> {
  await stores.columns.dropOthers(generation); // possible remains of one that crashed
  await stores.columns.beginAside({ ...request, generation: generation + 1, size: 0 }, term);
  afterStep('aside begun');
}

async function endAside(
  { stores, term, afterStep = () => {} }: Appending,
  kept: ColumnProgress,
  { purpose, token, ...rebuilt }: NonNullable<ColumnState['aside']>,
): Promise<void> {
  const differing = await stores.columns.differences(kept.generation, rebuilt.generation, differencesNamed);
  const outcome = { purpose, token, ...(await stores.columns.count(rebuilt.generation)), differing };
  const { generation, size } = purpose === 'rebuild' ? rebuilt : kept;
  if (!(await stores.columns.endAside(outcome, { generation, size }, term))) return;
  afterStep('aside ended');
  await stores.columns.dropOthers(generation);
}
