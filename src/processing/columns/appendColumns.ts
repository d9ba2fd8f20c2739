/**
 * Takes what has come into the log into the columns, stretch by stretch, in the order of the log. The steps, each of which
 * can be repeated:
 *
 * 1. read the submissions of the next stretch, and add them to the last chunk of their round, replaced whole, or to new
 *    ones; what has a place in the log up to the chunk's last row is there from a run that was cut off;
 * 2. take the bands out again of those whose bands were erased meanwhile: whoever erases does so first in the record and
 *    then in the chunks, so that one of the two finds it;
 * 3. say that the columns have come to the end of the stretch.
 *
 * A rebuild or a check does the same for a second generation, from the beginning, and then compares the two.
 */
import assert from 'node:assert/strict';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import type { Term } from '../../platform/leader/candidate.ts';
import type { LoggedSubmission } from '../../collection/submissions/loggingStore.ts';
import { chunkBuilder, type ChunkBuilder, type PackedChunk, type PlacedRevision } from './chunk.ts';
import type { ColumnProgress, ColumnState } from './columnState.ts';
import type { ColumnShelf, KeptChunk } from './store.ts';
import type { Stores } from '../stores.ts';

export interface Appending {
  readonly stores: Pick<Stores, 'columns' | 'submissions' | 'accessPoints'> & {
    readonly ledger: Pick<Stores['ledger'], 'findLast'>;
  };
  readonly term: Term;
  /** Places in the log that are taken in at once. */
  readonly stretchMax?: number;
  readonly rowsAtMost?: number;
  /** Called after each step; a test that stops the program there throws. */
  readonly afterStep?: (step: string) => void;
}

const differencesNamed = 50;

/** Appends until the columns have come as far as the log, and finishes a rebuild or check that was asked for. */
export async function appendColumns(appending: Appending): Promise<void> {
  const { stores, term } = appending;
  const placed = placedRevisions(stores.accessPoints);
  while (!term.isOver()) {
    const state = await stores.columns.findState();
    const size = (await stores.ledger.findLast())?.size ?? 0;
    const behind = [state, state.aside].find((progress) => progress && progress.size < size);
    if (behind) await appendStretch(appending, behind, size, placed);
    else if (state.aside) await endAside(appending, state, state.aside);
    else if (state.wish) await beginAside(appending, state, state.wish);
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

/** The last chunk of a round, and what comes behind it. */
async function roundEnd({ columns }: Appending['stores'], shelf: ColumnShelf, rowsAtMost?: number) {
  const limits = rowsAtMost === undefined ? {} : { rowsAtMost };
  let before = await columns.findLast(shelf);
  let builder: ChunkBuilder = chunkBuilder(before, limits);
  let number = before?.number ?? 0;
  let hasGrown = false;

  async function write(): Promise<void> {
    if (!hasGrown) return;
    const chunk = { ...shelf, number, ...asKept(builder.packed()) };
    const isKept = before
      ? await columns.replace({ ...chunk, version: before.version })
      : await columns.add(chunk);
    assert(isKept, `chunk ${number} of round ${shelf.roundId} was changed meanwhile`); // the next run sees it as it is
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

/** Looks up what access points stood for; they are read again when one is not known yet. */
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
  wish: NonNullable<ColumnState['wish']>,
): Promise<void> {
  await stores.columns.dropOthers(generation); // what a crash may have left of an earlier one
  await stores.columns.beginAside({ ...wish, generation: generation + 1, size: 0 }, term);
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
