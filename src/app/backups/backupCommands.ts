/** `backup` and `restore` of a data folder from the command line. */
import { readConfig } from '../config.ts';
import { frameKeysCollection, framePeopleCollection } from '../../processing/frames/store.ts';
import { openStorage } from '../../platform/storage/connection.ts';
import { backupStore, restoreStore } from '../../platform/storage/embedded/care/backup.ts';
import { openStores } from '../stores.ts';
import { verifyInstallation } from './verifyInstallation.ts';

/** Collections that are erased after a time and would outlive it in a backup. */
export const leftOut: readonly string[] = [framePeopleCollection, frameKeysCollection].map(
  ({ name }) => name,
);

type Write = (text: string) => void;

/** @returns 0 */
export async function backupCommand(
  [file = '']: readonly string[],
  write: Write = console.log,
): Promise<number> {
  const head = await backupStore(readConfig().dataFolder, file, { leaveOut: leftOut });
  write(`${file}: ${head.bytes} bytes, sha256 ${head.sha256}`);
  return 0;
}

/** @returns 0; 1 when the restored data have errors, each on a line */
export async function restoreCommand(
  [file = '']: readonly string[],
  write: Write = console.log,
): Promise<number> {
  const { dataFolder } = readConfig();
  const head = await restoreStore(file, dataFolder);
  write(`${dataFolder} is as it was at ${head.createdAt}. Checking it against its ledger and its forms:`);
  const storage = await openStorage({ mongodbUri: undefined, dataFolder });
  try {
    const stores = await openStores(storage.connection);
    if (!(await verifyInstallation(stores, write, new Date(head.createdAt)))) return 1;
  } finally {
    await storage.close();
  }
  write("All is well. The ledger's keys are kept apart and go beside it.");
  return 0;
}
