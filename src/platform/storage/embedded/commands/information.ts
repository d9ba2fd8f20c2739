/** Commands about the server itself. */
import { double, toValue } from '../bytes/build.ts';
import { Type, Value, stringOf } from '../bytes/value.ts';
import { documentSizeMax } from '../engine/documents.ts';
import { findCollection, type Store } from '../engine/store.ts';
import { StoreError } from '../storeError.ts';
import { messageSizeMax } from '../wire/message.ts';
import { collectionName, type Command } from './command.ts';
import type { Cursors } from './cursors.ts';

/** The version of MongoDB whose replies are the model, as wire version and by name. */
const modelled = { wireVersion: 17, version: '6.0.5', versionArray: [6, 0, 5, 0] };

/** Describes a standalone server, to which drivers send neither sessions nor transactions. */
export async function hello(): Promise<Value> {
  return toValue({
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    maxBsonObjectSize: documentSizeMax,
    maxMessageSizeBytes: messageSizeMax,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    minWireVersion: 0,
    maxWireVersion: modelled.wireVersion,
    readOnly: false,
    ok: double(1),
  });
}

export async function ping(): Promise<Value> {
  return toValue({ ok: double(1) });
}

export async function buildInfo(): Promise<Value> {
  const { version, versionArray } = modelled;
  return toValue({
    version,
    versionArray,
    modules: ['embedded'],
    maxBsonObjectSize: documentSizeMax,
    ok: double(1),
  });
}

export async function serverStatus(_store: Store, _command: Command, cursors: Cursors): Promise<Value> {
  return toValue({
    version: modelled.version,
    process: 'embedded store',
    pid: process.pid,
    uptime: process.uptime(),
    localTime: new Date(),
    mem: { resident: Math.round(process.memoryUsage().rss / 2 ** 20) },
    metrics: { cursor: { open: { total: cursors.count } } },
    ok: double(1),
  });
}

export async function dbStats(store: Store, { database }: Command): Promise<Value> {
  const collections = store.catalogue.list().filter((collection) => collection.database === database);
  const { pages, pageSize } = store.file.stats();
  return toValue({
    db: database,
    collections: collections.length,
    objects: collections.reduce((sum, collection) => sum + store.catalogue.count(collection), 0),
    indexes: collections.reduce((sum, collection) => sum + collection.indexes.length + 1, 0),
    fsUsedSize: double(pages * pageSize),
    ok: double(1),
  });
}

export async function collStats(store: Store, command: Command): Promise<Value> {
  const collection = findCollection(store, command.database, collectionName(command));
  if (collection === undefined)
    throw new StoreError(
      'NamespaceNotFound',
      `Collection [${command.database}.${collectionName(command)}] not found.`,
    );
  return toValue({
    ns: collection.namespace,
    count: store.catalogue.count(collection),
    nindexes: collection.indexes.length + 1,
    ok: double(1),
  });
}

/** LMDB copies one consistent snapshot and does not block writers. */
export async function copyStore(store: Store, { target }: Command): Promise<Value> {
  if (target.type !== Type.string) throw new StoreError('TypeMismatch', 'copyStore needs a path');
  await store.file.copyTo(stringOf(target));
  return ping();
}
