/** How damage shows itself while a file is read, and what is said of it. */
import { StoreError } from '../storeError.ts';
import { StoreFault } from '../storeFault.ts';
import { damagedFile } from './wholeFile.ts';

/** A record is not what was written. */
export class RecordDamage extends Error {
  constructor() {
    super('a record does not match its checksum');
  }
}

/** LMDB's numbers for a page that is not there, that cannot be right, and a file that is not its own. */
const damageCodes: readonly unknown[] = [-30_797, -30_796, -30_793];

export function isDamage(error: unknown): error is Error {
  return error instanceof RecordDamage || damageCodes.includes(codeOf(error));
}

/** LMDB gives its errors a number, those of the system among them. */
export function isOfFile(error: unknown): error is Error {
  return typeof codeOf(error) === 'number';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
}

/**
 * Does what opens, checks or copies a file.
 *
 * @param path of the file
 * @throws StoreFault for whatever goes wrong with the file or the disk
 */
export async function namingDamage<Result>(path: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (isDamage(error)) throw damagedFile(path, error.message);
    if (isOfFile(error) || error instanceof StoreError)
      throw new StoreFault(`the store's file ${path} cannot be read or copied (${error.message})`);
    throw error;
  }
}
