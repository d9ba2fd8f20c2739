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
import assert from 'node:assert/strict';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import type { Term } from '../../platform/leader/candidate.ts';
import { checkpointsPlan } from '../../collection/ledger/store.ts';
import type { LoggedSubmission } from '../../collection/submissions/loggingStore.ts';
import { chunkBuilder, type ChunkBuilder, type PackedChunk, type PlacedRevision } from './chunk.ts';
import type { ColumnProgress, ColumnState } from './columnState.ts';
import { columnStatePlan, type ColumnSet, type KeptChunk } from './store.ts';
import type { Stores } from '../stores.ts';

/** Collections that, when written, may leave something to append. */
export const columnWrites = [checkpointsPlan.name, columnStatePlan.name];

export interface Appending {
  readonly stores: Pick<Stores, 'columns' | 'submissions' | 'accessPoints'> & {
    readonly ledger: Pick<Stores['ledger'], 'findLast'>;
  };
  readonly term: Term;
  /** Log positions processed at once. */
  readonly stretchMax?: number;
  readonly rowsAtMost?: number;
  /** Called after each step; a test that interrupts the program there throws. */
  readonly afterStep?: (step: string) => void;
}

const differencesNamed = 50;

/** Appends until the columns have caught up with the log, and finishes a requested rebuild or check. */
export async function appendColumns(appending: Appending): Promise<void> {
  const { stores, term } = appending;
  const placed = placedRevisions(stores.accessPoints);
  while (!term.isOver()) {
    const state = await stores.columns.findState();
    const size = (await stores.ledger.findLast())?.size ?? 0;
    const behind = [state, state.aside].find((progress) => progress && progress.size < size);
    if (behind) await appendStretch(appending, behind, size, placed);
    else if (state.aside) await endAside(appending, state, state.aside);
    else if (state.request) await beginAside(appending, state, state.request);
    else return;
  }
}

async function appendStretch(
  { stores, term, stretchMax = 100_000, rowsAtMost, afterStep = () => {} }: Appending,
  progress: ColumnProgress,
  logSize: number,
  placed: (submission: LoggedSubmission) => Promise<PlacedRevision>,
): Promise<void> {
  const { generation, size } = progress;
  const to = Math.min(logSize, size + stretchMax);
  const ends = new Map<string, RoundEnd>();
  for await (const submission of stores.submissions.eachLogged(size, to)) {
    const { roundId } = submission;
    const end = ends.get(roundId) ?? (await roundEnd(stores, { generation, roundId }, rowsAtMost));
    ends.set(roundId, end);
    await end.add(submission, await placed(submission), () => afterStep('chunk full'));
  }
  for (const end of ends.values()) {
    await end.write();
    afterStep('chunk written');
  }
  for (const { roundId, position } of await stores.submissions.listErasedBands(size, to)) {
    await stores.columns.eraseBands(roundId, position);
  }
  afterStep('erased');
  await stores.columns.advance({ generation, size }, to, term);
  afterStep('advanced');
}

/** The last chunk of a round, and what is appended to it. */
async function roundEnd({ columns }: Appending['stores'], columnSet: ColumnSet, rowsAtMost?: number) {
  const limits = rowsAtMost === undefined ? {} : { rowsAtMost };
  let before = await columns.findLast(columnSet);
  let builder: ChunkBuilder = chunkBuilder(before, limits);
  let number = before?.number ?? 0;
  let hasGrown = false;

  async function write(): Promise<void> {
    if (!hasGrown) return;
    const chunk = { ...columnSet, number, ...asKept(builder.packed()) };
    const isKept = before
      ? await columns.replace({ ...chunk, version: before.version })
      : await columns.add(chunk);
    assert(isKept, `chunk ${number} of round ${columnSet.roundId} was changed meanwhile`); // the next run sees its current version
    hasGrown = false;
  }

  return {
    write,
    async add(submission: LoggedSubmission, placed: PlacedRevision, whenFull: () => void): Promise<void> {
      if (submission.position <= builder.last) return;
      if (builder.isFull) {
        const { last } = builder;
        assert(submission.position > last);
        await write();
        whenFull();
        before = undefined;
        builder = chunkBuilder(undefined, limits);
        number += 1;
      }
      const { position, surveyVersionId, givenOn: day, late, answers, about } = submission;
      builder.add({ position, surveyVersionId, placed, day, late, answers, about });
      hasGrown = true;
    },
  };
}
type RoundEnd = Awaited<ReturnType<typeof roundEnd>>;

function asKept(chunk: PackedChunk): Pick<KeptChunk, 'lists' | 'rows' | 'bytes'> {
  return { ...chunk, bytes: Buffer.from(chunk.bytes.buffer, chunk.bytes.byteOffset, chunk.bytes.length) };
}

/** Looks up the revisions of access points. Access points are read again when a revision is unknown. */
function placedRevisions(accessPoints: Stores['accessPoints']) {
  let points: ReadonlyMap<string, AccessPoint> = new Map();
  const known = new Map<string, PlacedRevision>();
  return async ({ accessPointId, revision: number }: LoggedSubmission): Promise<PlacedRevision> => {
    const key = `${accessPointId} ${number}`;
    const held = known.get(key);
    if (held) return held;
    const find = () => points.get(accessPointId)?.revisions.find((revision) => revision.number === number);
    if (!find()) points = new Map((await accessPoints.list()).map((point) => [point.id, point]));
    const revision = find();
    assert(revision, `a submission names revision ${number} of ${accessPointId}, which is not there`);
    const { channel } = points.get(accessPointId)!;
    const { unitId, serviceId = '' } = revision;
    const placed = { accessPointId, revision: number, unitId, serviceId, channel };
    known.set(key, placed);
    return placed;
  };
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
