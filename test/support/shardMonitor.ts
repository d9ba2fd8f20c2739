/**
 * Sharding by simulation, for want of a mongos: knows the shard keys that docs/operations.md plans, watches the commands
 * that the program sends, and names those that a mongos would refuse, and those that it would have to send to every
 * shard although nobody has said here that they are meant to.
 *
 * It does not know what a mongos does beyond that: where chunks lie, what they cost to move, orphans, or what happens
 * between two shards.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'mongoose';

type Document = Readonly<Record<string, unknown>>;
/** Fields of the shard key of each sharded collection, in order; `hashed` where the first is. */
export type ShardPlan = ReadonlyMap<
  string,
  { readonly fields: readonly string[]; readonly isHashed: boolean }
>;

/** The commands in docs/operations.md that shard a collection. */
export function plannedShards(): ShardPlan {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'operations.md'), 'utf8');
  const commands = text.matchAll(/sh\.shardCollection\('lang-nghe\.(\w+)', \{ ([^}]+) \}\)/g);
  return new Map(
    [...commands].map(([, name = '', key = '']) => {
      const parts = key.split(',').map((part) => part.trim().split(/:\s*/));
      const fields = parts.map(([field = '']) => field);
      return [name, { fields, isHashed: parts.some(([, kind]) => kind === "'hashed'") }];
    }),
  );
}

/**
 * What may ask every shard, and why: `collection command fields-of-the-filter`. Nothing here is asked while a citizen
 * waits, or more than a few times in a minute, unless the reason says so.
 */
const meantForAll: ReadonlyMap<string, string> = new Map([
  [
    'submissions find receiptCode',
    'a receipt looked up by its holder or for a request: an index read on each shard',
  ],
  [
    'submissions find uncounted',
    'the leader collects what to count, from all shards, some thousands at once',
  ],
  ['submissions aggregate annulled+late+recount+roundId+uncounted', 'how many wait, for a page of staff'],
  ['submissions aggregate annulled+roundId', 'how many a round has, for a page of staff'],
  [
    'submissions aggregate uncounted',
    'how many wait, up to a limit, for the readings of the operator once a minute',
  ],
  ['submissions find receivedHour+uncounted', 'whether counting is late, for an alert of the operator'],
  ['submissions find receivedHour+unlogged', 'the leader collects what to log, once an hour'],
  ['submissions aggregate receivedHour+roundId+unlogged', 'how many wait for the log, for a page of staff'],
  ['submissions find receivedHour+unread', 'the leader makes cases of comments, some at a time'],
  [
    'submissions find position',
    'the leader makes columns in the order of the log, merged from the shards; a spot check looks one up',
  ],
  ['submissions find erased.about+position', 'the leader takes erased parts out of a piece of the columns'],
  ['submissions find annulled+roundId', 'an export or a recount of a round, in the background'],
  [
    'submissions find accessPointId+receivedHour+roundId',
    'a request to annul what came at one point in a period',
  ],
  ['submissions find nothing', 'a check of all records against the log'],
  [
    'submissions find _id',
    'a rebuild or a check reads everything in the order of ids, merged from the shards',
  ],
  ['submissions count nothing', 'the size of the collection, from its metadata'],
  ['evidenceChunks distinct pendingSince', 'once an hour, the uploads that were cut off'],
]);

/** Asked by tests alone, which look at what is stored. */
const askedByTests: ReadonlySet<string> = new Set([
  'evidenceChunks aggregate nothing',
  'evidenceChunks aggregate pendingSince',
  'submissions aggregate leaving',
  'submissions deleteMany nothing',
  'submissions updateMany nothing',
  'submissions find late',
  'submissions find comment',
  'submissions find accessPointId',
  'evidenceChunks find nothing',
]);

/** @returns what is wrong with a command, one sentence each */
export function objections(plan: ShardPlan, command: Document): readonly string[] {
  const [name = '', target] = Object.entries(command)[0] ?? [];
  const key = typeof target === 'string' ? plan.get(target) : undefined;
  if (!key) return [];
  const collection = target as string;
  const say = (what: string): string => `${collection}: ${what}`;
  const isTargeted = (filter: Document): boolean =>
    key.fields.every((field) => names(filter, field, key.isHashed));
  const one = (what: string, filter: Document): readonly string[] =>
    key.fields.every((field) => isEqual(filter, field))
      ? []
      : [
          say(
            `${what} by ${shapeOf(filter)} names no ${key.fields.join(', ')}: a mongos does not know its shard`,
          ),
        ];
  const many = (what: string, filter: Document): readonly string[] => {
    const shape = `${collection} ${what} ${shapeOf(filter)}`;
    return isTargeted(filter) || meantForAll.has(shape) || askedByTests.has(shape)
      ? []
      : [`goes to every shard: ${shape}`];
  };

  switch (name) {
    case 'createIndexes':
      return (command['indexes'] as { key: Document; unique?: boolean; name: string }[])
        .filter(({ key: indexed, unique }) => unique === true && !isPrefix(key, Object.keys(indexed)))
        .map((index) =>
          say(`a unique index ${index.name} is refused, since it does not begin with the shard key`),
        );
    case 'insert':
      return (command['documents'] as Document[])
        .filter((document) => key.fields.some((field) => document[field] === undefined))
        .map(() => say(`an inserted document has no ${key.fields.join(', ')}`));
    case 'update':
      return (
        command['updates'] as { q: Document; u: Document; multi?: boolean; upsert?: boolean }[]
      ).flatMap(({ q, u, multi, upsert }) => [
        ...(multi === true && upsert !== true ? many('updateMany', q) : one('updateOne', q)),
        ...changed(u)
          .filter((field) => key.fields.includes(field))
          .map((field) => say(`an update changes ${field}, which moves the document to another shard`)),
      ]);
    case 'delete':
      return (command['deletes'] as { q: Document; limit: number }[]).flatMap(({ q, limit }) =>
        limit === 1 ? one('deleteOne', q) : many('deleteMany', q),
      );
    case 'findAndModify':
      return one('findAndModify', (command['query'] ?? {}) as Document);
    case 'find':
      return many('find', (command['filter'] ?? {}) as Document);
    case 'count':
    case 'distinct':
      return many(name, (command['query'] ?? {}) as Document);
    case 'aggregate': {
      const stages = command['pipeline'] as Document[];
      const foreign = stages.flatMap((stage) => Object.keys(stage)).filter((stage) => ['$lookup', '$graphLookup', '$merge', '$out', '$unionWith'].includes(stage)); // prettier-ignore
      const { $match = {} } = stages[0] ?? {};
      return [
        ...many('aggregate', $match as Document),
        ...foreign.map((stage) => say(`${stage} reaches into another collection`)),
      ];
    }
    default:
      return [];
  }
}

/** A hashed key targets by equality and lists only; a range key by ranges too. */
function names(filter: Document, field: string, isHashed: boolean): boolean {
  const condition = filter[field];
  if (isEqual(filter, field)) return true;
  if (!isOperators(condition)) return false;
  const operators = Object.keys(condition);
  return (
    operators.includes('$in') || (!isHashed && operators.some((operator) => /^\$[gl]te?$/.test(operator)))
  );
}

function isEqual(filter: Document, field: string): boolean {
  const condition = filter[field];
  if (condition === undefined) return false;
  return !isOperators(condition) || '$eq' in condition;
}

function isOperators(value: unknown): value is Document {
  return (
    typeof value === 'object' && value !== null && Object.keys(value).some((field) => field.startsWith('$'))
  );
}

/** A unique index may not rest on a hash, so only one on `_id` alone, which MongoDB makes itself, goes with a hashed key. */
function isPrefix(
  { fields, isHashed }: { fields: readonly string[]; isHashed: boolean },
  indexed: readonly string[],
) {
  return !isHashed && fields.every((field, index) => indexed[index] === field);
}

function shapeOf(filter: Document): string {
  return Object.keys(filter).toSorted().join('+') || 'nothing';
}

function changed(update: Document): readonly string[] {
  return ['$set', '$unset', '$inc', '$rename'].flatMap((operator) => Object.keys(Object(update[operator])));
}

/** Watches a connection that was opened with `monitorCommands`. @returns what was objected to, each once */
export function watchShards(connection: Connection, plan: ShardPlan): () => readonly string[] {
  const found = new Set<string>();
  connection.getClient().on('commandStarted', ({ command }: { command: Document }) => {
    for (const objection of objections(plan, command)) found.add(objection);
  });
  return () => [...found];
}
