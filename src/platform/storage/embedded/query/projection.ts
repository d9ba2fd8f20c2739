/** Projection by inclusion: the named fields, in the order of the document, and `_id` unless excluded. */
import { documentOf, arrayOf } from '../bytes/build.ts';
import {
  Type,
  Value,
  elementsOf,
  fieldsOf,
  isNumber,
  isTruthy,
  valueEnd,
  type Field,
} from '../bytes/value.ts';
import { StoreError, refusal } from '../storeError.ts';

type Tree = Map<string, Tree | true>;

export type Projection = (document: Value) => Value;

export function parseProjection(projection: Value | undefined): Projection {
  const fields = projection === undefined ? [] : fieldsOf(projection);
  if (fields.length === 0) return (document) => document;
  const tree: Tree = new Map();
  const others = fields.filter(({ name }) => name !== '_id');
  const id = fields.find(({ name }) => name === '_id');
  if (id !== undefined) requirePlain(id);
  if (id === undefined || isTruthy(id.value)) tree.set('_id', true);
  for (const field of others) include(tree, field);
  if (others.length === 0 && !tree.has('_id')) return withoutId;
  const names = [...tree].flatMap(([name, branch]) => (branch === true ? Buffer.from(`${name}\0`) : []));
  if (names.length === tree.size) return (document) => picked(document, names);
  return (document) => included(document, tree);
}

/** Whole fields, which are copied without decoding their names: the speed of long readings depends on this. */
function picked({ bytes, start }: Value, names: readonly Buffer[]): Value {
  const spans: number[] = []; // from, to, from, to, …
  let size = 5;
  for (let at = start + 4; bytes[at] !== 0;) {
    const nameEnd = bytes.indexOf(0, at + 1) + 1;
    const end = valueEnd(bytes[at]!, bytes, nameEnd);
    if (isAmong(names, bytes, at + 1, nameEnd)) {
      if (spans.at(-1) === at) spans.pop();
      else spans.push(at);
      spans.push(end);
      size += end - at;
    }
    at = end;
  }
  const into = Buffer.allocUnsafe(size);
  into.writeInt32LE(size, 0);
  let to = 4;
  for (let at = 0; at < spans.length; at += 2) to += bytes.copy(into, to, spans[at], spans[at + 1]);
  into[to] = 0;
  return new Value(Type.object, into);
}

function isAmong(names: readonly Buffer[], bytes: Buffer, from: number, to: number): boolean {
  for (const name of names) {
    let same = 0;
    while (same < name.length && bytes[from + same] === name[same]) same++;
    if (same === to - from) return true;
  }
  return false;
}

/** The only supported exclusion: `{_id: 0}` alone. */
function withoutId(document: Value): Value {
  return documentOf(fieldsOf(document).filter(({ name }) => name !== '_id'));
}

function requirePlain({ name, value }: Field): void {
  if (name.includes('$')) throw refusal(`the projection ${name}`);
  if (value.type !== Type.bool && !isNumber(value)) throw refusal(`a projection by expression (${name})`);
}

function include(tree: Tree, field: Field): void {
  requirePlain(field);
  if (!isTruthy(field.value)) throw refusal(`a projection by exclusion (${field.name})`);
  const parts = field.name.split('.');
  let branch = tree;
  for (const part of parts.slice(0, -1)) {
    const next = branch.get(part) ?? new Map<string, Tree | true>();
    if (next === true) throw new StoreError('PathCollisionBelow', `Path collision at ${field.name}`);
    branch.set(part, next);
    branch = next;
  }
  const last = parts.at(-1)!;
  if (branch.get(last) instanceof Map)
    throw new StoreError('PathCollision', `Path collision at ${field.name}`);
  branch.set(last, true);
}

function included(document: Value, tree: Tree): Value {
  const kept: Field[] = [];
  for (const { name, value } of fieldsOf(document)) {
    const branch = tree.get(name);
    if (branch === undefined) continue;
    const part = branch === true ? value : includedPart(value, branch);
    if (part !== undefined) kept.push({ name, value: part });
  }
  return documentOf(kept);
}

function includedPart(value: Value, tree: Tree): Value | undefined {
  if (value.type === Type.object) return included(value, tree);
  if (value.type !== Type.array) return undefined;
  return arrayOf(elementsOf(value).flatMap((element) => includedPart(element, tree) ?? []));
}
