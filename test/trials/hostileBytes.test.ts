import { connect, type Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { serialize } from 'bson';
import { checkStore } from '../../src/platform/storage/embedded/care/checkStore.ts';
import { checkBson } from '../../src/platform/storage/embedded/bytes/checkBson.ts';
import type { StoreError } from '../../src/platform/storage/embedded/storeError.ts';
import { Generator } from '../platform/storage/embedded/generated.ts';
import { openedStore } from '../platform/storage/embedded/openedStore.ts';

const messages = 20_000;

describe('hostile bytes', () => {
  const opened = openedStore();

  test(`${messages} broken messages neither stop nor fill the store, and nothing unsound is stored`, async () => {
    const random = new Generator(1);
    let socket = await connected();
    const before = await memory();
    for (let sent = 0; sent < messages; sent++) {
      if (socket.destroyed || socket.closed) socket = await connected();
      socket.write(brokenMessage(random));
      // Whatever the last ones were, the store answers another client.
      if (sent % 50 === 49) await opened.db.command({ ping: 1 });
      if (sent % 500 === 499) {
        socket.destroy();
        socket = await connected();
      }
    }
    socket.destroy();
    expect((await checkStore(opened.folder)).errors).toEqual([]);
    expect(await memory()).toBeLessThan(before + 200);
  });

  test('every cut and every changed byte of a document is either sound or refused', () => {
    const random = new Generator(2);
    for (let round = 0; round < 5000; round++) {
      const bytes = Buffer.from(serialize(random.document(round)));
      bytes[random.below(bytes.length)] = random.below(256);
      const cut = bytes.subarray(0, random.chance(0.3) ? random.below(bytes.length) : bytes.length);
      expect(verdict(cut)).toMatch(/^(sound|InvalidBSON|NotImplemented|Overflow)$/);
    }
  });

  test('a document nested a thousand deep is refused', async () => {
    let nested: { [name: string]: unknown } = {};
    for (let depth = 0; depth < 1000; depth++) nested = { a: nested };
    await expect(opened.collection('deep').insertOne(nested)).rejects.toThrow(/nested/);
    await opened.collection('deep').insertOne({ _id: 1 as never });
    const path = Array(90).fill('a').join('.');
    await opened.collection('deep').updateOne({}, { $set: { [path]: {} } });
    await expect(
      opened.collection('deep').updateOne({}, { $set: { [`${path}.${path}`]: 1 } }),
    ).rejects.toThrow(/nested/);
  });

  async function memory(): Promise<number> {
    const { mem } = await opened.db.command({ serverStatus: 1 });
    return (mem as { resident: number }).resident;
  }

  function connected(): Promise<Socket> {
    const path = decodeURIComponent(/^mongodb:\/\/([^/]+)/.exec(opened.store.uri)![1]!);
    return new Promise((resolve) => {
      const socket = connect({ path }, () => resolve(socket));
      socket.on('error', () => socket.destroy());
      socket.resume();
    });
  }
});

function verdict(bytes: Buffer): string {
  try {
    return checkBson(bytes, 0, bytes.length) <= bytes.length ? 'sound' : 'read beyond its end';
  } catch (error) {
    return (error as StoreError).codeName;
  }
}

/** A message that was right once: then bytes were changed, it was cut, or a length was made a lie. */
function brokenMessage(random: Generator): Buffer {
  const bytes = wholeMessage(random);
  const changes = random.below(4);
  for (let change = 0; change < changes; change++) bytes[random.below(bytes.length)] = random.below(256);
  if (random.chance(0.2))
    bytes.writeInt32LE(
      random.one([0, -1, 16, 2 ** 31 - 1, 48_000_001, bytes.length + 7]),
      random.chance(0.5) ? 0 : random.below(bytes.length - 4),
    );
  return random.chance(0.1) ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}

function wholeMessage(random: Generator): Buffer {
  const name = 'fuzzed';
  const body = serialize(
    random.one<() => { [name: string]: unknown }>([
      () => ({ insert: name, documents: [random.fields(2)], $db: 'test' }),
      () => ({ find: name, filter: random.filter(), sort: random.sort(), limit: 3, $db: 'test' }),
      () => ({
        update: name,
        updates: [{ q: random.filter(), u: random.update(), upsert: random.chance(0.2) }],
        $db: 'test',
      }),
      () => ({ delete: name, deletes: [{ q: random.filter(), limit: 1 }], $db: 'test' }),
      () => ({ findAndModify: name, query: random.filter(), update: random.update(), $db: 'test' }),
      () => ({ aggregate: name, pipeline: [{ $match: random.filter() }], cursor: {}, $db: 'test' }),
      () => ({ hello: 1, $db: 'admin' }),
    ])(),
  );
  const withSequence = random.chance(0.3);
  const sequence = withSequence ? documentSequence(serialize(random.fields(2))) : Buffer.alloc(0);
  const main = withSequence ? serialize({ insert: name, $db: 'test' }) : body;
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + main.length + sequence.length, 0);
  head.writeInt32LE(random.chance(0.05) ? 2004 : 2013, 12);
  head.writeUInt32LE(random.one([0, 0, 0, 2, 1, 65536]), 16);
  return Buffer.concat([head, main, sequence]);
}

function documentSequence(document: Uint8Array): Buffer {
  const name = Buffer.from('documents\0');
  const head = Buffer.alloc(5);
  head[0] = 1;
  head.writeInt32LE(4 + name.length + document.length, 1);
  return Buffer.concat([head, name, document]);
}
