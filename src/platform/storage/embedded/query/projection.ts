/** Projection by inclusion: the named fields, in the order of the document, and `_id` unless excluded. */
import { documentOf, arrayOf } from '../bytes/build.ts';
import { Type, Value, elementsOf, fieldsOf, isNumber, isTruthy, type Field } from '../bytes/value.ts';
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
  return (document) => included(document, tree);
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
