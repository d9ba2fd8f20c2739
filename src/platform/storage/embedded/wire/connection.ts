/** One client: splits its bytes into messages and answers them one after the other. */
import type { Socket } from 'node:net';
import type { Value } from '../bytes/value.ts';
import { StoreError } from '../storeError.ts';
import {
  BrokenMessage,
  headerSize,
  messageLength,
  readEnvelope,
  readRequest,
  writeReply,
  type Request,
} from './message.ts';

export interface Answering {
  answer(request: Request): Promise<Value>;
  /** The reply to a message with malformed documents, or of an unsupported type. */
  refuse(error: StoreError): Value;
}

/** Messages of one client that may wait while one is answered, before reading from its socket pauses. */
const waitingMax = 16;

export function serveConnection(socket: Socket, answering: Answering): void {
  let chunks: Buffer[] = [];
  let size = 0;
  let waiting = 0;
  let answered: Promise<void> = Promise.resolve();

  function take(): void {
    while (size >= headerSize) {
      if (chunks[0]!.length < headerSize) chunks = [Buffer.concat(chunks)];
      const length = messageLength(chunks[0]!);
      if (size < length) return;
      const all = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      chunks = all.length === length ? [] : [all.subarray(length)];
      size -= length;
      enqueue(all.subarray(0, length));
    }
  }

  function enqueue(bytes: Buffer): void {
    waiting++;
    if (waiting >= waitingMax) socket.pause();
    answered = answered
      .then(() => reply(bytes))
      .catch(() => void socket.destroy())
      .then(() => {
        waiting--;
        if (waiting < waitingMax) socket.resume();
      });
  }

  async function reply(bytes: Buffer): Promise<void> {
    const request = readEnvelope(bytes);
    const body = await bodyOf(bytes);
    if (request.isUnanswered || socket.destroyed) return;
    if (!socket.write(writeReply(request, body))) await drained(socket);
  }

  async function bodyOf(bytes: Buffer): Promise<Value> {
    try {
      return await answering.answer(readRequest(bytes));
    } catch (error) {
      if (error instanceof StoreError) return answering.refuse(error);
      throw error;
    }
  }

  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    try {
      take();
    } catch (error) {
      if (!(error instanceof BrokenMessage)) throw error;
      socket.destroy();
    }
  });
}

/** Waits until the client has received the pending output before more is produced for it. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.once('drain', done).once('close', done);
  });
}
