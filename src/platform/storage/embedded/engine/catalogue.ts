/** The catalogue of collections and indexes: stored in tree 0 as BSON, and cached in memory exactly as committed. */
import { randomBytes } from 'node:crypto';
import { toValue, documentOf } from '../bytes/build.ts';
import {
  Type,
  Value,
  documentIn,
  elementsOf,
  fieldsOf,
  findField,
  isTruthy,
  numberOf,
  stringOf,
} from '../bytes/value.ts';
import { parseFilter, type Filter } from '../query/filter.ts';
import { pathOf, type Path } from '../query/path.ts';
import { StoreError } from '../storeError.ts';
import type { StoreFile } from './storeFile.ts';

export interface Index {
  readonly name: string;
  readonly tree: number;
  readonly fields: readonly { readonly name: string; readonly path: Path; readonly descending: boolean }[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: Filter | undefined;
  readonly expireAfterSeconds: number | undefined;
  /** As requested, completed with defaults; the reply of listIndexes. */
  readonly specification: Value;
  /** Its entries are still being written: writers maintain it, readers do not use it. */
  isBuilding: boolean;
  /** Some document has several entries in it. */
  isMultikey: boolean;
}

export interface Collection {
  readonly database: string;
  readonly name: string;
  readonly namespace: string;
  /** The tree of its documents, in the order of `_id`. */
  readonly tree: number;
  readonly uuid: Value;
  readonly options: Value;
  indexes: Index[];
}

/** The tree that stores the catalogue itself. */
export const catalogueTree = 0;
const nextTreeKey = Buffer.from('next tree');
const collectionPrefix = 'collection ';
const countPrefix = 'count ';
/** Its keys name trees that are to be emptied. */
export const trashPrefix = 'trash ';

export class Catalogue {
  private readonly file: StoreFile;
  private collections = new Map<string, Collection>();

  constructor(file: StoreFile) {
    this.file = file;
    this.read();
    file.onRollback(() => this.read());
  }

  private read(): void {
    this.collections = new Map();
    const range = { from: Buffer.from(collectionPrefix), to: Buffer.from('collection!') };
    for (const { key, value } of this.file.entries(catalogueTree, range)) {
      const collection = collectionFrom(key.toString().slice(collectionPrefix.length), value);
      this.collections.set(collection.namespace, collection);
    }
  }

  find(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  list(): Collection[] {
    return [...this.collections.values()].sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  }

  /** Only in a write job, as all methods below. */
  create(database: string, name: string, options: Value): Collection {
    const namespace = `${database}.${name}`;
    const uuid = new Value(Type.binary, Buffer.concat([Buffer.from([16, 0, 0, 0, 4]), randomBytes(16)]));
    const collection = { database, name, namespace, tree: this.nextTree(), uuid, options, indexes: [] };
    this.setCount(collection, 0);
    this.save(collection);
    return collection;
  }

  addIndex(collection: Collection, specification: Value, isBuilding: boolean): Index {
    const index = indexFrom({ tree: this.nextTree(), specification, isBuilding, isMultikey: false });
    collection.indexes.push(index);
    this.save(collection);
    return index;
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((each) => each !== index);
    this.throwAway(index.tree);
    this.save(collection);
  }

  drop(collection: Collection): void {
    for (const tree of [collection.tree, ...collection.indexes.map((index) => index.tree)])
      this.throwAway(tree);
    this.file.remove(catalogueTree, Buffer.from(collectionPrefix + collection.namespace));
    this.file.remove(catalogueTree, Buffer.from(countPrefix + collection.tree));
    this.collections.delete(collection.namespace);
  }

  save(collection: Collection): void {
    const indexes = collection.indexes.map(({ tree, specification, isBuilding, isMultikey }) => ({
      tree,
      specification,
      isBuilding,
      isMultikey,
    }));
    const { tree, uuid, options } = collection;
    const record = toValue({ tree, uuid, options, indexes });
    this.file.put(catalogueTree, Buffer.from(collectionPrefix + collection.namespace), record.bytes);
    this.collections.set(collection.namespace, collection);
  }

  count(collection: Collection): number {
    return this.file.get(catalogueTree, Buffer.from(countPrefix + collection.tree))?.readDoubleLE() ?? 0;
  }

  setCount(collection: Collection, count: number): void {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeDoubleLE(count);
    this.file.put(catalogueTree, Buffer.from(countPrefix + collection.tree), bytes);
  }

  /** Trees without any reference whose entries are still to be removed. */
  trash(): number[] {
    const range = { from: Buffer.from(trashPrefix), to: Buffer.from('trash!') };
    return [...this.file.entries(catalogueTree, range)].map(({ key }) =>
      Number(key.toString().slice(trashPrefix.length)),
    );
  }

  forgetTrash(tree: number): void {
    this.file.remove(catalogueTree, Buffer.from(trashPrefix + tree));
  }

  private throwAway(tree: number): void {
    this.file.put(catalogueTree, Buffer.from(trashPrefix + tree), Buffer.from([1]));
  }

  private nextTree(): number {
    const tree = (this.file.get(catalogueTree, nextTreeKey)?.readUInt32BE() ?? 0) + 1;
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeUInt32BE(tree);
    this.file.put(catalogueTree, nextTreeKey, bytes);
    return tree;
  }
}

function collectionFrom(namespace: string, record: Buffer): Collection {
  const field = fieldReader(documentIn(record));
  const dot = namespace.indexOf('.');
  return {
    database: namespace.slice(0, dot),
    name: namespace.slice(dot + 1),
    namespace,
    tree: numberOf(field('tree')),
    uuid: field('uuid'),
    options: field('options'),
    indexes: elementsOf(field('indexes')).map((index) => {
      const of = fieldReader(index);
      return indexFrom({
        tree: numberOf(of('tree')),
        specification: of('specification'),
        isBuilding: isTruthy(of('isBuilding')),
        isMultikey: isTruthy(of('isMultikey')),
      });
    }),
  };
}

function fieldReader(document: Value): (name: string) => Value {
  return (name) => findField(document, Buffer.from(name))!;
}

function indexFrom(kept: Pick<Index, 'tree' | 'specification' | 'isBuilding' | 'isMultikey'>): Index {
  const option = (name: string): Value | undefined => findField(kept.specification, Buffer.from(name));
  const partial = option('partialFilterExpression');
  const expireAfter = option('expireAfterSeconds');
  return {
    ...kept,
    name: stringOf(option('name')!),
    fields: fieldsOf(option('key')!).map(({ name, value }) => ({
      name,
      path: pathOf(name),
      descending: numberOf(value) < 0,
    })),
    unique: isTruthy(option('unique')),
    sparse: isTruthy(option('sparse')),
    partial: partial === undefined ? undefined : parseFilter(partial),
    expireAfterSeconds: expireAfter === undefined ? undefined : numberOf(expireAfter),
  };
}

/** `database.collection`; an invalid name is refused. */
export function namespaceOf(database: string, collection: string): string {
  if (collection === '' || collection.startsWith('system.') || /[$\0]/.test(collection))
    throw new StoreError('InvalidNamespace', `Invalid namespace specified '${database}.${collection}'`);
  if (database === '' || /[/\\. "$\0]/.test(database))
    throw new StoreError('InvalidNamespace', `Invalid database name: '${database}'`);
  if (Buffer.byteLength(`${database}.${collection}`) > 255)
    throw new StoreError(
      'InvalidNamespace',
      `the namespace '${database}.${collection}' is longer than 255 bytes`,
    );
  return `${database}.${collection}`;
}

export const noOptions = documentOf([]);

/**
 * Whether the order of `_id` was requested, which all collections here have: MongoDB then has no index of that name.
 */
export function isClustered({ options }: Collection): boolean {
  return findField(options, Buffer.from('clusteredIndex')) !== undefined;
}
