/**
 * What was acknowledged is on disk. Killing the server shows that nothing is lost between the program and the system's
 * page cache; strace shows that each acknowledgement waited for the disk itself, which no kill can show.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openStorage } from '../../src/platform/storage/connection.ts';
import { hiddenFields } from '../support/citizen.ts';
import { useFolders } from '../support/folder.ts';
import { describeWith, stracePath } from '../support/needs.ts';
import { serveSmallCity } from '../support/process.ts';

interface Sent {
  readonly fields: Record<string, string>;
  acknowledged: boolean;
}

/** Opens a form and fills it in; the comment tells one submission from every other. */
async function fillForm(url: string): Promise<Sent> {
  const page = await (await fetch(`${url}/s/WARD22`)).text();
  const answers = { 'answer-q1': '5', 'answer-q2': '4', 'answer-q3': '0', comment: `số ${randomUUID()}` };
  return { fields: { ...hiddenFields(page), ...answers }, acknowledged: false };
}

async function send(url: string, sent: Sent): Promise<void> {
  const response = await fetch(`${url}/s/WARD22`, {
    method: 'POST',
    body: new URLSearchParams(sent.fields),
    redirect: 'manual',
  });
  if (response.status === 303) sent.acknowledged = true;
}

describe('a server that is killed while people answer', () => {
  const newFolder = useFolders();

  test('has every acknowledged form after its restart, none twice, and takes the repeats of the others', async () => {
    const folder = await newFolder();
    const all: Sent[] = [];
    for (const killAfter of [40, 90]) {
      const server = await serveSmallCity(folder);
      const goal = all.filter(({ acknowledged }) => acknowledged).length + killAfter;
      const citizen = async (): Promise<void> => {
        for (;;) {
          const sent = await fillForm(server.url);
          all.push(sent);
          await send(server.url, sent);
          if (all.filter(({ acknowledged }) => acknowledged).length >= goal) server.child.kill('SIGKILL');
        }
      };
      await Promise.allSettled(Array.from({ length: 8 }, citizen)); // each ends when the server is gone
      await server.ended;
    }
    const acknowledged = all.filter((sent) => sent.acknowledged);
    expect(acknowledged.length).toBeGreaterThanOrEqual(130);
    const kept = await storedComments(folder);
    for (const { fields } of acknowledged)
      expect(kept.filter((comment) => comment === fields['comment'])).toHaveLength(1);
    expect(new Set(kept).size).toBe(kept.length);

    const server = await serveSmallCity(folder);
    for (const sent of all) await send(server.url, sent);
    await server.end('SIGTERM');
    expect(all.every((sent) => sent.acknowledged)).toBe(true);
    expect((await storedComments(folder)).sort()).toEqual(
      all.map(({ fields }) => fields['comment'] ?? '').sort(),
    );
  });

  async function storedComments(folder: string): Promise<string[]> {
    const storage = await openStorage({ mongodbUri: undefined, dataFolder: folder });
    const documents = await storage.connection.collection('submissions').find().toArray();
    await storage.close();
    return documents.map((document) => String(document['comment']));
  }
});

describeWith('strace', stracePath, 'an acknowledgement, seen by strace', () => {
  const newFolder = useFolders();

  /** For each acknowledgement: whether a sync began after its form was read, and ended before it was sent. */
  async function acknowledgementsSynced(args: readonly string[]): Promise<boolean[]> {
    const folder = await newFolder();
    const log = join(folder, 'strace.log');
    const calls = 'trace=read,write,writev,fdatasync,fsync,msync';
    const server = await serveSmallCity(join(folder, 'data'), {
      args,
      wrapper: [stracePath ?? '', '-f', '-s', '48', '-e', calls, '-o', log],
    });
    for (let group = 0; group < 3; group++) {
      const forms = await Promise.all(Array.from({ length: 3 }, () => fillForm(server.url)));
      await Promise.all(forms.map((form) => send(server.url, form)));
      expect(forms.every((form) => form.acknowledged)).toBe(true);
    }
    await server.end('SIGTERM');
    return readTrace(await readFile(log, 'utf8'));
  }

  test('follows a sync of the disk that covers it', async () => {
    const synced = await acknowledgementsSynced([]);
    expect(synced).toHaveLength(9);
    expect(synced.every(Boolean)).toBe(true);
  });

  test('would be seen not to, if syncing were switched off', async () => {
    const synced = await acknowledgementsSynced(['--unsynced']);
    expect(synced).toHaveLength(9);
    expect(synced.some((one) => !one)).toBe(true);
  });
});

/** Walks the trace line by line, which is the order in which things happened. */
function readTrace(trace: string): boolean[] {
  const posts = new Map<string, number>(); // by file descriptor: line at which the form was read
  const begun = new Map<string, number>(); // by thread: line at which its sync began
  const syncs: { readonly from: number; readonly to: number }[] = [];
  const acknowledgements: boolean[] = [];
  const halves = new Map<string, string>(); // by thread: the file descriptor of a read that was interrupted in the trace

  trace.split('\n').forEach((text, line) => {
    const [, thread = '', call = ''] = /^(\d+)\s+(.*)$/.exec(text) ?? [];
    const read = /^read\((\d+),/.exec(call);
    if (read) halves.set(thread, read[1] ?? '');
    if (/read(\(| resumed).*"POST \/s\//.test(call)) posts.set(halves.get(thread) ?? '', line);

    if (/^(fdatasync|fsync|msync)\(/.test(call)) begun.set(thread, line);
    if (/^(fdatasync|fsync|msync)\(.*\)\s+= 0|^<\.\.\. (fdatasync|fsync|msync) resumed.*= 0/.test(call)) {
      syncs.push({ from: begun.get(thread) ?? line, to: line });
    }
    const answer = /^writev?\((\d+), .*"HTTP\/1\.1 303/.exec(call);
    if (answer) {
      const post = posts.get(answer[1] ?? '') ?? Number.POSITIVE_INFINITY;
      acknowledgements.push(syncs.some(({ from, to }) => from > post && to < line));
    }
  });
  return acknowledgements;
}
