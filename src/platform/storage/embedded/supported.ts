/**
 * What the embedded store supports. The code reads these tables to decide what to refuse, the list in
 * docs/embedded-store.md is generated from them, and a test covers every entry; so the three cannot differ.
 */

/** Options that any command may have. They change nothing in the reply of a single durable process. */
export const commonOptions = [
  '$db',
  'lsid',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'comment',
  'maxTimeMS',
];

const updateStatement = ['q', 'u', 'upsert', 'multi'];

/** Each command with the options that it accepts in addition to the common ones. */
export const commands = {
  hello: [
    'helloOk',
    'client',
    'compression',
    'topologyVersion',
    'maxAwaitTimeMS',
    'loadBalanced',
    'saslSupportedMechs',
    'speculativeAuthenticate',
    'backpressure',
  ],
  ping: [],
  buildInfo: [],
  endSessions: [],
  serverStatus: [],
  dbStats: [],
  collStats: [],
  listDatabases: ['filter', 'nameOnly'],
  dropDatabase: [],
  listCollections: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'],
  create: ['clusteredIndex'],
  drop: [],
  createIndexes: ['indexes', 'commitQuorum'],
  listIndexes: ['cursor'],
  dropIndexes: ['index'],
  insert: ['documents', 'ordered'],
  find: [
    'filter',
    'sort',
    'projection',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'noCursorTimeout',
    'allowDiskUse',
  ],
  getMore: ['collection', 'batchSize'],
  killCursors: ['cursors'],
  update: ['updates', 'ordered'],
  delete: ['deletes', 'ordered'],
  findAndModify: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert'],
  aggregate: ['pipeline', 'cursor', 'allowDiskUse'],
  count: ['query', 'limit', 'skip'],
  distinct: ['key', 'query'],
  explain: ['verbosity'],
  /** Specific to this store: writes a consistent copy of its file to a path, for backups and checks. */
  copyStore: [],
} as const satisfies Record<string, readonly string[]>;

export type CommandName = keyof typeof commands;

/** Older spellings that drivers still send. */
export const commandAliases: Readonly<Record<string, CommandName>> = {
  isMaster: 'hello',
  ismaster: 'hello',
  buildinfo: 'buildInfo',
  findandmodify: 'findAndModify',
  deleteIndexes: 'dropIndexes',
};

/** Fields allowed in an entry of `updates`, `deletes` or `indexes`. */
export const statementOptions = {
  update: updateStatement,
  delete: ['q', 'limit'],
  index: [
    'key',
    'name',
    'unique',
    'sparse',
    'partialFilterExpression',
    'expireAfterSeconds',
    'v',
    'background',
  ],
} as const;

export const filterOperators = [
  '$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists', '$type', '$size', '$all', '$elemMatch',
  '$mod', '$regex', '$options', '$not',
] as const; // prettier-ignore

export const filterConnectives = ['$and', '$or', '$nor'] as const;

export const updateOperators = [
  '$set', '$setOnInsert', '$unset', '$inc', '$min', '$max', '$push', '$addToSet', '$pull',
] as const; // prettier-ignore

export const stages = ['$match', '$sort', '$skip', '$limit', '$project', '$count', '$group'] as const;

/** BSON types in documents and commands. */
export const types = [
  'double', 'string', 'object', 'array', 'binData', 'objectId', 'bool', 'date', 'null', 'regex', 'int',
  'long', 'minKey', 'maxKey',
] as const; // prettier-ignore

export const refusedTypes: Readonly<Record<number, string>> = {
  6: 'undefined',
  12: 'dbPointer',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  17: 'timestamp',
  19: 'decimal',
};

export function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return (names as readonly string[]).includes(name);
}
