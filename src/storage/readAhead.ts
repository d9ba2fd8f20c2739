import type { mongo } from 'mongoose';

/**
 * The documents of a cursor, the next batch being fetched while one is worked through: reading and working take the time
 * of the longer of the two, and two batches are in memory.
 */
export async function* readAhead<Document>(cursor: mongo.FindCursor<Document>): AsyncGenerator<Document> {
  const fetch = async () => ((await cursor.hasNext()) ? cursor.readBufferedDocuments() : []);
  try {
    let next = fetch();
    for (let batch = await next; batch.length > 0; batch = await next) {
      next = fetch();
      next.catch(() => {}); // it is awaited when its turn comes, or nobody reads on
      yield* batch;
    }
  } finally {
    await cursor.close();
  }
}
