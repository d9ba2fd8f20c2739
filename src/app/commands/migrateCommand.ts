import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { listPendingSteps, openStores } from '../stores.ts';
import { openStorage } from '../../platform/storage/connection.ts';
import { openData } from '../../platform/storage/openData.ts';

type Write = (text: string) => void;

/**
 * `lang-nghe migrate [--dry-run]`: runs by hand the schema migrations that the program runs at startup, on
 * MONGODB_URI or DATA_DIR. With `--dry-run` it lists the steps and changes nothing, also while a program runs.
 */
export async function migrateCommand(
  args: readonly string[],
  write: Write = console.log,
  env?: NodeJS.ProcessEnv,
): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { 'dry-run': { type: 'boolean' } } });
  const config = readConfig(env);
  const isTrial = values['dry-run'] === true;
  const data = isTrial ? await openData(config.mongodbUri ?? config.dataFolder) : await openStorage(config);
  try {
    const steps = await listPendingSteps(data.connection);
    for (const { collection, toVersion, documents } of steps)
      write(`${collection}: to version ${toVersion}, ${documents} documents`);
    if (steps.length === 0) write('Everything has the shape that this program knows.');
    else if (!isTrial) {
      await openStores(data.connection);
      write('Done.');
    }
  } finally {
    await data.close();
  }
  return 0;
}
