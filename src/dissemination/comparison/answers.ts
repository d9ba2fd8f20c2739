/**
 * The responses of installations, byte for byte, in a folder, so that anybody can repeat a comparison without the network.
 * A reader either fetches and stores a response, or replays a stored one; both look the same to its caller.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import {
  outgoingRequest,
  ForbiddenAddress,
  type OutgoingSettings,
} from '../../platform/web/outgoingRequest.ts';

/** Files that are kept of an installation, and their largest sizes in bytes. */
const sizesMax = {
  'publications.json': 16_000_000,
  'publication.json': 64_000_000,
  'consistency.json': 100_000,
} as const;
type AnswerFile = keyof typeof sizesMax;
export const answerFiles: readonly string[] = Object.keys(sizesMax);

/** An answer that was kept, or why there is none. */
export type KeptAnswer = { readonly file: AnswerFile; readonly path: string } & (
  { readonly sha256: string; readonly etag?: string | undefined } | { readonly failure: string }
);

/** There is nothing to judge; the message says why. */
export class NoAnswer extends Error {}

export interface AnswerReader {
  /** @throws NoAnswer */
  get(file: AnswerFile, path: string): Promise<string>;
  /** Where an answer lies once it was read. */
  pathOf(file: AnswerFile): string;
}

export interface AnswerKeeper extends AnswerReader {
  /** The answers so far, in the order in which they were asked for. */
  readonly kept: readonly KeptAnswer[];
}

const patienceMs = 60_000;

/**
 * Fetches and keeps. What was kept before is not fetched again while the site says that it is still the same.
 *
 * @param before answers of the last time
 */
export function answerKeeper(
  { address, folder, before }: { address: string; folder: string; before: readonly KeptAnswer[] },
  settings: OutgoingSettings,
): AnswerKeeper {
  const kept: KeptAnswer[] = [];
  const pathOf = (file: AnswerFile): string => join(folder, file);
  return {
    kept,
    pathOf,
    async get(file, path) {
      const last = before.find((one) => one.file === file && one.path === path);
      const same =
        last && 'sha256' in last && last.etag !== undefined ? await sameBytes(pathOf(file), last) : undefined;
      try {
        const etag = last && 'etag' in last ? last.etag : undefined;
        const got = await fetched(`${address}${path}`, sizesMax[file], same && etag, settings);
        const body = got.body ?? same!;
        await mkdir(folder, { recursive: true });
        if (got.body) await writeFile(pathOf(file), body);
        kept.push({ file, path, sha256: sha256Of(body), ...(got.etag !== undefined && { etag: got.etag }) });
        return body.toString('utf8');
      } catch (error) {
        const failure = failureOf(error);
        kept.push({ file, path, failure });
        throw new NoAnswer(failure, { cause: error });
      }
    },
  };
}

/** Gives again what was kept, if it is still the same. */
export function keptReader(folder: string, kept: readonly KeptAnswer[]): AnswerReader {
  const pathOf = (file: AnswerFile): string => join(folder, file);
  return {
    pathOf,
    async get(file, path) {
      const answer = kept.find((one) => one.file === file && one.path === path);
      if (!answer) throw new NoAnswer(`${path} was not asked for`);
      if ('failure' in answer) throw new NoAnswer(answer.failure);
      const body = await sameBytes(pathOf(file), answer);
      if (!body) throw new NoAnswer(`the kept file ${file} is not the one that was fetched`);
      return body.toString('utf8');
    },
  };
}

async function sameBytes(path: string, { sha256 }: { readonly sha256: string }): Promise<Buffer | undefined> {
  const body = await readFile(path).catch(() => undefined);
  return body && sha256Of(body) === sha256 ? body : undefined;
}

export function sha256Of(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

interface Fetched {
  /** Absent when the site says that it is the same as before. */
  readonly body?: Buffer;
  readonly etag?: string | undefined;
}

/** @throws NoAnswer, ForbiddenAddress or a network error */
async function fetched(
  url: string,
  sizeMax: number,
  etag: string | undefined,
  settings: OutgoingSettings,
): Promise<Fetched> {
  const headers = { Accept: 'application/json', ...(etag !== undefined && { 'If-None-Match': etag }) };
  const asking = await outgoingRequest(url, { headers }, { patienceMs, ...settings });
  asking.end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  try {
    const { statusCode } = answer;
    const newEtag = answer.headers.etag;
    if (statusCode === 304 && etag !== undefined) return { etag: newEtag ?? etag };
    if (statusCode !== 200) throw new NoAnswer(`status ${statusCode}`);
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of answer as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > sizeMax) throw new NoAnswer(`more than ${sizeMax / 1_000_000} MB`);
      pieces.push(piece);
    }
    return { body: Buffer.concat(pieces), etag: newEtag };
  } finally {
    answer.destroy();
  }
}

/** In the words of the operating system where it is not ours: these are for the technician. */
function failureOf(error: unknown): string {
  if (error instanceof NoAnswer) return error.message;
  if (error instanceof ForbiddenAddress)
    return error.reason === 'private' ? 'a private address' : 'not an https address';
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError') return 'no answer in time';
  return code ?? message;
}
