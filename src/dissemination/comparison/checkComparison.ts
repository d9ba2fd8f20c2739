/** Repeats a comparison from the bytes that were kept, as anybody can who has its folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../platform/startError.ts';
import { comparisonOf, type Comparison } from './comparison.ts';
import { comparisonFile, comparisonFiles } from './comparisonFiles.ts';
import { judgeAgain, readCollected } from './collection.ts';
import { isSignedBy } from './signComparison.ts';

export const noteFile = 'comparison.note';

export interface CheckedComparison {
  readonly signedBy: string;
  readonly installations: number;
  /** What is wrong, in words; nothing when all is well. */
  readonly errors: readonly string[];
}

/**
 * @param key verifier key that must have signed; by default the one that the comparison names
 * @throws StartError if the folder holds no comparison
 */
export async function checkComparison(folder: string, key?: string): Promise<CheckedComparison> {
  const collected = await readCollected(folder);
  const read = async (file: string): Promise<string> =>
    await readFile(join(folder, file), 'utf8').catch(() => '');
  const json = await read(comparisonFile);
  if (!collected || json === '') throw new StartError(`${folder} holds no comparison.`);
  const signedBy = signerIn(json);
  const errors: string[] = [];
  if (key !== undefined && key !== signedBy) errors.push(`It is signed by ${signedBy}, not by ${key}.`);
  if (!isSignedBy(await read(noteFile), json, signedBy))
    errors.push(`${comparisonFile} is not signed by the key that it names.`);

  const { wanted, at, installations } = collected;
  const judged = await judgeAgain(folder, collected);
  const repeated = comparisonOf(judged, { wanted, at, signedBy });
  for (const [file, text] of await comparisonFiles(repeated)) {
    if (text === (await read(file))) continue;
    errors.push(`${file} does not follow from the answers that were kept.`);
    if (file === comparisonFile) errors.push(...changedLines(json, repeated));
  }
  return { signedBy, installations: installations.length, errors };
}

function signerIn(json: string): string {
  try {
    return (JSON.parse(json) as Partial<Comparison>).signedBy ?? 'nobody';
  } catch {
    return 'nobody';
  }
}

/** The installations about which the comparison says something else than its repetition. */
function changedLines(json: string, { installations }: Comparison): string[] {
  let said: readonly { readonly name?: string }[] = [];
  try {
    said = (JSON.parse(json) as Comparison).installations;
  } catch {
    return ['It is not JSON.'];
  }
  const lineOf = (all: readonly { readonly name?: string }[], wanted: string) =>
    JSON.stringify(all.find(({ name }) => name === wanted));
  const names = new Set([...said, ...installations].map(({ name }) => String(name)));
  return [...names]
    .filter((name) => lineOf(said, name) !== lineOf(installations, name))
    .map((name) => `${name}: what is said of it is not what was kept.`);
}
