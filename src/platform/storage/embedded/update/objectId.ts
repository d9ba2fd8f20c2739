/** New object ids for documents without `_id`: seconds, a random number per process, and a counter. */
import { randomBytes } from 'node:crypto';
import { Type, Value } from '../bytes/value.ts';

const processPart = randomBytes(5);
let counter = randomBytes(3).readUIntBE(0, 3);

export function newObjectId(): Value {
  const bytes = Buffer.allocUnsafe(12);
  bytes.writeUInt32BE(Math.floor(Date.now() / 1000));
  processPart.copy(bytes, 4);
  counter = (counter + 1) & 0xffffff;
  bytes.writeUIntBE(counter, 9, 3);
  return new Value(Type.objectId, bytes);
}
