/**
 * The input check: every incoming document is walked once, and all code after this check trusts its lengths.
 * Unsupported BSON types are refused here by name, so no other file has to handle them.
 */
import { isUtf8 } from 'node:buffer';
import { StoreError, refusal } from '../storeError.ts';
import { refusedTypes } from '../supported.ts';
import { Type, valueEnd } from './value.ts';

const depthMax = 100;

/**
 * Throws unless the bytes from `start` are one well-formed document that ends at or before `limit`; returns its end.
 */
export function checkBson(bytes: Buffer, start: number, limit: number, depth = 0): number {
  if (depth > depthMax)
    throw new StoreError('Overflow', `documents may be nested ${depthMax} deep at the most`);
  if (limit - start < 5) throw malformed('a document is cut off');
  const end = start + bytes.readInt32LE(start);
  if (end - start < 5 || end > limit) throw malformed('a document has a wrong length');
  if (bytes[end - 1] !== 0) throw malformed('a document has no end');
  let at = start + 4;
  while (at < end - 1) {
    const type = bytes[at]!;
    const nameEnd = bytes.indexOf(0, at + 1);
    if (nameEnd < 0 || nameEnd >= end - 1) throw malformed('a field name has no end');
    if (!isUtf8(bytes.subarray(at + 1, nameEnd))) throw malformed('a field name is not UTF-8');
    at = checkValue(type, bytes, nameEnd + 1, end - 1, depth);
  }
  if (at !== end - 1) throw malformed('a document has a wrong length');
  return end;
}

function checkValue(type: number, bytes: Buffer, start: number, limit: number, depth: number): number {
  switch (type) {
    case Type.object:
    case Type.array:
      return checkBson(bytes, start, limit, depth + 1);
    case Type.string: {
      const end = prefixed(bytes, start, limit, 4);
      if (end - start < 5 || bytes[end - 1] !== 0) throw malformed('a string has no end');
      if (!isUtf8(bytes.subarray(start + 4, end - 1))) throw malformed('a string is not UTF-8');
      return end;
    }
    case Type.binary:
      return prefixed(bytes, start, limit, 5);
    case Type.regex: {
      const middle = bytes.indexOf(0, start);
      const end = middle < 0 ? -1 : bytes.indexOf(0, middle + 1);
      if (end < 0 || end >= limit) throw malformed('a regular expression has no end');
      if (!isUtf8(bytes.subarray(start, middle))) throw malformed('a regular expression is not UTF-8');
      return end + 1;
    }
    case Type.bool:
      if (start >= limit || bytes[start]! > 1) throw malformed('a boolean is neither true nor false');
      return start + 1;
    default: {
      const refused = refusedTypes[type];
      if (refused !== undefined) throw refusal(`the type ${refused}`);
      if (!knownTypes.has(type)) throw malformed(`there is no type ${type}`);
      const end = valueEnd(type, bytes, start);
      if (end > limit) throw malformed('a value is cut off');
      return end;
    }
  }
}

const knownTypes = new Set<number>(Object.values(Type));

/** The end of a value that starts with a length, which counts the bytes after the head. */
function prefixed(bytes: Buffer, start: number, limit: number, headSize: number): number {
  if (limit - start < headSize) throw malformed('a value is cut off');
  const size = bytes.readInt32LE(start);
  const end = start + headSize + size;
  if (size < 0 || end > limit) throw malformed('a value has a wrong length');
  return end;
}

function malformed(what: string): StoreError {
  return new StoreError('InvalidBSON', `not sound BSON: ${what}`);
}
