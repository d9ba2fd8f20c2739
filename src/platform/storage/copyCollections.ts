/** Copies documents unchanged from one database to another, including the type of every number. */
import mongoose, { type Connection, type mongo } from 'mongoose';
import { isDuplicateKey } from './documents.ts';

const documentsMax = 1000;
const bytesMax = 8 * 1024 * 1024;

type Raw = mongo.BSON.Document & { readonly _id: unknown };

/** Names of all collections that hold documents of the program. */
export async function listCollectionNames(connection: Connection): Promise<readonly string[]> {
  const collections = await connection.db!.listCollections({}, { nameOnly: true }).toArray();
  return collections
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.'))
    .sort();
}

export async function countDocuments(connection: Connection, name: string): Promise<number> {
  return await connection.collection(name).countDocuments({});
}

export interface CopyOptions {
  readonly from: Connection;
  readonly to: Connection;
  readonly name: string;
  /** Where an earlier copy ended; existing documents are left unchanged. */
  readonly after: unknown;
  /** Called when everything up to an `_id` has been copied. */
  readonly onCopied: (lastId: unknown, count: number) => Promise<void>;
}

/** Copies in the order of `_id`, so that the position of a copied document does not reveal when it arrived. */
export async function copyCollection({ from, to, name, after, onCopied }: CopyOptions): Promise<void> {
  const filter = after === undefined ? {} : { _id: { $gt: after } };
  const cursor = from
    .collection<Raw>(name)
    .find(filter as object, { promoteValues: false, sort: { _id: 1 }, batchSize: documentsMax });
  let batch: Raw[] = [];
  let bytes = 0;
  async function put(): Promise<void> {
    if (batch.length === 0) return;
    await insertMissing(to, name, batch);
    await onCopied(batch.at(-1)!._id, batch.length);
    [batch, bytes] = [[], 0];
  }
  for await (const document of cursor) {
    batch.push(document);
    bytes += mongoose.mongo.BSON.calculateObjectSize(document);
    if (batch.length >= documentsMax || bytes >= bytesMax) await put();
  }
  await put();
}

async function insertMissing(to: Connection, name: string, documents: Raw[]): Promise<void> {
  try {
    await to.collection<Raw>(name).insertMany(documents, { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error; // the counts show whether any other document was refused
  }
}
