/** Documents of a collection together with their index entries, which must change atomically, in one write job. */
import { documentOf, nullValue } from '../bytes/build.ts';
import { emptyArray, keyOf } from '../bytes/orderedKey.ts';
import { renderFields } from '../bytes/render.ts';
import { Type, Value, documentIn, fieldsOf, findId, undefinedType, type Field } from '../bytes/value.ts';
import { StoreError } from '../storeError.ts';
import { isClustered, type Catalogue, type Collection, type Index } from './catalogue.ts';
import { indexKeys, valuesOfKey } from './indexEntries.ts';
import { keyLengthMax, type StoreFile } from './storeFile.ts';

export const documentSizeMax = 16 * 2 ** 20;

export class Documents {
  private readonly file: StoreFile;
  private readonly catalogue: Catalogue;

  constructor(file: StoreFile, catalogue: Catalogue) {
    this.file = file;
    this.catalogue = catalogue;
  }

  get(collection: Collection, idKey: Buffer): Value | undefined {
    const bytes = this.file.get(collection.tree, idKey);
    return bytes === undefined ? undefined : documentIn(bytes);
  }

  /** @throws StoreError DuplicateKey, before anything is written */
  insert(collection: Collection, document: Value): void {
    const idKey = idKeyOf(document);
    requireSize(document);
    if (this.file.has(collection.tree, idKey)) throw duplicateId(collection, document);
    const changes = collection.indexes.map((index) =>
      this.change(collection, index, idKey, undefined, document),
    );
    this.file.put(collection.tree, idKey, document.raw);
    this.applyAll(collection, changes, idKey);
    this.catalogue.setCount(collection, this.catalogue.count(collection) + 1);
  }

  replace(collection: Collection, idKey: Buffer, old: Value, document: Value): void {
    requireSize(document);
    const changes = collection.indexes.map((index) => this.change(collection, index, idKey, old, document));
    this.file.put(collection.tree, idKey, document.raw);
    this.applyAll(collection, changes, idKey);
  }

  remove(collection: Collection, idKey: Buffer, old: Value): void {
    const changes = collection.indexes.map((index) => this.change(collection, index, idKey, old, undefined));
    this.file.remove(collection.tree, idKey);
    this.applyAll(collection, changes, idKey);
    this.catalogue.setCount(collection, this.catalogue.count(collection) - 1);
  }

  /** Adds the entries of a document to an index under construction. */
  addEntries(collection: Collection, index: Index, idKey: Buffer, document: Value): void {
    this.applyAll(collection, [this.change(collection, index, idKey, undefined, document)], idKey);
  }

  private change(collection: Collection, index: Index, idKey: Buffer, old?: Value, document?: Value): Change {
    const before = old === undefined ? [] : indexKeys(index, old).keys;
    const after = document === undefined ? undefined : indexKeys(index, document);
    const added = (after?.keys ?? []).filter((key) => !before.some((each) => each.equals(key)));
    const removed = before.filter((key) => !after?.keys.some((each) => each.equals(key)));
    if (index.unique) {
      const all = added.filter((key) => this.isTaken(index, key, idKey));
      const [taken] = all.sort((one, other) => Buffer.compare(one, other));
      if (taken !== undefined) throw duplicate(collection, index, document!, taken);
    }
    return { index, added, removed, isMultikey: after?.isMultikey ?? false };
  }

  private isTaken(index: Index, key: Buffer, idKey: Buffer): boolean {
    const holder = this.file.get(index.tree, key);
    return holder !== undefined && !holder.equals(idKey);
  }

  private applyAll(collection: Collection, changes: readonly Change[], idKey: Buffer): void {
    for (const { index, added, removed, isMultikey } of changes) {
      for (const key of removed) this.file.remove(index.tree, entryKey(index, key, idKey));
      for (const key of added) this.file.put(index.tree, entryKey(index, key, idKey), idKey);
      if (!isMultikey || index.isMultikey) continue;
      index.isMultikey = true;
      this.catalogue.save(collection);
    }
  }
}

interface Change {
  readonly index: Index;
  readonly added: readonly Buffer[];
  readonly removed: readonly Buffer[];
  readonly isMultikey: boolean;
}

/** The document's id at the end makes entries of a non-unique index distinct. */
export function entryKey(index: Index, key: Buffer, idKey: Buffer): Buffer {
  return index.unique ? key : Buffer.concat([key, idKey]);
}

export function idKeyOf(document: Value): Buffer {
  const id = findId(document)!;
  if (id.type === Type.array || id.type === Type.regex)
    throw new StoreError(
      'InvalidIdField',
      `The '_id' value cannot be of type ${id.type === Type.array ? 'array' : 'regex'}`,
    );
  const key = keyOf(id);
  if (key.length > keyLengthMax / 2)
    throw new StoreError('KeyTooLong', 'an _id this long: embedded store: not supported; use MongoDB');
  return key;
}

function requireSize(document: Value): void {
  const size = document.end - document.start;
  if (size > documentSizeMax)
    throw new StoreError(
      'BSONObjectTooLarge',
      `object to insert too large. size in bytes: ${size}, max size: ${documentSizeMax}`,
    );
}

function duplicateId(collection: Collection, document: Value): StoreError {
  const fields = [{ name: '_id', value: findId(document)! }];
  const keyPattern = { _id: 1 };
  const where = isClustered(collection) ? '' : ' index: _id_';
  return duplicateError(`collection: ${collection.namespace}${where}`, keyPattern, fields);
}

/** @param key the conflicting one: of several the first in the order of the index, as in MongoDB */
function duplicate(collection: Collection, index: Index, document: Value, key: Buffer): StoreError {
  const values = valuesOfKey(index, document, key);
  const fields = index.fields.map(({ name }, at): Field => ({ name, value: shown(values[at]) }));
  const keyPattern = Object.fromEntries(
    fieldsOf(keyOfSpecification(index)).map(({ name, value }) => [name, value]),
  );
  return duplicateError(`collection: ${collection.namespace} index: ${index.name}`, keyPattern, fields);
}

function duplicateError(
  where: string,
  keyPattern: Record<string, Value | number>,
  fields: Field[],
): StoreError {
  const message = `E11000 duplicate key error ${where} dup key: ${renderFields(fields)}`;
  return new StoreError('DuplicateKey', message, { keyPattern, keyValue: documentOf(fields) });
}

function keyOfSpecification(index: Index): Value {
  return fieldsOf(index.specification).find(({ name }) => name === 'key')!.value;
}

/** MongoDB shows a missing value as null, and the index value of an empty array as undefined. */
function shown(value: Value | undefined): Value {
  if (value === emptyArray) return new Value(undefinedType, Buffer.alloc(0));
  return value ?? nullValue;
}
