/**
 * `lang-nghe collect`: gathers the publications of many installations into one signed comparison, or repeats such a
 * comparison from the bytes that were kept (`--check`). It opens no store, and no answers travel.
 */
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeVerifierKey } from '../../collection/ledger/note.ts';
import { checkComparison, noteFile } from '../../dissemination/comparison/checkComparison.ts';
import { collect, writeWhole } from '../../dissemination/comparison/collection.ts';
import { comparisonOf, type Comparison } from '../../dissemination/comparison/comparison.ts';
import {
  comparisonFile,
  comparisonFiles,
  comparedWords,
  isCompared,
} from '../../dissemination/comparison/comparisonFiles.ts';
import { readInstallationList } from '../../dissemination/comparison/installationList.ts';
import type { Wanted } from '../../dissemination/comparison/judgeInstallation.ts';
import { openComparisonKey, signComparison } from '../../dissemination/comparison/signComparison.ts';
import { reasonWords } from '../../dissemination/comparison/texts.ts';
import { StartError } from '../../platform/startError.ts';
import type { OutgoingSettings } from '../../platform/web/outgoingRequest.ts';

export interface CollectOptions {
  readonly write?: (text: string) => void;
  readonly now?: Date;
  /** How sites are reached, other than by default. */
  readonly settings?: Partial<OutgoingSettings>;
}

/** @returns 0 when every installation is compared, or the check found nothing; 1 when it did; 2 when some are not compared */
export async function collectCommand(
  args: readonly string[],
  { write = console.log, now = new Date(), settings = {} }: CollectOptions = {},
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'round-year': { type: 'string' },
      label: { type: 'string' },
      out: { type: 'string' },
      keys: { type: 'string', default: 'comparison-keys' },
      'allow-private': { type: 'boolean', default: false },
      check: { type: 'string' },
      key: { type: 'string' },
    },
  });
  const [list] = positionals;
  if (values.check !== undefined) return await check(values.check, values.key, write);
  const wanted = wantedOf(values['round-year'], values.label);
  const { out: folder, keys } = values;
  if (list === undefined || folder === undefined)
    throw new StartError('Name the list of installations, and with --out the folder of the comparison.');
  if (!relative(resolve(folder), resolve(keys)).startsWith('..'))
    throw new StartError(
      'The signing key must not lie in the folder of the comparison, which others are given.',
    );
  const installations = await readInstallationList(list);
  const signer = openComparisonKey(keys);
  const reaching = { allowPrivate: values['allow-private'], ...settings };
  const { collected, judged } = await collect({ installations, wanted, folder, now, settings: reaching });
  const signedBy = writeVerifierKey(signer.key);
  const comparison = comparisonOf(judged, { wanted, at: collected.at, signedBy });
  const files = await comparisonFiles(comparison);
  for (const [file, text] of files) await writeWhole(join(folder, file), text);
  await writeWhole(join(folder, noteFile), signComparison(files.get(comparisonFile)!, signer));
  for (const line of report(comparison)) write(line);
  write(`Signed by ${signedBy}`);
  return comparison.installations.every(isCompared) ? 0 : 2;
}

function wantedOf(year: string | undefined, label: string | undefined): Wanted {
  if (year !== undefined && label === undefined && /^\d{4}$/.test(year)) return { year };
  if (year === undefined && label !== undefined && label !== '') return { label };
  throw new StartError('Say which round is compared: --round-year 2025, or --label with its title or id.');
}

async function check(
  folder: string,
  key: string | undefined,
  write: (text: string) => void,
): Promise<number> {
  const { signedBy, installations, errors } = await checkComparison(folder, key);
  for (const error of errors) write(`ERROR: ${error}`);
  if (errors.length > 0) return 1;
  write(`The comparison of ${installations} installations follows from the answers that were kept.`);
  write(`Signed by ${signedBy}`);
  if (key === undefined) write('Not checked: whose key this is. Compare it, or give --key.');
  return 0;
}

function report({ installations }: Comparison): string[] {
  return installations.map((one) => {
    if (!isCompared(one)) return `${one.name}: ${one.state}: ${reasonWords(one.reasons, 'en')}`;
    const { value, interval, rank, notes } = comparedWords(one, 'en');
    return `${one.name}: ${value}${interval && ` (${interval})`}, ${[rank, ...notes].join('; ')}`;
  });
}
