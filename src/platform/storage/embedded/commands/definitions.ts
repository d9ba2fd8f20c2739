/** Commands on databases, collections and indexes. */
import { documentOf, double, int, string, toValue } from '../bytes/build.ts';
import { areEqual } from '../bytes/orderedKey.ts';
import {
  Type,
  Value,
  elementsOf,
  fieldsOf,
  findField,
  isNumber,
  isTruthy,
  numberOf,
  stringOf,
} from '../bytes/value.ts';
import { buildIndexes } from '../engine/buildIndex.ts';
import { isClustered, namespaceOf, type Collection } from '../engine/catalogue.ts';
import { emptyTrash } from '../engine/chores.ts';
import { findCollection, type Store } from '../engine/store.ts';
import { everything, parseFilter } from '../query/filter.ts';
import { StoreError, refusal } from '../storeError.ts';
import { statementOptions } from '../supported.ts';
import { collectionName, Options, type Command } from './command.ts';
import type { Cursors } from './cursors.ts';

const done = (): Value => toValue({ ok: double(1) });

/**
 * Every collection is stored in the order of `_id`. A request for a clustered collection is accepted and recorded, and
 * changes nothing else.
 */
export async function create(store: Store, command: Command): Promise<Value> {
  const name = collectionName(command);
  const clustered = command.options.document('clusteredIndex');
  const options = clustered === undefined ? {} : { clusteredIndex: clusteredIndex(clustered) };
  await store.file.write(() => {
    if (findCollection(store, command.database, name) !== undefined)
      throw new StoreError('NamespaceExists', `Collection ${command.database}.${name} already exists.`);
    store.catalogue.create(command.database, name, toValue(options));
  });
  return done();
}

function clusteredIndex(wanted: Value): Value {
  const options = new Options('clusteredIndex', wanted, ['key', 'unique', 'name', 'v']);
  const [field, ...others] = fieldsOf(options.requiredDocument('key'));
  if (
    field?.name !== '_id' ||
    !isNumber(field.value) ||
    numberOf(field.value) !== 1 ||
    others.length > 0 ||
    !options.boolean('unique')
  )
    throw refusal('a clusteredIndex other than {key: {_id: 1}, unique: true}');
  const name = options.find('name') ?? string('_id_');
  return toValue({ v: 2, key: options.find('key'), name, unique: true });
}

export async function drop(store: Store, command: Command): Promise<Value> {
  const name = collectionName(command);
  const dropped = await store.file.write(() => {
    const collection = findCollection(store, command.database, name);
    if (collection === undefined) return undefined;
    store.catalogue.drop(collection);
    return collection;
  });
  startCleaning(store);
  if (dropped === undefined) throw new StoreError('NamespaceNotFound', 'ns not found');
  return toValue({ nIndexesWas: indexCount(dropped), ns: dropped.namespace, ok: double(1) });
}

export async function dropDatabase(store: Store, command: Command): Promise<Value> {
  await store.file.write(() => {
    const collections = store.catalogue.list().filter(({ database }) => database === command.database);
    for (const collection of collections) store.catalogue.drop(collection);
  });
  startCleaning(store);
  return done();
}

/** Runs in the background; what fails here is still in the trash at the next start. */
function startCleaning(store: Store): void {
  emptyTrash(store).catch(() => {});
}

export function listCollections(store: Store, command: Command, cursors: Cursors): Promise<Value> {
  const filter = parseFilter(command.options.document('filter'));
  const nameOnly = command.options.boolean('nameOnly');
  const listed = store.catalogue
    .list()
    .filter(({ database }) => database === command.database)
    .map((collection) =>
      nameOnly ? toValue({ name: collection.name, type: 'collection' }) : described(collection),
    );
  return cursors.first(
    `${command.database}.$cmd.listCollections`,
    batches(listed.filter((each) => filter.matches(each))),
    {
      size: batchSize(command),
      deadline: Infinity,
    },
  );
}

function described(collection: Collection): Value {
  const { name, options, uuid } = collection;
  const idIndex = isClustered(collection) ? undefined : { v: 2, key: { _id: 1 }, name: '_id_' };
  return toValue({ name, type: 'collection', options, info: { readOnly: false, uuid }, idIndex });
}

async function* batches(documents: readonly Value[]): AsyncGenerator<readonly Value[]> {
  yield documents;
}

function batchSize({ options }: Command): number | undefined {
  const cursor = options.document('cursor');
  const wanted = cursor && new Options('cursor', cursor, ['batchSize']);
  return wanted?.find('batchSize') === undefined ? undefined : wanted.count('batchSize', 0);
}

export async function listDatabases(store: Store, { options }: Command): Promise<Value> {
  const filter =
    options.document('filter') === undefined ? everything : parseFilter(options.document('filter'));
  const names = [...new Set(store.catalogue.list().map(({ database }) => database))];
  const databases = names
    .map((name) =>
      toValue(options.boolean('nameOnly') ? { name } : { name, sizeOnDisk: double(0), empty: false }),
    )
    .filter((database) => filter.matches(database));
  return toValue({ databases, totalSize: double(0), ok: double(1) });
}

export async function createIndexes(store: Store, command: Command): Promise<Value> {
  const name = collectionName(command);
  const specifications = command.documents('indexes').map(completedSpecification);
  const before = findCollection(store, command.database, name);
  const missing = specifications.filter((specification) => !exists(before, specification));
  await buildIndexes(store, command.database, name, missing);
  const numIndexesBefore = before === undefined ? 1 : indexCount(before) - missing.length;
  return toValue({
    numIndexesBefore,
    numIndexesAfter: numIndexesBefore + missing.length,
    createdCollectionAutomatically: before === undefined,
    note: missing.length === 0 ? 'all indexes already exist' : undefined,
    ok: double(1),
  });
}

/** The specification completed with the fields that MongoDB lists, each of which is validated. */
function completedSpecification(specification: Value): Value {
  const options = new Options('indexes', specification, statementOptions.index);
  const key = options.requiredDocument('key');
  const fields = fieldsOf(key);
  if (fields.length === 0) throw new StoreError('CannotCreateIndex', 'Index keys cannot be an empty object');
  for (const { name, value } of fields) {
    if (name.includes('$') || /(^|\.)\d+(\.|$)/.test(name)) throw refusal(`an index on ${name}`);
    if (!isNumber(value)) throw refusal(`an index of another kind than 1 and -1 (on ${name})`);
    if (numberOf(value) !== 1 && numberOf(value) !== -1)
      throw refusal(`the index direction ${numberOf(value)}`);
  }
  requirePartial(options.document('partialFilterExpression'));
  if (options.find('expireAfterSeconds') !== undefined) {
    options.count('expireAfterSeconds', 0);
    if (fields.length > 1)
      throw new StoreError(
        'CannotCreateIndex',
        'TTL indexes are single-field indexes, compound indexes do not support TTL',
      );
  }
  const kept = fieldsOf(specification).filter(
    ({ name }) => name !== 'v' && name !== 'background' && name !== 'key' && name !== 'name',
  );
  return documentOf([
    { name: 'v', value: int(2) },
    { name: 'key', value: key },
    {
      name: 'name',
      value: string(options.find('name') === undefined ? nameOf(key) : options.string('name')),
    },
    ...kept,
  ]);
}

function nameOf(key: Value): string {
  return fieldsOf(key)
    .map(({ name, value }) => `${name}_${numberOf(value)}`)
    .join('_');
}

const partialOperators = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$type']);

function requirePartial(expression: Value | undefined): void {
  if (expression === undefined) return;
  const { conditions, isWhole } = parseFilter(expression);
  const refused = conditions.find(
    ({ operator, operand }) =>
      !partialOperators.has(operator) || (operator === '$exists' && !isTruthy(operand)),
  );
  if (refused !== undefined) throw refusal(`${refused.operator} in a partialFilterExpression`);
  if (!isWhole) throw refusal('$or and its like in a partialFilterExpression');
}

/** Whether the same index exists already; one with the same name or key that differs is an error. */
function exists(collection: Collection | undefined, specification: Value): boolean {
  const key = fieldOf(specification, 'key');
  const name = stringOf(fieldOf(specification, 'name')!);
  if (isIdKey(key!)) return true;
  for (const index of collection?.indexes ?? []) {
    if (index.name === name && areEqual(index.specification, specification)) return true;
    if (index.name === name)
      throw new StoreError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index (${name}) but another key or other options`,
      );
    const isSame = ['key', 'partialFilterExpression'].every((part) =>
      areEqual(fieldOf(index.specification, part), fieldOf(specification, part)),
    );
    if (isSame)
      throw new StoreError(
        'IndexOptionsConflict',
        `Index already exists with a different name: ${index.name}`,
      );
  }
  return false;
}

function isIdKey(key: Value): boolean {
  const fields = fieldsOf(key);
  return fields.length === 1 && fields[0]!.name === '_id';
}

function fieldOf(document: Value, name: string): Value | undefined {
  return findField(document, Buffer.from(name));
}

export function listIndexes(store: Store, command: Command, cursors: Cursors): Promise<Value> {
  const name = collectionName(command);
  const collection = existing(store, command);
  const clustered = fieldOf(collection.options, 'clusteredIndex');
  const id =
    clustered === undefined
      ? toValue({ v: 2, key: { _id: 1 }, name: '_id_' })
      : documentOf([...fieldsOf(clustered), { name: 'clustered', value: toValue(true) }]);
  const listed = [id, ...collection.indexes.map(({ specification }) => specification)];
  return cursors.first(`${command.database}.${name}`, batches(listed), {
    size: batchSize(command),
    deadline: Infinity,
  });
}

export async function dropIndexes(store: Store, command: Command): Promise<Value> {
  const wanted = command.options.find('index');
  const nIndexesWas = indexCount(existing(store, command));
  await store.file.write(() => {
    const collection = existing(store, command);
    for (const index of indexesNamed(collection, wanted)) store.catalogue.dropIndex(collection, index);
  });
  startCleaning(store);
  return toValue({ nIndexesWas, ok: double(1) });
}

function indexesNamed(collection: Collection, wanted: Value | undefined): Collection['indexes'] {
  if (wanted === undefined)
    throw new StoreError('MissingField', "BSON field 'dropIndexes.index' is missing but a required field");
  if (wanted.type === Type.array) return elementsOf(wanted).flatMap((each) => indexesNamed(collection, each));
  if (wanted.type === Type.object) {
    const found = collection.indexes.filter(({ specification }) =>
      areEqual(fieldOf(specification, 'key'), wanted),
    );
    if (found.length === 0) throw new StoreError('IndexNotFound', "can't find index with key");
    return found;
  }
  const name = wanted.type === Type.string ? stringOf(wanted) : '';
  if (name === '*') return [...collection.indexes];
  if (name === '_id_') throw new StoreError('InvalidOptions', 'cannot drop _id index');
  const found = collection.indexes.filter((index) => index.name === name);
  if (found.length === 0) throw new StoreError('IndexNotFound', `index not found with name [${name}]`);
  return found;
}

/** Includes the index of `_id`, which a clustered collection does not have. */
function indexCount(collection: Collection): number {
  return collection.indexes.length + Number(!isClustered(collection));
}

function existing(store: Store, command: Command): Collection {
  const name = collectionName(command);
  const collection = findCollection(store, command.database, name);
  if (collection !== undefined) return collection;
  throw new StoreError('NamespaceNotFound', `ns does not exist: ${namespaceOf(command.database, name)}`);
}
