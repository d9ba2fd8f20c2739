/**
 * Encodes values as bytes whose plain byte order is MongoDB's order of values. One encoding serves the index, the sort
 * and the comparison operators, so they cannot disagree. Equal numbers of different types (1, 1.0, long 1) have the
 * same encoding. No encoding is a prefix of another.
 */
import { Type, Value, elementsOf, fieldsOf, integerOf, numberOf } from './value.ts';

const ranks: Readonly<Record<number, number>> = {
  [Type.minKey]: 0x01,
  [Type.null]: 0x05,
  [Type.int]: 0x0a,
  [Type.double]: 0x0a,
  [Type.long]: 0x0a,
  [Type.string]: 0x0f,
  [Type.object]: 0x14,
  [Type.array]: 0x19,
  [Type.binary]: 0x1e,
  [Type.objectId]: 0x23,
  [Type.bool]: 0x28,
  [Type.date]: 0x2d,
  [Type.regex]: 0x32,
  [Type.maxKey]: 0x7f,
};

/** An empty array in an index or a sort precedes null, as "no value". */
const emptyArrayRank = 0x03;

/** Values of one type rank are compared with each other; `$lt` and similar operators consider no other rank. */
export function rankOf(value: Value | undefined): number {
  return value === undefined ? 0x05 : ranks[value.type]!;
}

const firstInexact = 2 ** 53;

class KeyWriter {
  bytes = Buffer.allocUnsafe(512);
  length = 0;

  reserve(size: number): number {
    const at = this.length;
    if (at + size > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, at + size));
      this.bytes.copy(larger, 0, 0, at);
      this.bytes = larger;
    }
    this.length += size;
    return at;
  }

  byte(byte: number): void {
    const at = this.reserve(1);
    this.bytes[at] = byte;
  }

  /** A zero byte is followed by 0xff, so that the end (one zero byte) sorts before any continuation. */
  text(source: Buffer, start: number, end: number): void {
    for (let from = start; ;) {
      const zero = source.subarray(from, end).indexOf(0);
      const until = zero < 0 ? end : from + zero;
      const at = this.reserve(until - from + 1);
      source.copy(this.bytes, at, from, until);
      this.bytes[at + until - from] = 0;
      if (zero < 0) return;
      this.byte(0xff);
      from = until + 1;
    }
  }

  /** A double with its bits transformed to sort as unsigned; a large long appends the digits that the double lacks. */
  number(value: Value): void {
    let double = numberOf(value);
    let rest = 0n;
    if (value.type === Type.long && Math.abs(double) >= firstInexact) {
      const exact = integerOf(value);
      if (BigInt(double) > exact) double = nextBelow(double);
      rest = exact - BigInt(double);
    }
    const at = this.reserve(8);
    if (Number.isNaN(double)) {
      this.bytes.fill(0, at, at + 8);
      return;
    }
    this.bytes.writeDoubleBE(double === 0 ? 0 : double, at);
    turnSign(this.bytes, at);
    if (Math.abs(double) >= firstInexact) {
      const more = this.reserve(2);
      this.bytes.writeUInt16BE(Number(rest), more);
    }
  }

  payload(value: Value): void {
    const { bytes, start, end } = value;
    switch (value.type) {
      case Type.int:
      case Type.double:
      case Type.long:
        this.number(value);
        return;
      case Type.string:
        this.text(bytes, start + 4, end - 1);
        return;
      case Type.object:
        for (const field of fieldsOf(value)) {
          this.byte(rankOf(field.value));
          const name = Buffer.from(field.name);
          this.text(name, 0, name.length);
          this.payload(field.value);
        }
        this.byte(0);
        return;
      case Type.array:
        for (const element of elementsOf(value)) this.value(element);
        this.byte(0);
        return;
      case Type.binary: {
        const at = this.reserve(end - start);
        this.bytes.writeUInt32BE(bytes.readUInt32LE(start), at);
        bytes.copy(this.bytes, at + 4, start + 4, end);
        return;
      }
      case Type.date: {
        const at = this.reserve(8);
        for (let index = 0; index < 8; index++) this.bytes[at + index] = bytes[end - 1 - index]!;
        this.bytes[at]! ^= 0x80;
        return;
      }
      default: {
        const at = this.reserve(end - start);
        bytes.copy(this.bytes, at, start, end);
      }
    }
  }

  value(value: Value | undefined): void {
    this.byte(rankOf(value));
    if (value !== undefined) this.payload(value);
  }
}

function turnSign(bytes: Buffer, at: number): void {
  if (bytes[at]! < 0x80) bytes[at]! ^= 0x80;
  else for (let index = at; index < at + 8; index++) bytes[index]! ^= 0xff;
}

function nextBelow(double: number): number {
  const bits = new BigInt64Array(new Float64Array([double]).buffer);
  bits[0]! += double > 0 ? -1n : 1n;
  return new Float64Array(bits.buffer)[0]!;
}

const writer = new KeyWriter();

function finish(): Buffer {
  return Buffer.from(writer.bytes.subarray(0, writer.length));
}

/** The key of one value; a missing one counts as null. */
export function keyOf(value: Value | undefined): Buffer {
  writer.length = 0;
  writer.value(value);
  return finish();
}

/** The value that an index or a sort uses for an empty array: "no value", before null. */
export const emptyArray = new Value(Type.array, Buffer.from([5, 0, 0, 0, 0]));

/** Concatenated keys of several values, each ascending or descending (all its bytes inverted). */
export function compoundKey(values: readonly (Value | undefined)[], descending: readonly boolean[]): Buffer {
  writer.length = 0;
  values.forEach((value, index) => {
    const from = writer.length;
    if (value === emptyArray) writer.byte(emptyArrayRank);
    else writer.value(value);
    if (descending[index]) turnBytes(writer.bytes, from, writer.length);
  });
  return finish();
}

export function turnBytes(bytes: Buffer, from: number, to: number): void {
  for (let index = from; index < to; index++) bytes[index]! ^= 0xff;
}

/** Negative, zero or positive, in MongoDB's order of values; a missing one counts as null. */
export function compareValues(a: Value | undefined, b: Value | undefined): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0 || a === undefined || b === undefined) return rank;
  if (a.type === Type.int && b.type === Type.int) return numberOf(a) - numberOf(b);
  if (a.type === Type.string) return a.bytes.compare(b.bytes, b.start + 4, b.end - 1, a.start + 4, a.end - 1);
  return Buffer.compare(keyOf(a), keyOf(b));
}

export function areEqual(a: Value | undefined, b: Value | undefined): boolean {
  return compareValues(a, b) === 0;
}
