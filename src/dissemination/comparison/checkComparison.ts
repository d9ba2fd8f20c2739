/** Repeats a comparison from the bytes that were kept, as anybody can who has its folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listOf, type SchemaOf } from '../../platform/schemas/schema.ts';
import { errorLine, parsedJson, readBy } from '../../platform/schemas/validate.ts';
import { StartError } from '../../platform/startError.ts';
import { comparisonOf } from './comparison.ts';
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
  const said = readBy(saidSchema, parsedJson(json));
  const { signedBy, installations: lines } = 'value' in said ? said.value : nothingSaid;
  const errors =
    'errors' in said ? said.errors.map((one) => `${comparisonFile}: ${errorLine(one, 'en')}`) : [];
  if (key !== undefined && key !== signedBy) errors.push(`It is signed by ${signedBy}, not by ${key}.`);
  if (!isSignedBy(await read(noteFile), json, signedBy))
    errors.push(`${comparisonFile} is not signed by the key that it names.`);

  const { wanted, at, installations } = collected;
  const judged = await judgeAgain(folder, collected);
  const repeated = comparisonOf(judged, { wanted, at, signedBy });
  for (const [file, text] of await comparisonFiles(repeated)) {
    if (text === (await read(file))) continue;
    errors.push(`${file} does not follow from the answers that were kept.`);
    if (file === comparisonFile) errors.push(...changedLines(lines, repeated.installations));
  }
  return { signedBy, installations: installations.length, errors };
}

type Lines = readonly { readonly name: string }[];

/** What is read of the comparison itself; all of it is held against its repetition. */
const saidSchema: SchemaOf<{ readonly signedBy: string; readonly installations: Lines }> = {
  type: 'object',
  required: ['signedBy', 'installations'],
  properties: {
    signedBy: { type: 'string' },
    installations: listOf({ type: 'object', required: ['name'], properties: { name: { type: 'string' } } }),
  },
};
const nothingSaid = { signedBy: 'nobody', installations: [] };

/** The installations about which the comparison says something else than its repetition. */
function changedLines(said: Lines, repeated: Lines): string[] {
  const lineOf = (all: Lines, wanted: string) => JSON.stringify(all.find(({ name }) => name === wanted));
  const names = new Set([...said, ...repeated].map(({ name }) => name));
  return [...names]
    .filter((name) => lineOf(said, name) !== lineOf(repeated, name))
    .map((name) => `${name}: what is said of it is not what was kept.`);
}
