import type { mongo } from 'mongoose';
import { decoder } from './decode.ts';

/**
 * The documents of a cursor. The next batch is fetched while the current one is processed, so that both together take
 * only the time of the slower one. Each document is deserialised when its turn comes, so that its objects are garbage
 * before the next ones exist: every garbage collection would move whole batches of them in memory.
 *
 * @param cursor of undecoded documents (`raw`)
 */
export async function* readAhead<Document extends mongo.Document>(
  cursor: mongo.FindCursor<Document>,
): AsyncGenerator<Document> {
  const decode = decoder();
  const fetch = async () => ((await cursor.hasNext()) ? cursor.readBufferedDocuments() : []);
  try {
    let next = fetch();
    for (let batch = await next; batch.length > 0; batch = await next) {
      next = fetch();
      next.catch(() => {}); // it is awaited when its turn comes, or the reader has stopped
      for (const bytes of batch) yield decode(bytes as unknown as Uint8Array) as Document;
    }
  } finally {
    await cursor.close();
  }
}
