import { parseArgs } from 'node:util';
import { migrateStore } from './moveInstallation.ts';

/** `lang-nghe move --from data --to mongodb://…`, in either direction. @returns 0 */
export async function moveCommand(
  args: readonly string[],
  write: (text: string) => void = console.log,
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { from: { type: 'string' }, to: { type: 'string' } },
  });
  const { from = '', to = '' } = values;
  await migrateStore({ from, to, now: new Date(), say: write });
  write(
    `Everything has arrived and was checked. Copy the ledger's keys (ledger-keys, or LEDGER_KEY_DIR) to where the program will run, and start it on ${to.startsWith('mongodb') ? 'MONGODB_URI' : 'DATA_DIR'}=… ; the old place is not served any more.`,
  );
  return 0;
}
