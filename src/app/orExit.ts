import { StartError } from '../platform/startError.ts';
import { EmbeddedStoreError } from '../platform/storage/embedded/embeddedStoreError.ts';

/**
 * An error that the operator can fix is reported in its own words, without a stack; anything else is a bug and is
 * rethrown.
 */
export async function orExit<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof StartError || error instanceof EmbeddedStoreError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
