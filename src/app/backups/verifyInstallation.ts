import { verifyStores } from '../commands/verifyCommand.ts';
import type { Stores } from '../stores.ts';
import { countAnew } from '../../processing/tallies/countAnew.ts';
import { countedText, differences } from '../../processing/tallies/reportAnew.ts';

/**
 * Checks a restored or moved installation for consistency: the log, the records against the log, and tallies and
 * columns against a count of all submissions. Nobody may serve it yet: the lease that came with the data is ended.
 *
 * @param say receives the findings, one line each
 * @param at when it was last served: entries that wait for the log have not become late since
 * @returns whether everything is correct
 */
export async function verifyInstallation(
  stores: Stores,
  say: (line: string) => void,
  at: Date = new Date(),
): Promise<boolean> {
  const lease = await stores.leases.find();
  if (lease) await stores.leases.stepDown(lease);
  const isLogged = (await verifyStores(stores, { at, countsTallies: false }, say)) === 0;
  const counted = await countAnew({
    stores,
    purpose: 'check',
    onProgress() {},
    logError: ({ error }) => say(`ERROR: ${String(error)}`),
  });
  const differing = differences(counted);
  for (const line of differing) say(`ERROR: ${line}`);
  if (differing.length === 0) say(`${countedText(counted)}: the same as kept.`);
  return isLogged && differing.length === 0;
}
