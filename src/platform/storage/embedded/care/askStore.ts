/** Sends a command to a running store from another process, over the socket that its lock file names. */
import { createConnection } from 'node:net';
import { toValue, type Plain } from '../bytes/build.ts';
import { Value, findField, isTruthy, stringOf } from '../bytes/value.ts';
import { EmbeddedStoreError } from '../embeddedStoreError.ts';
import { headerSize, messageLength, readRequest, writeRequest } from '../wire/message.ts';

/** @throws EmbeddedStoreError when the store reports a failure or does not answer */
export async function askStore(uri: string, command: { readonly [name: string]: Plain }): Promise<void> {
  const host = new RegExp('^mongodb://([^/]+)/').exec(uri)![1]!;
  const socket = createConnection(
    host.endsWith('.sock') ? { path: decodeURIComponent(host) } : addressOf(host),
  );
  socket.write(writeRequest(1, toValue({ ...command, $db: 'admin' })));
  let received = Buffer.alloc(0);
  try {
    for await (const chunk of socket) {
      received = Buffer.concat([received, chunk as Buffer]);
      if (received.length >= headerSize && received.length >= messageLength(received))
        return requireOk(readRequest(received).body);
    }
  } catch (error) {
    if (error instanceof EmbeddedStoreError) throw error;
    throw new EmbeddedStoreError(`the running store does not answer (${(error as Error).message})`);
  } finally {
    socket.destroy();
  }
  throw new EmbeddedStoreError('the running store ended before it had answered');
}

function addressOf(host: string): { host: string; port: number } {
  const [name, port] = host.split(':');
  return { host: name!, port: Number(port) };
}

function requireOk(reply: Value): void {
  const message = findField(reply, Buffer.from('errmsg'));
  if (!isTruthy(findField(reply, Buffer.from('ok'))))
    throw new EmbeddedStoreError(message === undefined ? 'the running store refused' : stringOf(message));
}
