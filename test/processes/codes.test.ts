/** Fifty uses of codes, four of them cut off by a kill: each once, and nothing on the disk joins a code and a submission. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { backupStore } from '../../src/platform/storage/embedded/care/backup.ts';
import { startEmbeddedStore } from '../../src/platform/storage/embedded/embeddedStore.ts';
import { connect } from '../../src/platform/storage/connection.ts';
import { openStores } from '../../src/app/stores.ts';
import { runSource } from '../support/process.ts';
import type { CodeForm } from '../support/useCodesThenDie.ts';

const uses = 50;

describe('codes used by programs that are killed', () => {
  let root = '';
  let data = '';
  let forms: readonly CodeForm[] = [];
  let log = '';
  /** Of each program, whether it lived to the end. */
  const ended: boolean[] = [];
  /** A backup, taken after the last use. */
  let after = '';

  async function run(args: readonly string[]): Promise<string> {
    const running = runSource('test/support/useCodesThenDie.ts', { args: [data, ...args] });
    await running.ended;
    return running.output();
  }

  async function contentOf(folder: string): Promise<string> {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const contents = files
      .filter((file) => file.isFile())
      .map(async (file) => await readFile(join(file.parentPath, file.name), 'latin1'));
    return (await Promise.all(contents)).join('');
  }

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'lang-nghe-codes-'));
    data = join(root, 'data');
    const prepared = await run(['prepare', String(uses)]);
    forms = JSON.parse(/^forms: (.*)$/m.exec(prepared)?.[1] ?? '[]') as CodeForm[];
    const file = join(root, 'forms.json');
    await writeFile(file, JSON.stringify(forms));

    // Each program begins with the form that the last one was killed at, as the person's browser would.
    let first = 0;
    const deaths = [1, 2].flatMap((write) => ['before', 'after'].map((when) => [String(write), when]));
    for (const death of deaths) {
      const last = first + 7;
      const said = await run([file, String(first), String(last), ...death]);
      ended.push(said.includes('done'));
      log += said;
      first = last;
    }
    const said = await run([file, String(first), String(uses - 1)]);
    ended.push(said.includes('done'));
    log += said;
    await backupStore(data, join(root, 'backup'));
    after = await readFile(join(root, 'backup'), 'latin1');
  }, 300_000);
  afterAll(async () => {
    await rm(root, { recursive: true, force: true });
  });

  test('each is used once and has one submission', async () => {
    expect(forms).toHaveLength(uses);
    expect(ended).toEqual([false, false, false, false, true]);
    const store = await startEmbeddedStore({ folder: data });
    const connection = await connect(store.uri);
    const stores = await openStores(connection);
    expect(await stores.submissions.countOfRound('round')).toBe(uses);
    expect(await stores.codes.countUsed(forms[0]!.batchId)).toBe(uses);
    await connection.close();
    await store.close();
  });

  test('files of the store, a backup and what the programs said hold nothing that leads from one to the other', async () => {
    const live = await contentOf(data);
    for (const { submissionId, ticket, code, mark } of forms) {
      const number = Buffer.from(ticket.split('.')[0]!, 'base64url');
      const heldBy = createHash('sha256').update(number).digest('base64url');
      for (const content of [live, after]) {
        // What the search looks for can be found.
        expect([content.includes(submissionId), content.includes(mark)]).toEqual([true, true]);
        // The ticket, from which the hash of the reservation could be made again, is nowhere.
        for (const secret of [code, ticket, number.toString('base64url'), number.toString('latin1')]) {
          expect(content.includes(secret)).toBe(false);
        }
      }
      for (const trace of [submissionId, mark, code, heldBy]) expect(log).not.toContain(trace);
    }
  });
});
