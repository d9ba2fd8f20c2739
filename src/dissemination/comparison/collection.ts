/**
 * A collection is a folder: `collected.json` says who was asked for what and when, `installations/KEY-ID/` holds the bytes
 * that were answered, and the comparison with its signature follows from both. To repeat it is to judge the kept bytes again.
 */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listOf, object, objectOf, oneOf, wholeNumber, type Schema } from '../../platform/schemas/schema.ts';
import { errorLine, parsedJson, readBy } from '../../platform/schemas/validate.ts';
import { StartError } from '../../platform/startError.ts';
import type { OutgoingSettings } from '../../platform/web/outgoingRequest.ts';
import { answerFiles, answerKeeper, keptReader, type KeptAnswer } from './answers.ts';
import type { JudgedInstallation } from './comparison.ts';
import type { ListedInstallation } from './installationList.ts';
import { judgeInstallation, type Seen, type Wanted } from './judgeInstallation.ts';

interface CollectedInstallation {
  readonly installation: ListedInstallation;
  readonly answers: readonly KeptAnswer[];
  /** What was seen the last time before. */
  readonly seenBefore?: Seen | undefined;
  /** What was seen by now, this time or earlier. */
  readonly seen?: Seen | undefined;
}

export interface Collected {
  readonly format: 'lang-nghe collection 1';
  readonly wanted: Wanted;
  /** ISO 8601. */
  readonly at: string;
  readonly installations: readonly CollectedInstallation[];
}

const plainText: Schema = { type: 'string' };
const verifierKey: Schema = { type: 'string', pattern: '^[^+]+\\+[0-9a-f]{8}\\+' };
const seenSchema = object({
  checkpoint: object({ seenAt: plainText, key: plainText, note: plainText }),
  roundId: plainText,
  number: wholeNumber,
});

/** Others may have written it: what names files and folders has the form that this program gives it. */
const collectedSchema = objectOf<Collected>(
  {
    format: oneOf('lang-nghe collection 1'),
    wanted: object({}, { year: plainText, label: plainText }),
    at: { type: 'string', format: 'date-time' },
    installations: listOf(
      object(
        {
          installation: object({ name: plainText, address: plainText, key: verifierKey }),
          answers: listOf(
            object(
              { file: oneOf(...answerFiles), path: plainText },
              { sha256: plainText, etag: plainText, failure: plainText },
            ),
          ),
        },
        { seenBefore: seenSchema, seen: seenSchema },
      ),
    ),
  },
  {},
);

const collectedFile = 'collected.json';
const atOnce = 4;

/** @throws StartError if the folder holds something else */
export async function readCollected(folder: string): Promise<Collected | undefined> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length === 0) return undefined;
  const text = await readFile(join(folder, collectedFile), 'utf8').catch(() => '');
  const read = readBy(collectedSchema, parsedJson(text));
  if ('value' in read) return read.value;
  const [error] = read.errors.map((one) => errorLine(one, 'en'));
  throw new StartError(
    `${folder} holds something else than a collection; name an empty folder. ${collectedFile}: ${error}`,
  );
}

export interface Collecting {
  readonly installations: readonly ListedInstallation[];
  readonly wanted: Wanted;
  readonly folder: string;
  readonly now: Date;
  readonly settings: OutgoingSettings;
}

/** Asks all installations, some at a time, and keeps what they answer. */
export async function collect({
  installations,
  wanted,
  folder,
  now,
  settings,
}: Collecting): Promise<{ collected: Collected; judged: readonly JudgedInstallation[] }> {
  const before = await readCollected(folder);
  await mkdir(folder, { recursive: true });
  const one = async (installation: ListedInstallation) => {
    const last = before?.installations.find((each) => each.installation.key === installation.key);
    const isSameSite = last?.installation.address === installation.address;
    const answers = answerKeeper(
      {
        address: installation.address,
        folder: folderOf(folder, installation),
        before: isSameSite ? last.answers : [],
      },
      settings,
    );
    const seenBefore = last?.seen;
    const verdict = await judgeInstallation({ installation, wanted, answers, seenBefore, now });
    const seen = 'seen' in verdict ? verdict.seen : seenBefore;
    return {
      judged: { installation, verdict },
      collected: {
        installation,
        answers: answers.kept,
        ...(seenBefore && { seenBefore }),
        ...(seen && { seen }),
      },
    };
  };
  const found = await inTurns(installations, one);
  const collected: Collected = {
    format: 'lang-nghe collection 1',
    wanted,
    at: now.toISOString(),
    installations: found.map((each) => each.collected),
  };
  await writeWhole(join(folder, collectedFile), `${JSON.stringify(collected, null, 2)}\n`);
  return { collected, judged: found.map(({ judged }) => judged) };
}

/** Judges the kept bytes again, without the network. */
export async function judgeAgain(
  folder: string,
  { installations, wanted, at }: Collected,
): Promise<readonly JudgedInstallation[]> {
  return await inTurns(installations, async ({ installation, answers, seenBefore }) => ({
    installation,
    verdict: await judgeInstallation({
      installation,
      wanted,
      answers: keptReader(folderOf(folder, installation), answers),
      seenBefore,
      now: new Date(at),
    }),
  }));
}

/** The id of a key is eight hexadecimal digits: a folder's name whatever the list says. */
function folderOf(folder: string, { key }: ListedInstallation): string {
  return join(folder, 'installations', key.split('+')[1]!);
}

/** Some at once; the results stand in the order of the items. */
async function inTurns<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await act(items[at]!);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** Never by halves. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}
