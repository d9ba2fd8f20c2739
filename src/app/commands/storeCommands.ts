/** Maintenance of a data folder from the command line: `store check` and `store compact`. */
import { readConfig } from '../config.ts';
import { checkStore } from '../../platform/storage/embedded/care/checkStore.ts';
import { compactStore } from '../../platform/storage/embedded/care/compactStore.ts';

type Write = (text: string) => void;

/** @returns 0; 1 when the check found errors, each on a line; 2 with the usage */
export async function storeCommand(
  [what, ...rest]: readonly string[],
  write: Write = console.log,
  complain: Write = console.error,
): Promise<number> {
  const { dataFolder } = readConfig();
  if (what === 'check' && rest.length === 0) {
    const { errors, ...counts } = await checkStore(dataFolder);
    for (const error of errors) complain(error);
    write(JSON.stringify(counts));
    return errors.length === 0 ? 0 : 1;
  }
  if (what === 'compact' && rest.length === 0) {
    const { bytesBefore, bytesAfter } = await compactStore(dataFolder);
    write(`${bytesBefore} bytes before, ${bytesAfter} after`);
    return 0;
  }
  complain('lang-nghe store <check | compact>');
  return 2;
}
