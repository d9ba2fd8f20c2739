/** Builds BSON: documents from fields, and values from plain JavaScript for replies and the catalogue. */
import { Type, Value, type Field } from './value.ts';

export function documentOf(fields: readonly Field[]): Value {
  let size = 5;
  for (const { name, value } of fields) size += 2 + Buffer.byteLength(name) + value.end - value.start;
  const bytes = Buffer.allocUnsafe(size);
  bytes.writeInt32LE(size, 0);
  let at = 4;
  for (const { name, value } of fields) {
    bytes[at++] = value.type;
    at += bytes.write(name, at);
    bytes[at++] = 0;
    at += value.bytes.copy(bytes, at, value.start, value.end);
  }
  bytes[at] = 0;
  return new Value(Type.object, bytes);
}

export function arrayOf(elements: readonly Value[]): Value {
  const { bytes } = documentOf(elements.map((value, index) => ({ name: String(index), value })));
  return new Value(Type.array, bytes);
}

/**
 * A document with elements in an array that is empty, the first field of the first field and so on: the elements, most of a reply,
 * are copied once instead of once for the array and each document around it.
 */
export function withElements(empty: Value, path: readonly string[], elements: readonly Value[]): Value {
  const lengthsAt = [0];
  for (const name of path) lengthsAt.push(lengthsAt.at(-1)! + 4 + 1 + Buffer.byteLength(name) + 1);
  const from = lengthsAt.at(-1)! + 4;
  const names = elements.map((_, index) => String(index));
  let size = 0;
  for (const [index, { start, end }] of elements.entries()) size += 2 + names[index]!.length + end - start;

  const bytes = Buffer.allocUnsafe(empty.bytes.length + size);
  empty.bytes.copy(bytes, 0, 0, from);
  let at = from;
  for (const [index, element] of elements.entries()) {
    bytes[at++] = element.type;
    at += bytes.write(names[index]!, at, 'latin1');
    bytes[at++] = 0;
    at += element.bytes.copy(bytes, at, element.start, element.end);
  }
  empty.bytes.copy(bytes, at, from);
  for (const length of lengthsAt) bytes.writeInt32LE(empty.bytes.readInt32LE(length) + size, length);
  return new Value(Type.object, bytes);
}

export function double(number: number): Value {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleLE(number);
  return new Value(Type.double, bytes);
}

export function int(number: number): Value {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32LE(number);
  return new Value(Type.int, bytes);
}

export function long(integer: bigint): Value {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64LE(integer);
  return new Value(Type.long, bytes);
}

export function string(text: string): Value {
  const size = Buffer.byteLength(text) + 1;
  const bytes = Buffer.allocUnsafe(4 + size);
  bytes.writeInt32LE(size);
  bytes.write(text, 4);
  bytes[bytes.length - 1] = 0;
  return new Value(Type.string, bytes);
}

export function date(instant: Date): Value {
  return new Value(Type.date, long(BigInt(instant.getTime())).bytes);
}

export const nullValue = new Value(Type.null, Buffer.alloc(0));

export type Plain =
  | Value
  | Date
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Plain[]
  | { readonly [name: string]: Plain | undefined };

/** An integer becomes an int, any other number a double, a bigint a long; undefined fields are omitted. */
export function toValue(plain: Plain): Value {
  if (plain instanceof Value) return plain;
  if (plain instanceof Date) return date(plain);
  if (plain === null) return nullValue;
  if (typeof plain === 'string') return string(plain);
  if (typeof plain === 'bigint') return long(plain);
  if (typeof plain === 'boolean') return new Value(Type.bool, Buffer.from([plain ? 1 : 0]));
  if (typeof plain === 'number')
    return Number.isInteger(plain) && (plain | 0) === plain ? int(plain) : double(plain);
  if (Array.isArray(plain)) return arrayOf(plain.map(toValue));
  const fields = Object.entries(plain).filter(([, value]) => value !== undefined);
  return documentOf(fields.map(([name, value]) => ({ name, value: toValue(value as Plain) })));
}
