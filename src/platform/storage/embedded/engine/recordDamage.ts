/** How damage shows while a file is read, and how it is reported. */
import { StoreError } from '../storeError.ts';
import { EmbeddedStoreError } from '../embeddedStoreError.ts';
import { damagedFile } from './pageWalk.ts';

/** A record differs from what was written. */
export class RecordDamage extends Error {
  constructor() {
    super('a record does not match its checksum');
  }
}

/** LMDB's codes for a missing page, an invalid page, and a file that is not LMDB's. */
const damageCodes: readonly unknown[] = [-30_797, -30_796, -30_793];

export function isDamage(error: unknown): error is Error {
  return error instanceof RecordDamage || damageCodes.includes(codeOf(error));
}

/** LMDB gives its errors a number, including those of the system. */
export function isOfFile(error: unknown): error is Error {
  return typeof codeOf(error) === 'number';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
}

/**
 * Runs a function that opens, checks or copies a file.
 *
 * @param path of the file
 * @throws EmbeddedStoreError for any error of the file or the disk
 */
export async function namingDamage<Result>(path: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (isDamage(error)) throw damagedFile(path, error.message);
    if (isOfFile(error) || error instanceof StoreError)
      throw new EmbeddedStoreError(`the store's file ${path} cannot be read or copied (${error.message})`);
    throw error;
  }
}
