/**
 * The other process of `npm run bench:store`: the embedded store, or a stub that answers inserts after an awaited put
 * into LMDB and does nothing else. Arguments: `store` or `stub`, and the folder. Prints its address.
 */
import { join } from 'node:path';
import { open } from 'lmdb';
import { double, toValue } from '../src/platform/storage/embedded/bytes/build.ts';
import { fieldsOf } from '../src/platform/storage/embedded/bytes/value.ts';
import { hello } from '../src/platform/storage/embedded/commands/information.ts';
import { startEmbeddedStore } from '../src/platform/storage/embedded/embeddedStore.ts';
import { listen } from '../src/platform/storage/embedded/wire/server.ts';

const [kind, folder = ''] = process.argv.slice(2);

async function stub(): Promise<string> {
  const db = open<Buffer, number>({
    path: join(folder, 'stub.mdb'),
    noSubdir: true,
    overlappingSync: false,
    encoding: 'binary',
  });
  const done = toValue({ n: 1, ok: double(1) });
  let key = 0;
  const server = await listen({
    async answer({ body, sequences }) {
      if (fieldsOf(body)[0]!.name !== 'insert') return hello();
      await db.put(++key, Buffer.from(sequences.get('documents')?.[0]?.raw ?? body.raw));
      return done;
    },
    refuse: () => done,
  });
  return server.uri;
}

console.log(kind === 'stub' ? await stub() : (await startEmbeddedStore({ folder })).uri);
