/** From a request to its reply: every supported command has a handler here, and every error becomes a reply. */
import { double, toValue } from '../bytes/build.ts';
import { Value } from '../bytes/value.ts';
import { isDamage, isOfFile } from '../engine/recordDamage.ts';
import type { Store } from '../engine/store.ts';
import { StoreError } from '../storeError.ts';
import { EmbeddedStoreError } from '../embeddedStoreError.ts';
import type { CommandName } from '../supported.ts';
import type { Request } from '../wire/message.ts';
import { readCommand, type Command } from './command.ts';
import type { Cursors } from './cursors.ts';
import * as definitions from './definitions.ts';
import * as information from './information.ts';
import * as reading from './reading.ts';
import * as writing from './writing.ts';

type Handler = (store: Store, command: Command, cursors: Cursors) => Promise<Value>;

const handlers: Readonly<Record<CommandName, Handler>> = {
  hello: information.hello,
  ping: information.ping,
  endSessions: information.ping,
  buildInfo: information.buildInfo,
  serverStatus: information.serverStatus,
  dbStats: information.dbStats,
  collStats: information.collStats,
  listDatabases: definitions.listDatabases,
  dropDatabase: definitions.dropDatabase,
  listCollections: definitions.listCollections,
  create: definitions.create,
  drop: definitions.drop,
  createIndexes: definitions.createIndexes,
  listIndexes: definitions.listIndexes,
  dropIndexes: definitions.dropIndexes,
  insert: writing.insert,
  update: writing.update,
  delete: writing.remove,
  findAndModify: writing.findAndModify,
  find: reading.find,
  getMore: reading.getMore,
  killCursors: reading.killCursors,
  aggregate: reading.aggregate,
  count: reading.count,
  distinct: reading.distinct,
  explain: reading.explain,
  copyStore: information.copyStore,
};

export async function answer(store: Store, cursors: Cursors, request: Request): Promise<Value> {
  try {
    const command = readCommand(request);
    return await handlers[command.name](store, command, cursors);
  } catch (error) {
    return errorReply(error);
  }
}

/** What is wrong with the file or the disk, in one sentence. */
function errorOf(error: unknown): string | undefined {
  if (error instanceof EmbeddedStoreError) return error.message;
  if (isDamage(error)) return `the store's file is damaged (${error.message}); restore a backup`;
  return isOfFile(error) ? `the store's file cannot be read (${error.message})` : undefined;
}

/** An unexpected error is an internal error of the store: it is reported to the client, and the store keeps running. */
export function errorReply(error: unknown): Value {
  if (error instanceof StoreError) {
    const { message: errmsg, code, codeName, details } = error;
    return toValue({ ok: double(0), errmsg, code, codeName, ...details });
  }
  const failure = errorOf(error);
  console.error('embedded store:', failure ?? error);
  if (failure !== undefined) return errorReply(new StoreError('OperationFailed', failure));
  return toValue({
    ok: double(0),
    errmsg: `embedded store: internal error: ${String(error)}`,
    code: 1,
    codeName: 'InternalError',
  });
}
