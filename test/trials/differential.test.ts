/**
 * The same generated commands go to the embedded store and to a MongoDB server, and the answers are compared byte
 * for byte. Where no server is at hand (MONGOMS_SYSTEM_BINARY names a mongod), they are compared with the digests
 * of answers that such a run has recorded; RECORD=1 records anew.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serialize } from 'bson';
import { MongoMemoryServer } from 'mongodb-memory-server-core';
import mongoose, { type mongo } from 'mongoose';
import { Generator, type Generated } from '../platform/storage/embedded/generated.ts';
import { openedStore } from '../platform/storage/embedded/openedStore.ts';

interface Recording {
  readonly server: string;
  readonly recordedOn: string;
  /** Eight hexadecimal digits for each answer, a string for each group of commands. */
  readonly digests: Readonly<Record<string, string>>;
}

const recordingFile = new URL('./mongodbAnswers.json', import.meta.url);
const binary = process.env['MONGOMS_SYSTEM_BINARY'];
const groups = 25;
const digestLength = 8;

type Kind = 'find' | 'index' | 'update';

describe('answers are those of MongoDB, byte for byte', () => {
  const opened = openedStore();
  const recording = read();
  const recorded: Record<string, string> = {};
  const running: { server?: MongoMemoryServer; client?: mongo.MongoClient } = {};

  beforeAll(async () => {
    if (binary === undefined)
      console.warn(
        `No mongod (MONGOMS_SYSTEM_BINARY): comparing with what ${recording.server} answered on ${recording.recordedOn}`,
      );
    else {
      running.server = await MongoMemoryServer.create({
        instance: { ip: '127.0.0.1' },
        binary: { systemBinary: binary, checkMD5: false },
      });
      running.client = await new mongoose.mongo.MongoClient(running.server.getUri()).connect();
    }
  });

  afterAll(async () => {
    if (running.client !== undefined && process.env['RECORD'] === '1') {
      const { version } = await running.client.db('admin').command({ buildInfo: 1 });
      const kept: Recording = {
        server: `mongod ${version}`,
        recordedOn: new Date().toISOString().slice(0, 10),
        digests: recorded,
      };
      writeFileSync(recordingFile, `${JSON.stringify(kept, null, 2)}\n`);
    }
    await running.client?.close();
    await running.server?.stop();
  });

  test.each<[Kind, string]>([
    ['find', 'filters, sorts, projections, counts and pipelines'],
    ['index', 'the same with indexes to choose from'],
    ['update', 'updates, upserts, findAndModify and what they leave behind'],
  ])('%s: %s', async (kind) => {
    for (let group = 0; group < groups; group++) {
      const name = `${kind}${group}`;
      const ours = await answers(opened.db, kind, group);
      const theirs = running.client && (await answers(running.client.db('differential'), kind, group));
      expect(ours.filter(({ answer }, index) => answer !== (theirs ?? ours)[index]!.answer)).toEqual([]);
      recorded[name] = ours.map(({ answer }) => digest(answer)).join('');
      if (process.env['RECORD'] === '1') continue;
      const differing = ours.filter(
        ({ answer }, index) =>
          digest(answer) !==
          recording.digests[name]?.substring(index * digestLength, (index + 1) * digestLength),
      );
      expect(differing).toEqual([]);
    }
  });
});

function read(): Recording {
  try {
    return JSON.parse(readFileSync(recordingFile, 'utf8')) as Recording;
  } catch {
    return { server: 'nothing', recordedOn: 'never', digests: {} };
  }
}

function digest(answer: string): string {
  return createHash('sha256').update(answer, 'latin1').digest('hex').slice(0, digestLength);
}

interface Answered {
  readonly command: string;
  readonly answer: string;
}

async function answers(db: mongo.Db, kind: Kind, group: number): Promise<Answered[]> {
  const random = new Generator(group + 1);
  const name = `${kind}${group}`;
  await db.command({ create: name, clusteredIndex: { key: { _id: 1 }, unique: true } });
  await db.command({ insert: name, documents: Array.from({ length: 14 }, (_, id) => random.document(id)) });
  if (kind === 'index')
    for (const key of [{ a: 1 }, { b: -1, c: 1 }, { 'a.b': 1 }])
      await db
        .command({ createIndexes: name, indexes: [{ key, name: Object.keys(key).join() }] })
        .catch(() => {});
  const answered: Answered[] = [];
  for (let number = 0; number < 30; number++) {
    const commands = kind === 'update' ? changing(random, name, number) : reading(random, name, kind);
    for (const command of commands)
      answered.push({ command: JSON.stringify(command), answer: await answerOf(db, command) });
  }
  return answered;
}

/** Without a sort documents come in the order of `_id`, unless an index is read. */
function reading(random: Generator, name: string, kind: Kind): Generated[] {
  const find: Generated = { find: name, filter: random.filter() };
  if (kind === 'index') find['sort'] = { _id: 1 };
  if (random.chance(0.4)) find['sort'] = random.sort();
  if (random.chance(0.3)) find['projection'] = random.projection();
  if (random.chance(0.2)) Object.assign(find, { skip: random.below(3), limit: 1 + random.below(5) });
  const pipeline = [
    { $match: random.filter() },
    { $sort: random.sort() },
    { $skip: 1 },
    { $limit: 3 },
    { $project: random.projection() },
  ];
  const counting = [{ $match: random.filter() }, { $group: { _id: 1, n: { $sum: 1 } } }];
  return [
    find,
    { count: name, query: random.filter() },
    { aggregate: name, pipeline: random.chance(0.5) ? pipeline : counting, cursor: {} },
  ];
}

/** A change, and a look at everything after it. Upserts bring their `_id`, since a generated one differs. */
function changing(random: Generator, name: string, number: number): Generated[] {
  const q: Generated = random.chance(0.5) ? { _id: random.below(16) } : random.filter(1);
  const u = random.update();
  const hasOperators = Object.keys(u)[0]?.startsWith('$') ?? false;
  const bringsId = hasOperators && !JSON.stringify(q).includes('_id');
  if (bringsId) u['$setOnInsert'] = { ...(u['$setOnInsert'] as Generated), _id: 1000 + number };
  const kind = random.below(4);
  const upsert = kind === 1 && (bringsId || typeof q['_id'] === 'number');
  const change =
    kind === 0
      ? { findAndModify: name, query: q, update: u, new: random.chance(0.5), sort: random.sort() }
      : { update: name, updates: [{ q, u, upsert, multi: hasOperators && kind === 2 }] };
  return [change, { find: name, filter: {} }];
}

/** Errors are compared by number, and by their words where programs read those. */
const readByPrograms = new Set([11000, 40, 66]);

async function answerOf(db: mongo.Db, command: Generated): Promise<string> {
  try {
    const reply = await db.command(command, { promoteValues: false });
    const cursor = reply['cursor'] as Generated | undefined;
    const errors = reply['writeErrors'] as { code: unknown; errmsg: string }[] | undefined;
    const { n, nModified, value, lastErrorObject, upserted } = reply;
    return bytesOf(
      cursor?.['firstBatch'] ?? {
        n,
        nModified,
        value,
        lastErrorObject,
        upserted,
        errors: errors?.map(errorOf),
      },
    );
  } catch (error) {
    return bytesOf(
      errorOf({ code: (error as mongo.MongoServerError).code, errmsg: (error as Error).message }),
    );
  }
}

function errorOf({ code: given, errmsg }: { code: unknown; errmsg: string }): Generated {
  const code = Number(given); // In a reply it is an Int32, in an error a number.
  return readByPrograms.has(code) ? { code, errmsg } : { code };
}

function bytesOf(answer: unknown): string {
  return Buffer.from(serialize({ answer }, { ignoreUndefined: true })).toString('latin1');
}
