/** Applies an update to a document; fields that it does not name are copied byte for byte. */
import { arrayOf, documentOf, nullValue } from '../bytes/build.ts';
import { areEqual } from '../bytes/orderedKey.ts';
import { render } from '../bytes/render.ts';
import { Type, Value, elementsOf, fieldsOf, findField, findId, type Field } from '../bytes/value.ts';
import { StoreError, refusal } from '../storeError.ts';
import type { Update, UpdateTree } from './parseUpdate.ts';

/** How far beyond its end an array may be written to, with the gap filled with nulls. */
const paddingMax = 1_500_000;

export function applyUpdate(document: Value, update: Update): Value {
  const id = findId(document);
  if (update.kind === 'replacement') {
    const own = findId(update.document);
    if (own !== undefined && id !== undefined && !areEqual(own, id)) throw alteredId(own);
    return withId(update.document, own ?? id);
  }
  const updated = updatedObject(document, update.tree, id);
  if (id === undefined) return updated;
  const newId = findId(updated);
  if (!isSame(newId, id))
    throw new StoreError(
      'ImmutableField',
      `Performing an update on the path '${changedPath(update.tree, id, newId)}' would modify the immutable field '_id'`,
    );
  return withId(updated, id);
}

export function alteredId(id: Value): StoreError {
  return new StoreError(
    'ImmutableField',
    `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${render(id)}`,
  );
}

/** The path of the operation that changed `_id` first: `_id` itself, or a part of it. */
function changedPath(tree: UpdateTree, before: Value | undefined, after: Value | undefined): string {
  const below = (name: string, branch: UpdateTree, old?: Value, changed?: Value): string => {
    const child = inOrder(branch.children).find(
      ([part]) => !isSame(partOf(old, part), partOf(changed, part)),
    );
    if (branch.operation !== undefined || child === undefined) return name;
    return below(`${name}.${child[0]}`, child[1], partOf(old, child[0]), partOf(changed, child[0]));
  };
  return below('_id', tree.children.get('_id')!, before, after);
}

function partOf(value: Value | undefined, name: string): Value | undefined {
  return value?.type === Type.object ? findField(value, Buffer.from(name)) : undefined;
}

function isSame(one: Value | undefined, other: Value | undefined): boolean {
  return one?.type === other?.type && (one === undefined || one.raw.equals(other!.raw));
}

/** The document with this `_id` in front; unchanged if it has a different one. */
export function withId(document: Value, id: Value | undefined): Value {
  const own = findId(document);
  if (id === undefined || (own !== undefined && !areEqual(own, id))) return document;
  const others = fieldsOf(document).filter(({ name }) => name !== '_id');
  return documentOf([{ name: '_id', value: id }, ...others]);
}

/** Operations run in the order of the tree, which decides which error comes first; fields keep their positions. */
function updatedObject(document: Value, tree: UpdateTree, id: Value | undefined): Value {
  const before = fieldsOf(document);
  const updated = new Map<string, Value | undefined>();
  for (const [name, branch] of inOrder(tree.children))
    updated.set(name, updatedValue(before.find((field) => field.name === name)?.value, branch, name, id));
  const fields: Field[] = [];
  for (const field of before) {
    const value = updated.has(field.name) ? updated.get(field.name) : field.value;
    updated.delete(field.name);
    if (value !== undefined) fields.push({ name: field.name, value });
  }
  for (const [name, value] of updated) if (value !== undefined) fields.push({ name, value });
  return documentOf(fields);
}

function updatedValue(
  old: Value | undefined,
  tree: UpdateTree,
  name: string,
  id: Value | undefined,
): Value | undefined {
  if (tree.operation !== undefined) return tree.operation.apply(old, { id, name });
  if (old === undefined)
    return createsSomething(tree, id) ? updatedObject(documentOf([]), tree, id) : undefined;
  if (old.type === Type.object) return updatedObject(old, tree, id);
  if (old.type === Type.array) return updatedArray(old, tree, name, id);
  for (const [child, branch] of inOrder(tree.children))
    requireNothing(branch, child, { name, value: old }, id);
  return old;
}

/** Missing parent objects are created only if they get a value: `$unset` and `$pull` create none. */
function createsSomething(tree: UpdateTree, id: Value | undefined): boolean {
  if (tree.operation !== undefined) return tree.operation.apply(undefined, { id, name: '' }) !== undefined;
  return [...tree.children.values()].some((child) => createsSomething(child, id));
}

function updatedArray(array: Value, tree: UpdateTree, name: string, id: Value | undefined): Value {
  const elements = elementsOf(array);
  for (const [position, branch] of inOrder(tree.children)) {
    if (!/^(0|[1-9]\d*)$/.test(position)) {
      requireNothing(branch, position, { name, value: array }, id);
      continue;
    }
    const index = Number(position);
    const updated = updatedValue(elements[index], branch, position, id);
    if (updated === undefined && index >= elements.length) continue;
    if (updated === undefined) throw refusal('$unset of an element of an array');
    if (index > elements.length + paddingMax)
      throw new StoreError('CannotBackfillArray', `Cannot back fill array to index ${index}`);
    while (elements.length < index) elements.push(nullValue);
    elements[index] = updated;
  }
  return arrayOf(elements);
}

/** Where a value cannot have the field `child`, nothing may be created, and a `$pull` beyond it is an error. */
function requireNothing(tree: UpdateTree, child: string, parent: Field, id: Value | undefined): void {
  const element = `{${parent.name}: ${render(parent.value)}}`;
  if (createsSomething(tree, id))
    throw new StoreError('PathNotViable', `Cannot create field '${child}' in element ${element}`);
  const path = pathThatMustReach(tree);
  if (path === undefined) return;
  throw new StoreError(
    'PathNotViable',
    `Cannot use the part (${child}) of (${path}) to traverse the element (${element})`,
  );
}

function pathThatMustReach(tree: UpdateTree): string | undefined {
  if (tree.operation !== undefined) return tree.operation.mustReach;
  return inOrder(tree.children)
    .map(([, child]) => pathThatMustReach(child))
    .find((path) => path !== undefined);
}

function inOrder(children: ReadonlyMap<string, UpdateTree>): [string, UpdateTree][] {
  const isNumber = (name: string): boolean => /^\d+$/.test(name);
  return [...children].sort(([a], [b]) =>
    isNumber(a) && isNumber(b)
      ? Number(a) - Number(b)
      : Number(isNumber(b)) - Number(isNumber(a)) || Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
}
