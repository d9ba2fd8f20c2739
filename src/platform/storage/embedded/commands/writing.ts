/** insert, update, delete and findAndModify. */
import { double, nullValue, toValue, type Plain } from '../bytes/build.ts';
import { checkBson } from '../bytes/checkBson.ts';
import { checkStored } from '../bytes/checkStored.ts';
import { Value, findId, numberOf } from '../bytes/value.ts';
import type { Collection } from '../engine/catalogue.ts';
import { changeAll, changeOne, type Target } from '../engine/modify.ts';
import type { Found } from '../engine/scan.ts';
import { ensureCollection, type Store } from '../engine/store.ts';
import { parseFilter } from '../query/filter.ts';
import { parseProjection } from '../query/projection.ts';
import { parseSort } from '../query/sort.ts';
import { StoreError } from '../storeError.ts';
import { statementOptions } from '../supported.ts';
import { applyUpdate } from '../update/applyUpdate.ts';
import { parseUpdate, type Update } from '../update/parseUpdate.ts';
import { upsertDocument, withGivenId } from '../update/upsert.ts';
import { collectionName, type Command, type Options } from './command.ts';
import { WriteErrors, eachStatement, writeError, type WriteError } from './statements.ts';

const insertsPerJob = 200;

export async function insert(store: Store, command: Command): Promise<Value> {
  const { database } = command;
  const name = collectionName(command);
  const documents = command.documents('documents');
  if (documents.length === 0)
    throw new StoreError(
      'InvalidLength',
      'Write batch sizes must be between 1 and 100000. Got 0 operations.',
    );
  const errors = new WriteErrors(command.options.boolean('ordered', true));
  let n = 0;
  for (let at = 0; at < documents.length && !errors.isOver; at += insertsPerJob) {
    const some = documents.slice(at, at + insertsPerJob);
    const inserted = await store.file
      .write(() => insertSome(store, database, name, some, at, errors))
      .catch((error: unknown) => noneInserted(error, some.length, at, errors));
    n += inserted.n;
    errors.add(inserted.errors);
  }
  return toValue({ n, ...errors.reply(), ok: double(1) });
}

function insertSome(
  store: Store,
  database: string,
  name: string,
  documents: readonly Value[],
  first: number,
  { ordered }: WriteErrors,
): { n: number; errors: WriteError[] } {
  const errors: WriteError[] = [];
  let n = 0;
  for (const [index, document] of documents.entries()) {
    try {
      checkStored(document);
      const complete = withGivenId(document, findId(document));
      store.documents.insert(ensureCollection(store, database, name), complete);
      n++;
    } catch (error) {
      errors.push(writeError(first + index, error));
      if (ordered) break;
    }
  }
  return { n, errors };
}

/** A full disk rolls back a job as a whole; earlier jobs are on disk and are counted. */
function noneInserted(
  error: unknown,
  count: number,
  first: number,
  { ordered }: WriteErrors,
): { n: number; errors: WriteError[] } {
  const refused = Array.from({ length: ordered ? 1 : count }, (_, index) => writeError(first + index, error));
  return { n: 0, errors: refused };
}

export async function update(store: Store, command: Command): Promise<Value> {
  let n = 0;
  let nModified = 0;
  const upserted: { index: number; _id: Plain }[] = [];
  const errors = await eachStatement(
    command,
    'updates',
    statementOptions.update,
    async (statement, index) => {
      const wanted = {
        target: targetOf(command, statement, 'q'),
        update: statement.find('u'),
        upsert: statement.boolean('upsert'),
      };
      const done = statement.boolean('multi')
        ? await updateAll(store, wanted)
        : await updateOne(store, wanted);
      n += done.matched;
      nModified += done.changed;
      if (done.upserted === undefined) return done.error;
      n++;
      upserted.push({ index, _id: findId(done.upserted)! });
      return undefined;
    },
  );
  const made =
    upserted.length === 0 ? {} : { upserted: upserted.sort((one, other) => one.index - other.index) };
  return toValue({ n, nModified, ...made, ...errors.reply(), ok: double(1) });
}

interface UpdateOf {
  readonly target: Target;
  readonly update: Value | undefined;
  readonly upsert: boolean;
}

interface Updated {
  readonly matched: number;
  readonly changed: number;
  readonly error?: StoreError;
  readonly before?: Value;
  readonly after?: Value;
  readonly upserted?: Value;
}

const untouched: Updated = { matched: 0, changed: 0 };

function updateOne(store: Store, { target, update: document, upsert }: UpdateOf): Promise<Updated> {
  const parsed = checkedUpdate(document);
  return changeOne(store, target, (found, collection): Updated => {
    if (found === undefined) return upsert ? insertUpserted(store, target, document) : untouched;
    const { after, isChanged } = applyTo(store, collection!, found, parsed);
    return { matched: 1, changed: Number(isChanged), before: found.document, after };
  });
}

async function updateAll(store: Store, { target, update: document, upsert }: UpdateOf): Promise<Updated> {
  const parsed = checkedUpdate(document);
  if (parsed.kind === 'replacement')
    throw new StoreError('FailedToParse', 'multi update is not supported for replacement-style update');
  const done = await changeAll(
    store,
    target,
    (found, collection) => applyTo(store, collection, found, parsed).isChanged,
  );
  // MongoDB counts nothing for a statement that failed half-way, although earlier changes remain.
  if (done.error !== undefined) return { ...untouched, error: done.error };
  if (done.matched > 0 || !upsert) return done;
  return updateOne(store, { target, update: document, upsert });
}

function checkedUpdate(document: Value | undefined): Update {
  const parsed = parseUpdate(document, false);
  if (parsed.kind === 'replacement') checkStored(parsed.document);
  return parsed;
}

/** Checks the result like any incoming document. */
function applyTo(
  store: Store,
  collection: Collection,
  found: Found,
  changes: Update,
): { after: Value; isChanged: boolean } {
  const after = applyUpdate(found.document, changes);
  // MongoDB treats a replacement as unchanged only if it contains the same _id.
  const same = changes.kind === 'replacement' ? changes.document : after;
  if (found.document.raw.equals(same.raw)) return { after, isChanged: false };
  checkBson(after.bytes, after.start, after.end);
  store.documents.replace(collection, found.idKey, found.document, after);
  return { after, isChanged: true };
}

function insertUpserted(
  store: Store,
  { database, name, filter }: Target,
  changes: Value | undefined,
): Updated {
  const upserted = upsertDocument(filter, changes);
  checkBson(upserted.bytes, upserted.start, upserted.end);
  store.documents.insert(ensureCollection(store, database, name), upserted);
  return { ...untouched, upserted, after: upserted };
}

function targetOf(command: Command, options: Options, filter: string): Target {
  return {
    database: command.database,
    name: collectionName(command),
    filter: parseFilter(options.document(filter)),
    sort: [],
  };
}

export async function remove(store: Store, command: Command): Promise<Value> {
  let n = 0;
  const errors = await eachStatement(command, 'deletes', statementOptions.delete, async (statement) => {
    const target = targetOf(command, statement, 'q');
    const limit = statement.find('limit');
    if (limit !== undefined && numberOf(limit) === 1) {
      n += Number((await removeOne(store, target)) !== undefined);
      return undefined;
    }
    const done = await changeAll(store, target, (found, collection) => {
      store.documents.remove(collection, found.idKey, found.document);
      return true;
    });
    n += done.changed;
    return done.error;
  });
  return toValue({ n, ...errors.reply(), ok: double(1) });
}

function removeOne(store: Store, target: Target): Promise<Value | undefined> {
  return changeOne(store, target, (found, collection) => {
    if (found !== undefined) store.documents.remove(collection!, found.idKey, found.document);
    return found?.document;
  });
}

export async function findAndModify(store: Store, command: Command): Promise<Value> {
  const { options } = command;
  const target: Target = {
    ...targetOf(command, options, 'query'),
    sort: parseSort(options.document('sort')),
  };
  const project = parseProjection(options.document('fields'));
  if (options.boolean('remove')) {
    if (options.find('update') !== undefined || options.boolean('new') || options.boolean('upsert'))
      throw new StoreError('FailedToParse', 'Cannot specify both an update, upsert or new and remove=true');
    const removed = await removeOne(store, target);
    const lastErrorObject = { n: Number(removed !== undefined) };
    return toValue({
      lastErrorObject,
      value: removed === undefined ? nullValue : project(removed),
      ok: double(1),
    });
  }
  const done = await updateOne(store, {
    target,
    update: options.find('update'),
    upsert: options.boolean('upsert'),
  });
  const value = options.boolean('new') ? done.after : done.before;
  const lastErrorObject = {
    n: done.matched + Number(done.upserted !== undefined),
    updatedExisting: done.matched === 1,
    upserted: done.upserted && findId(done.upserted),
  };
  return toValue({ lastErrorObject, value: value === undefined ? nullValue : project(value), ok: double(1) });
}
