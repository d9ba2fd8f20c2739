/**
 * Commands with the answers that a MongoDB server gave to them, recorded in comparedAnswers.json. Where a server is at hand
 * (MONGOMS_SYSTEM_BINARY names a mongod) it is asked again; RECORD=1 records its answers anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoMemoryServer } from 'mongodb-memory-server-core';
import mongoose, { type mongo } from 'mongoose';
import { cases, type Command } from './comparedCases.ts';
import { openedStore } from './openedStore.ts';

const { EJSON } = mongoose.mongo.BSON;
const recordingFile = new URL('./comparedAnswers.json', import.meta.url);
const binary = process.env['MONGOMS_SYSTEM_BINARY'];
const isRecording = process.env['RECORD'] === '1';

describe('what MongoDB answers', () => {
  const opened = openedStore();
  const recorded = JSON.parse(readFileSync(recordingFile, 'utf8')) as Record<string, readonly string[]>;
  const running: { server?: MongoMemoryServer; client?: mongo.MongoClient } = {};

  beforeAll(async () => {
    if (binary === undefined) return;
    running.server = await MongoMemoryServer.create({
      instance: { ip: '127.0.0.1' },
      binary: { systemBinary: binary, checkMD5: false },
    });
    running.client = await new mongoose.mongo.MongoClient(running.server.getUri()).connect();
  });

  afterAll(async () => {
    await running.client?.close();
    await running.server?.stop();
  });

  test.each(cases)('%s', async (title, commands) => {
    const name = `case${cases.findIndex(([each]) => each === title)}`;
    const theirs = running.client && (await answersOf(running.client.db('test'), name, commands));
    if (theirs !== undefined && isRecording) recorded[title] = theirs;
    expect(theirs ?? recorded[title]).toEqual(recorded[title]);
    expect(await answersOf(opened.db, name, commands)).toEqual(recorded[title]);
  });

  afterAll(() => {
    if (isRecording) writeFileSync(recordingFile, `${JSON.stringify(recorded, undefined, 2)}\n`);
  });
});

async function answersOf(db: mongo.Db, name: string, commands: readonly Command[]): Promise<string[]> {
  const answers: string[] = [];
  for (const command of commands) {
    const [verb] = Object.keys(command);
    answers.push(await answerOf(db, { ...command, [verb!]: name }));
  }
  return answers;
}

const answered = ['n', 'nModified', 'upserted', 'lastErrorObject', 'value', 'values', 'writeErrors'];

/** Types and all, without regard to the order of fields in a reply, or of documents and values that nobody sorted. */
async function answerOf(db: mongo.Db, command: Command): Promise<string> {
  try {
    const reply = await db.command(command, { promoteValues: false });
    const cursor = reply['cursor'] as { firstBatch: unknown[] } | undefined;
    if (cursor !== undefined) return listed(cursor.firstBatch);
    const fields = answered.filter((field) => field in reply);
    return fields
      .map((field) => `${field}: ${field === 'values' ? listed(reply[field]) : inOrder(reply[field])}`)
      .join(', ');
  } catch (error) {
    const { code, keyPattern, keyValue } = error as mongo.MongoServerError;
    return `error ${code}${keyValue === undefined ? '' : ` ${inOrder({ keyPattern, keyValue })}`}`;
  }
}

function listed(values: readonly unknown[]): string {
  return `[${values.map((value) => EJSON.stringify(value, { relaxed: false })).sort().join(', ')}]`; // prettier-ignore
}

function inOrder(value: unknown): string {
  const plain = EJSON.serialize(value, { relaxed: false }) as unknown;
  return JSON.stringify(plain, (_name, part: unknown) =>
    part === null || typeof part !== 'object' || Array.isArray(part)
      ? part
      : Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))),
  );
}
