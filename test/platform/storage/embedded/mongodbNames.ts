/** Names that MongoDB's manual lists, as of November 2026 (server versions up to 8.x). */

export const queryOperators = [
  '$eq', '$gt', '$gte', '$in', '$lt', '$lte', '$ne', '$nin', '$and', '$not', '$nor', '$or', '$exists', '$type', '$expr',
  '$jsonSchema', '$mod', '$regex', '$options', '$text', '$where', '$geoIntersects', '$geoWithin', '$near', '$nearSphere',
  '$all', '$elemMatch', '$size', '$bitsAllClear', '$bitsAllSet', '$bitsAnyClear', '$bitsAnySet', '$rand', '$comment',
  '$sampleRate', '$alwaysTrue', '$alwaysFalse',
]; // prettier-ignore

export const updateOperators = [
  '$currentDate', '$inc', '$min', '$max', '$mul', '$rename', '$set', '$setOnInsert', '$unset', '$addToSet', '$pop',
  '$pull', '$push', '$pullAll', '$bit',
]; // prettier-ignore

export const pushModifiers = ['$each', '$position', '$slice', '$sort'];

export const stages = [
  '$addFields', '$bucket', '$bucketAuto', '$changeStream', '$changeStreamSplitLargeEvent', '$collStats', '$count',
  '$currentOp', '$densify', '$documents', '$facet', '$fill', '$geoNear', '$graphLookup', '$group', '$indexStats', '$limit',
  '$listClusterCatalog', '$listLocalSessions', '$listSampledQueries', '$listSearchIndexes', '$listSessions', '$lookup',
  '$match', '$merge', '$out', '$planCacheStats', '$project', '$querySettings', '$queryStats', '$rankFusion', '$redact',
  '$replaceRoot', '$replaceWith', '$sample', '$score', '$scoreFusion', '$search', '$searchMeta', '$set',
  '$setWindowFields', '$shardedDataDistribution', '$skip', '$sort', '$sortByCount', '$unionWith', '$unset', '$unwind',
  '$vectorSearch',
]; // prettier-ignore

export const accumulators = [
  '$accumulator', '$addToSet', '$avg', '$bottom', '$bottomN', '$count', '$first', '$firstN', '$last', '$lastN', '$max',
  '$maxN', '$median', '$mergeObjects', '$min', '$minN', '$percentile', '$push', '$stdDevPop', '$stdDevSamp', '$top',
  '$topN',
]; // prettier-ignore

export const commands = [
  'aggregate', 'count', 'distinct', 'mapReduce', 'geoSearch', 'delete', 'find', 'findAndModify', 'getMore', 'insert',
  'resetError', 'update', 'bulkWrite', 'planCacheClear', 'planCacheClearFilters', 'planCacheListFilters',
  'planCacheSetFilter', 'authenticate', 'logout', 'saslStart', 'saslContinue', 'createUser', 'dropAllUsersFromDatabase',
  'dropUser', 'grantRolesToUser', 'revokeRolesFromUser', 'updateUser', 'usersInfo', 'createRole', 'dropRole',
  'dropAllRolesFromDatabase', 'grantPrivilegesToRole', 'grantRolesToRole', 'invalidateUserCache',
  'revokePrivilegesFromRole', 'revokeRolesFromRole', 'rolesInfo', 'updateRole', 'hello', 'isMaster', 'replSetAbortPrimaryCatchUp',
  'replSetFreeze', 'replSetGetConfig', 'replSetGetStatus', 'replSetInitiate', 'replSetMaintenance', 'replSetReconfig',
  'replSetResizeOplog', 'replSetStepDown', 'replSetSyncFrom', 'appendOplogNote', 'addShard', 'addShardToZone', 'balancerStart',
  'balancerStatus', 'balancerStop', 'enableSharding', 'flushRouterConfig', 'getShardMap', 'isdbgrid', 'listShards',
  'moveChunk', 'movePrimary', 'mergeChunks', 'refineCollectionShardKey', 'removeShard', 'reshardCollection',
  'shardCollection', 'shardingState', 'split', 'abortTransaction', 'commitTransaction', 'endSessions', 'killAllSessions',
  'killAllSessionsByPattern', 'killSessions', 'refreshSessions', 'startSession', 'cloneCollectionAsCapped', 'collMod',
  'compact', 'connPoolSync', 'convertToCapped', 'create', 'createIndexes', 'currentOp', 'drop', 'dropDatabase',
  'dropConnections', 'dropIndexes', 'filemd5', 'fsync', 'fsyncUnlock', 'getAuditConfig', 'getClusterParameter',
  'getDefaultRWConcern', 'getParameter', 'killCursors', 'killOp', 'listCollections', 'listDatabases', 'listIndexes',
  'logRotate', 'reIndex', 'renameCollection', 'rotateCertificates', 'setAuditConfig', 'setClusterParameter',
  'setFeatureCompatibilityVersion', 'setIndexCommitQuorum', 'setParameter', 'setDefaultRWConcern', 'shutdown',
  'availableQueryOptions', 'buildInfo', 'collStats', 'connPoolStats', 'connectionStatus', 'dataSize', 'dbHash', 'dbStats',
  'explain', 'features', 'getCmdLineOpts', 'getLog', 'hostInfo', 'listCommands', 'lockInfo', 'netstat', 'ping', 'profile',
  'serverStatus', 'top', 'validate', 'whatsmyuri', 'createSearchIndexes', 'dropSearchIndex', 'updateSearchIndex',
]; // prettier-ignore

export const options: Readonly<Record<string, readonly string[]>> = {
  find: [
    'filter', 'sort', 'projection', 'hint', 'skip', 'limit', 'batchSize', 'singleBatch', 'comment', 'maxTimeMS', 'readConcern',
    'max', 'min', 'returnKey', 'showRecordId', 'tailable', 'oplogReplay', 'noCursorTimeout', 'awaitData',
    'allowPartialResults', 'collation', 'allowDiskUse', 'let',
  ],
  aggregate: [
    'pipeline', 'explain', 'allowDiskUse', 'cursor', 'maxTimeMS', 'bypassDocumentValidation', 'readConcern', 'collation',
    'hint', 'comment', 'writeConcern', 'let',
  ],
  count: ['query', 'limit', 'skip', 'hint', 'readConcern', 'maxTimeMS', 'collation', 'comment'],
  distinct: ['key', 'query', 'readConcern', 'collation', 'comment', 'hint', 'maxTimeMS'],
  insert: ['documents', 'ordered', 'maxTimeMS', 'writeConcern', 'bypassDocumentValidation', 'comment'],
  update: ['updates', 'ordered', 'maxTimeMS', 'writeConcern', 'bypassDocumentValidation', 'comment', 'let'],
  delete: ['deletes', 'comment', 'let', 'ordered', 'writeConcern', 'maxTimeMS'],
  findAndModify: [
    'query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'bypassDocumentValidation', 'writeConcern', 'maxTimeMS',
    'collation', 'arrayFilters', 'hint', 'comment', 'let',
  ],
  create: [
    'capped', 'timeseries', 'expireAfterSeconds', 'clusteredIndex', 'changeStreamPreAndPostImages', 'autoIndexId', 'size',
    'max', 'storageEngine', 'validator', 'validationLevel', 'validationAction', 'indexOptionDefaults', 'viewOn', 'pipeline',
    'collation', 'writeConcern', 'encryptedFields', 'comment',
  ],
}; // prettier-ignore

/** Options of one entry of `updates`, `deletes` and `indexes`. */
export const statementOptions = {
  update: ['q', 'u', 'c', 'upsert', 'multi', 'collation', 'arrayFilters', 'hint', 'sort'],
  delete: ['q', 'limit', 'collation', 'hint'],
  index: [
    'key', 'name', 'background', 'unique', 'partialFilterExpression', 'sparse', 'expireAfterSeconds', 'hidden',
    'storageEngine', 'weights', 'default_language', 'language_override', 'textIndexVersion', '2dsphereIndexVersion',
    'bits', 'min', 'max', 'collation', 'wildcardProjection', 'prepareUnique', 'v',
  ],
}; // prettier-ignore
