import assert from 'node:assert/strict';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import type { LoggedSubmission } from '../../collection/submissions/loggingStore.ts';
import { chunkBuilder, type ChunkBuilder, type PackedChunk, type PlacedRevision } from './chunk.ts';
import type { ColumnSet, KeptChunk } from './store.ts';
import type { Stores } from '../stores.ts';

/** Log positions whose submissions are appended to a generation: from the first up to, but not including, the last. */
export interface ColumnStretch {
  readonly generation: number;
  readonly from: number;
  readonly to: number;
  readonly rowsAtMost?: number | undefined;
}

export type AppendingStores = Pick<Stores, 'columns' | 'submissions' | 'accessPoints'>;

/** Appends a stretch, and removes the bands that were erased meanwhile; can be repeated. @returns the number of rows read */
export async function appendRows(
  stores: AppendingStores,
  { generation, from, to, rowsAtMost }: ColumnStretch,
  afterStep: (step: string) => void = () => {},
): Promise<number> {
  const placed = placedRevisions(stores.accessPoints);
  const ends = new Map<string, RoundEnd>();
  let rows = 0;
  for await (const submission of stores.submissions.eachLogged(from, to)) {
    const { roundId } = submission;
    const end = ends.get(roundId) ?? (await roundEnd(stores, { generation, roundId }, rowsAtMost));
    ends.set(roundId, end);
    await end.add(submission, await placed(submission), () => afterStep('chunk full'));
    rows += 1;
  }
  for (const end of ends.values()) {
    await end.write();
    afterStep('chunk written');
  }
  for (const { roundId, position } of await stores.submissions.listErasedBands(from, to)) {
    await stores.columns.eraseBands(roundId, position);
  }
  afterStep('erased');
  return rows;
}

/** The last chunk of a round, and what is appended to it. */
async function roundEnd({ columns }: AppendingStores, columnSet: ColumnSet, rowsAtMost?: number) {
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
