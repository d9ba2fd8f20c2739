/** The document that an upsert inserts: the equalities of the filter, then the update, then an `_id`. */
import { documentOf } from '../bytes/build.ts';
import { areEqual } from '../bytes/orderedKey.ts';
import { Type, Value, elementsOf, findId } from '../bytes/value.ts';
import type { Filter } from '../query/filter.ts';
import { StoreError } from '../storeError.ts';
import { alteredId, applyUpdate, withId } from './applyUpdate.ts';
import { newObjectId } from './objectId.ts';
import { parseUpdate, position, type UpdateTree } from './parseUpdate.ts';

export function upsertDocument(filter: Filter, updateDocument: Value | undefined): Value {
  const update = parseUpdate(updateDocument, true);
  const seeds = equalities(filter);
  if (update.kind === 'replacement') return withGivenId(...replacement(update.document, seeds));
  const seeded = applyUpdate(documentOf([]), { kind: 'operators', tree: seedTree(seeds) });
  const made = applyUpdate(seeded, update);
  return withGivenId(made, findId(made));
}

/** The document with the `_id` from the document or from the filter; if both have one, they must be equal. */
function replacement(document: Value, seeds: readonly [string, Value][]): [Value, Value | undefined] {
  const part = seeds.find(([path]) => path.startsWith('_id.'))?.[0];
  if (part !== undefined)
    throw new StoreError(
      'NotExactValueField',
      `field at '_id' must be exactly specified, field at sub-path '${part}'found`,
    );
  const [own, wanted] = [findId(document), seeds.find(([path]) => path === '_id')?.[1]];
  if (own !== undefined && wanted !== undefined && !areEqual(own, wanted)) throw alteredId(own);
  return [document, own ?? wanted];
}

/** The document with `_id` in front: the existing or a new one. */
export function withGivenId(document: Value, id: Value | undefined): Value {
  return withId(document, id ?? newObjectId());
}

/** The equalities that the filter requires, in the order of the paths. */
function equalities(filter: Filter): [string, Value][] {
  const seeds = new Map<string, Value>();
  for (const { path, operator, operand } of filter.conditions) {
    const value = operator === '$eq' ? operand : onlyElement(operator, operand);
    if (value === undefined) continue;
    for (const other of seeds.keys()) requireApart(path, other);
    seeds.set(path, value);
  }
  return [...seeds].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function onlyElement(operator: string, operand: Value): Value | undefined {
  if (operator !== '$in') return undefined;
  const [first, ...others] = elementsOf(operand);
  return first?.type !== Type.regex && others.every((each) => areEqual(each, first)) ? first : undefined;
}

function requireApart(path: string, other: string): void {
  const cannot = 'cannot infer query fields to set,';
  if (path === other)
    throw new StoreError('NotSingleValueField', `${cannot} path '${path}' is matched twice`);
  if (path.startsWith(`${other}.`) || other.startsWith(`${path}.`))
    throw new StoreError('NotSingleValueField', `${cannot} both paths '${path}' and '${other}' are matched`);
}

function seedTree(seeds: readonly [string, Value][]): UpdateTree {
  const tree: UpdateTree = { children: new Map() };
  for (const [path, value] of seeds) position(tree, path, { apply: () => value });
  return tree;
}
