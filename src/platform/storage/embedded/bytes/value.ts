/**
 * A document is its BSON bytes and a value is a view into them. Nothing is converted to JavaScript objects: int, long
 * and double keep their type, integer-like field names keep their position, and fields that an update does not change
 * are copied byte for byte. All bytes have passed `checkBson` before a Value is made of them.
 */
export const Type = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binary: 5,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  int: 16,
  long: 18,
  maxKey: 127,
  minKey: 255,
} as const;

/** Used only to render a duplicate-key message; incoming documents with this type are refused. */
export const undefinedType = 6;

export class Value {
  readonly type: number;
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;

  constructor(type: number, bytes: Buffer, start = 0, end = bytes.length) {
    this.type = type;
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /** The bytes of this value alone; a view, not a copy. */
  get raw(): Buffer {
    return this.start === 0 && this.end === this.bytes.length
      ? this.bytes
      : this.bytes.subarray(this.start, this.end);
  }
}

export interface Field {
  readonly name: string;
  readonly value: Value;
}

const fixedSizes: Readonly<Record<number, number>> = {
  [Type.double]: 8,
  [Type.objectId]: 12,
  [Type.bool]: 1,
  [Type.date]: 8,
  [Type.null]: 0,
  [Type.int]: 4,
  [Type.long]: 8,
  [Type.maxKey]: 0,
  [Type.minKey]: 0,
};

/** End of the value that starts at `start`. */
export function valueEnd(type: number, bytes: Buffer, start: number): number {
  switch (type) {
    case Type.string:
      return start + 4 + bytes.readInt32LE(start);
    case Type.object:
    case Type.array:
      return start + bytes.readInt32LE(start);
    case Type.binary:
      return start + 5 + bytes.readInt32LE(start);
    case Type.regex:
      return bytes.indexOf(0, bytes.indexOf(0, start) + 1) + 1;
    default:
      return start + (fixedSizes[type] ?? 0);
  }
}

/** A whole document in a separate buffer. */
export function documentIn(bytes: Buffer): Value {
  return new Value(Type.object, bytes);
}

export function isContainer(value: Value): boolean {
  return value.type === Type.object || value.type === Type.array;
}

/** The fields of a document, or the elements of an array with their numbers as names; one level only. */
export function fieldsOf(document: Value): Field[] {
  const { bytes } = document;
  const fields: Field[] = [];
  for (let at = document.start + 4; bytes[at] !== 0;) {
    const type = bytes[at]!;
    const nameEnd = bytes.indexOf(0, at + 1);
    const end = valueEnd(type, bytes, nameEnd + 1);
    fields.push({
      name: bytes.toString('utf8', at + 1, nameEnd),
      value: new Value(type, bytes, nameEnd + 1, end),
    });
    at = end;
  }
  return fields;
}

export function elementsOf(array: Value): Value[] {
  const { bytes } = array;
  const elements: Value[] = [];
  for (let at = array.start + 4; bytes[at] !== 0;) {
    const type = bytes[at]!;
    const start = bytes.indexOf(0, at + 1) + 1;
    const end = valueEnd(type, bytes, start);
    elements.push(new Value(type, bytes, start, end));
    at = end;
  }
  return elements;
}

/**
 * Finds a field by the bytes of its name, without decoding the fields before it: the speed of scans depends on this.
 */
export function findField(document: Value, name: Buffer): Value | undefined {
  const { bytes } = document;
  const { length } = name;
  for (let at = document.start + 4; bytes[at] !== 0;) {
    const type = bytes[at]!;
    let same = 0;
    while (same < length && bytes[at + 1 + same] === name[same]) same++;
    const found = same === length && bytes[at + 1 + same] === 0;
    const start = bytes.indexOf(0, at + 1 + same) + 1;
    const end = valueEnd(type, bytes, start);
    if (found) return new Value(type, bytes, start, end);
    at = end;
  }
  return undefined;
}

const idName = Buffer.from('_id');

export function findId(document: Value): Value | undefined {
  return findField(document, idName);
}

export function isNumber(value: Value): boolean {
  return value.type === Type.int || value.type === Type.double || value.type === Type.long;
}

/** Rounds a long beyond 2^53; `integerOf` is exact. */
export function numberOf(value: Value): number {
  if (value.type === Type.int) return value.bytes.readInt32LE(value.start);
  if (value.type === Type.double) return value.bytes.readDoubleLE(value.start);
  return Number(value.bytes.readBigInt64LE(value.start));
}

/** The exact integer in an int, a long or a date (its milliseconds). */
export function integerOf(value: Value): bigint {
  return value.type === Type.int
    ? BigInt(value.bytes.readInt32LE(value.start))
    : value.bytes.readBigInt64LE(value.start);
}

export function stringOf(value: Value): string {
  return value.bytes.toString('utf8', value.start + 4, value.end - 1);
}

/** Boolean as commands interpret it: true, or a number that is not 0. */
export function isTruthy(value: Value | undefined): boolean {
  if (value === undefined || value.type === Type.null) return false;
  if (value.type === Type.bool) return value.bytes[value.start] === 1;
  return isNumber(value) ? numberOf(value) !== 0 : true;
}

export function regexOf(value: Value): { pattern: string; flags: string } {
  const middle = value.bytes.indexOf(0, value.start);
  return {
    pattern: value.bytes.toString('utf8', value.start, middle),
    flags: value.bytes.toString('latin1', middle + 1, value.end - 1),
  };
}
