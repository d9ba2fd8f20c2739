import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { deserialize, serialize } from 'bson';
import { openedStore } from './openedStore.ts';

describe('the wire protocol', () => {
  const opened = openedStore();

  test('the first hello may come in the old form, and is answered in it', async () => {
    const reply = await exchange(oldQuery({ ismaster: 1, helloOk: true }));
    expect(reply.readInt32LE(12)).toBe(1);
    expect(deserialize(reply.subarray(36))).toMatchObject({ isWritablePrimary: true, helloOk: true, ok: 1 });
  });

  test('a message that comes byte by byte is put together, two in one piece are taken apart', async () => {
    const ping = message({ ping: 1, $db: 'test' });
    const replies = await exchange(Buffer.concat([ping, ping]), { piece: 1, wanted: 2 });
    expect(deserialize(replies.subarray(21, replies.readInt32LE(0)))).toEqual({ ok: 1 });
    expect(replies.length).toBe(2 * replies.readInt32LE(0));
  });

  test('documents beside the body are those of the command', async () => {
    const body = serialize({ insert: 'beside', $db: 'test' });
    const documents = [serialize({ _id: 1 }), serialize({ _id: 2 })];
    const name = Buffer.from('documents\0');
    const size = Buffer.alloc(5);
    size[0] = 1;
    size.writeInt32LE(4 + name.length + documents[0]!.length * 2, 1);
    const reply = await exchange(framed(Buffer.concat([Buffer.from([0]), body, size, name, ...documents])));
    expect(deserialize(reply.subarray(21))).toMatchObject({ n: 2, ok: 1 });
  });

  test('a write that wants no answer gets none, and is done', async () => {
    const forms = opened.db.collection('unanswered', { writeConcern: { w: 0 } });
    expect(await forms.insertOne({ _id: 1 as never })).toMatchObject({ acknowledged: false });
    while ((await opened.collection('unanswered').countDocuments()) === 0)
      await opened.db.command({ ping: 1 });
    expect(await opened.collection('unanswered').findOne()).toEqual({ _id: 1 });
  });

  /** Sends the bytes, in pieces if wanted, and gives what comes back until so many replies are whole. */
  function exchange(bytes: Buffer, { piece = bytes.length, wanted = 1 } = {}): Promise<Buffer> {
    const path = decodeURIComponent(/^mongodb:\/\/([^/]+)/.exec(opened.store.uri)![1]!);
    return new Promise((resolve, reject) => {
      let received = Buffer.alloc(0);
      const socket = connect({ path }, () => {
        for (let at = 0; at < bytes.length; at += piece) socket.write(bytes.subarray(at, at + piece));
      });
      socket.on('error', reject);
      socket.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        if (received.length < 16 || received.length < wanted * received.readInt32LE(0)) return;
        socket.destroy();
        resolve(received);
      });
    });
  }
});

function message(body: { [name: string]: unknown }): Buffer {
  return framed(Buffer.concat([Buffer.from([0]), serialize(body)]));
}

function framed(sections: Buffer): Buffer {
  const head = Buffer.alloc(20);
  head.writeInt32LE(head.length + sections.length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(2013, 12);
  return Buffer.concat([head, sections]);
}

function oldQuery(body: { [name: string]: unknown }): Buffer {
  const rest = Buffer.concat([
    Buffer.alloc(4),
    Buffer.from('admin.$cmd\0'),
    Buffer.alloc(8),
    serialize(body),
  ]);
  const head = Buffer.alloc(16);
  head.writeInt32LE(head.length + rest.length, 0);
  head.writeInt32LE(2004, 12);
  return Buffer.concat([head, rest]);
}
