/** Results fetched in batches. An open cursor holds a position in the file, not a snapshot. */
import { arrayOf, double, long, toValue, withElements } from '../bytes/build.ts';
import { Value, numberOf } from '../bytes/value.ts';
import type { Batches } from '../query/pipeline.ts';
import { StoreError } from '../storeError.ts';

export interface Cursor {
  readonly namespace: string;
  readonly batches: Batches;
  readonly deadline: number;
  /** Documents that were read and did not fit into the last reply. */
  leftover: readonly Value[];
  usedAt: number;
}

const firstBatchSize = 101;
const replySizeMax = 16 * 2 ** 20 - 16 * 1024;
/** Of a reply whose number of documents is up to the store: building a larger one would delay others. */
const ownReplySize = 2 ** 20;
const idleMsMax = 10 * 60_000;

export class Cursors {
  private readonly open = new Map<bigint, Cursor>();
  private lastId = BigInt(Math.floor(Math.random() * 2 ** 40));

  /** @param single no batch after the first is wanted */
  async first(
    namespace: string,
    batches: Batches,
    options: { size: number | undefined; single?: boolean; deadline: number },
  ): Promise<Value> {
    this.dropIdle();
    const cursor: Cursor = {
      namespace,
      batches,
      deadline: options.deadline,
      leftover: [],
      usedAt: Date.now(),
    };
    const { documents, isDone } = await fill(cursor, options.size ?? firstBatchSize);
    if (isDone || options.single) {
      await batches.return(undefined);
      return reply('firstBatch', namespace, 0n, documents);
    }
    const id = ++this.lastId;
    this.open.set(id, cursor);
    return reply('firstBatch', namespace, id, documents);
  }

  async next(id: bigint, namespace: string, size: number | undefined): Promise<Value> {
    const cursor = this.open.get(id);
    if (cursor === undefined || cursor.namespace !== namespace)
      throw new StoreError('CursorNotFound', `cursor id ${id} not found`);
    cursor.usedAt = Date.now();
    this.open.delete(id);
    const { documents, isDone } = await fill(cursor, size || Infinity, size ? replySizeMax : ownReplySize);
    if (isDone) return reply('nextBatch', namespace, 0n, documents);
    this.open.set(id, cursor);
    return reply('nextBatch', namespace, id, documents);
  }

  async kill(ids: readonly bigint[]): Promise<Value> {
    const killed = ids.filter((id) => this.open.has(id));
    for (const id of killed) await this.forget(id);
    const others = ids.filter((id) => !killed.includes(id));
    return toValue({
      cursorsKilled: killed,
      cursorsNotFound: others,
      cursorsAlive: [],
      cursorsUnknown: [],
      ok: double(1),
    });
  }

  get count(): number {
    return this.open.size;
  }

  private dropIdle(): void {
    for (const [id, cursor] of this.open) if (Date.now() - cursor.usedAt > idleMsMax) void this.forget(id);
  }

  private async forget(id: bigint): Promise<void> {
    const cursor = this.open.get(id);
    this.open.delete(id);
    await cursor?.batches.return(undefined);
  }
}

async function fill(
  cursor: Cursor,
  most: number,
  bytesMax = replySizeMax,
): Promise<{ documents: Value[]; isDone: boolean }> {
  const documents: Value[] = [];
  let bytes = 0;
  for (;;) {
    for (let index = 0; index < cursor.leftover.length; index++) {
      const document = cursor.leftover[index]!;
      bytes += document.end - document.start + 16;
      if (documents.length >= most || (bytes > bytesMax && documents.length > 0)) {
        cursor.leftover = cursor.leftover.slice(index);
        return { documents, isDone: false };
      }
      documents.push(document);
    }
    cursor.leftover = [];
    if (documents.length >= most && most > 0) return { documents, isDone: false };
    if (Date.now() > cursor.deadline)
      throw new StoreError('MaxTimeMSExpired', 'operation exceeded time limit');
    const { done, value } = await cursor.batches.next();
    if (done === true) return { documents, isDone: true };
    cursor.leftover = value;
  }
}

function reply(
  name: 'firstBatch' | 'nextBatch',
  namespace: string,
  id: bigint,
  documents: readonly Value[],
): Value {
  const empty = toValue({ cursor: { [name]: arrayOf([]), id: long(id), ns: namespace }, ok: double(1) });
  return withElements(empty, ['cursor', name], documents);
}

/** Deadline of a command, from its maxTimeMS. */
export function deadlineIn(maxTimeMs: Value | undefined): number {
  const ms = maxTimeMs === undefined ? 0 : numberOf(maxTimeMs);
  return ms > 0 ? Date.now() + ms : Infinity;
}
