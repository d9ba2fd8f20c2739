import { mongo } from 'mongoose';

/**
 * The documents of a cursor, the next batch being fetched while one is worked through: reading and working take the time
 * of the longer of the two. Each is taken apart when its turn comes, so that what is left of it is gone before the next
 * ones are there: whole batches of them in memory would be moved about by every collection of garbage.
 *
 * @param cursor of documents as they come, `raw`
 */
export async function* readAhead<Document extends mongo.Document>(
  cursor: mongo.FindCursor<Document>,
): AsyncGenerator<Document> {
  const fetch = async () => ((await cursor.hasNext()) ? cursor.readBufferedDocuments() : []);
  try {
    let next = fetch();
    for (let batch = await next; batch.length > 0; batch = await next) {
      next = fetch();
      next.catch(() => {}); // it is awaited when its turn comes, or nobody reads on
      for (const bytes of batch) yield mongo.BSON.deserialize(bytes as unknown as Uint8Array) as Document;
    }
  } finally {
    await cursor.close();
  }
}
