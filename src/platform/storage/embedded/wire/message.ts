/** MongoDB's wire messages: OP_MSG in both directions, and OP_QUERY for the first hello of a connection. */
import { checkBson } from '../bytes/checkBson.ts';
import { Type, Value, findField, isTruthy } from '../bytes/value.ts';

export const headerSize = 16;
export const messageSizeMax = 48_000_000;

const opcodes = { reply: 1, query: 2004, message: 2013 } as const;
const flags = { checksumPresent: 1, moreToCome: 2 } as const;

/** What a reply needs to know of a message, readable even if its documents are malformed. */
export interface Envelope {
  readonly id: number;
  readonly isQuery: boolean;
  /** The sender expects no reply. */
  readonly isUnanswered: boolean;
}

export interface Request {
  readonly body: Value;
  /** Document sequences, such as the documents of an insert, by the name of their field. */
  readonly sequences: ReadonlyMap<string, readonly Value[]>;
}

/** Thrown when the rest of the connection's bytes can no longer be parsed. */
export class BrokenMessage extends Error {}

export function readEnvelope(bytes: Buffer): Envelope {
  const opcode = bytes.readInt32LE(12);
  if (opcode === opcodes.message && bytes.length < headerSize + 5)
    throw new BrokenMessage('a message is cut off');
  return {
    id: bytes.readInt32LE(4),
    isQuery: opcode === opcodes.query,
    isUnanswered: opcode === opcodes.message && (bytes.readUInt32LE(headerSize) & flags.moreToCome) !== 0,
  };
}

/** @param bytes one whole message */
export function readRequest(bytes: Buffer): Request {
  const opcode = bytes.readInt32LE(12);
  if (opcode === opcodes.message) return readMessage(bytes);
  if (opcode === opcodes.query) return readQuery(bytes);
  throw new BrokenMessage(`the opcode ${opcode} is not supported`);
}

function readMessage(bytes: Buffer): Request {
  const bits = bytes.readUInt32LE(headerSize);
  if ((bits & 0xffff & ~(flags.checksumPresent | flags.moreToCome)) !== 0)
    throw new BrokenMessage('a message has unknown flags');
  const end = bytes.length - (bits & flags.checksumPresent ? 4 : 0);
  const sequences = new Map<string, readonly Value[]>();
  let body: Value | undefined;
  for (let at = headerSize + 4; at < end;) {
    const kind = bytes[at++];
    if (kind === 0 && body === undefined) {
      const bodyEnd = checkBson(bytes, at, end);
      body = new Value(Type.object, bytes, at, bodyEnd);
      at = bodyEnd;
    } else if (kind === 1) at = readSequence(bytes, at, end, sequences);
    else throw new BrokenMessage('a message has a section of an unknown kind');
  }
  if (body === undefined) throw new BrokenMessage('a message has no body');
  return { body, sequences };
}

function readSequence(
  bytes: Buffer,
  start: number,
  limit: number,
  sequences: Map<string, readonly Value[]>,
): number {
  const size = limit - start < 4 ? -1 : bytes.readInt32LE(start);
  const end = start + size;
  const nameEnd = bytes.indexOf(0, start + 4);
  if (size < 5 || end > limit || nameEnd < 0 || nameEnd >= end)
    throw new BrokenMessage('a section of a message has a wrong length');
  const name = bytes.toString('utf8', start + 4, nameEnd);
  if (sequences.has(name)) throw new BrokenMessage('a message has two sections of one name');
  const documents: Value[] = [];
  for (let at = nameEnd + 1; at < end;) {
    const documentEnd = checkBson(bytes, at, end);
    documents.push(new Value(Type.object, bytes, at, documentEnd));
    at = documentEnd;
  }
  sequences.set(name, documents);
  return end;
}

function readQuery(bytes: Buffer): Request {
  const nameEnd = bytes.indexOf(0, headerSize + 4);
  const start = nameEnd + 9;
  if (nameEnd < 0 || start + 5 > bytes.length) throw new BrokenMessage('a query is cut off');
  const end = checkBson(bytes, start, bytes.length);
  const body = new Value(Type.object, bytes, start, end);
  const isHello = ['hello', 'isMaster', 'ismaster'].some((name) =>
    isTruthy(findField(body, Buffer.from(name))),
  );
  if (!isHello || bytes.toString('latin1', headerSize + 4, nameEnd) !== 'admin.$cmd')
    throw new BrokenMessage('the first way of asking serves only hello');
  return { body, sequences: new Map() };
}

/** The bytes of a reply. */
export function writeReply(request: Pick<Envelope, 'id' | 'isQuery'>, body: Value): Buffer {
  const head = Buffer.alloc(request.isQuery ? headerSize + 20 : headerSize + 5);
  head.writeInt32LE(head.length + body.end - body.start, 0);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.isQuery ? opcodes.reply : opcodes.message, 12);
  // The old format announces that one document follows; the new one has no flags and a body of kind 0.
  if (request.isQuery) head.writeInt32LE(1, headerSize + 16);
  return Buffer.concat([head, body.raw]);
}

export function writeRequest(id: number, body: Value): Buffer {
  const bytes = writeReply({ id: 0, isQuery: false }, body);
  bytes.writeInt32LE(id, 4);
  return bytes;
}

/** The message length that the header declares. */
export function messageLength(header: Buffer): number {
  const length = header.readInt32LE(0);
  if (length < headerSize || length > messageSizeMax) throw new BrokenMessage(`a message of ${length} bytes`);
  return length;
}
